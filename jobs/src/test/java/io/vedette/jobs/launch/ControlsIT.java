package io.vedette.jobs.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.forecast.SeasonalModel;
import io.vedette.algorithms.forecast.SeasonalModelTrainer;
import io.vedette.algorithms.forecast.TrainingOptions;
import io.vedette.kafka.Topics;
import io.vedette.schema.Labels;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.model.ModelFigures;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Feedback, rules and models by Kafka into a running job, and what comes out of it. */
@Timeout(300)
class ControlsIT {

  private static final String SERIES_ID = SeriesHash.toHex(Labels.of("__name__", "latency").hash());
  private static final String SELECTOR = "latency";

  @TempDir static Path folder;

  private int minute;

  @Test
  void whatPeopleAndOtherJobsSayHoldsWithinSeconds() throws Exception {
    try (TestKafka kafka = TestKafka.start(folder)) {
      Settings settings = kafka.settings("said", Map.of("sources.metrics-format", "vedette-json"));
      Topics.createMissing(settings);
      var env = TestKafka.environment(settings, "none");
      StreamingJob.build(env, settings);
      JobClient job = env.executeAsync();
      try {
        modelArrives(kafka);
        feedbackResolvesTheAlertWithoutAnotherSample(kafka);
        feedbackIsTakenBack(kafka);
        whatCannotBeReadIsADeadLetter(kafka);
        ruleIsAudited(kafka);
      } finally {
        job.cancel().get();
      }
    }
  }

  private void feedbackResolvesTheAlertWithoutAnotherSample(TestKafka kafka) throws Exception {
    kafka.sendAll(samples(100, 5));
    Alert firing = kafka.committed("said-alerts", Alert.class, all -> !all.isEmpty()).get(0);
    assertThat(firing.getStatus()).isEqualTo(AlertStatus.FIRING);
    assertThat(firing.getModelVersion()).as("the model that arrived decides").isEqualTo("run-1");

    long said = System.nanoTime();
    send(kafka, "commands", SERIES_ID, command("f-1", "FALSE_POSITIVE", ""));
    List<Alert> alerts =
        kafka.committed(
            "said-alerts",
            Alert.class,
            all -> all.stream().anyMatch(alert -> alert.getStatus() == AlertStatus.RESOLVED));
    assertThat(Duration.ofNanos(System.nanoTime() - said)).isLessThan(Duration.ofSeconds(30));
    Alert resolved = alerts.get(alerts.size() - 1);
    assertThat(resolved.getId()).isEqualTo(firing.getId());
    assertThat(resolved.getSummary())
        .isEqualTo("latency is resolved by feedback (f-1): a false positive");
  }

  private static void feedbackIsTakenBack(TestKafka kafka) throws Exception {
    send(kafka, "commands", SERIES_ID, command("u-1", "UNDO", ",\"undoes\":\"f-1\""));
    List<Audit> audits = kafka.committed("said-audit", Audit.class, all -> all.size() >= 2);
    assertThat(audits)
        .extracting(Audit::getKind)
        .containsExactly(AuditKind.FEEDBACK_APPLIED, AuditKind.FEEDBACK_UNDONE);
    assertThat(audits.get(0).getAfter()).isEqualTo("threshold x 4, not firing");
    assertThat(audits.get(1).getAfter()).isEqualTo("threshold x 1, not firing");
    assertThat(audits.get(1).getAuthor()).isEqualTo("ann");
  }

  private static void whatCannotBeReadIsADeadLetter(TestKafka kafka) throws Exception {
    send(kafka, "commands", SERIES_ID, "{\"id\":\"f-2\"}");
    send(kafka, "rules", "broken", "{\"matchers\":[\"a=~(\"]}");
    send(kafka, "commands", SERIES_ID, "x".repeat(100_000));
    List<DeadLetter> letters =
        kafka.committed("said-dead-letters", DeadLetter.class, all -> all.size() >= 4);
    assertThat(letters)
        .extracting(DeadLetter::getReason)
        .containsExactlyInAnyOrder(
            DeadLetterReason.MALFORMED,
            DeadLetterReason.MALFORMED,
            DeadLetterReason.MALFORMED,
            DeadLetterReason.TOO_LARGE);
    assertThat(letters)
        .filteredOn(letter -> letter.getOrigin().startsWith("said-rules/"))
        .singleElement()
        .satisfies(
            letter -> assertThat(letter.getMessage()).startsWith("'a=~(': not a regex of RE2"));
  }

  private static void ruleIsAudited(TestKafka kafka) throws Exception {
    send(kafka, "rules", "other", "{\"matchers\":[\"service=cart\"],\"off\":true}");
    List<Audit> audits = kafka.committed("said-audit", Audit.class, all -> all.size() >= 3);
    assertThat(audits)
        .filteredOn(audit -> audit.getKind() == AuditKind.RULE_APPLIED)
        .extracting(Audit::getCause)
        .containsExactly("other");
  }

  /** What cannot be read behind a model tells, as a dead letter, that the model was before it. */
  private static void modelArrives(TestKafka kafka) throws Exception {
    kafka.send(
        new ProducerRecord<>("said-models", SERIES_ID.getBytes(UTF_8), ResultJson.write(model())));
    send(kafka, "models", SERIES_ID, "{}");
    kafka.committed("said-dead-letters", DeadLetter.class, all -> !all.isEmpty());
  }

  /** Next to the level, then far out. */
  private List<ProducerRecord<byte[], byte[]>> samples(int steady, int outliers) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < steady + outliers; i++) {
      int value = i < steady ? level(minute) : 1000;
      records.add(TestKafka.record("said-metrics", KafkaStreamingIT.json(SELECTOR, minute, value)));
      minute++;
    }
    return records;
  }

  private static int level(int minute) {
    return 50 + Math.floorMod(minute, 7);
  }

  private static long time(int minute) {
    return 1_700_000_000_000L + minute * 60_000L;
  }

  private static ModelRecord model() {
    int points = 2000;
    long[] times = new long[points];
    double[] values = new double[points];
    for (int i = 0; i < points; i++) {
      times[i] = time(i - points);
      values[i] = level(i - points);
    }
    SeasonalModel trained =
        SeasonalModelTrainer.train(times, values, TrainingOptions.defaults()).model();
    return ModelRecord.newBuilder()
        .setSeriesId(SERIES_ID)
        .setSeries(SELECTOR)
        .setVersion("run-1")
        .setStatus(ModelStatus.CHAMPION)
        .setTrainedAt(time(0))
        .setFrom(times[0])
        .setTo(times[points - 1])
        .setStep(60_000)
        .setFigures(
            ModelFigures.newBuilder()
                .setMase(1)
                .setCoverage(0.95)
                .setNaiveMase(1)
                .setComparedError(Double.NaN)
                .setChampionError(Double.NaN)
                .build())
        .setModel(Objects.requireNonNull(trained).toStored())
        .build();
  }

  private static String command(String id, String kind, String more) {
    return "{\"id\":\"%s\",\"kind\":\"%s\",\"seriesId\":\"%s\",\"timestamp\":%d,\"author\":\"ann\"%s}"
        .formatted(id, kind, SERIES_ID, time(100), more);
  }

  private static void send(TestKafka kafka, String topic, String key, String json)
      throws Exception {
    kafka.send(new ProducerRecord<>("said-" + topic, key.getBytes(UTF_8), json.getBytes(UTF_8)));
  }
}
