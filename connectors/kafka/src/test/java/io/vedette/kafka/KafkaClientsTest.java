package io.vedette.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClientsTest {

  @TempDir Path folder;

  @Test
  void theBrokersAreThoseOfTheSettingsAndTheRestComesFromTheFile() throws IOException {
    assertThat(KafkaClients.properties(withFile("security.protocol=SSL")))
        .containsOnly(
            Map.entry("bootstrap.servers", "kafka-1:9092"), Map.entry("security.protocol", "SSL"));
  }

  @Test
  void noSourceOrSinkIsMadeWithAFileThatSpeaksAgainstTheSettings() throws IOException {
    Settings settings = withFile("bootstrap.servers=elsewhere:9092\ntransaction.timeout.ms=1");
    assertThatThrownBy(() -> KafkaMetricSource.create(settings, MetricTopic.all(settings).get(0)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("bootstrap.servers")
        .hasMessageContaining("transaction.timeout.ms");
    assertThatThrownBy(() -> KafkaResults.alerts(settings)).isInstanceOf(SettingsException.class);
  }

  private Settings withFile(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("client.properties"), content);
    return Settings.of(
        Map.of(
            "kafka.bootstrap-servers", "kafka-1:9092", "kafka.client-properties", file.toString()));
  }
}
