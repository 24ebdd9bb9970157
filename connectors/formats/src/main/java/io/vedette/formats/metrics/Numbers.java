package io.vedette.formats.metrics;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers as text, in the spelling of Prometheus. */
final class Numbers {

  /** Longest spelling of a double that is read. */
  private static final int MAX_DIGITS = 400;

  private Numbers() {}

  /** A decimal number, NaN, +Inf, Inf or -Inf; null when the text is none. */
  static @Nullable Double parse(String text) {
    return switch (text) {
      case "NaN" -> Double.valueOf(Double.NaN);
      case "+Inf", "Inf" -> Double.valueOf(Double.POSITIVE_INFINITY);
      case "-Inf" -> Double.valueOf(Double.NEGATIVE_INFINITY);
      // Java takes more than decimal numbers: 1d, 0x1p3, blanks around.
      default -> isDecimal(text) ? parseDecimal(text) : null;
    };
  }

  /** Shortest decimal without an exponent: 0.005, 10, +Inf. */
  static String plain(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    if (number == 0) {
      return "0";
    }
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }

  private static boolean isDecimal(String text) {
    if (text.isEmpty() || text.length() > MAX_DIGITS) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean belongs =
          (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
      if (!belongs) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Double parseDecimal(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
