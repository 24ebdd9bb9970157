package io.vedette.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.functions.trace.TraceOptions;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceSettingsTest {

  private static Settings resolve(Map<String, String> flags) {
    return StreamingSettings.resolve(flags, Map.of(), null);
  }

  @Test
  void defaultsAreThoseOfTheOptions() {
    assertThat(TraceSettings.options(resolve(Map.of()))).isEqualTo(TraceOptions.defaults());
  }

  @Test
  void settingsReachTheOptions() {
    TraceOptions options =
        TraceSettings.options(
            resolve(
                Map.ofEntries(
                    Map.entry("traces.wait", "1s"),
                    Map.entry("traces.keep", "2s"),
                    Map.entry("traces.spans-per-trace", "3"),
                    Map.entry("traces.max-clock-skew", "4s"),
                    Map.entry("traces.default-weight", "5"),
                    Map.entry("traces.interval", "6s"),
                    Map.entry("traces.grace", "7s"),
                    Map.entry("traces.quiet", "8s"),
                    Map.entry("traces.forget", "9s"),
                    Map.entry("traces.quantiles", "0.1,0.2"),
                    Map.entry("traces.minimum-spans", "10"),
                    Map.entry("traces.minimum-failures", "3"),
                    Map.entry("traces.operations-per-service", "11"),
                    Map.entry("traces.edges-per-service", "12"),
                    Map.entry("traces.all-operations", "true"),
                    Map.entry("traces.retention", "13m"))));
    assertThat(options.bounds().waiting()).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.bounds().keeping()).isEqualTo(Duration.ofSeconds(2));
    assertThat(options.bounds().maxSpans()).isEqualTo(3);
    assertThat(options.bounds().maxSkew()).isEqualTo(Duration.ofSeconds(4));
    assertThat(options.bounds().defaultWeight()).isEqualTo(5);
    assertThat(options.interval()).isEqualTo(Duration.ofSeconds(6));
    assertThat(options.grace()).isEqualTo(Duration.ofSeconds(7));
    assertThat(options.quiet()).isEqualTo(Duration.ofSeconds(8));
    assertThat(options.forget()).isEqualTo(Duration.ofSeconds(9));
    assertThat(options.quantiles()).isEqualTo(List.of(0.1, 0.2));
    assertThat(options.minimumSpans()).isEqualTo(10);
    assertThat(options.minimumFailures()).isEqualTo(3);
    assertThat(options.maxOperations()).isEqualTo(11);
    assertThat(options.maxEdges()).isEqualTo(12);
    assertThat(options.allOperations()).isTrue();
    assertThat(options.retention()).isEqualTo(Duration.ofMinutes(13));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> resolve(Map.of("traces.forget", "20s")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("traces.interval")
        .hasMessageContaining("forgotten within an interval");
    assertThatThrownBy(() -> resolve(Map.of("traces.quantiles", "1.5")))
        .hasMessageContaining("traces.quantiles");
    assertThatThrownBy(() -> resolve(Map.of("traces.default-weight", "0")))
        .hasMessageContaining("traces.default-weight");
    assertThatThrownBy(() -> resolve(Map.of("sources.spans-format", "avro")))
        .hasMessageContaining("sources.spans-format");
  }
}
