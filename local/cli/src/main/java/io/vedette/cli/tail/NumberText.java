package io.vedette.cli.tail;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people: four digits that count, no noise behind. */
final class NumberText {

  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private NumberText() {}

  /** E.g. {@code 0.1235}, {@code 1235000}, {@code 1.235e12}, {@code -}, for what is no number. */
  static String of(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros();
    if (rounded.signum() == 0) {
      return "0";
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < 9) {
      return rounded.toPlainString();
    }
    return rounded.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString()
        + "e"
        + exponent;
  }
}
