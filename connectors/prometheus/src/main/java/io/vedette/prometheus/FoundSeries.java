package io.vedette.prometheus;

import io.vedette.schema.BucketSample;
import io.vedette.schema.Series;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One series of an answer: its samples, or why they are refused. Grows as it is read. */
final class FoundSeries {

  private final Series series;
  private final long hash;
  private final long histogram;
  private final @Nullable String refusal;
  private long[] times = new long[64];
  private double[] values = new double[64];
  private int size;

  /**
   * A series without samples yet.
   *
   * @param refusal why it is not taken; null when it is
   */
  FoundSeries(Series series, @Nullable String refusal) {
    this.series = series;
    this.hash = series.labels().hash();
    this.histogram = BucketSample.histogramOf(series.labels());
    this.refusal = refusal;
  }

  /** Adds a sample; of a refused series it is counted only. */
  void add(long time, double value) {
    if (refusal == null) {
      if (size == times.length) {
        times = Arrays.copyOf(times, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      times[size] = time;
      values[size] = value;
    }
    size++;
  }

  Series series() {
    return series;
  }

  long hash() {
    return hash;
  }

  /** The histogram it is a bucket of, see {@link BucketSample}. */
  long histogram() {
    return histogram;
  }

  @Nullable String refusal() {
    return refusal;
  }

  int size() {
    return size;
  }

  long time(int index) {
    return times[index];
  }

  double value(int index) {
    return values[index];
  }
}
