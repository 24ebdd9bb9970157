package io.vedette.jobs.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.kafka.Topics;
import io.vedette.schema.result.AlertState;
import io.vedette.schema.result.AlertStateKind;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.DeadLetter;
import io.vedette.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A silence by Kafka into a running job, and what becomes of an alert that it holds back. */
@Timeout(300)
class NoiseRulesIT {

  @TempDir static Path folder;

  @Test
  void aSilenceHoldsBackAnAlertUntilItIsRemoved() throws Exception {
    try (TestKafka kafka = TestKafka.start(folder)) {
      Settings settings = kafka.settings("noise", Map.of("sources.metrics-format", "vedette-json"));
      Topics.createMissing(settings);
      var env = TestKafka.environment(settings, "none");
      StreamingJob.build(env, settings);
      JobClient job = env.executeAsync();
      try {
        long now = System.currentTimeMillis();
        send(kafka, "silence/broken", "{\"matchers\":[\"a=b\"]}");
        send(kafka, "silence/move", silence(now - 3_600_000, now + 3_600_000));
        kafka.committed(
            "noise-audit",
            Audit.class,
            all -> all.stream().anyMatch(audit -> audit.getKind() == AuditKind.RULE_APPLIED));
        assertThat(kafka.committed("noise-dead-letters", DeadLetter.class, all -> !all.isEmpty()))
            .singleElement()
            .satisfies(
                letter ->
                    assertThat(letter.getMessage())
                        .startsWith("Silence: field startsAt is missing"));

        kafka.sendAll(samples());
        AlertState held =
            kafka.committed("noise-alert-states", AlertState.class, all -> !all.isEmpty()).get(0);
        assertThat(held.getState()).isEqualTo(AlertStateKind.SUPPRESSED);
        assertThat(held.getRules()).containsExactly("silence/move");
        assertThat(held.getUntil()).isEqualTo(now + 3_600_000);
        assertThat(held.getPassedAs()).isNull();
        assertThat(held.getAlert().getName()).isEqualTo("latency");

        long removed = System.nanoTime();
        kafka.send(new ProducerRecord<>("noise-rules", "silence/move".getBytes(UTF_8), null));
        List<AlertState> states =
            kafka.committed("noise-alert-states", AlertState.class, all -> all.size() >= 2);
        assertThat(Duration.ofNanos(System.nanoTime() - removed))
            .isLessThan(Duration.ofSeconds(30));
        AlertState released = states.get(1);
        assertThat(released.getState()).isEqualTo(AlertStateKind.PASSED);
        assertThat(released.getRules()).isEmpty();
        assertThat(released.getPassedAs()).isEqualTo(held.getAlert().getId());
      } finally {
        job.cancel().get();
      }
    }
  }

  private static String silence(long from, long to) {
    return """
        {"matchers":["alertname=~lat.+"],"startsAt":%d,"endsAt":%d,"author":"ann","comment":"move"}
        """
        .formatted(from, to);
  }

  private static void send(TestKafka kafka, String key, String json) throws Exception {
    kafka.send(new ProducerRecord<>("noise-rules", key.getBytes(UTF_8), json.getBytes(UTF_8)));
  }

  /** Next to the level, then far out. */
  private static List<ProducerRecord<byte[], byte[]>> samples() {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int minute = 0; minute < 105; minute++) {
      int value = minute < 100 ? 50 + minute % 7 : 1000;
      records.add(
          TestKafka.record("noise-metrics", KafkaStreamingIT.json("latency", minute, value)));
    }
    return records;
  }
}
