package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real Prometheus scrapes a real node_exporter and remote-writes to {@code ./vedette up}: what
 * Prometheus has is what was scored, and an exporter that stops is noticed.
 */
@Timeout(300) // a guard against hanging
class PrometheusEndToEndIT {

  private static final Duration WITHIN = Duration.ofMinutes(2);
  private static final String GAUGE = "node_memory_MemFree_bytes";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void whatPrometheusScrapesIsScoredAndAStoppedExporterIsNoticed() throws Exception {
    assumeThat(RealServer.isInstalled("prometheus", "prometheus-node-exporter"))
        .as("prometheus and prometheus-node-exporter are installed (./vedette test does it)")
        .isTrue();
    int exporterPort = RealServer.freePort();
    int prometheusPort = RealServer.freePort();
    try (UpProcess up =
            UpProcess.start(folder.resolve("data"), "--set", "detector.warm-up=20").awaitUp();
        RealServer exporter =
            RealServer.start(
                folder,
                "prometheus-node-exporter",
                "--web.listen-address=127.0.0.1:" + exporterPort,
                "--collector.disable-defaults",
                "--collector.meminfo",
                "--collector.loadavg");
        RealServer prometheus = prometheus(up.gateway(), exporterPort, prometheusPort);
        KafkaConsumer<byte[], byte[]> scores = RealServer.follow(up.kafka(), "vedette.scores");
        KafkaConsumer<byte[], byte[]> alerts = RealServer.follow(up.kafka(), "vedette.alerts")) {
      TreeMap<Long, Double> scored = new TreeMap<>();
      await()
          .atMost(WITHIN)
          .until(
              () -> {
                prometheus.requireAlive();
                readGauge(scores, scored);
                return scored.size() >= 20;
              });
      assertThat(scored)
          .containsExactlyEntriesOf(
              samplesOf(prometheusPort).subMap(scored.firstKey(), true, scored.lastKey(), true));

      exporter.close();

      AtomicReference<Alert> noticed = new AtomicReference<>();
      await()
          .atMost(WITHIN)
          .until(
              () -> {
                alerts
                    .poll(Duration.ofMillis(500))
                    .forEach(
                        record -> {
                          Alert alert = ResultJson.read(record.value(), Alert.class);
                          if (alert.getMetric().equals("up")) {
                            noticed.compareAndSet(null, alert);
                          }
                        });
                return noticed.get() != null;
              });
      Alert alert = Objects.requireNonNull(noticed.get());
      assertThat(alert.getStatus()).isEqualTo(AlertStatus.FIRING);
      assertThat(alert.getName()).isEqualTo("MetricBelowBand");
      assertThat(alert.getService()).isEqualTo("node");
      assertThat(alert.getLabels()).containsEntry("instance", "127.0.0.1:" + exporterPort);
      assertThat(alert.getExpected()).isEqualTo(1);
      assertThat(alert.getLower()).isEqualTo(0.99);
      assertThat(alert.getUpper()).isEqualTo(1.01);
      assertThat(alert.getValue()).isZero();
      assertThat(alert.getSummary()).startsWith("node: up ").contains("0.99 to 1.01");
    }
  }

  private RealServer prometheus(String gateway, int exporterPort, int port) throws IOException {
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global:
          scrape_interval: 1s
        scrape_configs:
          - job_name: node
            static_configs:
              - targets: ["127.0.0.1:%d"]
        remote_write:
          - url: %s/api/v1/write
            queue_config:
              batch_send_deadline: 1s
        """
            .formatted(exporterPort, gateway));
    return RealServer.start(
        folder,
        "prometheus",
        "--config.file=" + config,
        "--storage.tsdb.path=" + folder.resolve("tsdb"),
        "--web.listen-address=127.0.0.1:" + port);
  }

  private static void readGauge(
      KafkaConsumer<byte[], byte[]> scores, Map<Long, Double> byTimestamp) {
    scores
        .poll(Duration.ofMillis(500))
        .forEach(
            record -> {
              ScoredPoint point = ResultJson.read(record.value(), ScoredPoint.class);
              if (point.getSeries().startsWith(GAUGE + "{")) {
                assertThat(point.getOutcome()).isIn(ScoreOutcome.SCORED, ScoreOutcome.WARMING_UP);
                assertThat(byTimestamp.put(point.getTimestamp(), point.getValue())).isNull();
              }
            });
  }

  /** What Prometheus itself has of the gauge. */
  private NavigableMap<Long, Double> samplesOf(int prometheusPort) throws Exception {
    URI query =
        URI.create(
            "http://127.0.0.1:"
                + prometheusPort
                + "/api/v1/query?query="
                + URLEncoder.encode(GAUGE + "[10m]", StandardCharsets.UTF_8));
    JsonNode answer =
        JSON.readTree(
            http.send(HttpRequest.newBuilder(query).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    TreeMap<Long, Double> samples = new TreeMap<>();
    for (JsonNode sample : answer.at("/data/result/0/values")) {
      samples.put(
          Math.round(sample.get(0).asDouble() * 1000), Double.valueOf(sample.get(1).asText()));
    }
    return samples;
  }
}
