package io.vedette.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.broker.BrokerProcess;
import io.vedette.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsIT {

  @TempDir Path folder;

  @Test
  void missingTopicsAreMadeOnceAsDocumented() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(folder, 0, Map.of())) {
      Settings settings =
          Settings.of(
              Map.of(
                  "kafka.bootstrap-servers", broker.bootstrapServers(), "topics.alerts", "pages"));
      assertThat(Topics.createMissing(settings))
          .containsExactly(
              "vedette.metrics",
              "otlp_metrics",
              "vedette.logs",
              "otlp_logs",
              "otlp_spans",
              "vedette.alerts.in",
              "vedette.changes",
              "vedette.events",
              "vedette.commands",
              "vedette.rules",
              "vedette.anomalies",
              "pages",
              "vedette.alert-states",
              "vedette.incidents",
              "vedette.log-templates",
              "vedette.topology",
              "vedette.audit",
              "vedette.scores",
              "vedette.models",
              "vedette.dead-letters");
      assertThat(Topics.createMissing(settings)).isEmpty();

      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        assertThat(admin.describeTopics(List.of("vedette.metrics")).allTopicNames().get().values())
            .singleElement()
            .satisfies(topic -> assertThat(topic.partitions()).hasSize(8));
        ConfigResource pages = new ConfigResource(ConfigResource.Type.TOPIC, "pages");
        assertThat(admin.describeConfigs(List.of(pages)).all().get().values())
            .singleElement()
            .satisfies(
                config ->
                    assertThat(config.get("retention.ms").value())
                        .isEqualTo(Long.toString(30L * 24 * 3600 * 1000)));
        ConfigResource models = new ConfigResource(ConfigResource.Type.TOPIC, "vedette.models");
        assertThat(admin.describeConfigs(List.of(models)).all().get().values())
            .singleElement()
            .satisfies(
                config -> assertThat(config.get("cleanup.policy").value()).isEqualTo("compact"));
      }
    }
  }

  @Test
  void aBrokerThatIsNotThereIsSaid() {
    Settings settings =
        Settings.of(
            Map.of(
                "kafka.bootstrap-servers",
                "127.0.0.1:1",
                "kafka.client-properties",
                properties("default.api.timeout.ms=500\nrequest.timeout.ms=400\n")));
    assertThatThrownBy(() -> Topics.createMissing(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("127.0.0.1:1");
  }

  private String properties(String content) {
    try {
      return Files.writeString(folder.resolve("client.properties"), content).toString();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
