package io.vedette.kafka;

import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** What every Kafka client of ours is made with. */
final class KafkaClients {

  private KafkaClients() {}

  /**
   * The bootstrap servers and the file of client properties, which wins.
   *
   * @throws UncheckedIOException naming the file when it cannot be read; never its content
   */
  static Properties properties(Settings settings) {
    Properties properties = new Properties();
    properties.setProperty(
        "bootstrap.servers", settings.get(SharedSettings.KAFKA_BOOTSTRAP_SERVERS));
    settings.find(SharedSettings.KAFKA_CLIENT_PROPERTIES).ifPresent(file -> load(file, properties));
    return properties;
  }

  private static void load(Path file, Properties into) {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      into.load(reader);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          SharedSettings.KAFKA_CLIENT_PROPERTIES.key() + ": cannot read " + file, unreadable);
    }
  }
}
