package io.vedette.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.algorithms.calendar.Calendar;
import io.vedette.functions.train.TrainModelOptions;
import io.vedette.jobs.launch.RetrainJob;
import io.vedette.prometheus.PrometheusOptions;
import io.vedette.prometheus.PrometheusSettings;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import io.vedette.settings.SettingsTable;
import io.vedette.testing.GeneratedPage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrainSettingsTest {

  private static final Instant NOW = Instant.parse("2026-01-05T03:00:00Z");

  private static Settings resolve(Map<String, String> flags) {
    Settings settings = Settings.resolve(RetrainSettings.ALL, flags, Map.of(), null);
    RetrainSettings.validate(settings);
    return settings;
  }

  @Test
  void theDefaultsGoTogether() {
    Settings settings = RetrainSettings.begun(resolve(Map.of()), NOW);
    assertThat(settings.get(RetrainSettings.ORIGIN)).isEqualTo(HistoryOrigin.KAFKA);
    assertThat(settings.get(RetrainSettings.RUN_NAME)).isEqualTo("20260105T030000Z");
    assertThat(RetrainSettings.to(settings, Instant.MIN)).isEqualTo(NOW);
    assertThat(RetrainSettings.since(settings)).isEqualTo(NOW.minus(Duration.ofDays(28)));
    TrainModelOptions options = RetrainSettings.options(settings, NOW);
    assertThat(options.step()).hasMinutes(5);
    assertThat(options.training().horizon()).hasDays(7);
    assertThat(options.training().coverage()).isEqualTo(0.95);
    assertThat(options.countersAsRates()).isTrue();
    assertThat(options.shadow()).isFalse();
  }

  @Test
  void everySettingOfTheTrainerReachesIt() {
    Settings settings =
        resolve(
            Map.ofEntries(
                Map.entry("training.run", "nightly"),
                Map.entry("training.step", "1h"),
                Map.entry("training.max-points", "500"),
                Map.entry("training.horizon", "3d"),
                Map.entry("training.coverage", "0.9"),
                Map.entry("training.time-zone", "Europe/Berlin"),
                Map.entry("training.holidays", "2026-01-01,2026-01-06"),
                Map.entry("training.compared", "12h"),
                Map.entry("training.shadow", "true"),
                Map.entry("detector.counters-as-rates", "false")));
    TrainModelOptions options = RetrainSettings.options(settings, NOW);
    assertThat(options.run()).isEqualTo("nightly");
    assertThat(options.startedAt()).isEqualTo(NOW.toEpochMilli());
    assertThat(options.step()).hasHours(1);
    assertThat(options.maxPoints()).isEqualTo(500);
    assertThat(options.stretch()).hasHours(12);
    assertThat(options.shadow()).isTrue();
    assertThat(options.countersAsRates()).isFalse();
    assertThat(options.training().horizon()).hasDays(3);
    assertThat(options.training().coverage()).isEqualTo(0.9);
    Calendar calendar = options.training().calendar();
    assertThat(calendar.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(calendar.hasHolidays()).isTrue();
  }

  @Test
  void everySettingOfPrometheusReachesIt() {
    Settings settings =
        resolve(
            Map.ofEntries(
                Map.entry("training.history", "prometheus"),
                Map.entry("prometheus.url", "https://metrics.example.org/prometheus"),
                Map.entry("prometheus.match", "up\n  node_load1{job=\"a,b\"}\n\n"),
                Map.entry("prometheus.step", "30s"),
                Map.entry("prometheus.slice", "2h"),
                Map.entry("prometheus.external-labels", "cluster=eu,replica=a=b"),
                Map.entry("prometheus.user", "me"),
                Map.entry("prometheus.password-file", "/etc/secret"),
                Map.entry("prometheus.response-bytes", "1MiB"),
                Map.entry("prometheus.timeout", "5s"),
                Map.entry("prometheus.attempts", "2"),
                Map.entry("prometheus.initial-backoff", "7s")));
    PrometheusOptions options =
        PrometheusSettings.options(settings, Instant.EPOCH, Instant.ofEpochSecond(100));
    assertThat(options.url()).hasToString("https://metrics.example.org/prometheus");
    assertThat(options.selectors()).containsExactly("up", "node_load1{job=\"a,b\"}");
    assertThat(options.from()).isZero();
    assertThat(options.to()).isEqualTo(100_000);
    assertThat(options.step()).isEqualTo(30_000);
    assertThat(options.slice()).isEqualTo(7_200_000);
    assertThat(options.externalLabels())
        .containsExactlyInAnyOrderEntriesOf(Map.of("cluster", "eu", "replica", "a=b"));
    assertThat(options.user()).isEqualTo("me");
    assertThat(options.passwordFile()).isEqualTo("/etc/secret");
    assertThat(options.tokenFile()).isEmpty();
    assertThat(options.maxResponseBytes()).isEqualTo(1 << 20);
    assertThat(options.timeout()).hasSeconds(5);
    assertThat(options.attempts()).isEqualTo(2);
    assertThat(options.backoff()).hasSeconds(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "training.history=files | training.history=files: training.metrics must say which",
        "training.history=prometheus | prometheus.url is not set",
        "training.from=2026-01-02T00:00:00Z;training.to=2026-01-01T00:00:00Z | begin before it ends",
        "training.from=yesterday | training.from = 'yesterday': must be a time with its zone",
        "training.compared=15d | training.compared=15d, training.horizon=7d: a model cannot be",
        "training.time-zone=Mars | training.time-zone = 'Mars': must be a time zone",
        "training.holidays=2026-02-30 | must be dates, yyyy-MM-dd",
        "training.run=a b | training.run = 'a b': must be 1 to 64 letters",
        "prometheus.url=ftp://x | must be http:// or https://",
        "prometheus.url=http://me:secret@x | must be http:// or https://, without a user",
        "prometheus.external-labels=cluster | must be name=value",
      })
  void whatDoesNotGoTogetherIsSaidByKeyValueAndReason(String flags, String says) {
    assertThatThrownBy(() -> resolve(flags(flags)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(says);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prometheus.slice=30d | prometheus.slice=30d, prometheus.step=1m: a slice must hold",
        "prometheus.step=10m | prometheus.step=10m, training.step=5m: what is read must not be",
        "prometheus.user=me | prometheus.user, prometheus.password-file: one needs the other",
        "prometheus.match= | prometheus.match is empty",
        "prometheus.user=a;prometheus.password-file=b;prometheus.token-file=c | only one of them",
      })
  void andOfPrometheusWhereItIsRead(String flags, String says) {
    String all = "training.history=prometheus;prometheus.url=http://127.0.0.1:9090;" + flags;
    assertThatThrownBy(() -> resolve(flags(all)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(says);
  }

  private static Map<String, String> flags(String text) {
    return Arrays.stream(text.split(";", -1))
        .map(flag -> flag.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  @Test
  void theJobRunsInBatchesWithTheParallelismThatIsSet() {
    assertThat(RetrainJob.configuration(resolve(Map.of("job.parallelism", "3"))).toMap())
        .containsEntry("execution.runtime-mode", "BATCH")
        .containsEntry("parallelism.default", "3")
        .containsEntry("pipeline.generic-types", "false");
  }

  @Test
  void noTwoSettingsShareAKey() {
    assertThat(RetrainSettings.ALL).extracting(Setting::key).doesNotHaveDuplicates();
  }

  @Test
  void thePageSaysWhatTheCodeSays() throws Exception {
    GeneratedPage.check(
        "settings-retrain.md",
        """
        # Settings of the retrain job

        Made by the code; see `RetrainSettings`. A flag `--set key=value` beats the environment (`VEDETTE_` and the key in capitals, `.` and `-`
        as `_`), the environment beats the file (`--settings`, YAML), the file beats the default. All are checked before anything starts. What
        the options of `./vedette train` say beats them all. See [training](training.md).

        """
            + SettingsTable.of(RetrainSettings.ALL));
  }
}
