package io.vedette.schema;

import org.jspecify.annotations.Nullable;

/**
 * A sample of one bucket of a classic histogram: of a series {@code <name>_bucket} with a label
 * {@code le}. Beside the sample it says which histogram the bucket belongs to, so that all buckets
 * of one meet.
 *
 * <p>Mutable, like the {@link Sample} in it.
 */
public final class BucketSample implements MetricRecord {

  /** The label that holds a bucket's upper bound. */
  public static final String BOUND = "le";

  /** How the metric name of a bucket ends. */
  public static final String SUFFIX = "_bucket";

  /** Stands for the histogram of a series that is no bucket. */
  public static final long NONE = 0;

  private long histogram;
  private Sample sample;

  /** A sample to be filled by {@link #set}. */
  public BucketSample() {
    this(NONE, new Sample());
  }

  /** A sample of a bucket of a histogram. */
  public BucketSample(long histogram, Sample sample) {
    this.histogram = histogram;
    this.sample = sample;
  }

  /** Fills every field; the sample is not copied. */
  public void set(long histogram, Sample sample) {
    this.histogram = histogram;
    this.sample = sample;
  }

  /**
   * Identity of the histogram: the hash of the bucket's label set without {@link #BOUND}, see
   * {@link SeriesHash}.
   */
  public long histogram() {
    return histogram;
  }

  /** The sample: how many observations were at most the bucket's bound. */
  public Sample sample() {
    return sample;
  }

  /** A copy that stays as it is. */
  public BucketSample copy() {
    return new BucketSample(histogram, sample.copy());
  }

  /**
   * The histogram a series is a bucket of, {@link #NONE} when it is no bucket. Hashes every label:
   * meant for the slow path.
   */
  public static long histogramOf(Labels labels) {
    if (!labels.metric().endsWith(SUFFIX) || labels.get(BOUND) == null) {
      return NONE;
    }
    long hash = SeriesHash.EMPTY;
    for (int i = 0; i < labels.size(); i++) {
      if (!labels.name(i).equals(BOUND)) {
        hash = SeriesHash.fold(hash, SeriesHash.of(labels.name(i)), SeriesHash.of(labels.value(i)));
      }
    }
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BucketSample that
        && histogram == that.histogram
        && sample.equals(that.sample);
  }

  @Override
  public int hashCode() {
    return 31 * sample.hashCode() + Long.hashCode(histogram);
  }

  @Override
  public String toString() {
    return sample + " of histogram " + SeriesHash.toHex(histogram);
  }
}
