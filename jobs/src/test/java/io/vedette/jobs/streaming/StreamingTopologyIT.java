package io.vedette.jobs.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.jobs.launch.StreamingJob;
import io.vedette.jobs.testing.Outcome;
import io.vedette.jobs.testing.ScriptedSource;
import io.vedette.jobs.testing.Story;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Severity;
import io.vedette.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole graph on a cluster in this JVM. */
@Timeout(120)
class StreamingTopologyIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final Settings SETTINGS =
      Settings.of(Map.of("checkpoints.interval", "200ms", "restarts.initial-backoff", "10ms"));

  /** Samples without an anomaly that end a run, by default. */
  private static final int NORMAL = 5;

  @TempDir Path folder;

  @Test
  void everyGaugeInTroubleFiresOnceAndIsResolved() throws Exception {
    Outcome outcome = new Outcome();
    run(Story.source(), outcome, 2);
    Map<String, NavigableSet<Long>> anomalies = new HashMap<>();
    for (String json : outcome.anomalies()) {
      Anomaly anomaly = read(json, Anomaly.class);
      anomalies
          .computeIfAbsent(anomaly.getService(), gauge -> new TreeSet<>())
          .add(anomaly.getTimestamp());
    }
    Map<String, List<Alert>> alerts =
        outcome.alerts().stream()
            .map(json -> read(json, Alert.class))
            .sorted(Comparator.comparing(Alert::getUpdatedAt))
            .collect(Collectors.groupingBy(Alert::getService));
    assertThat(alerts).hasSize(40);
    alerts.forEach(
        (gauge, ofGauge) -> {
          List<Long> run = runInTrouble(anomalies.getOrDefault(gauge, new TreeSet<>()));
          assertThat(run).as(gauge).containsAll(Story.trouble());
          Alert fired = ofGauge.get(0);
          Alert over = ofGauge.get(ofGauge.size() - 1);
          assertThat(over.getStatus()).as(gauge).isEqualTo(AlertStatus.RESOLVED);
          assertThat(ofGauge.subList(0, ofGauge.size() - 1))
              .as(gauge + " fires once, and is said again once an hour")
              .hasSizeLessThanOrEqualTo(2 + hours(over.getUpdatedAt() - fired.getStartsAt()))
              .extracting(Alert::getStatus, Alert::getId)
              .containsOnly(tuple(AlertStatus.FIRING, fired.getId()));
          assertThat(fired.getStartsAt()).as("the first of the run").isEqualTo(run.get(0));
          assertThat(fired.getUpdatedAt()).as("three make an alert").isEqualTo(run.get(2));
          assertThat(over.getId()).isEqualTo(fired.getId());
          assertThat(over.getSeverity()).isEqualTo(Severity.CRITICAL);
        });
    assertThat(outcome.deadLetters()).hasSize(Story.rejections());
    assertThat(outcome.scores()).hasSize(Story.RECORDS - Story.rejections());
  }

  private static int hours(long millis) {
    return Math.toIntExact(Duration.ofMillis(millis).toHours());
  }

  @Test
  void withoutASinkForScoresTheRestIsTheSame() throws Exception {
    Outcome with = uninterrupted();
    Outcome without = new Outcome();
    StreamExecutionEnvironment env = environment(2, Map.of());
    StreamingTopology.build(env, sources(Story.source()), without.sinksWithoutScores(), SETTINGS);
    env.execute();
    assertThat(without.scores()).isEmpty();
    assertThat(without.anomalies()).isEqualTo(with.anomalies()).isNotEmpty();
    assertThat(without.alerts()).isEqualTo(with.alerts()).isNotEmpty();
  }

  @Test
  void aFailureInMidStreamChangesNothing() throws Exception {
    ScriptedSource<MetricRecord> source = Story.source();
    ScriptedSource.Hold hold = source.failOnce(1_300, 1_700);
    Outcome outcome = new Outcome();
    run(source, outcome, 2);
    assertThat(hold.hasFailed()).isTrue();
    assertThat(outcome.all()).isEqualTo(uninterrupted().all());
  }

  @Test
  void stoppedWithASavepointAndRestoredWithMoreTasksChangesNothing() throws Exception {
    ScriptedSource<MetricRecord> source = Story.source();
    ScriptedSource.Hold hold = source.holdAt(3_250);
    Outcome outcome = new Outcome();
    StreamExecutionEnvironment before = environment(1, Map.of());
    StreamingTopology.build(before, sources(source), outcome.sinks(), SETTINGS);
    JobClient job = before.executeAsync();
    hold.settled().get(60, TimeUnit.SECONDS);
    String savepoint =
        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);
    assertThat(outcome.scores()).hasSizeBetween(1, 3_250);

    StreamExecutionEnvironment after =
        environment(2, Map.of("execution.state-recovery.path", savepoint));
    StreamingTopology.build(after, sources(Story.source()), outcome.sinks(), SETTINGS);
    after.execute();
    assertThat(outcome.all()).isEqualTo(uninterrupted().all());
  }

  private static Outcome uninterrupted() throws Exception {
    Outcome outcome = new Outcome();
    run(Story.source(), outcome, 2);
    return outcome;
  }

  private static void run(ScriptedSource<MetricRecord> source, Outcome outcome, int parallelism)
      throws Exception {
    StreamExecutionEnvironment env = environment(parallelism, Map.of());
    StreamingTopology.build(env, sources(source), outcome.sinks(), SETTINGS);
    env.execute();
  }

  private static StreamingSources sources(ScriptedSource<MetricRecord> source) {
    return StreamingSources.ofMetrics(List.of(new MetricSource("metrics", source)));
  }

  private static StreamExecutionEnvironment environment(int parallelism, Map<String, String> more) {
    Configuration configuration = StreamingJob.configuration(SETTINGS);
    more.forEach(configuration::setString);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    return env;
  }

  /** Anomalies with never five minutes between them without one, those in trouble among them. */
  private static List<Long> runInTrouble(NavigableSet<Long> anomalies) {
    List<Long> run = new ArrayList<>(Story.trouble());
    for (Long before = anomalies.lower(run.get(0));
        before != null && run.get(0) - before <= NORMAL * Story.MINUTE;
        before = anomalies.lower(before)) {
      run.add(0, before);
    }
    run.retainAll(anomalies);
    return run;
  }

  private static <T extends SpecificRecord> T read(String json, Class<T> type) {
    return ResultJson.read(json.getBytes(StandardCharsets.UTF_8), type);
  }
}
