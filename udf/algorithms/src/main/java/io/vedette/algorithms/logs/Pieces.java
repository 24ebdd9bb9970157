package io.vedette.algorithms.logs;

/**
 * Tells the pieces of a token that are values from those that are words. A piece is what stands
 * between delimiters: {@code rhost} and {@code 10.0.0.1} of {@code rhost=10.0.0.1}.
 */
final class Pieces {

  /** A word of so many hexadecimal digits is a number, however few of them are decimal. */
  private static final int LONG_HEX = 8;

  private Pieces() {}

  /**
   * Whether a piece is a value: it has a digit, or is a path, an address, the name of a host or
   * package, true, false or null. Not {@code jk2_init} or {@code oauth2_token}: one digit amid
   * letters is part of a word.
   */
  static boolean isValue(String line, int from, int to) {
    int digits = 0;
    int digitAt = -1;
    int slashes = 0;
    int lastDot = -1;
    boolean letters = true;
    boolean hex = true;
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      if (Chars.isDigit(c)) {
        digits++;
        digitAt = i;
      } else if (!Chars.isNameLetter(c)) {
        letters = false;
        if (c == '/') {
          slashes++;
        } else if (c == '.') {
          lastDot = i;
        } else if (c == '\\' || (c == '@' && i > from && i < to - 1)) {
          return true;
        }
      }
      hex &= Chars.isHexDigit(c);
    }
    if (digits > 0) {
      boolean word = digits == 1 && letters && digitAt > from && to - digitAt > 2;
      return !word || (hex && to - from >= LONG_HEX);
    }
    if (line.charAt(from) == '/') {
      return true;
    }
    return (slashes >= 2 && to - from > 2)
        || (lastDot > from && isHostOrPackage(line, from, lastDot, to))
        || Words.LITERALS.contains(line, from, to);
  }

  /** {@code ns.example.com}, {@code com.example.mail}; exceptions are what is told, not of whom. */
  private static boolean isHostOrPackage(String line, int from, int lastDot, int to) {
    if (Words.HOST_ENDINGS.contains(line, lastDot + 1, to)) {
      return true;
    }
    int dots = 0;
    int firstDot = lastDot;
    for (int i = lastDot; i > from; i--) {
      if (line.charAt(i) == '.') {
        dots++;
        firstDot = i;
      }
    }
    boolean reversed = dots >= 2 && Words.HOST_ENDINGS.contains(line, from, firstDot);
    return (reversed || dots >= 3)
        && !endsWith(line, to, "Exception")
        && !endsWith(line, to, "Error");
  }

  private static boolean endsWith(String line, int to, String ending) {
    return line.regionMatches(to - ending.length(), ending, 0, ending.length());
  }

  /** Whether a piece looks like the name of a host: words of letters with dots between them. */
  static boolean isDotted(String line, int from, int to) {
    boolean dots = false;
    char before = '.';
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      if (c == '.') {
        if (before == '.') {
          return false;
        }
        dots = true;
      } else if (!Chars.isNameLetter(c) && c != '-') {
        return false;
      }
      before = c;
    }
    return dots && before != '.';
  }

  /** Whether a range is an IPv6 or hardware address: hexadecimal groups and at least two colons. */
  static boolean isColonAddress(String line, int from, int to) {
    int colons = 0;
    int group = 0;
    boolean digits = false;
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      if (c == ':') {
        colons++;
        group = 0;
      } else if (!Chars.isHexDigit(c) || ++group > 4) {
        return false;
      } else {
        digits = true;
      }
    }
    return colons >= 2 && digits;
  }
}
