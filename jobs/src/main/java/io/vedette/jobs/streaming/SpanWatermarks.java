package io.vedette.jobs.streaming;

import io.vedette.jobs.config.StreamingSettings;
import io.vedette.jobs.config.TraceSettings;
import io.vedette.schema.SpanRecord;
import io.vedette.schema.TracedSpan;
import io.vedette.settings.Settings;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;

/**
 * Event time from the ends of spans alone, as {@link SampleWatermarks} has it from samples: a
 * rejection has no event time, and a span that came later than {@code traces.max-lag} after its end
 * does not hold the rest back.
 */
final class SpanWatermarks implements WatermarkGenerator<SpanRecord> {

  private final WatermarkGenerator<SpanRecord> spans;

  private SpanWatermarks(WatermarkGenerator<SpanRecord> spans) {
    this.spans = spans;
  }

  /** Bounded out-of-orderness; on unbounded sources idle partitions are left out. */
  static WatermarkStrategy<SpanRecord> strategy(
      Source<SpanRecord, ?, ?> source, Settings settings) {
    WatermarkStrategy<SpanRecord> bounded =
        WatermarkStrategy.forBoundedOutOfOrderness(
            settings.get(StreamingSettings.OUT_OF_ORDERNESS));
    boolean live = source.getBoundedness() != Boundedness.BOUNDED;
    WatermarkStrategy<SpanRecord> strategy =
        live ? bounded.withIdleness(settings.get(StreamingSettings.IDLENESS)) : bounded;
    long maxLag = settings.get(TraceSettings.MAX_LAG).toMillis();
    return WatermarkStrategy.<SpanRecord>forGenerator(
            context -> new SpanWatermarks(strategy.createWatermarkGenerator(context)))
        .withTimestampAssigner((record, received) -> eventTime(record, received, live, maxLag));
  }

  private static long eventTime(SpanRecord record, long received, boolean live, long maxLag) {
    if (!(record instanceof TracedSpan span)) {
      return Math.max(0, received);
    }
    return live && received > 0 ? Math.max(span.endMillis(), received - maxLag) : span.endMillis();
  }

  @Override
  public void onEvent(SpanRecord record, long timestamp, WatermarkOutput output) {
    if (record instanceof TracedSpan) {
      spans.onEvent(record, timestamp, output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    spans.onPeriodicEmit(output);
  }
}
