package io.vedette.schema;

/** How grave the writer of a log line took it to be. Ordered from least to most grave. */
public enum LogLevel {
  /** Nothing was said. */
  UNKNOWN(1),
  /** For those who follow every step. */
  TRACE(2),
  /** For developers. */
  DEBUG(3),
  /** What happens as it should. */
  INFO(4),
  /** What may lead to an error. */
  WARN(5),
  /** Something failed. */
  ERROR(6),
  /** The writer cannot go on. */
  FATAL(7);

  private final int code;

  LogLevel(int code) {
    this.code = code;
  }

  /** Number that stands for this level on a wire; never 0 and never given to another level. */
  public int code() {
    return code;
  }

  /**
   * The level a number stands for.
   *
   * @throws IllegalArgumentException when it stands for none
   */
  public static LogLevel ofCode(int code) {
    return switch (code) {
      case 1 -> UNKNOWN;
      case 2 -> TRACE;
      case 3 -> DEBUG;
      case 4 -> INFO;
      case 5 -> WARN;
      case 6 -> ERROR;
      case 7 -> FATAL;
      default -> throw new IllegalArgumentException("no log level has code " + code);
    };
  }

  /** The level a word stands for, in the words of syslog, log4j, java.util.logging and others. */
  public static LogLevel ofWord(String word) {
    return ofWord(word, 0, word.length());
  }

  /** The same of a range of a text, without making a string of it. */
  public static LogLevel ofWord(String text, int from, int to) {
    int length = to - from;
    if (length <= 0) {
      return UNKNOWN;
    }
    return switch (Character.toUpperCase(text.charAt(from))) {
      case 'T', 'V' -> TRACE;
      case 'D' -> DEBUG;
      case 'I', 'N', 'L' -> INFO;
      case 'W' -> WARN;
      case 'C' -> isLike(text, from, to, "config") ? DEBUG : FATAL;
      case 'F' -> isLike(text, from, to, "fine") ? DEBUG : FATAL;
      case 'A', 'P' -> FATAL;
      case 'E' -> isLike(text, from, to, "emerg") ? FATAL : ERROR;
      case 'S' -> isLike(text, from, to, "statement") ? INFO : ERROR;
      default -> UNKNOWN;
    };
  }

  private static boolean isLike(String text, int from, int to, String beginning) {
    return to - from >= beginning.length()
        && text.regionMatches(true, from, beginning, 0, beginning.length());
  }
}
