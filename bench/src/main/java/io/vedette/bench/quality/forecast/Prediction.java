package io.vedette.bench.quality.forecast;

/**
 * What a forecaster expects of the held-back end of a series. The arrays are shared, not copied: do
 * not change them.
 *
 * @param expected expected values, one a held-back point
 * @param lower lower ends of the 95 % prediction interval
 * @param upper upper ends
 * @param seconds what training and forecasting took
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, read by loops
public record Prediction(double[] expected, double[] lower, double[] upper, double seconds) {

  /** Half the width of a 95 % interval in standard deviations of a normal distribution. */
  static final double NORMAL_95 = 1.959964;
}
