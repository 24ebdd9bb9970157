package io.vedette.cli;

import io.vedette.formats.control.ControlMessage;
import io.vedette.settings.KafkaClientProperties;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The topics on which people say something to the job, for commands that write and read them. */
final class ControlTopics {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int ANSWER_LIMIT_MILLIS = 10_000;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Kafka brokers; else the setting kafka.bootstrap-servers (127.0.0.1:9092).")
  @Nullable String bootstrap;

  @Mixin SettingsOptions settingsOptions = new SettingsOptions();

  /** Stores a message; throws {@link Problem} when it is not known to be stored. */
  void send(ControlMessage message) throws InterruptedException {
    send(message.topic(), message.key(), message.value());
  }

  /**
   * Stores a record.
   *
   * @param value null removes what a compacted topic has of the key
   * @throws Problem when it is not known to be stored
   */
  void send(Setting<String> topic, String key, byte @Nullable [] value)
      throws InterruptedException {
    Settings settings = settings();
    Map<String, Object> properties = new HashMap<>(KafkaClientProperties.of(settings));
    properties.put("acks", "all");
    properties.put("max.block.ms", ANSWER_LIMIT_MILLIS);
    properties.put("delivery.timeout.ms", 2 * ANSWER_LIMIT_MILLIS);
    properties.put("request.timeout.ms", ANSWER_LIMIT_MILLIS);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  settings.get(topic), key.getBytes(StandardCharsets.UTF_8), value))
          .get();
    } catch (ExecutionException failed) {
      throw new Problem(
          "it was not stored on "
              + settings.get(SharedSettings.KAFKA_BOOTSTRAP_SERVERS)
              + ": "
              + failed.getCause(),
          failed);
    }
  }

  /**
   * The newest value of each key of a compacted topic, by key; those removed are left out.
   *
   * @throws Problem when nobody answers
   */
  NavigableMap<String, byte[]> newest(Setting<String> topic) {
    Settings settings = settings();
    Map<String, Object> properties = new HashMap<>(KafkaClientProperties.of(settings));
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_LIMIT_MILLIS);
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_LIMIT_MILLIS);
    NavigableMap<String, byte[]> newest = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(settings.get(topic)).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(record -> take(record, newest));
      }
    } catch (KafkaException failed) {
      throw new Problem(
          "topic "
              + settings.get(topic)
              + " could not be read on "
              + settings.get(SharedSettings.KAFKA_BOOTSTRAP_SERVERS)
              + ": "
              + failed.getMessage(),
          failed);
    }
    return newest;
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record, NavigableMap<String, byte[]> newest) {
    if (record.key() == null) {
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      newest.remove(key);
    } else {
      newest.put(key, record.value());
    }
  }

  private Settings settings() {
    Map<String, String> fixed = new HashMap<>();
    if (bootstrap != null) {
      fixed.put(SharedSettings.KAFKA_BOOTSTRAP_SERVERS.key(), bootstrap);
    }
    return settingsOptions.resolve(EverySetting.ALL, fixed);
  }
}
