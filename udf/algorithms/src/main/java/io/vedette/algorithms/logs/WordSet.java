package io.vedette.algorithms.logs;

import java.util.Collections;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed set of ASCII words that is asked about ranges of text, without making strings.
 *
 * <p>A table at most half full; a question costs a hash of two characters and, for most ranges, no
 * comparison.
 */
final class WordSet {

  private final @Nullable String[] table;
  private final boolean ignoreCase;
  private final int longest;

  private WordSet(boolean ignoreCase, String words) {
    List<String> all =
        Collections.list(new StringTokenizer(words)).stream().map(String.class::cast).toList();
    this.ignoreCase = ignoreCase;
    this.table = new @Nullable String[Integer.highestOneBit(all.size() * 4 + 4)];
    int most = 0;
    for (String word : all) {
      most = Math.max(most, word.length());
      int place = place(word, 0, word.length());
      while (table[place] != null) {
        place = (place + 1) & (table.length - 1);
      }
      table[place] = word;
    }
    this.longest = most;
  }

  /** Words divided by blanks, as they are written. */
  static WordSet of(String words) {
    return new WordSet(false, words);
  }

  /** Words divided by blanks, in whatever case they are written. */
  static WordSet ignoringCase(String words) {
    return new WordSet(true, words);
  }

  /** Whether a range of a text is one of the words. */
  boolean contains(String text, int from, int to) {
    int length = to - from;
    if (length <= 0 || length > longest) {
      return false;
    }
    int place = place(text, from, to);
    for (String word = table[place]; word != null; word = table[place]) {
      if (word.length() == length && text.regionMatches(ignoreCase, from, word, 0, length)) {
        return true;
      }
      place = (place + 1) & (table.length - 1);
    }
    return false;
  }

  /** Letters of ASCII differ in case by one bit only. */
  private int place(String text, int from, int to) {
    int hash = (text.charAt(from) | 0x20) * 31 + (text.charAt(to - 1) | 0x20) * 7 + (to - from);
    return (hash ^ (hash >>> 5)) & (table.length - 1);
  }
}
