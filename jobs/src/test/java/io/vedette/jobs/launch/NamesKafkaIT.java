package io.vedette.jobs.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.files.ReplayTally;
import io.vedette.jobs.config.RetrainSettings;
import io.vedette.jobs.retrain.RetrainCounters;
import io.vedette.kafka.KafkaModels;
import io.vedette.kafka.Topics;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.Severity;
import io.vedette.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Past alerts on their topics, trained to a model on its topic, while the streaming job runs: it
 * then puts together what only the trained names do, and stops when the model is taken back.
 */
@Timeout(400)
class NamesKafkaIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @TempDir static Path folder;

  private final AtomicInteger pokes = new AtomicInteger();

  @Test
  void aModelTrainedWhileTheJobRunsPutsTogetherWhatOnlyItKnows() throws Exception {
    try (TestKafka kafka = TestKafka.start(folder)) {
      Settings live =
          kafka.settings(
              "names",
              Map.of(
                  "topics.alerts-in", "names-live",
                  "topics.topology", "names-topology",
                  "event-time.idleness", "1s",
                  "event-time.out-of-orderness", "1s"));
      Topics.createMissing(live);
      kafka.createTopic("names-past");
      kafka.sendAll(history());

      StreamExecutionEnvironment env = TestKafka.environment(live, "none");
      StreamingJob.build(env, live);
      JobClient job = env.executeAsync();
      try {
        kafka.send(alert("names-live", "cart", Instant.now()));
        kafka.send(alert("names-live", "redis", Instant.now()));
        Map<String, Incident> before =
            incidents(kafka, incidents -> has(incidents, "cart") && has(incidents, "redis"));
        assertThat(of("cart", before).getId())
            .as("by spelling")
            .isNotEqualTo(of("redis", before).getId());

        NamesModelRecord model = train(live);
        Audit used = changed(kafka, 1);
        assertThat(used.getCause()).isEqualTo("names/default");
        assertThat(used.getBefore()).isEqualTo("spelling");
        assertThat(used.getAfter()).isEqualTo(model.getVersion());
        assertThat(used.getMessage()).endsWith(model.getReason());

        kafka.send(alert("names-live", "frontend", Instant.now()));
        kafka.send(alert("names-live", "ledger", Instant.now()));
        kafka.send(alert("names-live", "checkout", Instant.now()));
        Map<String, Incident> after =
            incidents(
                kafka,
                incidents ->
                    has(incidents, "frontend")
                        && has(incidents, "ledger")
                        && has(incidents, "checkout"));
        assertThat(of("checkout", after).getId()).isEqualTo(of("frontend", after).getId());
        assertThat(of("ledger", after).getId()).isNotEqualTo(of("frontend", after).getId());
        assertThat(after.keySet())
            .as("ids from before the model are there")
            .contains(of("cart", before).getId(), of("redis", before).getId());

        kafka.send(
            new ProducerRecord<>("names-models", "names/default".getBytes(UTF_8), new byte[] {1}));
        kafka.send(new ProducerRecord<>("names-models", "names/default".getBytes(UTF_8), null));
        assertThat(changed(kafka, 2).getAfter()).isEqualTo("spelling");
        assertThat(
                kafka.committed(
                    "names-dead-letters", DeadLetter.class, letters -> !letters.isEmpty()))
            .anySatisfy(letter -> assertThat(letter.getMessage()).contains("not JSON"));
      } finally {
        job.cancel().get();
      }
    }
  }

  /** What was trained, after a run of the same name that leaves nothing. */
  private static NamesModelRecord train(Settings live) throws Exception {
    Map<String, String> values = new HashMap<>(live.texts());
    values.keySet().retainAll(RetrainSettings.ALL.stream().map(s -> s.key()).toList());
    values.put("training.history", "none");
    values.put("training.alert-history", "kafka");
    values.put("training.run", "night-1");
    values.put("topics.alerts-in", "names-past");
    Settings settings = Settings.resolve(RetrainSettings.ALL, values, Map.of(), null);
    RetrainSettings.validate(settings);
    TrainingSummary summary = run(settings);
    assertThat(Objects.requireNonNull(summary.names().get("default")).status())
        .isEqualTo(ModelStatus.CHAMPION);
    assertThat(summary.refused()).isEqualTo(1);
    run(settings);
    List<NamesModelRecord> models = new ArrayList<>();
    KafkaModels.readNames(settings, models::add);
    assertThat(models).hasSize(1);
    NamesModelRecord model = models.get(0);
    assertThat(model.getSentences()).as("our own alerts among them").isEqualTo(600);
    return model;
  }

  /** As on a cluster, beside the streaming job. */
  private static TrainingSummary run(Settings settings) throws Exception {
    Settings begun = RetrainSettings.begun(settings, Instant.now());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(RetrainJob.configuration(begun));
    env.setParallelism(2);
    try (ReplayTally tally = ReplayTally.open()) {
      RetrainJob.build(env, begun, Instant.now(), tally);
    }
    RetrainCounters counters = RetrainCounters.of(env.execute().getAllAccumulatorResults());
    return Training.summary(begun, counters, Duration.ZERO);
  }

  /** Alerts of services nobody knows, until the environment has gone over to other names. */
  private Audit changed(TestKafka kafka, int times) {
    List<Audit> changes = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              kafka.send(alert("names-live", "zz" + word(pokes.getAndIncrement()), Instant.now()));
              changes.clear();
              kafka.committed("names-audit", Audit.class, audits -> true).stream()
                  .filter(audit -> audit.getKind() == AuditKind.NAMES_CHANGED)
                  .forEach(changes::add);
              return changes.size() >= times;
            });
    assertThat(changes).as("once each time").hasSize(times);
    return changes.get(times - 1);
  }

  private static String word(int number) {
    return String.valueOf((char) ('a' + number)).repeat(4);
  }

  private static Map<String, Incident> incidents(
      TestKafka kafka, Predicate<Map<String, Incident>> enough) {
    return newest(
        kafka.committed("names-incidents", Incident.class, all -> enough.test(newest(all))));
  }

  private static Map<String, Incident> newest(List<Incident> incidents) {
    Map<String, Incident> newest = new HashMap<>();
    incidents.forEach(incident -> newest.put(incident.getId(), incident));
    return newest;
  }

  private static boolean has(Map<String, Incident> incidents, String service) {
    return incidents.values().stream().anyMatch(incident -> isOf(service, incident));
  }

  private static Incident of(String service, Map<String, Incident> incidents) {
    List<Incident> its = incidents.values().stream().filter(one -> isOf(service, one)).toList();
    assertThat(its).as(service).hasSize(1);
    return its.get(0);
  }

  private static boolean isOf(String service, Incident incident) {
    return incident.getAlerts().stream().map(IncidentAlert::getService).anyMatch(service::equals);
  }

  /** The shop's alerts as other tools sent them, the bank's as ours, and a body that is none. */
  private static List<ProducerRecord<byte[], byte[]>> history() {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    Instant from = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    for (NameStory.Past past : NameStory.moments(600, from)) {
      records.add(
          past.isOfShop()
              ? alert("names-past", past.service(), past.at())
              : TestKafka.record("names-alerts", ResultJson.write(own(past))));
    }
    records.add(TestKafka.record("names-past", "[{\"labels\":{}}]".getBytes(UTF_8)));
    return records;
  }

  private static ProducerRecord<byte[], byte[]> alert(String topic, String service, Instant at) {
    String body =
        "[{\"labels\":{\"alertname\":\"Slow\",\"service\":\"%s\"},\"startsAt\":\"%s\",\"endsAt\":\"%s\"}]"
            .formatted(service, at, at.plus(Duration.ofMinutes(10)));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, null, at.toEpochMilli(), "source".getBytes(UTF_8), body.getBytes(UTF_8));
    record.headers().add("vedette-format", "alertmanager-alerts".getBytes(UTF_8));
    return record;
  }

  private static Alert own(NameStory.Past past) {
    return Alert.newBuilder()
        .setId(past.id())
        .setFingerprint("00000000000000aa")
        .setStatus(AlertStatus.FIRING)
        .setName("MetricAboveBand")
        .setSeriesId("00000000000000bb")
        .setMetric("latency")
        .setService(past.service())
        .setLabels(Map.of())
        .setSeverity(Severity.WARNING)
        .setStartsAt(past.at().toEpochMilli())
        .setUpdatedAt(past.at().toEpochMilli())
        .setValue(9)
        .setExpected(4)
        .setLower(2)
        .setUpper(6)
        .setScore(1)
        .setPeakScore(1)
        .setDetector("test")
        .setModelVersion("online")
        .setSummary("")
        .build();
  }
}
