package io.vedette.algorithms.text;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in a sentence. */
public final class NumberText {

  /** Enough to tell two levels apart, few enough to read aloud. */
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private NumberText() {}

  /** Four significant digits, without an exponent where that is readable. */
  public static String of(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros();
    double size = Math.abs(value);
    boolean readable = size == 0 || (size >= 1e-4 && size < 1e9);
    return readable ? rounded.toPlainString() : rounded.toString();
  }
}
