package io.vedette.jobs.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.kafka.Topics;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.CallNodeKind;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Spans on live topics: scored series, call edges and dead letters come out on Kafka. */
class KafkaSpansIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final long INTERVAL = 30_000;
  private static final long BEGINNING = 1_700_000_040_000L; // a full minute

  @TempDir static Path folder;

  @Test
  void spansAreScoredAndTellWhoCallsWhom() throws Exception {
    try (TestKafka kafka = TestKafka.start(folder)) {
      Settings settings =
          kafka.settings(
              "spans",
              Map.of(
                  "event-time.idleness", "1s",
                  "topics.otlp-spans", "spans-in",
                  "topics.topology", "spans-topology"));
      Topics.createMissing(settings);
      for (int i = 0; i < 6; i++) {
        long at = BEGINNING + i * 20_000L;
        // the two sides of a call come in bodies of their own
        kafka.send("spans-in", otlp("cart", i, 2, 1, 2, at + 10, at + 60));
        kafka.send("spans-in", otlp("web", i, 1, 0, 3, at, at + 80));
      }
      kafka.send("spans-in", otlp("end", 99, 1, 0, 2, BEGINNING, BEGINNING + 300_000));
      String refused = kafka.send("spans-in", "{\"end".getBytes(UTF_8));

      StreamExecutionEnvironment env = TestKafka.environment(settings, "none");
      StreamingJob.build(env, settings);
      JobClient job = env.executeAsync();
      try {
        assertThat(kafka.committed("spans-topology", CallEdge.class, edges -> edges.size() >= 4))
            .extracting(
                CallEdge::getCaller,
                CallEdge::getCallee,
                CallEdge::getCalleeKind,
                CallEdge::getEnd,
                CallEdge::getCalls)
            .containsExactlyInAnyOrder(
                tuple("web", "cart", CallNodeKind.SERVICE, BEGINNING + INTERVAL, 2.0),
                tuple("web", "cart", CallNodeKind.SERVICE, BEGINNING + 2 * INTERVAL, 1.0),
                tuple("web", "cart", CallNodeKind.SERVICE, BEGINNING + 3 * INTERVAL, 2.0),
                tuple("web", "cart", CallNodeKind.SERVICE, BEGINNING + 4 * INTERVAL, 1.0));
        assertThat(
                kafka.committed(
                    "spans-scores",
                    ScoredPoint.class,
                    points -> points.stream().filter(KafkaSpansIT::isTotalOfCart).count() >= 4))
            .filteredOn(KafkaSpansIT::isTotalOfCart)
            .as("calls a second; the first sample of a counter has no rate")
            .filteredOn(point -> point.getTimestamp() > BEGINNING + INTERVAL)
            .filteredOn(point -> point.getTimestamp() <= BEGINNING + 4 * INTERVAL)
            .extracting(ScoredPoint::getTimestamp, ScoredPoint::getValue)
            .containsExactly(
                tuple(BEGINNING + 2 * INTERVAL, 1.0 / 30),
                tuple(BEGINNING + 3 * INTERVAL, 2.0 / 30),
                tuple(BEGINNING + 4 * INTERVAL, 1.0 / 30));
        assertThat(
                kafka.committed(
                    "spans-dead-letters", DeadLetter.class, letters -> !letters.isEmpty()))
            .extracting(DeadLetter::getOrigin)
            .containsExactly(refused);
      } finally {
        job.cancel().get();
      }
    }
  }

  private static boolean isTotalOfCart(ScoredPoint point) {
    return point.getSeries().equals("traces_service_requests_total{service_name=\"cart\"}");
  }

  private static byte[] otlp(
      String service, int trace, int id, int parent, int kind, long start, long end) {
    return ("{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\","
            + "\"value\":{\"stringValue\":\"%s\"}}]},\"scopeSpans\":[{\"spans\":[{"
            + "\"traceId\":\"%032x\",\"spanId\":\"%016x\",\"parentSpanId\":\"%s\",\"name\":\"call\","
            + "\"kind\":%d,\"startTimeUnixNano\":\"%d\",\"endTimeUnixNano\":\"%d\"}]}]}]}")
        .formatted(
            service,
            trace + 1,
            id,
            parent == 0 ? "" : "%016x".formatted(parent),
            kind,
            start * 1_000_000,
            end * 1_000_000)
        .getBytes(UTF_8);
  }
}
