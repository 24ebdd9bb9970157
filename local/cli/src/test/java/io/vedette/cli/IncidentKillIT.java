package io.vedette.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.control.IncidentCommandKind;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./vedette up} killed in the middle of a storm, and started again. */
@Timeout(300) // a guard against hanging
class IncidentKillIT {

  private static final Duration WITHIN = Duration.ofSeconds(90);
  private static final int ENVIRONMENTS = 4;
  private static final int ALERTS = 200;
  private static final String[] NO_SPLITS = {"--set", "grouping.split=false"};

  @TempDir Path folder;

  @Test
  void incidentsTheirIdsAndTimersOutliveAKillInAStorm() throws Exception {
    Path data = folder.resolve("data");
    Instant begin = Instant.now();
    Map<String, String> ids = new TreeMap<>();
    long until;
    try (UpProcess first = UpProcess.start(data, NO_SPLITS).awaitUp();
        IncidentLedger incidents = new IncidentLedger(first.kafka())) {
      send(first, begin, 0, ALERTS / 2);
      await().atMost(WITHIN).until(() -> incidents.read().size() == ENVIRONMENTS);
      for (int i = 0; i < ENVIRONMENTS; i++) {
        ids.put(environment(i), incidents.of(environment(i)).getId());
      }
      until = System.currentTimeMillis() + 30_000;
      say(
          first,
          command("ack", IncidentCommandKind.ACKNOWLEDGE, incidents.of(environment(0)).getId()));
      say(
          first,
          command("nap", IncidentCommandKind.SNOOZE, incidents.of(environment(1)).getId())
              .setUntil(until));
      await()
          .atMost(WITHIN)
          .until(
              () -> {
                incidents.read();
                return incidents.of(environment(0)).getStatus() == IncidentStatus.ACKNOWLEDGED
                    && incidents.of(environment(1)).getStatus() == IncidentStatus.SNOOZED;
              });
      send(first, begin, ALERTS / 2, ALERTS);
      first.kill();
    }

    try (UpProcess second = UpProcess.start(data, NO_SPLITS).awaitUp();
        IncidentLedger incidents = new IncidentLedger(second.kafka())) {
      send(second, begin, 0, ALERTS);
      await()
          .atMost(WITHIN)
          .until(
              () ->
                  incidents.read().values().stream()
                          .flatMap(ofOne -> ofOne.values().stream())
                          .filter(incident -> incident.getFiringCount() == ALERTS)
                          .count()
                      == ENVIRONMENTS);
      for (int i = 0; i < ENVIRONMENTS; i++) {
        Incident incident = incidents.of(environment(i));
        assertThat(incident.getId()).as("none twice").isEqualTo(ids.get(environment(i)));
        assertThat(incident.getAlertCount()).isEqualTo(ALERTS);
      }
      assertThat(incidents.of(environment(0)).getAcknowledgedBy()).isEqualTo("ann");
      await()
          .atMost(WITHIN)
          .until(
              () -> {
                incidents.read();
                return incidents.of(environment(1)).getStatus() == IncidentStatus.OPEN;
              });
      Incident awake = incidents.of(environment(1));
      if (awake.getChange() == IncidentChangeKind.UNSNOOZED) {
        assertThat(awake.getChangedAt()).isEqualTo(until);
      }
      assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(until);
    }
  }

  private static String environment(int i) {
    return "e" + i;
  }

  /** Alerts as Prometheus sends them, those of all environments in turns. */
  private static void send(UpProcess up, Instant begin, int from, int to) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(up)) {
      for (int n = from; n < to; n += 10) {
        for (int i = 0; i < ENVIRONMENTS; i++) {
          StringJoiner alerts = new StringJoiner(",", "[", "]");
          for (int alert = n; alert < Math.min(to, n + 10); alert++) {
            alerts.add(
                """
                {"labels":{"alertname":"Errors","service":"cart","severity":"warning","environment":"%s","n":"%d"},
                 "annotations":{"summary":"n %d"},"startsAt":"%s"}"""
                    .formatted(environment(i), alert, alert, begin.plusMillis(alert)));
          }
          var unused =
              producer.send(
                  new ProducerRecord<>(
                      "vedette.alerts.in", null, alerts.toString().getBytes(UTF_8)));
        }
      }
    }
  }

  private static IncidentCommand.Builder command(
      String id, IncidentCommandKind kind, String incident) {
    return IncidentCommand.newBuilder()
        .setId(id)
        .setKind(kind)
        .setIncidentId(incident)
        .setTimestamp(System.currentTimeMillis())
        .setAuthor("ann");
  }

  private static void say(UpProcess up, IncidentCommand.Builder command) throws Exception {
    IncidentCommand said = command.build();
    try (KafkaProducer<byte[], byte[]> producer = producer(up)) {
      producer
          .send(
              new ProducerRecord<>(
                  "vedette.commands", said.getIncidentId().getBytes(UTF_8), ResultJson.write(said)))
          .get();
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(UpProcess up) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", up.kafka(), "acks", "all"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
