package io.vedette.jobs.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.kafka.Topics;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.RecentChange;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Other tools' alerts, changes and events on live topics. */
@Timeout(180)
class KafkaInputsIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir static Path folder;

  @Test
  void alertsAndChangesMakeAnIncidentEventsAreCountedAndWhatIsRefusedIsKept() throws Exception {
    try (TestKafka kafka = TestKafka.start(folder)) {
      Settings settings =
          kafka.settings(
              "inputs",
              Map.of(
                  "event-time.idleness", "1s",
                  "event-time.out-of-orderness", "1s",
                  "events.interval", "1s",
                  "events.grace", "0s"));
      Topics.createMissing(settings);
      long started = System.currentTimeMillis() - 60_000;
      kafka.send(alert("HighErrors", "cart", started));
      kafka.send("inputs-events", event("BackOff", "cart"));
      kafka.send(
          "inputs-changes",
          "{\"service\":\"cart\",\"kind\":\"deployment\",\"version\":\"v2\"}".getBytes(UTF_8));
      String refusedAlert = kafka.send("inputs-alerts-in", "[{\"labels\":{}}]".getBytes(UTF_8));
      String refusedChange = kafka.send("inputs-changes", "{}".getBytes(UTF_8));
      String refusedEvent = kafka.send("inputs-events", "{\"end".getBytes(UTF_8));

      StreamExecutionEnvironment env = TestKafka.environment(settings, "none");
      StreamingJob.build(env, settings);
      JobClient job = env.executeAsync();
      try {
        // the alert and that of the event are of one service, so of one incident
        Incident incident =
            last(
                kafka.committed(
                    "inputs-incidents",
                    Incident.class,
                    incidents ->
                        last(incidents).getAlertCount() >= 2
                            && !last(incidents).getChanges().isEmpty()));
        assertThat(incident.getAlerts())
            .extracting(IncidentAlert::getName)
            .containsExactlyInAnyOrder("HighErrors", "BackOff");
        assertThat(incident.getAlerts())
            .filteredOn(alert -> alert.getName().equals("HighErrors"))
            .singleElement()
            .satisfies(alert -> assertThat(alert.getStartsAt()).isEqualTo(started));
        assertThat(incident.getChanges())
            .extracting(RecentChange::getService, RecentChange::getVersion)
            .containsExactly(tuple("cart", "v2"));
        assertThat(
                kafka.committed(
                    "inputs-scores",
                    ScoredPoint.class,
                    points -> points.stream().anyMatch(point -> point.getValue() > 0)))
            .filteredOn(point -> point.getValue() > 0)
            .extracting(ScoredPoint::getSeries)
            .containsExactly(
                "kubernetes_events{namespace=\"shop\",reason=\"BackOff\",service=\"cart\"}");
        assertThat(
                kafka.committed(
                    "inputs-dead-letters", DeadLetter.class, letters -> letters.size() >= 3))
            .extracting(DeadLetter::getOrigin)
            .containsExactlyInAnyOrder(refusedAlert, refusedChange, refusedEvent);
      } finally {
        job.cancel().get();
      }
    }
  }

  private static Incident last(List<Incident> incidents) {
    return incidents.get(incidents.size() - 1);
  }

  private static ProducerRecord<byte[], byte[]> alert(String name, String service, long startsAt) {
    String body =
        "[{\"labels\":{\"alertname\":\"%s\",\"service\":\"%s\"},\"startsAt\":\"%s\",\"endsAt\":\"%s\"}]"
            .formatted(
                name,
                service,
                Instant.ofEpochMilli(startsAt),
                Instant.ofEpochMilli(startsAt).plus(Duration.ofMinutes(10)));
    ProducerRecord<byte[], byte[]> record =
        TestKafka.record("inputs-alerts-in", body.getBytes(UTF_8));
    record.headers().add("vedette-format", "alertmanager-alerts".getBytes(UTF_8));
    return record;
  }

  private static byte[] event(String reason, String workload) {
    return ("{\"metadata\":{\"uid\":\"u-1\"},\"reason\":\"%s\",\"type\":\"Warning\",\"lastTimestamp\":\"%s\","
            + "\"involvedObject\":{\"kind\":\"Pod\",\"namespace\":\"shop\",\"name\":\"%s-7d9f8b6c5-x2x4z\"}}")
        .formatted(reason, Instant.now().minusSeconds(5), workload)
        .getBytes(UTF_8);
  }
}
