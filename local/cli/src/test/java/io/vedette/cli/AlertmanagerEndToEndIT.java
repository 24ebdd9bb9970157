package io.vedette.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.vedette.formats.RecordDecoder;
import io.vedette.formats.RecordVisitor;
import io.vedette.formats.alerts.AlertDecoders;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rule of a real Prometheus fires: it tells {@code ./vedette up} as if that were an Alertmanager,
 * and a real Alertmanager, which tells its webhook. Both are the same alert, so is its end; it
 * opens an incident, which is resolved when the rule ends.
 */
@Timeout(300) // a guard against hanging
class AlertmanagerEndToEndIT {

  private static final Duration WITHIN = Duration.ofMinutes(2);
  private static final String API = "alertmanager-alerts";
  private static final String WEBHOOK = "alertmanager-webhook";

  @TempDir Path folder;

  /** An alert as it came in, by the word of its format. */
  private record Told(String format, IncomingAlert alert) {}

  @Test
  void aRuleThatFiresAndEndsIsOneAlertWhicheverWayItCame() throws Exception {
    assumeThat(
            RealServer.isInstalled(
                "prometheus", "prometheus-alertmanager", "prometheus-node-exporter"))
        .as("prometheus, prometheus-alertmanager and prometheus-node-exporter are installed")
        .isTrue();
    int exporterPort = RealServer.freePort();
    int alertmanagerPort = RealServer.freePort();
    try (UpProcess up =
            UpProcess.start(folder.resolve("data"), "--set", "incidents.resolve-after=5s")
                .awaitUp();
        RealServer alertmanager = alertmanager(up.gateway(), alertmanagerPort);
        RealServer prometheus = prometheus(up.gateway(), exporterPort, alertmanagerPort);
        KafkaConsumer<byte[], byte[]> topic = RealServer.follow(up.kafka(), "vedette.alerts.in");
        KafkaConsumer<byte[], byte[]> incidents =
            RealServer.follow(up.kafka(), "vedette.incidents")) {
      List<Told> told = new ArrayList<>();
      readUntil(topic, told, isToldBothWays(AlertStatus.FIRING), prometheus, alertmanager);
      IncomingAlert firing = told.get(0).alert();
      List<Incident> history = new ArrayList<>();
      incidentsUntil(IncidentStatus.OPEN, incidents, history);

      try (RealServer exporter = exporter(exporterPort)) {
        readUntil(
            topic, told, isToldBothWays(AlertStatus.RESOLVED), prometheus, alertmanager, exporter);
        incidentsUntil(IncidentStatus.RESOLVED, incidents, history);
      }

      assertThat(history).extracting(Incident::getId).containsOnly(history.get(0).getId());
      assertThat(history.get(0).getSeverity()).isEqualTo(Severity.CRITICAL);
      Incident resolved = history.get(history.size() - 1);
      assertThat(resolved.getAlertCount()).isEqualTo(1);
      assertThat(resolved.getAlerts())
          .extracting(IncidentAlert::getId, IncidentAlert::getStatus, IncidentAlert::getService)
          .containsExactly(tuple(firing.getId(), AlertStatus.RESOLVED, "node"));
      assertThat(firing.getName()).isEqualTo("ExporterDown");
      assertThat(firing.getService()).isEqualTo("node");
      assertThat(firing.getSeverity()).isEqualTo(Severity.CRITICAL);
      assertThat(firing.getEnvironment()).isEqualTo("test");
      assertThat(firing.getEntity()).isEqualTo("127.0.0.1:" + exporterPort);
      assertThat(firing.getSummary()).isEqualTo("nobody answers at 127.0.0.1:" + exporterPort);
      assertThat(told).extracting(each -> each.alert().getId()).containsOnly(firing.getId());
      assertThat(told)
          .extracting(each -> each.alert().getFingerprint())
          .containsOnly(firing.getFingerprint());
      assertThat(told)
          .filteredOn(each -> each.format().equals(API))
          .filteredOn(each -> each.alert().getStatus() == AlertStatus.FIRING)
          .allSatisfy(each -> assertThat(each.alert().getExpiresAt()).isNotNull());
    }
  }

  private static Predicate<List<Told>> isToldBothWays(AlertStatus status) {
    return told -> {
      Set<String> formats = new HashSet<>();
      told.stream()
          .filter(each -> each.alert().getStatus() == status)
          .forEach(each -> formats.add(each.format()));
      return formats.equals(Set.of(API, WEBHOOK));
    };
  }

  private static void readUntil(
      KafkaConsumer<byte[], byte[]> topic,
      List<Told> told,
      Predicate<List<Told>> enough,
      RealServer... servers) {
    await()
        .atMost(WITHIN)
        .until(
            () -> {
              for (RealServer server : servers) {
                server.requireAlive();
              }
              for (ConsumerRecord<byte[], byte[]> record : topic.poll(Duration.ofMillis(500))) {
                decode(record, told);
              }
              return enough.test(told);
            });
  }

  /** Reads what becomes of incidents until the newest record has a status. */
  private static void incidentsUntil(
      IncidentStatus status, KafkaConsumer<byte[], byte[]> topic, List<Incident> history) {
    await()
        .atMost(WITHIN)
        .until(
            () -> {
              topic
                  .poll(Duration.ofMillis(500))
                  .forEach(record -> history.add(ResultJson.read(record.value(), Incident.class)));
              return !history.isEmpty() && history.get(history.size() - 1).getStatus() == status;
            });
  }

  private static void decode(ConsumerRecord<byte[], byte[]> record, List<Told> told)
      throws UnreadableBodyException {
    String format = new String(record.headers().lastHeader("vedette-format").value(), UTF_8);
    assertThat(format).isIn(API, WEBHOOK);
    RecordDecoder<IncomingAlert> decoder =
        format.equals(API)
            ? AlertDecoders.alertmanagerApi(DecoderLimits.DEFAULT)
            : AlertDecoders.alertmanagerWebhook(DecoderLimits.DEFAULT);
    decoder.decode(
        record.value(),
        0,
        record.value().length,
        record.timestamp(),
        new RecordVisitor<>() {
          @Override
          public void take(IncomingAlert alert) {
            told.add(new Told(format, alert));
          }

          @Override
          public void rejected(DeadLetterReason reason, String message, int records) {
            throw new AssertionError(message);
          }
        });
  }

  private RealServer exporter(int port) throws IOException {
    return RealServer.start(
        folder,
        "prometheus-node-exporter",
        "--web.listen-address=127.0.0.1:" + port,
        "--collector.disable-defaults",
        "--collector.loadavg");
  }

  private RealServer alertmanager(String gateway, int port) throws IOException {
    Path config = folder.resolve("alertmanager.yml");
    Files.writeString(
        config,
        """
        route:
          receiver: vedette
          group_wait: 1s
          group_interval: 1s
        receivers:
          - name: vedette
            webhook_configs:
              - url: %s/webhook/alertmanager
        """
            .formatted(gateway));
    return RealServer.start(
        folder,
        "prometheus-alertmanager",
        "--config.file=" + config,
        "--storage.path=" + folder.resolve("alertmanager"),
        "--web.listen-address=127.0.0.1:" + port,
        "--cluster.listen-address=");
  }

  private RealServer prometheus(String gateway, int exporterPort, int alertmanagerPort)
      throws IOException {
    Path rules = folder.resolve("rules.yml");
    Files.writeString(
        rules,
        """
        groups:
          - name: exporters
            rules:
              - alert: ExporterDown
                expr: up == 0
                labels: {severity: page}
                annotations: {summary: "nobody answers at {{ $labels.instance }}"}
        """);
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global:
          scrape_interval: 1s
          evaluation_interval: 1s
          external_labels: {env: test}
        rule_files: ["%s"]
        scrape_configs:
          - job_name: node
            static_configs:
              - targets: ["127.0.0.1:%d"]
        alerting:
          alertmanagers:
            - static_configs:
                - targets: ["%s", "127.0.0.1:%d"]
        """
            .formatted(
                rules, exporterPort, gateway.substring("http://".length()), alertmanagerPort));
    return RealServer.start(
        folder,
        "prometheus",
        "--config.file=" + config,
        "--storage.tsdb.path=" + folder.resolve("tsdb"),
        "--rules.alert.resend-delay=2s",
        "--web.listen-address=127.0.0.1:" + RealServer.freePort());
  }
}
