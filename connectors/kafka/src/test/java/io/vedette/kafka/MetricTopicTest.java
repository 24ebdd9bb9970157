package io.vedette.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.formats.metrics.MetricFormat;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricTopicTest {

  @Test
  void twoTopicsAreReadWithoutBeingAsked() {
    assertThat(MetricTopic.all(Settings.of(Map.of())))
        .containsExactly(
            new MetricTopic("metrics", "vedette.metrics", MetricFormat.REMOTE_WRITE_1),
            new MetricTopic("otlp-metrics", "otlp_metrics", null));
  }

  @Test
  void furtherTopicsAreNamedAfterThemselves() {
    Settings settings =
        Settings.of(
            Map.of(
                "sources.further-topics",
                "Prom_Adapter.v2:prometheus-kafka-adapter-json, team-a:otlp"));
    assertThat(MetricTopic.all(settings))
        .contains(
            new MetricTopic("prom-adapter-v2", "Prom_Adapter.v2", MetricFormat.KAFKA_ADAPTER_JSON),
            new MetricTopic("team-a", "team-a", null));
  }

  @Test
  void aFurtherTopicWithoutAFormatIsRefused() {
    assertThatThrownBy(
            () ->
                Settings.resolve(
                    KafkaSettings.ALL,
                    Map.of("sources.further-topics", "a:nonsense"),
                    Map.of(),
                    null))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("sources.further-topics")
        .hasMessageContaining("topic:format");
  }
}
