package io.vedette.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What every Kafka client of ours is made with: the brokers of the settings and the file of client
 * properties, for TLS, SASL and tuning.
 *
 * <p>Guarantee: the file never beats a setting and never weakens what is promised of delivery. A
 * key of it that would is refused, not passed over: who wrote it believes it counts.
 */
public final class KafkaClientProperties {

  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  private static final String OURS = "what Vedette promises of delivery rests on its own value";

  /** Keys refused, by what says it instead. */
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry(BOOTSTRAP_SERVERS, "set " + SharedSettings.KAFKA_BOOTSTRAP_SERVERS.key()),
          Map.entry("group.id", "set sources.group-id"),
          Map.entry("partition.discovery.interval.ms", "set sources.partition-discovery"),
          Map.entry("transactional.id", "set results.transactional-id-prefix"),
          Map.entry("transaction.timeout.ms", "set results.transaction-timeout"),
          Map.entry("isolation.level", OURS),
          Map.entry("enable.auto.commit", OURS),
          Map.entry("auto.offset.reset", OURS),
          Map.entry("commit.offsets.on.checkpoint", OURS),
          Map.entry("acks", OURS),
          Map.entry("enable.idempotence", OURS),
          Map.entry("max.in.flight.requests.per.connection", OURS),
          Map.entry("retries", OURS),
          Map.entry("max.request.size", OURS),
          Map.entry("key.serializer", OURS),
          Map.entry("value.serializer", OURS),
          Map.entry("key.deserializer", OURS),
          Map.entry("value.deserializer", OURS));

  private KafkaClientProperties() {}

  /**
   * Reads them; a new map that may be added to.
   *
   * @throws SettingsException naming file and key when the file cannot be read or holds a key that
   *     is not its to say; never a value, which may be a password
   */
  public static Map<String, String> of(Settings settings) {
    Map<String, String> values = new HashMap<>();
    settings
        .find(SharedSettings.KAFKA_CLIENT_PROPERTIES)
        .ifPresent(file -> values.putAll(read(file)));
    values.put(BOOTSTRAP_SERVERS, settings.get(SharedSettings.KAFKA_BOOTSTRAP_SERVERS));
    return values;
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      SettingsException problem =
          new SettingsException(List.of(what(file) + ": cannot be read: " + unreadable));
      problem.initCause(unreadable);
      throw problem;
    }
    Map<String, String> values = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (String key : properties.stringPropertyNames()) {
      String instead = REFUSED.get(key);
      if (instead != null) {
        problems.add(what(file) + ": must not say " + key + ": " + instead);
      }
      values.put(key, properties.getProperty(key));
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems.stream().sorted().toList());
    }
    return values;
  }

  private static String what(Path file) {
    return SharedSettings.KAFKA_CLIENT_PROPERTIES.key() + "=" + file;
  }
}
