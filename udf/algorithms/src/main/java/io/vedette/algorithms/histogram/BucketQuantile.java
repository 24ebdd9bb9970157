package io.vedette.algorithms.histogram;

/**
 * Quantile of observations of which only is known how many were at most each of some bounds, by the
 * rules of Prometheus' {@code histogram_quantile} for classic histograms (promql/quantile.go,
 * bucketQuantile).
 *
 * <pre>
 *   rank = quantile * observations; its bucket is the first whose count is not below it
 *   bucket of the bound +Inf          -&gt; the highest finite bound: nothing is known beyond
 *   lowest bucket, its bound at most 0 -&gt; that bound: nothing is known below
 *   lowest bucket otherwise           -&gt; as if it began at 0
 *   any                               -&gt; linear between its bounds, by rank
 * </pre>
 *
 * <p>Cost: logarithmic in the buckets, nothing allocated.
 */
public final class BucketQuantile {

  private BucketQuantile() {}

  /**
   * The quantile, in the unit of the bounds.
   *
   * @param quantile 0 to 1
   * @param bounds upper bounds of the buckets, ascending without repetition
   * @param counts observations at most each bound, see {@link CumulativeCounts#makeMonotonic}
   * @param size buckets
   * @return NaN without observations, with fewer than two buckets, or when the last bound is not
   *     +Inf; -Inf below a quantile of 0 and +Inf above 1
   */
  public static double of(double quantile, double[] bounds, double[] counts, int size) {
    if (Double.isNaN(quantile)) {
      return Double.NaN;
    }
    if (quantile < 0 || quantile > 1) {
      return quantile < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (size < 2 || bounds[size - 1] != Double.POSITIVE_INFINITY || !(counts[size - 1] > 0)) {
      return Double.NaN;
    }
    double rank = quantile * counts[size - 1];
    int bucket = firstNotBelow(rank, counts, size - 1);
    if (bucket == size - 1) {
      return bounds[size - 2];
    }
    if (bucket == 0 && bounds[0] <= 0) {
      return bounds[0];
    }
    double start = bucket == 0 ? 0 : bounds[bucket - 1];
    double before = bucket == 0 ? 0 : counts[bucket - 1];
    return start + (bounds[bucket] - start) * ((rank - before) / (counts[bucket] - before));
  }

  /** Index of the first count that is at least the rank; {@code end} when there is none. */
  private static int firstNotBelow(double rank, double[] counts, int end) {
    int low = 0;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (counts[middle] >= rank) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
