package io.vedette.gateway.log;

import io.vedette.settings.KafkaClientProperties;
import io.vedette.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads single records of Kafka by where they are, with a consumer for each. */
public final class RecordFinder {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> properties;
  private final Duration patience;

  /** Finds records within a time. */
  public RecordFinder(Settings settings, Duration patience) {
    Map<String, Object> values = new HashMap<>(KafkaClientProperties.of(settings));
    values.put(ConsumerConfig.CLIENT_ID_CONFIG, "vedette-gateway-finder");
    values.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    values.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    values.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    values.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    values.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
    values.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
    this.properties = values;
    this.patience = patience;
  }

  /**
   * The record at an offset; empty when Kafka has it no longer or never had it.
   *
   * @throws BodyLogException when Kafka does not answer in time
   */
  public Optional<ConsumerRecord<byte[], byte[]>> find(RecordPlace place) throws BodyLogException {
    TopicPartition partition = new TopicPartition(place.topic(), place.partition());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      boolean isThere =
          consumer.partitionsFor(place.topic()).stream()
              .anyMatch(known -> known.partition() == place.partition());
      if (!isThere) {
        return Optional.empty();
      }
      consumer.assign(List.of(partition));
      long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      if (place.offset() < begin || place.offset() >= end) {
        return Optional.empty();
      }
      consumer.seek(partition, place.offset());
      return read(consumer, place);
    } catch (KafkaException away) {
      throw unanswered(place, away);
    }
  }

  private Optional<ConsumerRecord<byte[], byte[]>> read(
      KafkaConsumer<byte[], byte[]> consumer, RecordPlace place) throws BodyLogException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        // compaction may have taken it, then the one behind comes
        return record.offset() == place.offset() ? Optional.of(record) : Optional.empty();
      }
    }
    throw unanswered(place, null);
  }

  private static BodyLogException unanswered(RecordPlace place, @Nullable Exception cause) {
    return new BodyLogException(
        BodyLogException.Kind.UNAVAILABLE,
        "Kafka did not tell the record at " + place + " in time",
        cause);
  }
}
