package io.vedette.jobs.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.jobs.streaming.AlertSource;
import io.vedette.jobs.streaming.InputSource;
import io.vedette.jobs.streaming.InputSources;
import io.vedette.jobs.streaming.MetricSource;
import io.vedette.jobs.streaming.StreamingSinks;
import io.vedette.jobs.streaming.StreamingSources;
import io.vedette.jobs.streaming.StreamingTopology;
import io.vedette.jobs.testing.CollectSink;
import io.vedette.kafka.KafkaInputSource;
import io.vedette.kafka.KafkaMetricSource;
import io.vedette.kafka.KafkaResults;
import io.vedette.kafka.MetricTopic;
import io.vedette.kafka.Topics;
import io.vedette.schema.alert.ClusterMember;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.AlertCluster;
import io.vedette.schema.result.DeadLetter;
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
  void alertsAreGroupedEventsCountedAndWhatIsRefusedIsKept() throws Exception {
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
      String refusedAlert = kafka.send("inputs-alerts-in", "[{\"labels\":{}}]".getBytes(UTF_8));
      String refusedChange = kafka.send("inputs-changes", "{}".getBytes(UTF_8));
      String refusedEvent = kafka.send("inputs-events", "{\"end".getBytes(UTF_8));

      CollectSink<AlertCluster> clusters = new CollectSink<>();
      StreamExecutionEnvironment env = TestKafka.environment(settings, "none");
      StreamingTopology.build(env, sources(settings), sinks(settings, clusters), settings);
      JobClient job = env.executeAsync();
      try {
        await()
            .atMost(Duration.ofSeconds(90))
            .until(() -> joined(clusters).size() >= 2); // the alert, and that of the event
        assertThat(joined(clusters))
            .anySatisfy(id -> assertThat(id).endsWith("-" + started))
            .doesNotHaveDuplicates();
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

  private static List<String> joined(CollectSink<AlertCluster> clusters) {
    return clusters.results().stream()
        .map(json -> ResultJson.read(json.getBytes(UTF_8), AlertCluster.class))
        .flatMap(cluster -> cluster.getJoined().stream())
        .map(ClusterMember::getAlertId)
        .toList();
  }

  private static StreamingSources sources(Settings settings) {
    return new StreamingSources(
            MetricTopic.all(settings).stream()
                .map(t -> new MetricSource(t.name(), KafkaMetricSource.create(settings, t)))
                .toList(),
            List.of(new AlertSource("alerts-in", KafkaInputSource.alerts(settings))),
            List.of(),
            List.of())
        .withInputs(
            new InputSources(
                List.of(new InputSource<>("changes", KafkaInputSource.changes(settings))),
                List.of(new InputSource<>("events", KafkaInputSource.events(settings)))));
  }

  private static StreamingSinks sinks(Settings settings, CollectSink<AlertCluster> clusters) {
    return new StreamingSinks(
        KafkaResults.anomalies(settings),
        KafkaResults.alerts(settings),
        KafkaResults.audits(settings),
        KafkaResults.deadLetters(settings),
        KafkaResults.scores(settings),
        null,
        clusters,
        null,
            null);
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
