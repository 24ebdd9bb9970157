package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.sdk.extension.incubator.trace.samplers.ComposableSampler;
import io.opentelemetry.sdk.extension.incubator.trace.samplers.CompositeSampler;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vedette.broker.BrokerProcess;
import io.vedette.gateway.Gateway;
import io.vedette.jobs.launch.StreamingJob;
import io.vedette.kafka.Topics;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application with OpenTelemetry's SDK: through the gateway and Kafka to its exact graph.
 *
 * <pre>
 *   {@link TracedShop} --OTLP, gzip--&gt; gateway --&gt; otlp_spans --&gt; streaming job --&gt; vedette.topology, vedette.scores
 * </pre>
 */
@Timeout(300) // a guard against hanging
class OpenTelemetrySdkIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long INTERVAL = 30_000;
  private static final int INTERVALS = 4;
  private static final int REQUESTS = 15;
  private static final long BEGINNING =
      Math.floorDiv(System.currentTimeMillis(), INTERVAL) * INTERVAL - 20 * INTERVAL;

  @TempDir static Path folder;

  private static BrokerProcess broker;

  @BeforeAll
  static void startKafka() throws Exception {
    broker = BrokerProcess.start(folder, 0, Map.of());
  }

  @AfterAll
  static void stopKafka() {
    broker.close();
  }

  @Test
  void ofASampleOfOneTheGraphAndItsNumbersAreExact() throws Exception {
    Settings settings = settings("all", Map.of());
    try (Running job = Running.start(settings);
        TracedShop shop = new TracedShop(job.traces(), Sampler.alwaysOn(), false)) {
      for (int n = 0; n < INTERVALS * REQUESTS; n++) {
        int i = n % REQUESTS;
        shop.checkout(BEGINNING + n * 2_000L, 10 + i, i % 5 == 4);
        if (n % 2 == 1) {
          shop.flush();
        }
      }
      end(shop);

      Predicate<CallEdge> ofTheShop = edge -> edge.getEnd() <= BEGINNING + INTERVALS * INTERVAL;
      List<CallEdge> edges = committed("all-topology", CallEdge.class, ofTheShop, 6 * INTERVALS);
      Map<String, String> graph = new TreeMap<>();
      edges.forEach(
          edge ->
              graph.put(
                  (edge.getEnd() - BEGINNING) / INTERVAL + " " + call(edge),
                  edge.getCalls() + " failed " + edge.getFailed() + " spans " + edge.getSpans()));
      Map<String, String> expected = new TreeMap<>();
      for (int interval = 1; interval <= INTERVALS; interval++) {
        expected.put(interval + " SERVICE web -> SERVICE cart", "15.0 failed 0.0 spans 15");
        expected.put(interval + " SERVICE cart -> DATABASE cart-db", "15.0 failed 0.0 spans 15");
        expected.put(interval + " SERVICE web -> SERVICE payment", "15.0 failed 3.0 spans 15");
        expected.put(interval + " SERVICE payment -> QUEUE orders", "12.0 failed 0.0 spans 12");
        expected.put(interval + " QUEUE orders -> SERVICE stock", "12.0 failed 0.0 spans 12");
        expected.put(interval + " QUEUE orders -> SERVICE mailer", "12.0 failed 0.0 spans 12");
      }
      assertThat(graph).isEqualTo(expected);
      assertThat(edges)
          .filteredOn(edge -> call(edge).equals("SERVICE web -> SERVICE payment"))
          .allSatisfy(
              edge -> {
                assertThat(edge.getMedianSeconds()).isEqualTo(.018, within(.00018));
                assertThat(edge.getP95Seconds()).isEqualTo(.024, within(.00024));
              });

      Map<String, Double> derived = new TreeMap<>();
      derived.put(service("requests_total", "web"), 15 / 30.0);
      derived.put(service("requests_failed_total", "web"), 3 / 30.0);
      derived.put(service("requests_total", "payment"), 15 / 30.0);
      derived.put(service("requests_failed_total", "payment"), 3 / 30.0);
      derived.put(service("requests_total", "cart"), 15 / 30.0);
      derived.put(service("requests_failed_total", "cart"), 0.0);
      derived.put(service("requests_total", "mailer"), 12 / 30.0);
      derived.put(duration("web", .5), .030);
      derived.put(duration("web", .95), .036);
      derived.put(duration("payment", .5), .018);
      derived.put(duration("cart", .95), .005);
      derived.put(duration("mailer", .5), .030);
      derived.put(duration("stock", .5), .020);
      derived.put(
          "traces_service_graph_request_client_seconds{client=\"cart\",connection_type=\"database\","
              + "quantile=\"0.5\",server=\"cart-db\",service_name=\"cart-db\"}",
          .004);
      // of a counter the first sample has no rate
      Predicate<ScoredPoint> known =
          point ->
              derived.containsKey(point.getSeries())
                  && point.getTimestamp() > BEGINNING + INTERVAL
                  && point.getTimestamp() <= BEGINNING + INTERVALS * INTERVAL;
      List<ScoredPoint> points =
          committed("all-scores", ScoredPoint.class, known, derived.size() * (INTERVALS - 1));
      assertThat(points)
          .hasSize(derived.size() * (INTERVALS - 1))
          .allSatisfy(
              point -> {
                double value = derived.getOrDefault(point.getSeries(), Double.NaN);
                assertThat(point.getValue())
                    .as(point.getSeries())
                    .isEqualTo(value, within(value / 100));
              });
    }
  }

  @Test
  void spansOfAConsistentSamplerSayHowManyTheyStandFor() throws Exception {
    Sampler quarter =
        CompositeSampler.wrap(
            ComposableSampler.parentThreshold(ComposableSampler.probability(.25)));
    countsComeBack("consistent", quarter, Map.of());
  }

  @Test
  void ofARatioOfTraceIdsTheDefaultWeightSaysIt() throws Exception {
    Sampler quarter = Sampler.parentBased(Sampler.traceIdRatioBased(.25));
    countsComeBack("ratio", quarter, Map.of("traces.default-weight", "4"));
  }

  /** Of 600 requests every fourth trace is sampled: counts come back to 600, within 3 sigma. */
  private static void countsComeBack(String run, Sampler quarter, Map<String, String> more)
      throws Exception {
    Settings settings = settings(run, more);
    try (Running job = Running.start(settings);
        TracedShop shop = new TracedShop(job.traces(), quarter, true)) {
      for (int n = 0; n < 600; n++) {
        shop.checkout(BEGINNING + n * 200L, 10, n % 5 == 4);
        if (n % 20 == 19) {
          shop.flush();
        }
      }
      int sampled = shop.sampled();
      end(shop);
      Map<String, Double> calls = new HashMap<>();
      Map<String, Double> failed = new HashMap<>();
      Predicate<CallEdge> ofTheShop = edge -> edge.getEnd() <= BEGINNING + INTERVALS * INTERVAL;
      for (CallEdge edge : committed(run + "-topology", CallEdge.class, ofTheShop, 6 * INTERVALS)) {
        calls.merge(call(edge), edge.getCalls(), Double::sum);
        failed.merge(call(edge), edge.getFailed(), Double::sum);
        assertThat(edge.getCalls()).as(call(edge)).isEqualTo(4.0 * edge.getSpans());
      }
      assertThat(calls)
          .containsOnlyKeys(
              "SERVICE web -> SERVICE cart",
              "SERVICE cart -> DATABASE cart-db",
              "SERVICE web -> SERVICE payment",
              "SERVICE payment -> QUEUE orders",
              "QUEUE orders -> SERVICE stock",
              "QUEUE orders -> SERVICE mailer")
          .containsEntry("SERVICE web -> SERVICE cart", 4.0 * sampled)
          .containsEntry("SERVICE cart -> DATABASE cart-db", 4.0 * sampled)
          .containsEntry("SERVICE web -> SERVICE payment", 4.0 * sampled);
      double ofPayment = calls.getOrDefault("SERVICE web -> SERVICE payment", 0.0);
      assertThat(ofPayment).isEqualTo(600, within(threeSigma(600)));
      assertThat(failed.getOrDefault("SERVICE web -> SERVICE payment", 0.0))
          .isEqualTo(120, within(threeSigma(120)));
      assertThat(calls.getOrDefault("SERVICE payment -> QUEUE orders", 0.0))
          .isEqualTo(ofPayment - failed.getOrDefault("SERVICE web -> SERVICE payment", 0.0))
          .isEqualTo(calls.getOrDefault("QUEUE orders -> SERVICE stock", 0.0));
      assertThat(calls.getOrDefault("QUEUE orders -> SERVICE mailer", 0.0))
          .as("traces of their own, sampled on their own")
          .isEqualTo(480, within(threeSigma(480)));
    }
  }

  private static double threeSigma(int requests) {
    return 3 * Math.sqrt(requests * (1 - .25) / .25);
  }

  /** A request much later: what came before is over. */
  private static void end(TracedShop shop) throws Exception {
    shop.flush();
    shop.checkout(BEGINNING + 10 * INTERVAL, 10, false);
    shop.flush();
  }

  private static String call(CallEdge edge) {
    return edge.getCallerKind()
        + " "
        + edge.getCaller()
        + " -> "
        + edge.getCalleeKind()
        + " "
        + edge.getCallee();
  }

  private static String service(String metric, String service) {
    return "traces_service_" + metric + "{service_name=\"" + service + "\"}";
  }

  private static String duration(String service, double quantile) {
    return "traces_service_duration_seconds{quantile=\"%s\",service_name=\"%s\"}"
        .formatted(quantile, service);
  }

  private static Settings settings(String run, Map<String, String> more) {
    Map<String, String> values = new HashMap<>();
    values.put("kafka.bootstrap-servers", broker.bootstrapServers());
    for (String topic :
        List.of(
            "metrics",
            "otlp-metrics",
            "otlp-spans",
            "otlp-logs",
            "logs",
            "events",
            "alerts-in",
            "changes",
            "commands",
            "rules",
            "models",
            "topology",
            "anomalies",
            "alerts",
            "incidents",
            "alert-states",
            "audit",
            "scores",
            "dead-letters")) {
      values.put("topics." + topic, run + "-" + topic);
    }
    values.put("sources.group-id", run);
    values.put("results.transactional-id-prefix", run);
    values.put("scores.publish", "true");
    values.put("checkpoints.interval", "500ms");
    values.put("event-time.idleness", "1s");
    // spans of ten minutes ago come in time
    values.put("traces.max-lag", "1h");
    values.put("event-time.alignment-drift", "2h");
    // of a handful of spans every figure is told
    values.put("traces.minimum-spans", "1");
    values.put("traces.minimum-failures", "1");
    values.put("gateway.port", "0");
    values.putAll(more);
    return Settings.of(values);
  }

  /** So many committed records of a kind, and whatever else of the kind was committed with them. */
  private static <T extends SpecificRecord> List<T> committed(
      String topic, Class<T> type, Predicate<T> ofTheKind, int enough) {
    List<T> seen = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (seen.size() < enough && System.nanoTime() < deadline) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                record -> {
                  T value = ResultJson.read(record.value(), type);
                  if (ofTheKind.test(value)) {
                    seen.add(value);
                  }
                });
      }
    }
    return seen;
  }

  /** The streaming job in this process, and a gateway before it. */
  private static final class Running implements AutoCloseable {

    private final JobClient job;
    private final Gateway gateway;

    private Running(JobClient job, Gateway gateway) {
      this.job = job;
      this.gateway = gateway;
    }

    static Running start(Settings settings) throws Exception {
      Topics.createMissing(settings);
      Gateway gateway = Gateway.start(settings);
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.createLocalEnvironment(
              1, StreamingJob.configuration(settings));
      StreamingJob.build(env, settings);
      return new Running(env.executeAsync("traced shop"), gateway);
    }

    URI traces() {
      return URI.create("http://127.0.0.1:" + gateway.port() + "/v1/traces");
    }

    @Override
    public void close() throws Exception {
      gateway.close();
      job.cancel().get();
    }
  }
}
