package io.vedette.algorithms.logs;

/**
 * The first tokens of a line, found one after the other as they are asked for. They end at blanks,
 * and {@code |} is a token of its own. A header of 64 tokens or 768 characters is none.
 */
final class HeaderTokens {

  private static final int MOST = 64;
  private static final int LONGEST = 768;

  private final int[] starts = new int[MOST];
  private final int[] ends = new int[MOST];
  private String line = "";
  private int limit;
  private int found;
  private int next;

  void reset(String text, int length) {
    line = text;
    limit = Math.min(length, LONGEST);
    found = 0;
    next = 0;
  }

  boolean has(int token) {
    while (found <= token && find()) {}
    return token < found;
  }

  int start(int token) {
    return starts[token];
  }

  int end(int token) {
    return ends[token];
  }

  int length(int token) {
    return ends[token] - starts[token];
  }

  char first(int token) {
    return line.charAt(starts[token]);
  }

  char last(int token) {
    return line.charAt(ends[token] - 1);
  }

  private boolean find() {
    while (next < limit && Chars.isBlank(line.charAt(next))) {
      next++;
    }
    if (next >= limit || found == MOST) {
      return false;
    }
    starts[found] = next;
    if (line.charAt(next) == '|') {
      next++;
    } else {
      while (next < limit && !Chars.isBlank(line.charAt(next)) && line.charAt(next) != '|') {
        next++;
      }
    }
    ends[found++] = next;
    return true;
  }

  /** What a word may stand in. */
  static boolean isBracketOrComma(char c) {
    return c == '[' || c == ']' || c == '(' || c == ')' || c == ',';
  }

  /** What a level may stand in. */
  static boolean isLevelWrapping(char c) {
    return isBracketOrComma(c) || c == ':' || c == '|' || c == '-' || c == '<' || c == '>';
  }
}
