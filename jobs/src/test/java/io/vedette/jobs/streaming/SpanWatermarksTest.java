package io.vedette.jobs.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.jobs.testing.ScriptedSource;
import io.vedette.schema.SpanKind;
import io.vedette.schema.SpanRecord;
import io.vedette.schema.TracedSpan;
import io.vedette.settings.Settings;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class SpanWatermarksTest {

  private static final long NOON = 1_700_000_000_000L;
  private static final long HOUR = 3_600_000;

  @Test
  void aSpanHasTheTimeOfItsEnd() {
    assertThat(eventTime(NOON - 1_000, NOON, Map.of(), Boundedness.CONTINUOUS_UNBOUNDED))
        .isEqualTo(NOON - 1_000);
  }

  @Test
  void aSpanThatCameTooLateDoesNotHoldTheRestBack() {
    assertThat(eventTime(NOON - 2 * HOUR, NOON, Map.of(), Boundedness.CONTINUOUS_UNBOUNDED))
        .isEqualTo(NOON - 5 * 60_000);
  }

  @Test
  void historyThatIsSentFirstKeepsItsTimesWhenThatIsAskedFor() {
    assertThat(
            eventTime(
                NOON - 2 * HOUR,
                NOON,
                Map.of("traces.max-lag", "3h", "event-time.max-lag", "1m"),
                Boundedness.CONTINUOUS_UNBOUNDED))
        .isEqualTo(NOON - 2 * HOUR);
  }

  @Test
  void recordedSpansKeepTheirTimes() {
    assertThat(eventTime(NOON - 24 * HOUR, NOON, Map.of(), Boundedness.BOUNDED))
        .isEqualTo(NOON - 24 * HOUR);
  }

  private static long eventTime(
      long end, long received, Map<String, String> settings, Boundedness boundedness) {
    ScriptedSource<SpanRecord> source =
        ScriptedSource.<SpanRecord>of(1, number -> span(end)).as(boundedness);
    return SpanWatermarks.strategy(source, Settings.of(settings))
        .createTimestampAssigner(UnregisteredMetricsGroup::new)
        .extractTimestamp(span(end), received);
  }

  private static SpanRecord span(long end) {
    return new TracedSpan(
        "default",
        "cart",
        "",
        "GET /",
        SpanKind.SERVER,
        0,
        1,
        2,
        0,
        (end - 10) * 1_000_000,
        10_000_000,
        false,
        1,
        null,
        List.of());
  }
}
