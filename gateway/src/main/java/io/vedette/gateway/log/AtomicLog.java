package io.vedette.gateway.log;

import io.vedette.settings.KafkaClientProperties;
import io.vedette.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
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
 * Writes several records or none of them, in one transaction, for readers of committed records. For
 * what is done by hand, now and then: one call at a time, each waits for Kafka.
 */
public final class AtomicLog implements AutoCloseable {

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final Map<String, Object> properties;
  private @Nullable Producer<byte[], byte[]> producer;

  private AtomicLog(Map<String, Object> properties) {
    this.properties = properties;
  }

  /** Opens it; does not reach for Kafka. */
  public static AtomicLog open(Settings settings, Duration deliveryTimeout) {
    int deliveryMs = Math.toIntExact(deliveryTimeout.toMillis());
    Map<String, Object> values = new HashMap<>(KafkaClientProperties.of(settings));
    values.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "vedette-gateway-" + UUID.randomUUID());
    values.put(ProducerConfig.CLIENT_ID_CONFIG, "vedette-gateway-atomic");
    values.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) deliveryMs);
    values.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMs);
    values.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(200, deliveryMs / 2));
    values.put(ProducerConfig.LINGER_MS_CONFIG, 0L);
    values.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    return new AtomicLog(values);
  }

  /**
   * Writes records; every in-sync replica has all of them when it returns.
   *
   * @throws BodyLogException when it is not known that they are written: all may be, or none
   */
  public synchronized void append(List<ProducerRecord<byte[], byte[]>> records)
      throws BodyLogException {
    try {
      Producer<byte[], byte[]> open = ready();
      open.beginTransaction();
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      records.forEach(record -> sent.add(open.send(record)));
      for (Future<RecordMetadata> one : sent) {
        RecordMetadata unused = one.get();
      }
      open.commitTransaction();
    } catch (KafkaException | ExecutionException | IllegalStateException failed) {
      throw givenUp(failed);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw givenUp(ended);
    }
  }

  private Producer<byte[], byte[]> ready() {
    Producer<byte[], byte[]> open = producer;
    if (open == null) {
      open = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
      producer = open;
      open.initTransactions();
    }
    return open;
  }

  /** A transaction that is not committed is aborted by the next one to use its id. */
  private BodyLogException givenUp(Exception failure) {
    close();
    return new BodyLogException(
        BodyLogException.Kind.UNAVAILABLE,
        "Kafka did not store it in one transaction: " + failure.getMessage(),
        failure);
  }

  @Override
  public synchronized void close() {
    Producer<byte[], byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(CLOSE_WITHIN);
    }
  }
}
