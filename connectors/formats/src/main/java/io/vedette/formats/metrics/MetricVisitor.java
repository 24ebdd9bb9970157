package io.vedette.formats.metrics;

import io.vedette.schema.result.DeadLetterReason;

/** Is told what a decoder finds in a body, in the body's order. */
public interface MetricVisitor {

  /**
   * A series begins; the samples that follow are its. The reference is reused: it is valid until
   * the next call of this method.
   */
  void series(SeriesRef series);

  /**
   * A sample of the series begun last.
   *
   * @param timestamp event time, milliseconds since the epoch
   * @param value as sent, stale markers included
   */
  void sample(long timestamp, double value);

  /**
   * Something in the body is refused while the rest goes on.
   *
   * @param reason the word to count it by
   * @param message what, where in the body and why
   * @param samples samples lost by it, at least 1
   */
  void rejected(DeadLetterReason reason, String message, int samples);

  /**
   * A native histogram of remote write was taken. Its count and its sum are told as samples of the
   * series {@code <name>_count} and {@code <name>_sum}, its buckets by {@link #bucket}; this only
   * counts it.
   */
  default void histogram() {}

  /**
   * A sample of the series begun last, which is a bucket made of a native histogram of remote
   * write.
   *
   * @param timestamp event time, milliseconds since the epoch
   * @param value observations at most its bound; or a stale marker
   */
  default void bucket(long timestamp, double value) {
    sample(timestamp, value);
  }
}
