package io.vedette.kafka;

import io.vedette.schema.MetricRecord;
import io.vedette.settings.Settings;
import java.time.Clock;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * The source of one topic of metric bodies. It never fails for what is in a record: what cannot be
 * read comes out as a {@link io.vedette.schema.Rejected}.
 */
public final class KafkaMetricSource {

  private KafkaMetricSource() {}

  /**
   * A source that starts at the offsets of its state, else at those the group committed, else at
   * the earliest.
   *
   * <p>Memory: a task buffers at most {@code fetch.max.bytes}, 64 MiB unless the file of client
   * properties says otherwise, beside its announcement cache.
   */
  public static KafkaSource<MetricRecord> create(Settings settings, MetricTopic topic) {
    return KafkaSource.<MetricRecord>builder()
        .setProperties(properties(settings))
        .setTopics(topic.topic())
        .setGroupId(settings.get(KafkaSettings.GROUP_ID))
        .setClientIdPrefix(settings.get(KafkaSettings.GROUP_ID) + "-" + topic.name())
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .setDeserializer(
            new MetricBodyDeserializer(
                MetricBodyOptions.of(settings, topic.format()), Clock.systemUTC()))
        .build();
  }

  /**
   * A source of what the topic holds now, of records not older than a time. It reads as no group
   * and commits nothing, so the streaming job's offsets stay what they are.
   *
   * @param since earliest time of a Kafka record, milliseconds since the epoch
   */
  public static KafkaSource<MetricRecord> history(
      Settings settings, MetricTopic topic, long since) {
    return KafkaSource.<MetricRecord>builder()
        .setProperties(boundedProperties(settings))
        .setTopics(topic.topic())
        .setClientIdPrefix(settings.get(KafkaSettings.GROUP_ID) + "-history-" + topic.name())
        .setStartingOffsets(OffsetsInitializer.timestamp(since))
        .setBounded(OffsetsInitializer.latest())
        .setDeserializer(
            new MetricBodyDeserializer(
                MetricBodyOptions.of(settings, topic.format()), Clock.systemUTC()))
        .build();
  }

  /** Of a source that ends, and leaves no trace in Kafka. */
  static Properties boundedProperties(Settings settings) {
    Properties properties = properties(settings);
    properties.setProperty("commit.offsets.on.checkpoint", "false");
    properties.remove("partition.discovery.interval.ms");
    return properties;
  }

  /** A record holds hundreds of samples, so few large fetches serve better than many small ones. */
  static Properties properties(Settings settings) {
    Properties properties = new Properties();
    properties.setProperty("max.poll.records", "5000");
    properties.setProperty("max.partition.fetch.bytes", "8388608");
    properties.setProperty("fetch.max.bytes", "67108864");
    properties.setProperty("fetch.min.bytes", "65536");
    properties.setProperty("fetch.max.wait.ms", "100");
    properties.setProperty(
        "partition.discovery.interval.ms",
        Long.toString(settings.get(KafkaSettings.PARTITION_DISCOVERY).toMillis()));
    // the offsets of the checkpoint count; those in Kafka are for lag monitors and a fresh start
    properties.setProperty("commit.offsets.on.checkpoint", "true");
    properties.putAll(KafkaClients.properties(settings));
    return properties;
  }
}
