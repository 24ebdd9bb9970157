package io.vedette.jobs.streaming;

import io.vedette.jobs.config.StreamingSettings;
import io.vedette.schema.LogLine;
import io.vedette.schema.LogRecord;
import io.vedette.settings.Settings;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;

/**
 * Event time from log lines alone, as {@link SampleWatermarks} has it from samples: a rejection has
 * no event time, and a line that came later than {@code event-time.max-lag} after its time does not
 * hold the rest back.
 */
final class LineWatermarks implements WatermarkGenerator<LogRecord> {

  private final WatermarkGenerator<LogRecord> lines;

  private LineWatermarks(WatermarkGenerator<LogRecord> lines) {
    this.lines = lines;
  }

  /** Bounded out-of-orderness; on unbounded sources idle partitions are left out. */
  static WatermarkStrategy<LogRecord> strategy(Source<LogRecord, ?, ?> source, Settings settings) {
    WatermarkStrategy<LogRecord> bounded =
        WatermarkStrategy.forBoundedOutOfOrderness(
            settings.get(StreamingSettings.OUT_OF_ORDERNESS));
    boolean live = source.getBoundedness() != Boundedness.BOUNDED;
    WatermarkStrategy<LogRecord> strategy =
        live ? bounded.withIdleness(settings.get(StreamingSettings.IDLENESS)) : bounded;
    long maxLag = settings.get(StreamingSettings.MAX_LAG).toMillis();
    return WatermarkStrategy.<LogRecord>forGenerator(
            context -> new LineWatermarks(strategy.createWatermarkGenerator(context)))
        .withTimestampAssigner((record, received) -> eventTime(record, received, live, maxLag));
  }

  private static long eventTime(LogRecord record, long received, boolean live, long maxLag) {
    if (!(record instanceof LogLine line)) {
      return Math.max(0, received);
    }
    return live && received > 0 ? Math.max(line.timestamp(), received - maxLag) : line.timestamp();
  }

  @Override
  public void onEvent(LogRecord record, long timestamp, WatermarkOutput output) {
    if (record instanceof LogLine) {
      lines.onEvent(record, timestamp, output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    lines.onPeriodicEmit(output);
  }
}
