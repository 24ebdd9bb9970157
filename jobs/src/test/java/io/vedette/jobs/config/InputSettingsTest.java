package io.vedette.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.functions.inputs.CountOptions;
import io.vedette.functions.inputs.ExpiryOptions;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputSettingsTest {

  private static Settings resolve(Map<String, String> flags) {
    return StreamingSettings.resolve(flags, Map.of(), null);
  }

  @Test
  void defaults() {
    Settings settings = resolve(Map.of());

    assertThat(InputSettings.expiry(settings)).isEqualTo(ExpiryOptions.defaults());
    assertThat(InputSettings.counting(settings)).isEqualTo(CountOptions.defaults());
    assertThat(settings.get(InputSettings.EVENT_ALERTS)).contains("BackOff", "OOMKilling");
    assertThat(settings.get(InputSettings.ALERT_FOR)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void fullMapping() {
    Map<String, String> flags = new HashMap<>();
    flags.put("alerts-in.expire-after", "1h");
    flags.put("alerts-in.expiry-grace", "2m");
    flags.put("alerts-in.retention", "3h");
    flags.put("events.interval", "4m");
    flags.put("events.grace", "5s");
    flags.put("events.quiet", "6h");
    flags.put("events.retention", "7h");
    flags.put("events.alerts", "Evicted, BackOff");
    flags.put("events.alert-for", "8m");
    Settings settings = resolve(flags);

    assertThat(flags).hasSameSizeAs(InputSettings.ALL);
    assertThat(InputSettings.expiry(settings))
        .isEqualTo(
            new ExpiryOptions(Duration.ofHours(1), Duration.ofMinutes(2), Duration.ofHours(3)));
    assertThat(InputSettings.counting(settings))
        .isEqualTo(
            new CountOptions(
                Duration.ofMinutes(4),
                Duration.ofSeconds(5),
                Duration.ofHours(6),
                Duration.ofHours(7)));
    assertThat(settings.get(InputSettings.EVENT_ALERTS)).containsExactly("Evicted", "BackOff");
    assertThat(settings.get(InputSettings.ALERT_FOR)).isEqualTo(Duration.ofMinutes(8));
  }

  @Test
  void relationsAreToldWithKeysValuesAndReason() {
    assertThatThrownBy(() -> resolve(Map.of("alerts-in.expire-after", "7d")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "alerts-in.expire-after=7d, alerts-in.retention=7d: an alert would be forgotten before"
                + " it expires");
    assertThatThrownBy(() -> resolve(Map.of("events.grace", "2m")))
        .hasMessageContaining("events.grace=2m, events.interval=1m");
    assertThatThrownBy(() -> resolve(Map.of("events.quiet", "8d")))
        .hasMessageContaining("events.quiet=8d, events.retention=7d");
  }
}
