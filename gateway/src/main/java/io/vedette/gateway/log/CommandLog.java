package io.vedette.gateway.log;

import io.vedette.formats.control.ControlMessage;
import io.vedette.settings.KafkaClientProperties;
import io.vedette.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what people say to the job. Guarantee: what it returns completes well only after every
 * in-sync replica has the record. A call waits for a topic's metadata a moment at most, which is
 * why it is not for threads that serve connections.
 */
public final class CommandLog implements AutoCloseable {

  private static final long METADATA_WAIT_MS = 2_000;
  private static final long BUFFER_BYTES = 4 << 20;

  private final Settings settings;
  private final Producer<byte[], byte[]> producer;

  private CommandLog(Settings settings, Producer<byte[], byte[]> producer) {
    this.settings = settings;
    this.producer = producer;
  }

  /** Opens it, whether Kafka is there or not. */
  public static CommandLog open(Settings settings, Duration deliveryTimeout) {
    int deliveryMs = Math.toIntExact(deliveryTimeout.toMillis());
    Map<String, Object> values = new HashMap<>(KafkaClientProperties.of(settings));
    values.put(ProducerConfig.ACKS_CONFIG, "all");
    values.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    values.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, METADATA_WAIT_MS);
    values.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMs);
    values.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(200, deliveryMs / 2));
    values.put(ProducerConfig.LINGER_MS_CONFIG, 0L);
    values.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    values.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    values.put(ProducerConfig.CLIENT_ID_CONFIG, "vedette-gateway-commands");
    return new CommandLog(
        settings,
        new KafkaProducer<>(values, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  /** Stores a message; fails with {@link BodyLogException} when it is not known to be stored. */
  public CompletableFuture<Void> append(ControlMessage message) {
    return append(settings.get(message.topic()), message.key(), message.value());
  }

  /** Stores a record; fails with {@link BodyLogException} when it is not known to be stored. */
  public CompletableFuture<Void> append(String topic, String key, byte @Nullable [] value) {
    CompletableFuture<Void> stored = new CompletableFuture<>();
    try {
      // What it returns is what the callback tells.
      Future<RecordMetadata> unused =
          producer.send(
              new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value),
              (metadata, failure) -> {
                if (failure == null) {
                  stored.complete(null);
                } else {
                  stored.completeExceptionally(explain(topic, failure));
                }
              });
    } catch (KafkaException | IllegalStateException notSent) {
      stored.completeExceptionally(explain(topic, notSent));
    }
    return stored;
  }

  private static BodyLogException explain(String topic, Exception failure) {
    return new BodyLogException(
        BodyLogException.Kind.UNAVAILABLE,
        "Kafka did not store it in topic " + topic + ": " + failure.getMessage(),
        failure);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
