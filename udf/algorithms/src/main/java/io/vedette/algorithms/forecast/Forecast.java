package io.vedette.algorithms.forecast;

/**
 * What a trained model expects of a series at one time, in the unit of the series. Mutable and
 * reused: valid until it is filled again.
 */
public final class Forecast {

  private double expected = Double.NaN;
  private double lower = Double.NaN;
  private double upper = Double.NaN;
  private double standardDeviation = Double.NaN;

  /** Makes this the forecast of nothing: everything is NaN. */
  public void clear() {
    set(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  /**
   * Fills this in.
   *
   * @param expected the value expected
   * @param lower lower end of the prediction interval
   * @param upper upper end of the prediction interval
   * @param standardDeviation standard deviation of the forecast's error, 0 or more
   */
  public void set(double expected, double lower, double upper, double standardDeviation) {
    this.expected = expected;
    this.lower = lower;
    this.upper = upper;
    this.standardDeviation = standardDeviation;
  }

  /** Whether there is a forecast: the model speaks of that time. */
  public boolean isKnown() {
    return !Double.isNaN(expected);
  }

  /** The value expected. */
  public double expected() {
    return expected;
  }

  /** Lower end of the prediction interval. */
  public double lower() {
    return lower;
  }

  /** Upper end of the prediction interval. */
  public double upper() {
    return upper;
  }

  /** Standard deviation of the forecast's error. */
  public double standardDeviation() {
    return standardDeviation;
  }
}
