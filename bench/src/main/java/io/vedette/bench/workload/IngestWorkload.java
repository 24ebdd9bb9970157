package io.vedette.bench.workload;

import io.vedette.broker.BrokerProcess;
import io.vedette.gateway.Gateway;
import io.vedette.jobs.launch.StreamingJob;
import io.vedette.kafka.KafkaMetricSource;
import io.vedette.kafka.KafkaSettings;
import io.vedette.kafka.MetricTopic;
import io.vedette.kafka.Topics;
import io.vedette.schema.JobMetric;
import io.vedette.serializers.VedetteTypes;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Samples a second, on the same bodies, in one run:
 *
 * <pre>
 *   ceiling      Kafka --&gt; read, decode, discard
 *   job          Kafka --&gt; read, decode, score --&gt; Kafka           (a backlog, as after an outage)
 *   end to end   HTTP --&gt; gateway --&gt; Kafka --&gt; decode, score --&gt; Kafka    (everything on these cores, senders too)
 * </pre>
 *
 * <p>{@code IngestWorkload [SERIES] [PER_BODY] [TICKS]}, by default 10,000, 500 and 1,000; all
 * parts run beside each other on the machine's cores, the broker in a process of its own.
 */
public final class IngestWorkload {

  private static final JobMetric[] READ = {JobMetric.SAMPLES_READ};
  private static final JobMetric[] SCORED = {
    JobMetric.SAMPLES_SCORED, JobMetric.SAMPLES_WARMING_UP
  };
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final int SHARDS = 10;

  private final Path folder;
  private final BrokerProcess broker;
  private final List<byte[]> bodies;
  private final long samples;

  private IngestWorkload(Path folder, BrokerProcess broker, List<byte[]> bodies, long samples) {
    this.folder = folder;
    this.broker = broker;
    this.bodies = bodies;
    this.samples = samples;
  }

  /** Runs the three and prints a table. */
  public static void main(String[] arguments) throws Exception {
    int series = option(arguments, 0, 10_000);
    int perBody = option(arguments, 1, 500);
    int ticks = option(arguments, 2, 1_000);
    if (series % (perBody * SHARDS) != 0) {
      throw new IllegalArgumentException(
          "series must be a multiple of perBody * " + SHARDS + ", so that each keeps its source");
    }
    Path folder = Files.createTempDirectory("vedette-bench");
    long bytes = 0;
    List<byte[]> bodies = new ArrayList<>();
    Bodies made = new Bodies(series, perBody);
    long start = System.currentTimeMillis() - ticks * 1_000L;
    for (int tick = 0; tick < ticks; tick++) {
      bodies.addAll(made.tick(start + tick * 1_000L));
    }
    for (byte[] body : bodies) {
      bytes += body.length;
    }
    try (BrokerProcess broker = BrokerProcess.start(folder, 0, Map.of())) {
      IngestWorkload workload = new IngestWorkload(folder, broker, bodies, (long) series * ticks);
      System.out.printf(
          Locale.ROOT,
          "%,d samples of %,d series in %,d bodies, %,d bytes a body; %d cores%n",
          workload.samples,
          series,
          bodies.size(),
          bytes / bodies.size(),
          Runtime.getRuntime().availableProcessors());
      workload.run();
    }
  }

  private static int option(String[] arguments, int index, int otherwise) {
    return index < arguments.length ? Integer.parseInt(arguments[index]) : otherwise;
  }

  private void run() throws Exception {
    fill(settings("backlog"));
    ceiling(); // once to warm the JVM up
    double ceiling = ceiling();
    double job = job();
    double endToEnd = endToEnd(settings("live"));
    print("ceiling: read, decode, discard", ceiling, ceiling);
    print("job: read, decode, score, write", job, ceiling);
    print("end to end: gateway, Kafka, job", endToEnd, ceiling);
  }

  private static void print(String what, double samplesPerSecond, double ceiling) {
    System.out.printf(
        Locale.ROOT,
        "%-34s %,12.0f samples/s   %.2f of the ceiling%n",
        what,
        samplesPerSecond,
        samplesPerSecond / ceiling);
  }

  private Settings settings(String run) {
    return Settings.of(
        Map.of(
            "kafka.bootstrap-servers", broker.bootstrapServers(),
            "topics.metrics", run + ".metrics",
            "topics.otlp-metrics", run + ".otlp",
            "topics.anomalies", run + ".anomalies",
            "topics.alerts", run + ".alerts",
            "topics.dead-letters", run + ".dead-letters",
            "topics.scores", run + ".scores",
            "sources.group-id", "bench-" + run,
            "checkpoints.folder", folder.resolve("checkpoints").toUri().toString(),
            "gateway.port", "0"));
  }

  private void fill(Settings settings) {
    Topics.createMissing(settings);
    try (BodyProducer producer =
        new BodyProducer(broker.bootstrapServers(), settings.get(SharedSettings.METRICS_TOPIC))) {
      for (int i = 0; i < bodies.size(); i++) {
        producer.send(source(i), bodies.get(i));
      }
    }
  }

  /** A tick is a multiple of the shards, so a series always comes from the same one. */
  private static String source(int body) {
    return "source-" + body % SHARDS;
  }

  private double ceiling() throws Exception {
    Settings settings = fromTheBeginning();
    MetricTopic topic = MetricTopic.all(settings).get(0);
    try (LocalJob job = LocalJob.start(settings, env -> readAndDiscard(env, settings, topic))) {
      return rate(job, READ);
    }
  }

  /** The backlog in a group that has committed nothing yet. */
  private Settings fromTheBeginning() {
    return settings("backlog").with(KafkaSettings.GROUP_ID, "bench-" + System.nanoTime());
  }

  private static void readAndDiscard(
      StreamExecutionEnvironment env, Settings settings, MetricTopic topic) {
    env.fromSource(
            KafkaMetricSource.create(settings, topic),
            WatermarkStrategy.noWatermarks(),
            "read-metrics",
            VedetteTypes.METRIC_RECORD)
        .sinkTo(new DiscardingSink<>());
  }

  private double job() throws Exception {
    Settings settings = fromTheBeginning();
    try (LocalJob job = LocalJob.start(settings, env -> StreamingJob.build(env, settings))) {
      return rate(job, SCORED);
    }
  }

  /**
   * From the first hundredth of the samples to the last, so that starting the job does not count.
   */
  private double rate(LocalJob job, JobMetric[] metrics) throws Exception {
    long first = samples / 100;
    long from = job.await(metrics, first, LIMIT);
    long to = job.await(metrics, samples, LIMIT);
    return (samples - first) * 1e9 / (to - from);
  }

  private double endToEnd(Settings settings) throws Exception {
    Topics.createMissing(settings);
    try (LocalJob job = LocalJob.start(settings, env -> StreamingJob.build(env, settings));
        Gateway gateway = Gateway.start(settings)) {
      long from = System.nanoTime();
      send(gateway.port());
      long to = job.await(SCORED, samples, LIMIT);
      return samples * 1e9 / (to - from);
    }
  }

  private void send(int port) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    URI write = URI.create("http://127.0.0.1:" + port + "/api/v1/write");
    ExecutorService shards = Executors.newFixedThreadPool(SHARDS);
    try {
      List<Future<Void>> ends = new ArrayList<>();
      for (int shard = 0; shard < SHARDS; shard++) {
        int first = shard;
        ends.add(shards.submit(() -> sendShard(client, write, first)));
      }
      for (Future<Void> end : ends) {
        end.get();
      }
    } finally {
      shards.shutdownNow();
    }
  }

  /** One request after the other, as a shard of Prometheus does: order within a series is kept. */
  private Void sendShard(HttpClient client, URI write, int first) throws Exception {
    for (int i = first; i < bodies.size(); i += SHARDS) {
      HttpRequest request =
          HttpRequest.newBuilder(write)
              .header("Content-Type", "application/x-protobuf")
              .header("Content-Encoding", "snappy")
              .header("X-Prometheus-Remote-Write-Version", "0.1.0")
              .header("X-Vedette-Source", source(i))
              .POST(HttpRequest.BodyPublishers.ofByteArray(bodies.get(i)))
              .build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 204) {
        throw new IllegalStateException(response.statusCode() + ": " + response.body());
      }
    }
    return null;
  }
}
