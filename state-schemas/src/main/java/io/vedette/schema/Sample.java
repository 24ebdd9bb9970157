package io.vedette.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One value of one series at one time: the hot record of the stream.
 *
 * <p>Labels do not travel with every sample. A source attaches them when it first meets a series
 * and again at least once an announcement interval, which is shorter than the retention of series
 * state; the scorer keeps them in keyed state.
 *
 * <p>Mutable, because sources and serializers reuse one instance. An operator that keeps a sample
 * beyond the call it got it in must copy it.
 */
public final class Sample implements MetricRecord, ScoringInput {

  /**
   * The NaN with which Prometheus marks that a series ended (value.StaleNaN). Compared by bits: any
   * other NaN is an ordinary one.
   */
  public static final long STALE_NAN_BITS = 0x7FF0000000000002L;

  private long seriesHash;
  private long timestamp;
  private double value;
  private @Nullable Series series;

  /** A sample to be filled by {@link #set}. */
  public Sample() {}

  /** A sample whose series is known downstream. */
  public Sample(long seriesHash, long timestamp, double value) {
    set(seriesHash, timestamp, value, null);
  }

  /** A sample that announces its series. */
  public Sample(Series series, long timestamp, double value) {
    set(series.labels().hash(), timestamp, value, series);
  }

  /** Fills every field. */
  public void set(long seriesHash, long timestamp, double value, @Nullable Series series) {
    this.seriesHash = seriesHash;
    this.timestamp = timestamp;
    this.value = value;
    this.series = series;
  }

  @Override
  public long seriesHash() {
    return seriesHash;
  }

  /** Event time, milliseconds since the epoch. */
  public long timestamp() {
    return timestamp;
  }

  /** The value, in the metric's own unit. */
  public double value() {
    return value;
  }

  /** The series, when this sample announces it. */
  public @Nullable Series series() {
    return series;
  }

  /** Whether this is Prometheus' mark that the series ended. */
  public boolean isStaleMarker() {
    return Double.doubleToRawLongBits(value) == STALE_NAN_BITS;
  }

  /** A copy that stays as it is. */
  public Sample copy() {
    Sample copy = new Sample();
    copy.set(seriesHash, timestamp, value, series);
    return copy;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sample that
        && seriesHash == that.seriesHash
        && timestamp == that.timestamp
        && Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(that.value)
        && Objects.equals(series, that.series);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(seriesHash * 31 + timestamp);
  }

  @Override
  public String toString() {
    return (series == null ? SeriesHash.toHex(seriesHash) : series.labels().toString())
        + " "
        + value
        + " @"
        + timestamp;
  }
}
