package io.vedette.bench.workload;

import io.vedette.formats.metrics.MetricFormat;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes remote-write bodies straight into Kafka, as the gateway would. */
final class BodyProducer implements AutoCloseable {

  private static final byte[] FORMAT =
      MetricFormat.REMOTE_WRITE_1.word().getBytes(StandardCharsets.UTF_8);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  BodyProducer(String bootstrapServers, String topic) {
    Map<String, Object> client = new HashMap<>();
    client.put("bootstrap.servers", bootstrapServers);
    client.put("linger.ms", 20);
    client.put("batch.size", 1 << 20);
    this.producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = topic;
  }

  void send(String source, byte[] body) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, source.getBytes(StandardCharsets.UTF_8), body);
    record.headers().add(MetricFormat.HEADER, FORMAT);
    var unused =
        producer.send(
            record,
            (metadata, refused) -> {
              if (refused != null) {
                failure.compareAndSet(null, refused);
              }
            });
  }

  /** Waits until everything is stored. */
  @Override
  public void close() {
    producer.close();
    Exception refused = failure.get();
    if (refused != null) {
      throw new IllegalStateException("Kafka did not store a body", refused);
    }
  }
}
