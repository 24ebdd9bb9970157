package io.vedette.jobs.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vedette.broker.BrokerProcess;
import io.vedette.jobs.config.StreamingSettings;
import io.vedette.schema.json.ResultJson;
import io.vedette.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker of its own, what is sent to it, and what a reader of committed records sees. */
final class TestKafka implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final byte[] SOURCE = "source".getBytes(UTF_8);

  private final BrokerProcess broker;
  private final KafkaProducer<byte[], byte[]> producer;

  private TestKafka(BrokerProcess broker) {
    this.broker = broker;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", "1"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  static TestKafka start(Path folder) throws IOException {
    return new TestKafka(BrokerProcess.start(folder, 0, Map.of()));
  }

  /** Of a job whose topics, group and transactions begin with the prefix. */
  Settings settings(String prefix, Map<String, String> more) {
    Map<String, String> values = new HashMap<>();
    values.put("kafka.bootstrap-servers", broker.bootstrapServers());
    values.put("sources.group-id", prefix);
    values.put("results.transactional-id-prefix", prefix);
    values.put("topics.metrics", prefix + "-metrics");
    values.put("topics.otlp-metrics", prefix + "-otlp");
    values.put("topics.alerts-in", prefix + "-alerts-in");
    values.put("topics.changes", prefix + "-changes");
    values.put("topics.events", prefix + "-events");
    values.put("topics.commands", prefix + "-commands");
    values.put("topics.rules", prefix + "-rules");
    values.put("topics.models", prefix + "-models");
    values.put("topics.anomalies", prefix + "-anomalies");
    values.put("topics.alerts", prefix + "-alerts");
    values.put("topics.incidents", prefix + "-incidents");
    values.put("topics.alert-states", prefix + "-alert-states");
    values.put("topics.audit", prefix + "-audit");
    values.put("topics.scores", prefix + "-scores");
    values.put("topics.models", prefix + "-models");
    values.put("topics.dead-letters", prefix + "-dead-letters");
    values.put("limits.body-bytes", "16KiB");
    values.put("scores.publish", "true");
    values.put("checkpoints.interval", "500ms");
    values.put("restarts.initial-backoff", "100ms");
    values.putAll(more);
    return StreamingSettings.resolve(values, Map.of(), null);
  }

  static StreamExecutionEnvironment environment(Settings settings, String restarts) {
    Configuration configuration = StreamingJob.configuration(settings);
    configuration.setString("restart-strategy.type", restarts);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(1);
    return env;
  }

  void createTopic(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  /** Sends, each after the one before is stored; returns where they are, topic/partition/offset. */
  String send(ProducerRecord<byte[], byte[]> record) throws Exception {
    return sendAll(List.of(record)).get(0);
  }

  /** The same for a body without headers. */
  String send(String topic, byte[] body) throws Exception {
    return send(record(topic, body));
  }

  /** Sends in order; fails when one is not stored; returns where they are, in the same order. */
  List<String> sendAll(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    var sent = records.stream().map(producer::send).toList();
    producer.flush();
    List<String> origins = new ArrayList<>();
    for (var one : sent) {
      RecordMetadata at = one.get();
      origins.add(at.topic() + "/" + at.partition() + "/" + at.offset());
    }
    return origins;
  }

  /** One source, so one partition, so in order. */
  static ProducerRecord<byte[], byte[]> record(String topic, byte[] body) {
    return new ProducerRecord<>(topic, SOURCE, body);
  }

  /**
   * Everything that is committed once it is enough: read on to the end of all partitions, so that
   * what is there twice is seen twice.
   */
  <T extends SpecificRecord> List<T> committed(
      String topic, Class<T> type, Predicate<List<T>> enough) {
    List<T> seen = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      boolean isEnough = false;
      while (System.nanoTime() < deadline) {
        int before = seen.size();
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> seen.add(ResultJson.read(record.value(), type)));
        isEnough = isEnough || (seen.size() > before && enough.test(seen));
        if (isEnough && isAtTheEnd(consumer, partitions)) {
          return seen;
        }
      }
    }
    throw new AssertionError(
        "not enough in " + topic + " after " + PATIENCE + ": " + seen.size() + " records");
  }

  private static boolean isAtTheEnd(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    return consumer.endOffsets(partitions).entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    producer.close();
    broker.close();
  }
}
