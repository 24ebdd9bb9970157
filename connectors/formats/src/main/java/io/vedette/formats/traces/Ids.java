package io.vedette.formats.traces;

/** Ids of traces and spans as numbers. */
final class Ids {

  private static final int HALF = 16;

  private Ids() {}

  /**
   * Up to eight bytes, the first the most significant.
   *
   * @param from a place in {@code bytes}, up to 8 before {@code to}
   */
  static long ofBytes(byte[] bytes, int from, int to) {
    long id = 0;
    for (int i = from; i < to; i++) {
      id = id << 8 | (bytes[i] & 0xFF);
    }
    return id;
  }

  /** Whether a text is the id of a trace or span: 1 to 32 hexadecimal digits. */
  static boolean isHex(String text) {
    if (text.isEmpty() || text.length() > 2 * HALF) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
        return false;
      }
    }
    return true;
  }

  /** The digits but the last 16; 0 when there are no more. */
  static long high(String hex) {
    return hex.length() > HALF ? Long.parseUnsignedLong(hex, 0, hex.length() - HALF, 16) : 0;
  }

  /** The last 16 digits. */
  static long low(String hex) {
    return Long.parseUnsignedLong(hex, Math.max(0, hex.length() - HALF), hex.length(), 16);
  }
}
