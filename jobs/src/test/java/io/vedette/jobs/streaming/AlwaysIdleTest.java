package io.vedette.jobs.streaming;

import static org.assertj.core.api.Assertions.assertThat;

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

class AlwaysIdleTest {

  private final List<String> said = new ArrayList<>();

  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          said.add("watermark " + watermark.getTimestamp());
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

  @Test
  void isIdleBeforeAndAfterAnythingCameAndHasNoEventTime() {
    WatermarkGenerator<String> generator =
        AlwaysIdle.<String>strategy().createWatermarkGenerator(new Context());
    generator.onPeriodicEmit(output);
    generator.onEvent("control", 1_700_000_000_000L, output);
    generator.onPeriodicEmit(output);
    assertThat(said).containsExactly("idle", "idle", "idle");
  }

  private static final class Context implements WatermarkGeneratorSupplier.Context {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public RelativeClock getInputActivityClock() {
      return SystemClock.getInstance();
    }
  }
}
