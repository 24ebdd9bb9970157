package io.vedette.jobs.streaming;

import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Event time of live events: when they were received. Events may be rare, and an interval of their
 * counts must end all the same; so while none comes, event time follows the clock, behind it by the
 * idleness.
 *
 * <p>That is told every {@value #EVERY_MS} ms, and the source is idle in between, so that it holds
 * no other one back. Between the two there must be a periodic call: a watermark that is told and
 * made idle in one is not heard.
 */
final class EventWatermarks<T> implements WatermarkGenerator<T> {

  private static final long EVERY_MS = 5_000;

  private final long outOfOrderness;
  private final long idleness;
  private final Clock clock;
  private long latest = Long.MIN_VALUE;
  private long lastRecordAt;
  private long lastToldAt;
  private boolean isTelling;

  private EventWatermarks(Duration outOfOrderness, Duration idleness, Clock clock) {
    this.outOfOrderness = outOfOrderness.toMillis();
    this.idleness = idleness.toMillis();
    this.clock = clock;
    this.lastRecordAt = clock.millis();
  }

  /** Behind what was received last by the first of the two, and behind the clock by the other. */
  static <T> WatermarkStrategy<T> strategy(
      Duration outOfOrderness, Duration idleness, SerializableClock clock) {
    return WatermarkStrategy.<T>forGenerator(
            context -> new EventWatermarks<>(outOfOrderness, idleness, clock.get()))
        .withTimestampAssigner((event, received) -> Math.max(0, received));
  }

  /** Makes the clock where it is needed. */
  interface SerializableClock extends Serializable {
    Clock get();
  }

  @Override
  public void onEvent(T event, long received, WatermarkOutput output) {
    lastRecordAt = clock.millis();
    latest = Math.max(latest, Math.min(received, lastRecordAt));
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    long now = clock.millis();
    if (now - lastRecordAt < idleness) {
      if (latest != Long.MIN_VALUE) {
        output.emitWatermark(new Watermark(latest - outOfOrderness - 1));
      }
    } else if (isTelling) {
      isTelling = false;
      output.markIdle();
    } else if (now - lastToldAt >= EVERY_MS) {
      isTelling = true;
      lastToldAt = now;
      output.emitWatermark(new Watermark(now - Math.max(idleness, outOfOrderness)));
    }
  }
}
