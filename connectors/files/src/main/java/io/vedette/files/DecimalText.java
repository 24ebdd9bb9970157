package io.vedette.files;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers where they lie. Guarantee: the double nearest to the text, as {@link
 * Double#parseDouble} has it.
 *
 * <p>Empty, {@code NaN}, {@code NA} and {@code null}, in any case, are NaN; {@code inf} and {@code
 * infinity} may have a sign. Numbers as a program would write them with a suffix ({@code 1d}) or in
 * hexadecimal are not numbers here.
 */
final class DecimalText {

  /** Beyond 2^53 a whole number may not be a double. */
  private static final long EXACT = 1L << 53;

  /** Every power of ten that is a double. */
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private double value;

  /** Reads a number; false when it is none. */
  boolean read(byte[] text, int from, int to) {
    return readPlain(text, from, to) || readAny(text, from, to);
  }

  /** What was read last. */
  double value() {
    return value;
  }

  /**
   * Digits and a point, while both the digits and the power of ten are exact doubles: one division
   * then rounds once, which is right (Clinger, "How to read floating point numbers accurately").
   */
  private boolean readPlain(byte[] text, int from, int to) {
    int at = from;
    boolean negative = at < to && text[at] == '-';
    if (negative) {
      at++;
    }
    if (to - at > 17) {
      return false;
    }
    long digits = 0;
    int count = 0;
    int point = -1;
    for (; at < to; at++) {
      byte b = text[at];
      if (b >= '0' && b <= '9') {
        digits = 10 * digits + b - '0';
        count++;
      } else if (b == '.' && point < 0) {
        point = at;
      } else {
        return false;
      }
    }
    if (count == 0 || digits > EXACT) {
      return false;
    }
    double magnitude = point < 0 ? digits : digits / POWERS_OF_TEN[to - point - 1];
    value = negative ? -magnitude : magnitude;
    return true;
  }

  private boolean readAny(byte[] text, int from, int to) {
    String word = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    Double special = special(word);
    if (special != null) {
      value = special;
      return true;
    }
    for (int i = 0; i < word.length(); i++) {
      if ("0123456789+-.eE".indexOf(word.charAt(i)) < 0) {
        return false;
      }
    }
    try {
      value = Double.parseDouble(word);
      return true;
    } catch (NumberFormatException notANumber) {
      return false;
    }
  }

  private static @Nullable Double special(String word) {
    if (word.isEmpty()
        || word.equalsIgnoreCase("nan")
        || word.equalsIgnoreCase("na")
        || word.equalsIgnoreCase("null")) {
      return Double.NaN;
    }
    boolean signed = word.charAt(0) == '-' || word.charAt(0) == '+';
    String magnitude = signed ? word.substring(1) : word;
    if (magnitude.equalsIgnoreCase("inf") || magnitude.equalsIgnoreCase("infinity")) {
      return word.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return null;
  }
}
