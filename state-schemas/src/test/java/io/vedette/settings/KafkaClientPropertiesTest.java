package io.vedette.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaClientPropertiesTest {

  @TempDir Path folder;

  @Test
  void withoutAFileThereAreTheBrokersAlone() {
    Settings settings = Settings.of(Map.of("kafka.bootstrap-servers", "kafka-1:9092"));
    assertThat(KafkaClientProperties.of(settings))
        .containsOnly(Map.entry("bootstrap.servers", "kafka-1:9092"));
  }

  @Test
  void whatTheFileMaySayIsHandedOn() throws IOException {
    assertThat(KafkaClientProperties.of(withFile("security.protocol=SSL\nlinger.ms: 5\n")))
        .containsOnly(
            Map.entry("security.protocol", "SSL"),
            Map.entry("linger.ms", "5"),
            Map.entry("bootstrap.servers", "127.0.0.1:9092"));
  }

  @ParameterizedTest
  @CsvSource({
    "bootstrap.servers, set kafka.bootstrap-servers",
    "group.id, set sources.group-id",
    "partition.discovery.interval.ms, set sources.partition-discovery",
    "transactional.id, set results.transactional-id-prefix",
    "transaction.timeout.ms, set results.transaction-timeout",
    "isolation.level, what Vedette promises",
    "enable.auto.commit, what Vedette promises",
    "auto.offset.reset, what Vedette promises",
    "commit.offsets.on.checkpoint, what Vedette promises",
    "acks, what Vedette promises",
    "enable.idempotence, what Vedette promises",
    "max.in.flight.requests.per.connection, what Vedette promises",
    "retries, what Vedette promises",
    "max.request.size, what Vedette promises",
    "key.serializer, what Vedette promises",
    "value.serializer, what Vedette promises",
    "key.deserializer, what Vedette promises",
    "value.deserializer, what Vedette promises",
  })
  void aKeyThatIsNotTheFilesToSayIsRefusedByName(String key, String instead) throws IOException {
    Settings settings = withFile("security.protocol=SSL\n" + key + "=hunter2\n");
    assertThatThrownBy(() -> KafkaClientProperties.of(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("kafka.client-properties=" + folder)
        .hasMessageContaining("must not say " + key + ": " + instead)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void everyRefusedKeyIsToldAtOnce() throws IOException {
    Settings settings = withFile("acks=0\nretries=0\n");
    assertThatThrownBy(() -> KafkaClientProperties.of(settings))
        .satisfies(thrown -> assertThat(((SettingsException) thrown).problems()).hasSize(2));
  }

  @Test
  void aFileThatCannotBeReadIsNamedButItsContentIsNot() throws IOException {
    Settings broken = withFile("sasl.jaas.config=hunter2\nx=\\u00zz\n");
    assertThatThrownBy(() -> KafkaClientProperties.of(broken))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("cannot be read")
        .hasMessageNotContaining("hunter2");
    Settings missing = settings(folder.resolve("missing"));
    assertThatThrownBy(() -> KafkaClientProperties.of(missing))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(folder.resolve("missing").toString());
  }

  private Settings withFile(String content) throws IOException {
    return settings(Files.writeString(folder.resolve("client.properties"), content));
  }

  private static Settings settings(Path file) {
    return Settings.of(Map.of("kafka.client-properties", file.toString()));
  }
}
