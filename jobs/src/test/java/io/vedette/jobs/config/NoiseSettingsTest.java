package io.vedette.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.algorithms.noise.NoiseParameters;
import io.vedette.functions.noise.NoiseOptions;
import io.vedette.schema.rules.FlapLimits;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoiseSettingsTest {

  private static Settings resolve(Map<String, String> flags) {
    return StreamingSettings.resolve(flags, Map.of(), null);
  }

  @Test
  void theDefaultsAreThoseOfTheOptions() {
    assertThat(NoiseSettings.options(resolve(Map.of()), true)).isEqualTo(NoiseOptions.defaults());
    assertThat(NoiseSettings.options(resolve(Map.of()), false).isLive()).isFalse();
  }

  @Test
  void everySettingReachesTheOptions() {
    Settings settings =
        resolve(
            Map.ofEntries(
                Map.entry("noise.rules", "7"),
                Map.entry("noise.alerts", "8"),
                Map.entry("noise.every", "2s"),
                Map.entry("noise.refresh-within", "3m"),
                Map.entry("noise.inhibition-linger", "4s"),
                Map.entry("noise.flapping-transitions", "5"),
                Map.entry("noise.flapping-within", "6m"),
                Map.entry("noise.flapping-stable-for", "7m"),
                Map.entry("noise.remind-flapping", "8h"),
                Map.entry("noise.remind-before", "9m"),
                Map.entry("noise.remember-for", "10m"),
                Map.entry("noise.forget-after", "11h")));
    assertThat(NoiseSettings.options(settings, true))
        .isEqualTo(
            new NoiseOptions(
                new NoiseParameters(
                    Duration.ofMinutes(3),
                    Duration.ofSeconds(4),
                    new FlapLimits(5, Duration.ofMinutes(6), Duration.ofMinutes(7)),
                    Duration.ofHours(8),
                    Duration.ofMinutes(9),
                    Duration.ofMinutes(10),
                    Duration.ofHours(11),
                    8),
                7,
                Duration.ofSeconds(2),
                true));
    assertThat(
            NoiseSettings.options(resolve(Map.of("noise.flapping", "false")), true)
                .parameters()
                .flapping())
        .isNull();
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    assertThatThrownBy(
            () -> resolve(Map.of("noise.flapping-within", "3h", "noise.remember-for", "1h")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("an alert would be forgotten while its changes are counted");
    assertThatThrownBy(
            () -> resolve(Map.of("noise.refresh-within", "3h", "noise.forget-after", "1h")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("an alert would be forgotten while it may come again");
  }
}
