package io.vedette.algorithms.detect;

/**
 * Rate of a counter between two consecutive samples, in units per second.
 *
 * <p>A counter that is lower than before was reset in between, and counted from 0 again: the
 * increase is then what it shows now, as in Prometheus' {@code rate}. Nothing is extrapolated. A
 * reset after which the counter already stands higher than before cannot be seen.
 */
public final class CounterRate {

  private CounterRate() {}

  /**
   * Increase a second from one sample to the next.
   *
   * @param before value of the earlier sample; NaN or infinite when there is none
   * @param beforeAt its time, milliseconds
   * @param now value of the later sample
   * @param nowAt its time, milliseconds
   * @return units per second; NaN when there is no earlier sample or no time between the two
   */
  public static double perSecond(double before, long beforeAt, double now, long nowAt) {
    if (!Double.isFinite(before) || nowAt <= beforeAt) {
      return Double.NaN;
    }
    double increase = now < before ? now : now - before;
    // as doubles: the difference of two longs may overflow
    return increase * 1000.0 / ((double) nowAt - (double) beforeAt);
  }

  /** Whether a metric counts, by the endings that Prometheus and OpenMetrics give to counters. */
  public static boolean isNameOfCounter(String metric) {
    return metric.endsWith("_total")
        || metric.endsWith("_count")
        || metric.endsWith("_sum")
        || metric.endsWith("_bucket");
  }
}
