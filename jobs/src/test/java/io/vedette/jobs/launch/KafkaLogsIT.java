package io.vedette.jobs.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.kafka.Topics;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.LogTemplate;
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

/** Logs on live topics: templates, counts and dead letters come out on Kafka. */
class KafkaLogsIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final long MINUTE = 60_000;
  private static final long BEGINNING = 1_700_000_040_000L; // a full minute

  @TempDir static Path folder;

  @Test
  void linesOfEveryTopicAreCountedByTemplateAndWhatIsRefusedIsKept() throws Exception {
    try (TestKafka kafka = TestKafka.start(folder)) {
      Settings settings =
          kafka.settings(
              "logs",
              Map.of(
                  "event-time.idleness", "1s",
                  "topics.logs", "logs-lines",
                  "topics.otlp-logs", "logs-otlp-lines",
                  "topics.log-templates", "logs-templates"));
      Topics.createMissing(settings);
      for (int minute = 0; minute < 3; minute++) {
        kafka.send("logs-lines", fluentBit("cart", minute, "order %d placed".formatted(minute)));
        kafka.send("logs-otlp-lines", otlp("shop", minute, "user u%d came".formatted(minute)));
      }
      String refused = kafka.send("logs-lines", "{\"end".getBytes(UTF_8));

      StreamExecutionEnvironment env = TestKafka.environment(settings, "none");
      StreamingJob.build(env, settings);
      JobClient job = env.executeAsync();
      try {
        assertThat(
                kafka.committed(
                    "logs-templates", LogTemplate.class, templates -> templates.size() >= 2))
            .extracting(LogTemplate::getService, LogTemplate::getTemplate)
            .containsExactlyInAnyOrder(
                tuple("cart", "order <*> placed"), tuple("shop", "user <*> came"));
        assertThat(kafka.committed("logs-scores", ScoredPoint.class, points -> points.size() >= 4))
            .filteredOn(point -> point.getTimestamp() <= BEGINNING + 2 * MINUTE)
            .extracting(
                point -> point.getSeries().substring(0, 32),
                ScoredPoint::getTimestamp,
                ScoredPoint::getValue)
            .containsExactlyInAnyOrder(
                tuple("log_template_lines{service=\"cart", BEGINNING + MINUTE, 1.0),
                tuple("log_template_lines{service=\"cart", BEGINNING + 2 * MINUTE, 1.0),
                tuple("log_template_lines{service=\"shop", BEGINNING + MINUTE, 1.0),
                tuple("log_template_lines{service=\"shop", BEGINNING + 2 * MINUTE, 1.0));
        assertThat(
                kafka.committed(
                    "logs-dead-letters", DeadLetter.class, letters -> !letters.isEmpty()))
            .extracting(DeadLetter::getOrigin)
            .containsExactly(refused);
      } finally {
        job.cancel().get();
      }
    }
  }

  private static byte[] fluentBit(String service, int minute, String text) {
    return "{\"@timestamp\":%d,\"log\":\"%s\\n\",\"kubernetes\":{\"container_name\":\"%s\"}}"
        .formatted(BEGINNING + minute * MINUTE, text, service)
        .getBytes(UTF_8);
  }

  private static byte[] otlp(String service, int minute, String text) {
    return ("{\"resourceLogs\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\","
            + "\"value\":{\"stringValue\":\"%s\"}}]},\"scopeLogs\":[{\"logRecords\":[{"
            + "\"timeUnixNano\":\"%d\",\"body\":{\"stringValue\":\"%s\"}}]}]}]}")
        .formatted(service, (BEGINNING + minute * MINUTE) * 1_000_000, text)
        .getBytes(UTF_8);
  }
}
