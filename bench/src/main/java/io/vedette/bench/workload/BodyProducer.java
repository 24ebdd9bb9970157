package io.vedette.bench.workload;

import io.vedette.formats.metrics.MetricFormat;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes bodies straight into Kafka, as the gateway would. */
final class BodyProducer implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final byte[] format;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /** Of remote-write bodies. */
  BodyProducer(String bootstrapServers, String topic) {
    this(bootstrapServers, topic, MetricFormat.REMOTE_WRITE_1.word());
  }

  /** Of bodies of the format of a word. */
  BodyProducer(String bootstrapServers, String topic, String format) {
    Map<String, Object> client = new HashMap<>();
    client.put("bootstrap.servers", bootstrapServers);
    client.put("linger.ms", 20);
    client.put("batch.size", 1 << 20);
    this.producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = topic;
    this.format = format.getBytes(StandardCharsets.UTF_8);
  }

  void send(String source, byte[] body) {
    send(new ProducerRecord<>(topic, source.getBytes(StandardCharsets.UTF_8), body));
  }

  /** Without a key, so to any partition. */
  void send(byte[] body) {
    send(new ProducerRecord<>(topic, body));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    record.headers().add(MetricFormat.HEADER, format);
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
