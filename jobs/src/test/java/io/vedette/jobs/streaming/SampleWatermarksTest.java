package io.vedette.jobs.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.jobs.config.StreamingSettings;
import io.vedette.jobs.testing.ScriptedSource;
import io.vedette.jobs.testing.Story;
import io.vedette.kafka.KafkaSettings;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.Sample;
import io.vedette.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
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
  private static final long MAX_LAG = 5 * 60_000;
  private static final long OUT_OF_ORDERNESS = 10_000;

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
  void aSenderStuckIn1970DoesNotHoldEventTimeBack() {
    long stuck = 1_700_000; // seconds taken for milliseconds
    assertThat(liveWatermark(stuck, NOON - 60_000))
        .isEqualTo(NOON - 60_000 - MAX_LAG - OUT_OF_ORDERNESS - 1);
    assertThat(liveWatermark(stuck, NOON)).isEqualTo(NOON - MAX_LAG - OUT_OF_ORDERNESS - 1);
  }

  @Test
  void partitionsReadUpToOneKafkaTimeAreNeverSoFarApartThatAlignmentActs() {
    Settings defaults = Settings.of(Map.of());
    long received = NOON - 7 * 3_600_000;
    long first = received + defaults.get(KafkaSettings.MAX_AHEAD).toMillis();
    assertThat(liveWatermark(first, received) - liveWatermark(1, received))
        .isLessThanOrEqualTo(defaults.get(StreamingSettings.ALIGNMENT_DRIFT).toMillis());
  }

  @Test
  void aSampleWithinTheLagKeepsItsTime() {
    assertThat(live(NOON - MAX_LAG, NOON)).isEqualTo(NOON - MAX_LAG);
    assertThat(live(NOON - MAX_LAG - 1, NOON)).isEqualTo(NOON - MAX_LAG);
  }

  @Test
  void aRecordFromTheFutureDoesNotPushEventTimeThere() {
    assertThat(live(NOON - 3_600_000, NOON + 365 * 86_400_000L)).isEqualTo(NOON - MAX_LAG);
  }

  @Test
  void aRecordWithoutATimestampWasReceivedNow() {
    assertThat(live(1, -1)).isEqualTo(NOON - MAX_LAG);
    assertThat(live(1, TimestampAssigner.NO_TIMESTAMP)).isEqualTo(NOON - MAX_LAG);
  }

  @Test
  void recordedHistoryKeepsItsTimes() {
    assertThat(time(strategy(Boundedness.BOUNDED), 1, NOON)).isEqualTo(1);
  }

  /** Where the watermark of a partition is that got one sample. */
  private long liveWatermark(long timestamp, long received) {
    output.watermarks.clear();
    WatermarkGenerator<MetricRecord> generator =
        generator(strategy(Boundedness.CONTINUOUS_UNBOUNDED));
    generator.onEvent(new Sample(1, timestamp, 2), live(timestamp, received), output);
    generator.onPeriodicEmit(output);
    assertThat(output.watermarks).hasSize(1);
    return output.watermarks.get(0);
  }

  private static long live(long timestamp, long received) {
    return time(strategy(Boundedness.CONTINUOUS_UNBOUNDED), timestamp, received);
  }

  private static long time(
      WatermarkStrategy<MetricRecord> strategy, long timestamp, long received) {
    return strategy
        .createTimestampAssigner(() -> metrics())
        .extractTimestamp(new Sample(1, timestamp, 2), received);
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
        ScriptedSource.of(1, Story::record).as(boundedness),
        SETTINGS,
        Clock.fixed(Instant.ofEpochMilli(NOON), ZoneOffset.UTC));
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
