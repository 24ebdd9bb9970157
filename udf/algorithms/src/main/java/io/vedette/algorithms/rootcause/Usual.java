package io.vedette.algorithms.rootcause;

import java.util.Arrays;

/** What values used to be. */
record Usual(double median, double deviation) {

  private static final double MAD_TO_DEVIATION = 1.4826;

  /** Between the 5th and the 95th percentile of a normal distribution. */
  private static final double NINETY_PERCENT = 3.29;

  /**
   * Of some values, those not NaN.
   *
   * @param relativeFloor least deviation, as a part of the median
   * @param absoluteFloor least deviation
   */
  static Usual of(double[] values, double relativeFloor, double absoluteFloor) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return new Usual(Double.NaN, Double.NaN);
    }
    double median = quantile(sorted, .5);
    double[] away = Arrays.stream(sorted).map(value -> Math.abs(value - median)).sorted().toArray();
    double spread = MAD_TO_DEVIATION * quantile(away, .5);
    double range = (quantile(sorted, .95) - quantile(sorted, .05)) / NINETY_PERCENT;
    double floor = Math.max(relativeFloor * Math.abs(median), absoluteFloor);
    return new Usual(median, Math.max(Math.max(spread, range), floor));
  }

  /** Of sorted values, between the two nearest. */
  static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /** Of the values not NaN; NaN when there is none. */
  static double mean(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).average().orElse(Double.NaN);
  }
}
