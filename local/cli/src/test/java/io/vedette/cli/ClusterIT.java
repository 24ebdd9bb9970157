package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.broker.BrokerProcess;
import io.vedette.cli.cluster.ClusterFolder;
import io.vedette.cli.cluster.FlinkRest;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.kafka.Topics;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The job's jar on a JobManager and two TaskManagers, each a process, driven by the commands. */
@Timeout(300) // a guard against hanging; on an idle machine each takes under a minute
class ClusterIT {

  private static final Duration SCORED_WITHIN = Duration.ofSeconds(90);

  @TempDir Path temporary;

  private ClusterFolder folder;
  private BrokerProcess broker;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeEach
  void startKafka() throws Exception {
    System.setProperty("vedette.home", Path.of("../..").toAbsolutePath().normalize().toString());
    folder = new ClusterFolder(temporary.resolve("cluster"));
    broker = BrokerProcess.start(temporary.resolve("kafka"), 0, Map.of());
    Topics.createMissing(
        Settings.of(
            Map.of(SharedSettings.KAFKA_BOOTSTRAP_SERVERS.key(), broker.bootstrapServers())));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void stopAll() {
    run("cluster", "down", "--dir", folder.root().toString());
    producer.close(Duration.ofSeconds(1));
    broker.close();
  }

  @Test
  void everySampleIsScoredOnceThroughTheLossOfATaskManagerAndARestartWithOtherParallelism()
      throws Exception {
    run(
        "cluster",
        "up",
        "--dir",
        folder.root().toString(),
        "--web-port",
        "0",
        "--task-managers",
        "2");
    FlinkRest rest = new FlinkRest(folder.address().orElseThrow());
    assertThat(rest.overview().taskManagers()).isEqualTo(2);
    String job = submit(rest, "--parallelism", "2");
    assertThat(rest.job(job).runsWhole()).isTrue();

    try (SampleFeed feed = new SampleFeed(this::send);
        ScoreLedger scores = new ScoreLedger(broker.bootstrapServers())) {
      await().atMost(SCORED_WITHIN).until(() -> scores.read().size() >= 1_000);

      // slots are taken evenly, so each TaskManager has tasks, and one alone has slots for all
      killATaskManager();
      await().atMost(SCORED_WITHIN).until(() -> rest.lastFailure(job).isPresent());
      await().atMost(SCORED_WITHIN).until(() -> rest.job(job).runsWhole());
      int scoredAtRecovery = scores.read().size();
      await().atMost(SCORED_WITHIN).until(() -> scores.read().size() >= scoredAtRecovery + 1_000);

      String savepoint = run("stop", "--savepoint", "--job-manager", rest.address().toString());
      assertThat(savepoint).contains(folder.savepoints().toString());
      String next = submit(rest, "--parallelism", "1", "--from-savepoint", savepoint);
      assertThat(next).isNotEqualTo(job);
      int sentAtRestart = feed.acknowledged().size();
      await()
          .atMost(SCORED_WITHIN)
          .until(() -> feed.acknowledged().size() >= sentAtRestart + 1_000);
      feed.close();

      await()
          .atMost(SCORED_WITHIN)
          .until(() -> scores.read().keySet().containsAll(feed.acknowledged()));
      assertThat(scores.read().keySet()).isEqualTo(feed.acknowledged());
      assertThat(scores.read().values()).allMatch(times -> times == 1);
    }
  }

  @Test
  void theRetrainJobRunsOnTheClusterAndItsModelsAreInKafka() throws Exception {
    run("cluster", "up", "--dir", folder.root().toString(), "--web-port", "0");
    FlinkRest rest = new FlinkRest(folder.address().orElseThrow());
    long beginning = System.currentTimeMillis() - Duration.ofDays(30).toMillis();
    for (int day = 0; day < 21; day++) {
      StringJoiner samples = new StringJoiner(",");
      for (int hour = 24 * day; hour < 24 * day + 24; hour++) {
        long value = Math.round(100 + 20 * Math.sin(hour * Math.PI / 12) + hour * 7919 % 5);
        samples.add("[" + (beginning + hour * 3_600_000L) + "," + value + "]");
      }
      for (String metric : List.of("load", "memory")) {
        send(
            "{\"series\":[{\"labels\":{\"__name__\":\"%s\"},\"samples\":[%s]}]}"
                .formatted(metric, samples));
      }
    }

    String table =
        run(
            "train",
            "--kafka",
            "--job-manager",
            rest.address().toString(),
            "--set",
            "kafka.bootstrap-servers=" + broker.bootstrapServers(),
            "--set",
            "training.span=40d",
            "--set",
            "training.step=1h");

    assertThat(table)
        .containsPattern("series +2\\n")
        .containsPattern("now champion +2\\n")
        .containsPattern("samples +1,008\\n");
    assertThat(rest.jobs()).extracting(FlinkRest.JobLine::state).containsExactly("FINISHED");
  }

  private void killATaskManager() {
    ClusterFolder.Member last = folder.running().get(folder.running().size() - 1);
    assertThat(last.name()).isEqualTo("taskmanager-2");
    last.process().destroyForcibly();
  }

  private String submit(FlinkRest rest, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("submit", "--job-manager", rest.address().toString()));
    arguments.addAll(List.of("--set", "kafka.bootstrap-servers=" + broker.bootstrapServers()));
    arguments.addAll(List.of("--set", "scores.publish=true", "--set", "checkpoints.interval=1s"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  /** Runs a command that must succeed; what it printed. */
  private static String run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
    assertThat(code).as(() -> String.join(" ", arguments) + "\n" + err).isZero();
    return out.toString().strip();
  }

  /** As the gateway writes it: keyed by source, so that order per series holds. */
  private boolean send(String json) throws InterruptedException {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>("vedette.metrics", bytes("test"), bytes(json));
    record.headers().add("vedette-format", bytes(MetricFormat.JSON.word()));
    try {
      producer.send(record).get();
      return true;
    } catch (ExecutionException refused) {
      throw new IllegalStateException(refused);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
