package io.vedette.kafka;

import io.vedette.formats.metrics.MetricVisitor;
import io.vedette.formats.metrics.SeriesRef;
import io.vedette.schema.BucketSample;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.result.DeadLetterReason;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Hears what a decoder finds in a body, sends the good samples on and sums up the rest.
 *
 * <p>Allocates when a series is announced or something is refused for a new reason, never for a
 * sample. Labels are attached to the first sample of a series that is sent on, so that a refused
 * sample does not take them with it.
 */
final class BodyReader extends FoundRecords<MetricRecord> implements MetricVisitor {

  private static final long MINUTE = 60_000;

  private final AnnouncementCache announcements;
  private final long maxAhead;
  private final Sample sample = new Sample();
  private final BucketSample bucket = new BucketSample();

  private long received;
  private long latest;
  private int minute;
  private @Nullable SeriesRef series;
  private long hash;
  private long histogram;
  private boolean firstOfSeries;
  private long announced;

  /**
   * Remembers announcements in the cache.
   *
   * @param maxAhead how far a sample may be ahead of when its body was received, milliseconds
   */
  BodyReader(AnnouncementCache announcements, long maxAhead) {
    super(new NoCollector(), rejected -> rejected);
    this.announcements = announcements;
    this.maxAhead = maxAhead;
  }

  /**
   * Starts a body.
   *
   * @param received when it was received, not later than now; milliseconds since the epoch
   * @param now processing time, milliseconds since the epoch
   */
  void begin(Collector<MetricRecord> collector, long received, long now) {
    restart(collector);
    this.received = received;
    latest = received > Long.MAX_VALUE - maxAhead ? Long.MAX_VALUE : received + maxAhead;
    minute = (int) (now / MINUTE);
    series = null;
    announced = 0;
  }

  @Override
  public void series(SeriesRef series) {
    this.series = series;
    hash = series.hash();
    histogram = series.histogram();
    firstOfSeries = true;
  }

  @Override
  public void sample(long timestamp, double value) {
    if (timestamp <= 0) {
      refuse(DeadLetterReason.MALFORMED, timestamp);
    } else if (timestamp > latest) {
      refuse(DeadLetterReason.FUTURE, timestamp);
    } else {
      emit(timestamp, value);
    }
  }

  private void emit(long timestamp, double value) {
    Series labels = null;
    if (firstOfSeries) {
      firstOfSeries = false;
      SeriesRef ref = series;
      if (ref != null && announcements.due(hash, minute)) {
        labels = ref.toSeries();
        announced++;
      }
    }
    sample.set(hash, timestamp, value, labels);
    if (histogram == BucketSample.NONE) {
      emit(sample);
    } else {
      bucket.set(histogram, sample);
      emit(bucket);
    }
  }

  /** Refuses a sample by its time; says it in words for the first of a body only. */
  private void refuse(DeadLetterReason reason, long timestamp) {
    rejected(reason, hasRejected(reason) ? "" : whyRefused(reason, timestamp), 1);
  }

  private String whyRefused(DeadLetterReason reason, long timestamp) {
    SeriesRef ref = series;
    String whose = ref == null ? "a sample" : "a sample of " + ref.toSeries().labels();
    return reason == DeadLetterReason.FUTURE
        ? whose
            + " has time "
            + timestamp
            + ", "
            + (timestamp - received)
            + " ms ahead of when it was received; the limit is "
            + maxAhead
            + " ms"
        : whose + " has time " + timestamp + "; it must be positive";
  }

  /** Samples of this body that carried labels. */
  long announced() {
    return announced;
  }

  /** Before the first body. */
  private static final class NoCollector implements Collector<MetricRecord> {
    @Override
    public void collect(MetricRecord record) {
      throw new IllegalStateException("no body has begun");
    }

    @Override
    public void close() {}
  }
}
