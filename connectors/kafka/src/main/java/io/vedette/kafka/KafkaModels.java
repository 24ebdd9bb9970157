package io.vedette.kafka;

import io.vedette.schema.ModelKey;
import io.vedette.schema.NamesModelKey;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The topic of trained models: JSON by {@link ResultJson}, keyed by {@link ModelKey}, those of
 * names by {@link NamesModelKey}, compacted.
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
    return sink(settings, model -> ModelKey.of(model).toString());
  }

  /** The sink of models of names. */
  public static KafkaSink<NamesModelRecord> namesSink(Settings settings) {
    return sink(settings, model -> NamesModelKey.of(model).toString());
  }

  private static <T extends SpecificRecord> KafkaSink<T> sink(Settings settings, ResultKey<T> key) {
    Properties properties = KafkaResults.properties(settings);
    return KafkaSink.<T>builder()
        .setKafkaProducerConfig(properties)
        .setBootstrapServers(properties.getProperty("bootstrap.servers"))
        .setRecordSerializer(
            new ResultSerializer<T>(settings.get(SharedSettings.MODELS_TOPIC), key))
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
    return present(settings, new ModelDeserializer());
  }

  /** The models of names on the topic now, in the same way. */
  public static KafkaSource<NamesModelRecord> presentNames(Settings settings) {
    return present(settings, new NamesModelDeserializer());
  }

  private static <T> KafkaSource<T> present(
      Settings settings, KafkaRecordDeserializationSchema<T> deserializer) {
    return KafkaSource.<T>builder()
        .setProperties(KafkaMetricSource.boundedProperties(settings))
        .setTopics(settings.get(SharedSettings.MODELS_TOPIC))
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setBounded(OffsetsInitializer.latest())
        .setDeserializer(deserializer)
        .build();
  }

  /**
   * Reads what is on the topic now; records that are no models are passed over. Blocks.
   *
   * @param visitor is told every record, those that no longer count included
   */
  public static void read(Settings settings, Consumer<ModelRecord> visitor) {
    visit(settings, record -> tell(ModelDeserializer.read(record.key(), record.value()), visitor));
  }

  /** The same for models of names. */
  public static void readNames(Settings settings, Consumer<NamesModelRecord> visitor) {
    visit(
        settings,
        record -> tell(NamesModelDeserializer.read(record.key(), record.value()), visitor));
  }

  private static <T> void tell(@Nullable T model, Consumer<T> visitor) {
    if (model != null) {
      visitor.accept(model);
    }
  }

  private static void visit(Settings settings, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
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
        consumer.poll(POLL).forEach(visitor);
      }
    }
  }
}
