package io.vedette.kafka;

import io.vedette.settings.KafkaClientProperties;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import java.util.Properties;

/** What every Kafka client of a job is made with. */
final class KafkaClients {

  private KafkaClients() {}

  /**
   * The bootstrap servers and what the file of client properties may say.
   *
   * @throws SettingsException when the file cannot be read or says what it must not
   */
  static Properties properties(Settings settings) {
    Properties properties = new Properties();
    properties.putAll(KafkaClientProperties.of(settings));
    return properties;
  }
}
