package io.vedette.kafka;

import io.vedette.schema.ModelKey;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.model.ModelRecord;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topic of trained models: JSON by {@link ResultJson}, keyed by {@link ModelKey}, compacted.
 *
 * <p>A training run writes at least once, each model as soon as it is trained: a model written
 * twice is the same record under the same key, and what was trained is there when the run is
 * killed.
 */
public final class KafkaModels {

  private static final Duration POLL = Duration.ofMillis(200);

  private KafkaModels() {}

  /** The sink. */
  public static KafkaSink<ModelRecord> sink(Settings settings) {
    Properties properties = KafkaResults.properties(settings);
    return KafkaSink.<ModelRecord>builder()
        .setKafkaProducerConfig(properties)
        .setBootstrapServers(properties.getProperty("bootstrap.servers"))
        .setRecordSerializer(
            new ResultSerializer<ModelRecord>(
                settings.get(SharedSettings.MODELS_TOPIC), model -> ModelKey.of(model).toString()))
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }

  /**
   * What is on the topic now, as a bounded source. The event time of a record is Kafka's, so that
   * of one key the last record is the latest. A record that takes a model back comes as one without
   * a model; a record that is no model is passed over, and counted in the metric {@code
   * modelsRejected}.
   */
  public static KafkaSource<ModelRecord> present(Settings settings) {
    String topic = settings.get(SharedSettings.MODELS_TOPIC);
    return KafkaSource.<ModelRecord>builder()
        .setProperties(KafkaMetricSource.boundedProperties(settings))
        .setTopics(topic)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setBounded(OffsetsInitializer.latest())
        .setDeserializer(new ModelDeserializer())
        .build();
  }

  /**
   * Reads what is on the topic now; records that are no models are passed over. Blocks.
   *
   * @param visitor is told every record, those that no longer count included
   */
  public static void read(Settings settings, Consumer<ModelRecord> visitor) {
    String topic = settings.get(SharedSettings.MODELS_TOPIC);
    Properties properties = KafkaClients.properties(settings);
    properties.setProperty("isolation.level", "read_committed");
    properties.setProperty("enable.auto.commit", "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(POLL)
            .forEach(
                record -> {
                  ModelRecord model = ModelDeserializer.read(record.key(), record.value());
                  if (model != null) {
                    visitor.accept(model);
                  }
                });
      }
    }
  }
}
