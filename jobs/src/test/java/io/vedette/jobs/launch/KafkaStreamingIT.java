package io.vedette.jobs.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.broker.BrokerProcess;
import io.vedette.jobs.config.StreamingSettings;
import io.vedette.jobs.streaming.MetricSource;
import io.vedette.jobs.streaming.StreamingSinks;
import io.vedette.jobs.streaming.StreamingSources;
import io.vedette.jobs.streaming.StreamingTopology;
import io.vedette.jobs.testing.FailOnceSink;
import io.vedette.kafka.KafkaMetricSource;
import io.vedette.kafka.KafkaResults;
import io.vedette.kafka.MetricTopic;
import io.vedette.kafka.Topics;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job on a real Kafka. */
@Timeout(180)
class KafkaStreamingIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final List<Future<RecordMetadata>> SENT = new ArrayList<>();

  @TempDir static Path folder;
  private static BrokerProcess broker;

  @BeforeAll
  static void startBroker() throws IOException {
    broker = BrokerProcess.start(folder, 0, Map.of());
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void resultsAppearOnceOverAFailureOfTheJob() throws Exception {
    Settings settings = settings("once");
    Topics.createMissing(settings);
    FailOnceSink deadLetters = new FailOnceSink();
    StreamExecutionEnvironment env = environment(settings, "exponential-delay");
    StreamingTopology.build(
        env,
        new StreamingSources(
            MetricTopic.all(settings).stream()
                .map(t -> new MetricSource(t.name(), KafkaMetricSource.create(settings, t)))
                .toList()),
        new StreamingSinks(
            KafkaResults.anomalies(settings),
            KafkaResults.alerts(settings),
            deadLetters,
            KafkaResults.scores(settings)),
        settings);
    JobClient job = env.executeAsync();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (int minute = 0; minute < 200; minute++) {
        send(producer, "once-metrics", json("once", minute));
      }
      flush(producer);
      committed("once-scores", keys -> keys.size() >= 200);
      for (int minute = 200; minute < 300; minute++) {
        send(producer, "once-metrics", json("once", minute));
      }
      send(producer, "once-metrics", "poison".getBytes(UTF_8));
      for (int minute = 300; minute < 400; minute++) {
        send(producer, "once-metrics", json("once", minute));
      }
      flush(producer);
      List<ConsumerRecord<byte[], byte[]>> scores =
          committed("once-scores", keys -> keys.size() >= 400);
      assertThat(deadLetters.hasFailed()).isTrue();
      assertThat(scores)
          .extracting(r -> ResultJson.read(r.value(), ScoredPoint.class).getTimestamp())
          .doesNotHaveDuplicates()
          .hasSize(400);
    } finally {
      job.cancel().get();
    }
  }

  @Test
  void poisonNeitherStopsTheJobNorLosesAGoodSample() throws Exception {
    Settings settings = settings("poison");
    Topics.createMissing(settings);
    StreamExecutionEnvironment env = // the first failure would be the end of the job
        environment(settings, "none");
    StreamingJob.build(env, settings);
    Random random = new Random(42);
    Map<String, String> bad = new HashMap<>();
    Map<Future<RecordMetadata>, String> poisons = new HashMap<>();
    int good = 0;
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (int n = 0; n < 10_000; n++) {
        if (n % 5 == 0) {
          send(producer, "poison-metrics", json("good", good++));
        } else {
          Poison poison = Poison.of(n, random);
          ProducerRecord<byte[], byte[]> record = poison.record("poison-metrics");
          poisons.put(producer.send(record), poison.reason());
        }
      }
      flush(producer);
      for (Map.Entry<Future<RecordMetadata>, String> poison : poisons.entrySet()) {
        RecordMetadata at = poison.getKey().get();
        if (!poison.getValue().isEmpty()) {
          bad.put(at.topic() + "/" + at.partition() + "/" + at.offset(), poison.getValue());
        }
      }
    }
    JobClient job = env.executeAsync();
    try {
      int expected = good;
      List<ConsumerRecord<byte[], byte[]>> letters =
          committed(
              "poison-dead-letters",
              records -> origins(records).keySet().containsAll(bad.keySet()));
      Map<String, Set<String>> reasons = origins(letters);
      assertThat(bad.entrySet())
          .allSatisfy(e -> assertThat(reasons.get(e.getKey())).contains(e.getValue()));
      List<ConsumerRecord<byte[], byte[]>> scores =
          committed("poison-scores", records -> goodOnes(records).size() == expected);
      assertThat(goodOnes(scores)).hasSize(expected);
    } finally {
      job.cancel().get();
    }
  }

  private static Set<Long> goodOnes(List<ConsumerRecord<byte[], byte[]>> scores) {
    Set<Long> times = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : scores) {
      ScoredPoint point = ResultJson.read(record.value(), ScoredPoint.class);
      if (point.getSeries().startsWith("good")) {
        times.add(point.getTimestamp());
      }
    }
    return times;
  }

  private static Map<String, Set<String>> origins(List<ConsumerRecord<byte[], byte[]>> letters) {
    Map<String, Set<String>> reasons = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : letters) {
      DeadLetter letter = ResultJson.read(record.value(), DeadLetter.class);
      reasons
          .computeIfAbsent(letter.getOrigin(), missing -> new HashSet<>())
          .add(letter.getReason().name());
    }
    return reasons;
  }

  private static Settings settings(String prefix) {
    return StreamingSettings.resolve(
        Map.ofEntries(
            Map.entry("kafka.bootstrap-servers", broker.bootstrapServers()),
            Map.entry("sources.group-id", prefix),
            Map.entry("sources.metrics-format", "vedette-json"),
            Map.entry("results.transactional-id-prefix", prefix),
            Map.entry("topics.metrics", prefix + "-metrics"),
            Map.entry("topics.otlp-metrics", prefix + "-otlp"),
            Map.entry("topics.anomalies", prefix + "-anomalies"),
            Map.entry("topics.alerts", prefix + "-alerts"),
            Map.entry("topics.scores", prefix + "-scores"),
            Map.entry("topics.dead-letters", prefix + "-dead-letters"),
            Map.entry("limits.body-bytes", "16KiB"),
            Map.entry("scores.publish", "true"),
            Map.entry("checkpoints.interval", "500ms"),
            Map.entry("restarts.initial-backoff", "100ms")),
        Map.of(),
        null);
  }

  private static StreamExecutionEnvironment environment(Settings settings, String restarts) {
    Configuration configuration = StreamingJob.configuration(settings);
    configuration.setString("restart-strategy.type", restarts);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(1);
    return env;
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", "1"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** One source, so one partition, so in order. */
  private static void send(KafkaProducer<byte[], byte[]> producer, String topic, byte[] body) {
    SENT.add(producer.send(new ProducerRecord<>(topic, "source".getBytes(UTF_8), body)));
  }

  /** Fails when anything sent was not acknowledged. */
  private static void flush(KafkaProducer<byte[], byte[]> producer) throws Exception {
    producer.flush();
    for (Future<RecordMetadata> sent : SENT) {
      sent.get();
    }
    SENT.clear();
  }

  static byte[] json(String metric, int minute) {
    return "{\"series\":[{\"labels\":{\"__name__\":\"%s\"},\"samples\":[[%d,%d]]}]}"
        .formatted(metric, BEGINNING + minute * 60_000L, minute % 7)
        .getBytes(UTF_8);
  }

  /** Everything a reader of committed records sees, once it is enough. */
  private static List<ConsumerRecord<byte[], byte[]>> committed(
      String topic, Predicate<List<ConsumerRecord<byte[], byte[]>>> enough) {
    List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                "reader-" + topic + "-" + deadline,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      while (System.nanoTime() < deadline) {
        int before = seen.size();
        consumer.poll(Duration.ofMillis(500)).forEach(seen::add);
        if (seen.size() > before && enough.test(seen)) {
          return seen;
        }
      }
    }
    throw new AssertionError(
        "not enough in " + topic + " after " + PATIENCE + ": " + seen.size() + " records");
  }
}
