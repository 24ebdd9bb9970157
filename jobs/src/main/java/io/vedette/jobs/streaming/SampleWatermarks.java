package io.vedette.jobs.streaming;

import io.vedette.jobs.config.StreamingSettings;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.Sample;
import io.vedette.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;

/**
 * Event time from samples alone.
 *
 * <p>A rejection has no event time of its own, only the time it was received: counted, it would in
 * a catch-up push event time to the present, and a partition with nothing but rejections would
 * never be idle and so hold back all others.
 *
 * <p>Guarantee for unbounded sources: two partitions read up to the same Kafka time are no further
 * apart in event time than {@code event-time.max-lag} and {@code sources.max-ahead} together,
 * whatever the clocks of their senders say. So alignment, whose drift is no less, pauses what is
 * ahead in a catch-up and nothing else.
 *
 * <pre>
 *   event time = max(time of the sample, min(when received, now) - max-lag)
 * </pre>
 */
final class SampleWatermarks implements WatermarkGenerator<MetricRecord> {

  private static final String ALIGNMENT_GROUP = "metrics";
  private static final Duration ALIGNMENT_UPDATE = Duration.ofSeconds(1);

  private final WatermarkGenerator<MetricRecord> samples;

  private SampleWatermarks(WatermarkGenerator<MetricRecord> samples) {
    this.samples = samples;
  }

  /**
   * Bounded out-of-orderness for every source. On unbounded ones idle partitions are left out, and
   * sources and partitions further ahead of the others than the drift are paused; recorded history
   * is read as fast as it goes, by the times it has.
   *
   * @param clock processing time; must be serializable
   */
  static WatermarkStrategy<MetricRecord> strategy(
      Source<MetricRecord, ?, ?> source, Settings settings, Clock clock) {
    WatermarkStrategy<MetricRecord> bounded =
        WatermarkStrategy.forBoundedOutOfOrderness(
            settings.get(StreamingSettings.OUT_OF_ORDERNESS));
    if (source.getBoundedness() == Boundedness.BOUNDED) {
      return ofSamples(bounded);
    }
    return ofSamples(bounded.withIdleness(settings.get(StreamingSettings.IDLENESS)))
        .withTimestampAssigner(
            new LiveTime(settings.get(StreamingSettings.MAX_LAG).toMillis(), clock))
        .withWatermarkAlignment(
            ALIGNMENT_GROUP, settings.get(StreamingSettings.ALIGNMENT_DRIFT), ALIGNMENT_UPDATE);
  }

  private static WatermarkStrategy<MetricRecord> ofSamples(
      WatermarkStrategy<MetricRecord> strategy) {
    return WatermarkStrategy.<MetricRecord>forGenerator(
            context -> new SampleWatermarks(strategy.createWatermarkGenerator(context)))
        .withTimestampAssigner((record, received) -> eventTime(record, received));
  }

  private static long eventTime(MetricRecord record, long received) {
    Sample sample = MetricRecord.sampleIn(record);
    if (sample != null) {
      return sample.timestamp();
    }
    return record instanceof Rejected rejected ? rejected.letter().getTimestamp() : received;
  }

  /**
   * Event time that cannot be held back.
   *
   * <p>The clock is read for samples that lag only: the usual sample costs a comparison.
   *
   * @param maxLag milliseconds
   */
  private record LiveTime(long maxLag, Clock clock)
      implements SerializableTimestampAssigner<MetricRecord> {

    @Override
    public long extractTimestamp(MetricRecord record, long received) {
      long time = eventTime(record, received);
      if (record instanceof Rejected || (received > 0 && time >= received - maxLag)) {
        return time;
      }
      // Kafka's timestamp is the producer's unless the topic says otherwise, and may be ahead or
      // missing
      long now = clock.millis();
      return Math.max(time, (received > 0 ? Math.min(received, now) : now) - maxLag);
    }
  }

  @Override
  public void onEvent(MetricRecord record, long timestamp, WatermarkOutput output) {
    if (!(record instanceof Rejected)) {
      samples.onEvent(record, timestamp, output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    samples.onPeriodicEmit(output);
  }
}
