package io.vedette.jobs.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.RelativeClock;
import org.apache.flink.util.clock.SystemClock;
import org.junit.jupiter.api.Test;

class EventWatermarksTest {

  private static final long NOON = 1_700_000_000_000L;

  private final List<String> said = new ArrayList<>();
  private long now = NOON;

  @Test
  void eventTimeIsWhenEventsWereReceived() {
    WatermarkGenerator<String> generator = generator();
    generator.onEvent("a", NOON - 100, output());
    generator.onEvent("b", NOON - 500, output());
    generator.onPeriodicEmit(output());

    assertThat(said).containsExactly("wm " + (NOON - 100 - 10_000 - 1));
  }

  @Test
  void aRecordOfTheFutureDoesNotPushEventTimeBeyondTheClock() {
    WatermarkGenerator<String> generator = generator();
    generator.onEvent("a", NOON + 3_600_000, output());
    generator.onPeriodicEmit(output());

    assertThat(said).containsExactly("wm " + (NOON - 10_000 - 1));
  }

  @Test
  void whileNoneComesItFollowsTheClockAndHoldsNobodyBack() {
    WatermarkGenerator<String> generator = generator();
    now = NOON + 30_000;
    generator.onPeriodicEmit(output());
    generator.onPeriodicEmit(output());
    generator.onPeriodicEmit(output());
    now += 5_000;
    generator.onPeriodicEmit(output());
    generator.onPeriodicEmit(output());

    assertThat(said).containsExactly("wm " + NOON, "idle", "wm " + (NOON + 5_000), "idle");
  }

  private WatermarkGenerator<String> generator() {
    Clock clock =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return Instant.ofEpochMilli(now);
          }
        };
    return EventWatermarks.<String>strategy(
            Duration.ofSeconds(10), Duration.ofSeconds(30), () -> clock)
        .createWatermarkGenerator(
            new WatermarkGeneratorSupplier.Context() {
              @Override
              public MetricGroup getMetricGroup() {
                return new UnregisteredMetricsGroup();
              }

              @Override
              public RelativeClock getInputActivityClock() {
                return SystemClock.getInstance();
              }
            });
  }

  private WatermarkOutput output() {
    return new WatermarkOutput() {
      @Override
      public void emitWatermark(Watermark watermark) {
        said.add("wm " + watermark.getTimestamp());
      }

      @Override
      public void markIdle() {
        said.add("idle");
      }

      @Override
      public void markActive() {
        said.add("active");
      }
    };
  }
}
