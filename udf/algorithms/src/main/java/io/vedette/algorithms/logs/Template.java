package io.vedette.algorithms.logs;

import java.util.List;

/**
 * What lines of one logging statement have in common. Its id is that of the first line it was made
 * of and stays when the template becomes more general.
 *
 * <p>Some 100 bytes and two a character of its text.
 */
public final class Template {

  private final long id;
  private final long born;
  private String[] tokens;
  private long[] hashes;
  private int[] openAt;
  private int constants;
  private String text = "";
  int slot;
  boolean live = true;
  long lastUsed;

  Template(long id, long born, long lastUsed, String[] tokens) {
    this.id = id;
    this.born = born;
    this.lastUsed = lastUsed;
    this.tokens = tokens;
    this.hashes = new long[tokens.length];
    this.openAt = new int[tokens.length];
    index();
  }

  /** Identity: a hash of the masked line that was the first of this template. */
  public long id() {
    return id;
  }

  /** How many templates its service had had before it: what is older keeps its id in a merge. */
  public long born() {
    return born;
  }

  /** Number of the last line of its service that was of this template. */
  public long lastUsed() {
    return lastUsed;
  }

  /** Place among the live templates of its miner, 0 to the most templates - 1. */
  public int slot() {
    return slot;
  }

  /** For a person: tokens divided by a blank, parameters as {@code <*>}. */
  public String text() {
    return text;
  }

  /** The text for a person of tokens as they are kept. */
  public static String textOf(List<String> tokens) {
    return String.join(" ", tokens)
        .replace(String.valueOf(Chars.PARAMETER), "<*>")
        .replace(String.valueOf(Chars.ANY), "<*>");
  }

  /** Tokens as they are kept, for {@link TemplateMiner#restore}. */
  public List<String> tokens() {
    return List.of(tokens);
  }

  int size() {
    return tokens.length;
  }

  String token(int index) {
    return tokens[index];
  }

  /** How many of its tokens are the same in all its lines but for masked parameters. */
  int constants() {
    return constants;
  }

  boolean matches(MaskedLine line) {
    for (int i = 0; i < tokens.length; i++) {
      if (hashes[i] != line.hash(i)
          && (openAt[i] < 0 || !opens(i, line.text, line.start(i), line.end(i)))) {
        return false;
      }
    }
    return true;
  }

  /** Whether every line of another template of the same size is one of this. */
  boolean covers(Template other) {
    for (int i = 0; i < tokens.length; i++) {
      if (hashes[i] != other.hashes[i]) {
        char[] token = other.tokens[i].toCharArray();
        if (openAt[i] < 0 || !opens(i, token, 0, token.length)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The one token in which two templates of the same size differ, or -1. */
  int onlyDifference(Template other) {
    int difference = -1;
    for (int i = 0; i < tokens.length; i++) {
      if (hashes[i] != other.hashes[i]) {
        if (difference >= 0) {
          return -1;
        }
        difference = i;
      }
    }
    return difference;
  }

  void take(String[] others) {
    tokens = others;
    index();
  }

  String[] copyOfTokens() {
    return tokens.clone();
  }

  /** What two tokens have in common: their ends, as far as whole pieces, and anything between. */
  static String generalise(String a, String b) {
    int most = Math.min(a.length(), b.length());
    int head = 0;
    while (head < most && a.charAt(head) == b.charAt(head) && a.charAt(head) != Chars.ANY) {
      head++;
    }
    while (head > 0 && !Chars.isPunctuation(a.charAt(head - 1))) {
      head--;
    }
    int tail = 0;
    while (tail < most - head
        && a.charAt(a.length() - 1 - tail) == b.charAt(b.length() - 1 - tail)
        && a.charAt(a.length() - 1 - tail) != Chars.ANY) {
      tail++;
    }
    while (tail > 0 && !Chars.isPunctuation(a.charAt(a.length() - tail))) {
      tail--;
    }
    return a.substring(0, head) + Chars.ANY + a.substring(a.length() - tail);
  }

  private boolean opens(int index, char[] text, int from, int to) {
    String token = tokens[index];
    int head = openAt[index];
    int tail = token.length() - head - 1;
    if (to - from < head + tail) {
      return false;
    }
    for (int i = 0; i < head; i++) {
      if (text[from + i] != token.charAt(i)) {
        return false;
      }
    }
    for (int i = 0; i < tail; i++) {
      if (text[to - tail + i] != token.charAt(head + 1 + i)) {
        return false;
      }
    }
    return true;
  }

  private void index() {
    constants = 0;
    for (int i = 0; i < tokens.length; i++) {
      hashes[i] = MaskedLine.hashOf(tokens[i]);
      openAt[i] = tokens[i].indexOf(Chars.ANY);
      if (openAt[i] < 0) {
        constants++;
      }
    }
    text = textOf(List.of(tokens));
  }

  @Override
  public String toString() {
    return text;
  }
}
