package io.vedette.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.functions.correlate.GroupingOptions;
import io.vedette.schema.result.Severity;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupingSettingsTest {

  private static Settings resolve(Map<String, String> flags) {
    return StreamingSettings.resolve(flags, Map.of(), null);
  }

  @Test
  void theDefaultsAreThoseTheFiguresWereMeasuredWith() {
    Settings settings = resolve(Map.of());
    assertThat(GroupingSettings.options(settings, true)).isEqualTo(GroupingOptions.defaults());
    assertThat(GroupingSettings.options(settings, false).patience()).isZero();
  }

  @Test
  void settingsReachTheOptions() {
    GroupingOptions options =
        GroupingSettings.options(
            resolve(
                Map.of(
                    "grouping.session-gap", "3m",
                    "grouping.opens-at", "4",
                    "grouping.reach", "2",
                    "grouping.core-severity", "critical",
                    "grouping.hold-for", "10m")),
            true);
    assertThat(options.parameters().sessionGap()).isEqualTo(Duration.ofMinutes(3));
    assertThat(options.parameters().opensAt()).isEqualTo(4);
    assertThat(options.parameters().reach()).isEqualTo(2);
    assertThat(options.coreSeverity()).isEqualTo(Severity.CRITICAL);
    assertThat(options.holdFor()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void aGapShorterThanABurstIsRefused() {
    assertThatThrownBy(() -> resolve(Map.of("grouping.session-gap", "10s")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("grouping.session-gap");
  }
}
