package io.vedette.bench.workload;

import io.vedette.broker.BrokerProcess;
import io.vedette.jobs.config.StreamingSettings;
import io.vedette.jobs.launch.StreamingJob;
import io.vedette.kafka.ResultGuarantee;
import io.vedette.kafka.Topics;
import io.vedette.schema.JobMetric;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How long after a sample was handed to Kafka its anomaly can be read from Kafka, at a given load.
 *
 * <p>Open loop: bodies are made before and sent by the clock, whether the job keeps up or not, so
 * that a job that stands still is not asked less of. In each tick a few series take a value no
 * detector can miss; each such sample is timed from before it is handed to the producer (its linger
 * counts) to when a consumer, with the isolation level that the guarantee asks for, has its anomaly
 * in hand.
 */
final class LatencySpeed {

  private static final int SERIES = 10_000;
  private static final int PER_BODY = 500;

  /** One series in so many is an outlier in a tick. */
  private static final int ONE_IN = 2_000;

  /** Ticks until detectors have warmed up and the job has met every series. */
  private static final int WARM_UP_TICKS = 300;

  private static final JobMetric[] SCORED = {
    JobMetric.SAMPLES_SCORED, JobMetric.SAMPLES_WARMING_UP
  };

  private final BrokerProcess broker;
  private final Path folder;

  LatencySpeed(BrokerProcess broker, Path folder) {
    this.broker = broker;
    this.folder = folder;
  }

  /**
   * What was measured.
   *
   * @param missing outliers whose anomaly was not read in time
   * @param millis latencies of the others, ascending
   */
  record Latencies(int missing, List<Double> millis) {

    /** The latency that a fraction of the results did not exceed; NaN without any. */
    double quantile(double fraction) {
      int rank = (int) Math.ceil(fraction * millis.size());
      return millis.isEmpty() ? Double.NaN : millis.get(Math.max(0, rank - 1));
    }
  }

  /**
   * Runs the job under load.
   *
   * @param samplesPerSecond the load
   * @param span how long it is measured, after the warm-up
   */
  Latencies measure(ResultGuarantee guarantee, double samplesPerSecond, Duration span)
      throws Exception {
    Settings settings = settings(guarantee);
    Topics.createMissing(settings);
    double tickNanos = 1e9 * SERIES / samplesPerSecond;
    int measured = (int) (span.toNanos() / tickNanos);
    Bodies bodies = new Bodies(SERIES, PER_BODY);
    long stepMillis = Math.max(1, (long) (tickNanos / 1e6));
    long start = System.currentTimeMillis() - (WARM_UP_TICKS + measured) * stepMillis;
    List<List<byte[]>> ticks = new ArrayList<>();
    for (int tick = 0; tick < WARM_UP_TICKS + measured; tick++) {
      int number = tick - WARM_UP_TICKS;
      ticks.add(bodies.tick(start + tick * stepMillis, i -> isOutlier(i, number)));
    }
    Map<String, Long> sent = new HashMap<>();
    Map<String, Long> read = new ConcurrentHashMap<>();
    AtomicBoolean over = new AtomicBoolean();
    Thread reader = new Thread(() -> read(settings, guarantee, read, over), "results");
    try (LocalJob job = LocalJob.start(settings, env -> StreamingJob.build(env, settings));
        BodyProducer producer =
            new BodyProducer(
                broker.bootstrapServers(), settings.get(SharedSettings.METRICS_TOPIC))) {
      reader.start();
      for (List<byte[]> tick : ticks.subList(0, WARM_UP_TICKS)) {
        send(producer, tick);
      }
      job.await(SCORED, (long) WARM_UP_TICKS * SERIES, Duration.ofMinutes(2));
      long from = System.nanoTime();
      for (int number = 0; number < measured; number++) {
        waitUntil(from + (long) (number * tickNanos));
        List<byte[]> tick = ticks.get(WARM_UP_TICKS + number);
        long timestamp = start + (WARM_UP_TICKS + number) * stepMillis;
        long now = System.nanoTime();
        for (int i = 0; i < SERIES; i++) {
          if (isOutlier(i, number)) {
            sent.put(bodies.seriesId(i) + "-" + timestamp, now);
          }
        }
        send(producer, tick);
      }
      long deadline =
          System.nanoTime()
              + settings.get(StreamingSettings.CHECKPOINT_INTERVAL).multipliedBy(2).toNanos();
      while (read.size() < sent.size() && System.nanoTime() < deadline) {
        LockSupport.parkNanos(10_000_000);
      }
    } finally {
      over.set(true);
      reader.join();
    }
    return latencies(sent, read);
  }

  private static Latencies latencies(Map<String, Long> sent, Map<String, Long> read) {
    List<Double> millis = new ArrayList<>();
    sent.forEach(
        (id, from) -> {
          Long to = read.get(id);
          if (to != null) {
            millis.add((to - from) / 1e6);
          }
        });
    millis.sort(null);
    return new Latencies(sent.size() - millis.size(), millis);
  }

  private Settings settings(ResultGuarantee guarantee) {
    String run = "latency-" + guarantee.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return Settings.of(
        Map.of(
            "kafka.bootstrap-servers",
            broker.bootstrapServers(),
            "topics.metrics",
            run + ".metrics",
            "topics.otlp-metrics",
            run + ".otlp",
            "topics.anomalies",
            run + ".anomalies",
            "topics.alerts",
            run + ".alerts",
            "topics.dead-letters",
            run + ".dead-letters",
            "sources.group-id",
            run,
            "results.transactional-id-prefix",
            run,
            "results.guarantee",
            guarantee.name().toLowerCase(Locale.ROOT).replace('_', '-'),
            "checkpoints.folder",
            folder.resolve(run).toUri().toString()));
  }

  /** Each series once in {@value #ONE_IN} ticks, after the warm-up. */
  private static boolean isOutlier(int series, int number) {
    return number >= 0 && (series + 7_919L * number) % ONE_IN == 0;
  }

  private static void send(BodyProducer producer, List<byte[]> bodies) {
    for (int i = 0; i < bodies.size(); i++) {
      producer.send("source-" + i, bodies.get(i));
    }
  }

  private static void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Notes when each anomaly is first read. */
  private void read(
      Settings settings, ResultGuarantee guarantee, Map<String, Long> read, AtomicBoolean over) {
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "group.id", "latency-reader",
            "auto.offset.reset", "earliest",
            "enable.auto.commit", "false",
            "isolation.level",
                guarantee == ResultGuarantee.EXACTLY_ONCE ? "read_committed" : "read_uncommitted");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      consumer
          .partitionsFor(settings.get(SharedSettings.ANOMALIES_TOPIC))
          .forEach(each -> partitions.add(new TopicPartition(each.topic(), each.partition())));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!over.get()) {
        for (ConsumerRecord<byte[], byte[]> result : consumer.poll(Duration.ofMillis(20))) {
          read.putIfAbsent(idOf(result.value()), System.nanoTime());
        }
      }
    }
  }

  /** The first field of an anomaly. */
  private static String idOf(byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    int from = text.indexOf("\"id\":\"") + 6;
    return text.substring(from, text.indexOf('"', from));
  }
}
