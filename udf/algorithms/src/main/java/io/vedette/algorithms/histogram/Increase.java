package io.vedette.algorithms.histogram;

import java.util.Arrays;

/**
 * What the buckets of a histogram counted from one scrape to the next. Reused: grows to the largest
 * histogram met, 16 bytes a bucket.
 */
public final class Increase {

  private double[] bounds = new double[32];
  private double[] counts = new double[32];
  private int size;
  private boolean forced;

  /** An increase of nothing. */
  public Increase() {}

  void clear() {
    size = 0;
    forced = false;
  }

  /** Adds the bucket with the next higher bound. */
  void add(double bound, double count) {
    if (size == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    bounds[size] = bound;
    counts[size++] = count;
  }

  void makeMonotonic() {
    forced = CumulativeCounts.makeMonotonic(counts, size);
  }

  /** Number of observations. */
  public double observations() {
    return size == 0 ? 0 : counts[size - 1];
  }

  /** Whether a count was below that of a lower bound, and was raised to it. */
  public boolean isForced() {
    return forced;
  }

  /** A quantile of the observations, see {@link BucketQuantile}. */
  public double quantile(double quantile) {
    return BucketQuantile.of(quantile, bounds, counts, size);
  }
}
