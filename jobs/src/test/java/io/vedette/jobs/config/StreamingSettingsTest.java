package io.vedette.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.algorithms.calendar.Calendar;
import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.algorithms.detect.SeverityThresholds;
import io.vedette.algorithms.detect.Sides;
import io.vedette.functions.FeedbackOptions;
import io.vedette.functions.ModelOptions;
import io.vedette.functions.ScoringOptions;
import io.vedette.jobs.launch.StreamingJob;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import io.vedette.settings.SettingsTable;
import io.vedette.testing.GeneratedPage;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamingSettingsTest {

  @Test
  void theDefaultsAreThoseOfTheScorerAndGoTogether() {
    Settings settings = StreamingSettings.resolve(Map.of(), Map.of(), null);
    assertThat(ScoringSettings.options(settings)).isEqualTo(ScoringOptions.defaults());
    assertThat(settings.get(StreamingSettings.CHECKPOINT_INTERVAL)).hasSeconds(10);
    assertThat(settings.get(StreamingSettings.STATE_BACKEND)).isEqualTo(StateBackend.HASHMAP);
    assertThat(settings.get(ScoringSettings.PUBLISH_SCORES)).isFalse();
  }

  @Test
  void everySettingOfTheScorerReachesIt() {
    Settings settings =
        resolve(
            Map.ofEntries(
                Map.entry("detector.warm-up", "40"),
                Map.entry("detector.threshold", "3"),
                Map.entry("detector.minimum-deviation", "0.5"),
                Map.entry("detector.minimum-relative-deviation", "0.2"),
                Map.entry("detector.sides", "above"),
                Map.entry("detector.adopt-after", "50"),
                Map.entry("detector.zone", "Europe/Zurich"),
                Map.entry("detector.holidays", "2024-08-01,2024-12-25"),
                Map.entry("detector.counters-as-rates", "false"),
                Map.entry("alerts.anomalous", "2"),
                Map.entry("alerts.window", "4"),
                Map.entry("alerts.normal", "6"),
                Map.entry("severity.warning", "0.6"),
                Map.entry("alerts.repeat-every", "30m"),
                Map.entry("severity.critical", "0.8"),
                Map.entry("series.retention", "3d"),
                Map.entry("series.service-labels", "svc,app"),
                Map.entry("models.max-age", "2d"),
                Map.entry("models.memory", "50"),
                Map.entry("models.drop-at", "3"),
                Map.entry("models.resume-at", "2"),
                Map.entry("models.shadow-report-interval", "6h"),
                Map.entry("feedback.retention", "10d"),
                Map.entry("feedback.commands-per-series", "5"),
                Map.entry("feedback.half-life", "4d"),
                Map.entry("feedback.hold", "2h"),
                Map.entry("rules.most", "7"),
                Map.entry("scores.publish", "true")));
    assertThat(ScoringSettings.options(settings))
        .isEqualTo(
            new ScoringOptions(
                new DetectorParameters(
                    40,
                    3,
                    0.5,
                    0.2,
                    Sides.ABOVE,
                    50,
                    new Calendar(
                        ZoneId.of("Europe/Zurich"),
                        List.of(LocalDate.of(2024, 8, 1), LocalDate.of(2024, 12, 25)))),
                new Hysteresis(2, 4, 6),
                new SeverityThresholds(0.6, 0.8),
                Duration.ofDays(3),
                List.of("svc", "app"),
                false,
                new ModelOptions(Duration.ofDays(2), 50, 3, 2, Duration.ofHours(6)),
                new FeedbackOptions(
                    Duration.ofDays(10), 5, Duration.ofDays(4), Duration.ofHours(2)),
                7,
                Duration.ofMinutes(30),
                true));
  }

  @Test
  void everySettingOfTheRunReachesFlink() {
    Configuration configuration =
        StreamingJob.configuration(
            resolve(
                Map.of(
                    "job.parallelism", "3",
                    "job.max-parallelism", "96",
                    "checkpoints.interval", "7s",
                    "checkpoints.timeout", "8m",
                    "checkpoints.folder", "file:///c",
                    "checkpoints.savepoint-folder", "file:///s",
                    "checkpoints.retained", "5",
                    "state.backend", "rocksdb",
                    "restarts.initial-backoff", "2s",
                    "restarts.max-backoff", "30s")));
    assertThat(configuration.toMap())
        .containsExactlyInAnyOrderEntriesOf(
            new HashMap<>(
                Map.ofEntries(
                    Map.entry("pipeline.generic-types", "false"),
                    Map.entry("pipeline.object-reuse", "true"),
                    Map.entry("parallelism.default", "3"),
                    Map.entry("pipeline.max-parallelism", "96"),
                    Map.entry("execution.checkpointing.interval", "7000 ms"),
                    Map.entry("execution.checkpointing.timeout", "480000 ms"),
                    Map.entry("execution.checkpointing.mode", "EXACTLY_ONCE"),
                    Map.entry("execution.checkpointing.unaligned.enabled", "false"),
                    Map.entry("execution.checkpointing.incremental", "true"),
                    Map.entry(
                        "execution.checkpointing.externalized-checkpoint-retention",
                        "RETAIN_ON_CANCELLATION"),
                    Map.entry("execution.checkpointing.num-retained", "5"),
                    Map.entry("execution.checkpointing.dir", "file:///c"),
                    Map.entry("execution.checkpointing.savepoint-dir", "file:///s"),
                    Map.entry("restart-strategy.type", "exponential-delay"),
                    Map.entry("restart-strategy.exponential-delay.initial-backoff", "2000 ms"),
                    Map.entry("restart-strategy.exponential-delay.max-backoff", "30000 ms"),
                    Map.entry("restart-strategy.exponential-delay.backoff-multiplier", "2.0"),
                    Map.entry("state.backend.type", "rocksdb"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "job.parallelism | 1000 | job.parallelism=1000, job.max-parallelism=720",
        "restarts.initial-backoff | 2m | restarts.initial-backoff=2m, restarts.max-backoff=1m",
        "sources.announcement-interval | 4d | interval=4d, series.retention=7d: twice the interval",
        "event-time.out-of-orderness | 30m | 30m, event-time.alignment-drift=20m",
        "event-time.max-lag | 11m | event-time.max-lag=11m, sources.max-ahead=10m, event-time.align",
        "sources.max-ahead | 16m | =5m, sources.max-ahead=16m, event-time.alignment-drift=20m: a",
        "event-time.alignment-drift | 14m | event-time.alignment-drift=14m: a sender whose clock",
        "alerts.anomalous | 6 | alerts.anomalous=6, alerts.window=5: an alert could never fire",
        "alerts.repeat-every | 4d | alerts.repeat-every=4d, noise.forget-after=7d: twice the interval",
        "models.resume-at | 1.5 | models.resume-at=1.5, models.drop-at=1.5",
        "severity.warning | 0.95 | severity.warning=0.95, severity.critical=0.9",
        "results.transaction-timeout | 10m | =10m, checkpoints.interval=10s, results.max-outage=10m",
        "limits.unpacked-body-bytes | 1MiB | limits.body-bytes=4MiB, limits.unpacked-body-bytes=1MiB",
        "limits.labels-per-series | 1000 | limits.labels-per-series=1000",
        "topics.alerts | vedette.metrics | topic vedette.metrics is both metrics source metrics and",
        "sources.further-topics | a.b:otlp,a-b:otlp | both be read by read-a-b",
        "sources.further-topics | otlp_metrics:otlp | topic otlp_metrics is both",
      })
  void whatDoesNotGoTogetherIsSaidByKeyValueAndReason(String key, String value, String says) {
    assertThatThrownBy(() -> resolve(Map.of(key, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(says);
  }

  @Test
  void atLeastOnceNeedsNoTransactionTimeout() {
    assertThat(
            resolve(
                Map.of("results.guarantee", "at-least-once", "results.transaction-timeout", "10s")))
        .isNotNull();
  }

  @Test
  void everyProblemIsFoundAtOnce() {
    assertThatThrownBy(() -> resolve(Map.of("alerts.anomalous", "6", "severity.warning", "0.95")))
        .satisfies(thrown -> assertThat(((SettingsException) thrown).problems()).hasSize(2));
  }

  @Test
  void noTwoSettingsShareAKey() {
    assertThat(StreamingSettings.ALL).extracting(Setting::key).doesNotHaveDuplicates();
  }

  @Test
  void thePageSaysWhatTheCodeSays() throws Exception {
    GeneratedPage.check(
        "settings-streaming.md",
        """
        # Settings of the streaming job

        Made by the code; see `StreamingSettings`. A flag `--set key=value` beats the environment (`VEDETTE_` and the key in capitals, `.` and `-`
        as `_`), the environment beats the file (`--settings`, YAML), the file beats the default. All are checked before anything starts.

        """
            + SettingsTable.of(StreamingSettings.ALL));
  }

  private static Settings resolve(Map<String, String> flags) {
    return StreamingSettings.resolve(flags, Map.of(), null);
  }
}
