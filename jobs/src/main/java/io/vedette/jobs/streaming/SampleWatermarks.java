package io.vedette.jobs.streaming;

import io.vedette.jobs.config.StreamingSettings;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.Sample;
import io.vedette.settings.Settings;
import java.time.Duration;
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
   * is read as fast as it goes.
   */
  static WatermarkStrategy<MetricRecord> strategy(
      Source<MetricRecord, ?, ?> source, Settings settings) {
    WatermarkStrategy<MetricRecord> bounded =
        WatermarkStrategy.forBoundedOutOfOrderness(
            settings.get(StreamingSettings.OUT_OF_ORDERNESS));
    if (source.getBoundedness() == Boundedness.BOUNDED) {
      return ofSamples(bounded);
    }
    return ofSamples(bounded.withIdleness(settings.get(StreamingSettings.IDLENESS)))
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
    if (record instanceof Sample sample) {
      return sample.timestamp();
    }
    return record instanceof Rejected rejected ? rejected.letter().getTimestamp() : received;
  }

  @Override
  public void onEvent(MetricRecord record, long timestamp, WatermarkOutput output) {
    if (record instanceof Sample) {
      samples.onEvent(record, timestamp, output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    samples.onPeriodicEmit(output);
  }
}
