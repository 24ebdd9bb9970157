package io.vedette.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.algorithms.silence.FallToZero;
import io.vedette.algorithms.silence.ReportingInterval;
import io.vedette.algorithms.silence.SourceRule;
import io.vedette.functions.LateOptions;
import io.vedette.functions.silence.SilenceOptions;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceSettingsTest {

  @Test
  void theDefaultsAreThoseOfTheOptions() {
    Settings settings = resolve(Map.of());
    assertThat(SilenceSettings.silence(settings, true)).isEqualTo(SilenceOptions.defaults());
    assertThat(SilenceSettings.late(settings)).isEqualTo(LateOptions.defaults());
    assertThat(settings.get(SilenceSettings.ENABLED)).isTrue();
  }

  @Test
  void everySettingReachesTheOptions() {
    Settings settings =
        resolve(
            Map.ofEntries(
                Map.entry("silence.source-labels", "cluster,pod"),
                Map.entry("silence.overdue-multiple", "5.5"),
                Map.entry("silence.overdue-floor", "3m"),
                Map.entry("silence.minimum-gaps", "20"),
                Map.entry("silence.source-share", "0.8"),
                Map.entry("silence.collect", "40s"),
                Map.entry("silence.not-scraped-for", "2m"),
                Map.entry("silence.give-up-after", "12h"),
                Map.entry("silence.standstill", "7m"),
                Map.entry("silence.longest-pause", "1h"),
                Map.entry("silence.findings-per-source", "3"),
                Map.entry("silence.zeros", "4"),
                Map.entry("silence.reliable-for", "2d"),
                Map.entry("event-time.max-lag", "6m"),
                Map.entry("alerts.repeat-every", "2h"),
                Map.entry("series.retention", "3d"),
                Map.entry("late.window", "9m"),
                Map.entry("late.recent-samples", "16")));
    assertThat(SilenceSettings.silence(settings, true))
        .isEqualTo(
            new SilenceOptions(
                new ReportingInterval(5.5, Duration.ofMinutes(3).toMillis(), 20),
                new FallToZero(4, Duration.ofDays(2).toMillis()),
                new SourceRule(0.8),
                List.of("cluster", "pod"),
                Duration.ofSeconds(40),
                Duration.ofMinutes(2),
                Duration.ofHours(12),
                Duration.ofMinutes(7),
                Duration.ofHours(1),
                Duration.ofMinutes(6),
                Duration.ofHours(2),
                3,
                Duration.ofDays(3)));
    assertThat(SilenceSettings.late(settings))
        .isEqualTo(new LateOptions(Duration.ofMinutes(9), 16));
  }

  @Test
  void inAReplayEventTimeIsNotExpectedToFollowTheClock() {
    assertThat(SilenceSettings.silence(resolve(Map.of()), false).isLive()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "silence.give-up-after, 7d, silence.give-up-after=7d",
    "silence.standstill, 30s, silence.standstill=30s",
    "silence.overdue-multiple, 1, silence.overdue-multiple",
    "silence.source-share, 0, silence.source-share",
    "late.recent-samples, 63, late.recent-samples"
  })
  void whatMakesNoSenseIsRefusedByKeyAndValue(String key, String value, String says) {
    assertThatThrownBy(() -> resolve(Map.of(key, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(says);
  }

  private static Settings resolve(Map<String, String> flags) {
    return StreamingSettings.resolve(flags, Map.of(), null);
  }
}
