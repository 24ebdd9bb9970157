package io.vedette.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.functions.histogram.HistogramOptions;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramSettingsTest {

  @Test
  void theDefaultsAreThoseOfTheOptions() {
    Settings settings = resolve(Map.of());
    assertThat(HistogramSettings.options(settings)).isEqualTo(HistogramOptions.defaults());
    assertThat(settings.get(HistogramSettings.SCORE_BUCKETS)).isFalse();
  }

  @Test
  void everySettingReachesTheOptions() {
    Settings settings =
        resolve(
            Map.of(
                "histograms.quantiles", "0.9, 0.999",
                "histograms.score-buckets", "true",
                "histograms.minimum-observations", "50",
                "histograms.maximum-buckets", "40",
                "histograms.open-scrapes", "6",
                "series.retention", "3d"));
    assertThat(HistogramSettings.options(settings))
        .isEqualTo(new HistogramOptions(List.of(0.9, 0.999), 50, 40, 6, Duration.ofDays(3)));
    assertThat(settings.get(HistogramSettings.SCORE_BUCKETS)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "histograms.quantiles, 99",
    "histograms.quantiles, 1",
    "histograms.quantiles, p99",
    "histograms.quantiles, ''",
    "histograms.minimum-observations, 0",
    "histograms.maximum-buckets, 1",
    "histograms.open-scrapes, 0"
  })
  void whatMakesNoSenseIsRefusedByKey(String key, String value) {
    assertThatThrownBy(() -> resolve(Map.of(key, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key);
  }

  private static Settings resolve(Map<String, String> flags) {
    return StreamingSettings.resolve(flags, Map.of(), null);
  }
}
