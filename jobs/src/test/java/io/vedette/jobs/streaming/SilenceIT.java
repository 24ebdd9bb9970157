package io.vedette.jobs.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.jobs.launch.StreamingJob;
import io.vedette.jobs.testing.Outcome;
import io.vedette.jobs.testing.ScriptedSource;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The whole graph on a clock that is lived through, in seconds where life has minutes:
 *
 * <pre>
 *   source       series   from second 5 to 18                     then           at last
 *   steady           20   m0 silent, m1 ended                     as before      all stops
 *   large           500   silent                                  returns        all stops
 *   lagging          20   samples that fall behind by 13 seconds  in time again  all stops
 * </pre>
 */
@Timeout(180)
class SilenceIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  private static final Settings SETTINGS =
      Settings.of(
          Map.of(
              "checkpoints.interval", "500ms",
              "event-time.out-of-orderness", "100ms",
              "event-time.idleness", "1s",
              "event-time.max-lag", "8s",
              "silence.overdue-floor", "3s",
              "silence.minimum-gaps", "5",
              "silence.collect", "1s",
              "silence.standstill", "8s"));

  private static final int TICKS_A_SECOND = 4;
  private static final int AMISS = 5 * TICKS_A_SECOND;
  private static final int WELL_AGAIN = 18 * TICKS_A_SECOND;
  private static final int LAST = 24 * TICKS_A_SECOND;

  private static final int SMALL = 20;
  private static final int LARGE = 500;
  private static final int SERIES = SMALL + LARGE + SMALL;
  private static final long STALE = Sample.STALE_NAN_BITS;

  @Test
  void everySilenceIsOneFindingByItsOwnName() throws Exception {
    long begin = Clock.systemUTC().millis();
    ScriptedSource<MetricRecord> source =
        ScriptedSource.of((long) SERIES * (LAST + 1), (long n) -> record(n, begin))
            .as(Boundedness.CONTINUOUS_UNBOUNDED);
    source.holdAt((long) SERIES * LAST);
    Outcome outcome = new Outcome();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(StreamingJob.configuration(SETTINGS));
    env.setParallelism(1);
    StreamingTopology.build(
        env,
        StreamingSources.ofMetrics(List.of(new MetricSource("metrics", source))),
        outcome.sinks(),
        SETTINGS);
    JobClient job = env.executeAsync();
    try {
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> alerts(outcome, "SourceSilent", AlertStatus.FIRING).size() >= 4);
    } finally {
      job.cancel().get();
    }

    assertThat(both(outcome, "SeriesSilent")).containsExactly("m0 steady", "m0 steady");
    assertThat(both(outcome, "SeriesEnded")).containsExactly("m1 steady", "m1 steady");
    assertThat(both(outcome, "SourceLagging")).containsExactly(" lagging", " lagging");
    assertThat(alerts(outcome, "SourceSilent", AlertStatus.FIRING))
        .as("the large one, and all three when nothing came any more")
        .extracting(SilenceIT::what)
        .containsExactlyInAnyOrder(" large", " large", " lagging", " steady");
    assertThat(alerts(outcome, "SourceSilent", AlertStatus.RESOLVED))
        .extracting(SilenceIT::what)
        .containsExactly(" large");
    assertThat(outcome.alerts()).as("and nothing else").hasSize(6 + 5);
    assertThat(outcome.anomalies()).isEmpty();
  }

  /** Record n, when its time has come. */
  private static MetricRecord record(long n, long begin) {
    int tick = (int) (n / SERIES);
    int series = (int) (n % SERIES);
    long at = begin + tick * 1_000L / TICKS_A_SECOND;
    while (Clock.systemUTC().millis() < at) {
      LockSupport.parkNanos(1_000_000);
    }
    boolean amiss = tick >= AMISS && tick < WELL_AGAIN;
    if (series < SMALL) {
      boolean quiet = amiss && (series == 0 || (series == 1 && tick > AMISS));
      boolean ends = series == 1 && tick == AMISS;
      return sample("steady", quiet ? SMALL - 1 : series, at, ends);
    }
    if (series < SMALL + LARGE) {
      return amiss ? sample("steady", SMALL - 1, at, false) : sample("large", series, at, false);
    }
    long behind = amiss ? at - (tick - AMISS) * (1_000L / TICKS_A_SECOND - 1) : at;
    return sample("lagging", series, behind, false);
  }

  private static Sample sample(String instance, int series, long at, boolean stale) {
    Labels labels = Labels.of("__name__", "m" + series, "instance", instance, "job", "j");
    double value = stale ? Double.longBitsToDouble(STALE) : 5;
    return new Sample(new Series(labels, MetricKind.GAUGE), at, value);
  }

  private static List<String> both(Outcome outcome, String name) {
    return alerts(outcome).stream()
        .filter(alert -> alert.getName().equals(name))
        .map(SilenceIT::what)
        .toList();
  }

  private static List<Alert> alerts(Outcome outcome, String name, AlertStatus status) {
    return alerts(outcome).stream()
        .filter(alert -> alert.getName().equals(name) && alert.getStatus() == status)
        .toList();
  }

  private static List<Alert> alerts(Outcome outcome) {
    return outcome.alerts().stream()
        .map(json -> ResultJson.read(json.getBytes(StandardCharsets.UTF_8), Alert.class))
        .toList();
  }

  private static String what(Alert alert) {
    return alert.getMetric() + " " + alert.getLabels().get("instance");
  }
}
