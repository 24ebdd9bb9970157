package io.vedette.kafka;

import io.vedette.schema.json.ResultJson;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A result as a Kafka record: key in UTF-8, value in JSON, Kafka's own timestamp. */
final class ResultSerializer<T extends SpecificRecord>
    implements KafkaRecordSerializationSchema<T> {

  private static final long serialVersionUID = 1L;

  private final String topic;
  private final ResultKey<T> key;
  private final ResultFilter<T> removed;

  ResultSerializer(String topic, ResultKey<T> key) {
    this(topic, key, result -> false);
  }

  /**
   * For a compacted topic.
   *
   * @param removed of which results nothing is kept: their record has no value
   */
  ResultSerializer(String topic, ResultKey<T> key, ResultFilter<T> removed) {
    this.topic = topic;
    this.key = key;
    this.removed = removed;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T result, KafkaSinkContext context, @Nullable Long eventTime) {
    // not the event time: retention must count from when a result was written, also in a catch-up
    return new ProducerRecord<>(
        topic,
        key.of(result).getBytes(StandardCharsets.UTF_8),
        removed.test(result) ? null : ResultJson.write(result));
  }
}
