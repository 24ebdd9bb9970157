package io.vedette.algorithms.logs;

/** What characters mean in a log line. */
final class Chars {

  /** A masked parameter in the text of a token. No line has it: it is a blank. */
  static final char PARAMETER = '\0';

  /** What a token of a template has where lines were seen to differ. A blank too. */
  static final char ANY = '\1';

  private static final String DELIMITERS = "=:,;()[]{}<>\"'|`!";

  private static final boolean[] IS_DELIMITER = flags(DELIMITERS);
  private static final boolean[] IS_PUNCTUATION = flags(DELIMITERS + ".");
  private static final boolean[] ENDS_VALUE = flags(",;()[]{}<>\"'|`");
  private static final boolean[] IS_JOINT = flags(":,;=|<>'\"`");

  private Chars() {}

  /** Whether it ends a token: blanks and control characters. */
  static boolean isBlank(char c) {
    return c <= ' ' || c == '\u00a0';
  }

  /** Whether it ends a piece of a token. */
  static boolean isDelimiter(char c) {
    return c < 128 && IS_DELIMITER[c];
  }

  /** Whether it may stand round a word without being part of it. */
  static boolean isPunctuation(char c) {
    return c < 128 && IS_PUNCTUATION[c];
  }

  /** Whether two parameters with nothing but such between them are one: 10:50:07, a=1,b=2. */
  static boolean isJoint(char c) {
    return c < 128 && IS_JOINT[c];
  }

  /** Whether it ends the value of key=value: what a delimiter is, but those of addresses. */
  static boolean endsValue(char c) {
    return c < 128 && ENDS_VALUE[c];
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /** A letter of ASCII or an underscore. */
  static boolean isNameLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean[] flags(String chars) {
    boolean[] flags = new boolean[128];
    for (int i = 0; i < chars.length(); i++) {
      flags[chars.charAt(i)] = true;
    }
    return flags;
  }
}
