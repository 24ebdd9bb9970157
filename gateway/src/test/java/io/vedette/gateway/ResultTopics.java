package io.vedette.gateway;

import io.vedette.schema.json.ResultJson;
import io.vedette.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** All topics of the gateway on one broker, of one partition each; written as the job does. */
final class ResultTopics implements AutoCloseable {

  private static final List<String> NAMES =
      List.of(
          "vedette.metrics",
          "otlp_metrics",
          "vedette.logs",
          "otlp_logs",
          "otlp_spans",
          "vedette.alerts.in",
          "vedette.changes",
          "vedette.events",
          "vedette.commands",
          "vedette.rules",
          "vedette.anomalies",
          "vedette.alerts",
          "vedette.incidents",
          "vedette.topology",
          "vedette.audit",
          "vedette.models",
          "vedette.scores",
          "vedette.dead-letters");

  private final String servers;
  private final KafkaProducer<String, byte[]> producer;

  private ResultTopics(String servers) {
    this.servers = servers;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  static ResultTopics create(String servers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      Stream<NewTopic> topics = NAMES.stream().map(name -> new NewTopic(name, 1, (short) 1));
      admin.createTopics(topics.toList()).all().get();
    }
    return new ResultTopics(servers);
  }

  static Settings settings(String servers, Map<String, String> more) {
    Map<String, String> values = new HashMap<>(more);
    values.put("gateway.port", "0");
    values.put("gateway.probe-interval", "200ms");
    values.put("kafka.bootstrap-servers", servers);
    return Settings.of(values);
  }

  void write(String topic, String key, SpecificRecord record) throws Exception {
    producer.send(new ProducerRecord<>(topic, key, ResultJson.write(record))).get();
  }

  void write(String topic, String key, byte[] value, String header, String text) throws Exception {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
    record.headers().add(header, text.getBytes(StandardCharsets.UTF_8));
    producer.send(record).get();
  }

  /** All committed records of a topic, in order. */
  List<ConsumerRecord<String, byte[]>> records(String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
    }
    return records;
  }

  /** All there is of a key. */
  <T extends SpecificRecord> List<T> values(String topic, String key, Class<T> type) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<T> values = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          if (key.equals(record.key()) && record.value() != null) {
            values.add(ResultJson.read(record.value(), type));
          }
        }
      }
    }
    return values;
  }

  @Override
  public void close() {
    producer.close();
  }
}
