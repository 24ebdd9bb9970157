package io.vedette.jobs.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.jobs.testing.ScriptedSource;
import io.vedette.jobs.testing.Story;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.Sample;
import io.vedette.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class SampleWatermarksTest {

  private static final long NOON = 1_700_000_000_000L;
  private static final MetricRecord SAMPLE = new Sample(1, NOON, 2);
  private static final MetricRecord REJECTION =
      Story.record(96) instanceof Rejected rejected ? rejected : SAMPLE;
  private static final Settings SETTINGS =
      Settings.of(Map.of("event-time.out-of-orderness", "10s", "event-time.idleness", "30s"));

  private final ManualClock clock = new ManualClock();
  private final Recorder output = new Recorder();

  @Test
  void eventTimeFollowsTheSamples() {
    WatermarkStrategy<MetricRecord> live = strategy(Boundedness.CONTINUOUS_UNBOUNDED);
    assertThat(live.createTimestampAssigner(() -> metrics()).extractTimestamp(SAMPLE, 5))
        .isEqualTo(NOON);
    WatermarkGenerator<MetricRecord> generator = generator(live);
    generator.onEvent(SAMPLE, NOON, output);
    generator.onPeriodicEmit(output);
    assertThat(output.watermarks).containsExactly(NOON - 10_000 - 1);
  }

  @Test
  void aRejectionDoesNotPushEventTimeOn() {
    WatermarkGenerator<MetricRecord> generator =
        generator(strategy(Boundedness.CONTINUOUS_UNBOUNDED));
    generator.onEvent(SAMPLE, NOON, output);
    generator.onEvent(REJECTION, NOON + 3_600_000, output);
    generator.onPeriodicEmit(output);
    assertThat(output.watermarks).containsExactly(NOON - 10_000 - 1);
  }

  @Test
  void aPartitionWithNothingButRejectionsIsIdle() {
    WatermarkGenerator<MetricRecord> generator =
        generator(strategy(Boundedness.CONTINUOUS_UNBOUNDED));
    for (int second = 0; second <= 61; second++) {
      generator.onEvent(REJECTION, NOON, output);
      generator.onPeriodicEmit(output);
      clock.advanceTime(Duration.ofSeconds(1));
    }
    assertThat(output.idle).isTrue();
  }

  @Test
  void onlyLiveSourcesAreAligned() {
    assertThat(strategy(Boundedness.CONTINUOUS_UNBOUNDED).getAlignmentParameters().isEnabled())
        .isTrue();
    assertThat(strategy(Boundedness.BOUNDED).getAlignmentParameters().isEnabled()).isFalse();
  }

  private static WatermarkStrategy<MetricRecord> strategy(Boundedness boundedness) {
    return SampleWatermarks.strategy(
        ScriptedSource.of(1, Story::record).as(boundedness), SETTINGS);
  }

  private WatermarkGenerator<MetricRecord> generator(WatermarkStrategy<MetricRecord> strategy) {
    return strategy.createWatermarkGenerator(
        new WatermarkGeneratorSupplier.Context() {
          @Override
          public MetricGroup getMetricGroup() {
            return metrics();
          }

          @Override
          public RelativeClock getInputActivityClock() {
            return clock;
          }
        });
  }

  private static MetricGroup metrics() {
    return new UnregisteredMetricsGroup();
  }

  private static final class Recorder implements WatermarkOutput {
    private final List<Long> watermarks = new ArrayList<>();
    private boolean idle;

    @Override
    public void emitWatermark(Watermark watermark) {
      watermarks.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }
  }
}
