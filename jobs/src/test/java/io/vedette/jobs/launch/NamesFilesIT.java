package io.vedette.jobs.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.files.MetricFileException;
import io.vedette.files.ModelLog;
import io.vedette.jobs.config.RetrainSettings;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.schema.result.AlertCluster;
import io.vedette.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names from recorded alerts to a file of models, and a replay that groups by it. */
@Timeout(240)
class NamesFilesIT {

  private static final Instant BEGINNING = Instant.parse("2024-01-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void namesAreTrainedToTheByteAndAReplayGroupsByThem() throws Exception {
    List<String> lines = lines();
    Path alerts = write("history.jsonl", lines);
    Path topology = Files.writeString(folder.resolve("calls.csv"), "caller,callee\ncart,redis\n");
    TrainingSummary summary =
        train(alerts, "first", "r1", "1", Map.of("training.topology", topology.toString()));
    assertThat(summary.series()).isZero();
    assertThat(summary.alerts()).isEqualTo(lines.size() - 1);
    assertThat(summary.refused()).isEqualTo(1);
    assertThat(summary.names()).containsOnlyKeys("default");
    assertThat(Objects.requireNonNull(summary.names().get("default")).status())
        .isEqualTo(ModelStatus.CHAMPION);
    NamesModelRecord model = only(models("first"));
    assertThat(model.getVersion()).isEqualTo("r1");
    assertThat(model.getSentences()).isEqualTo(600);
    assertThat(model.getFrom()).isEqualTo(BEGINNING.toEpochMilli());

    // the same alerts in another order, by more tasks
    Collections.shuffle(lines, new Random(3));
    train(
        write("shuffled.jsonl", lines),
        "second",
        "r1",
        "2",
        Map.of("training.topology", topology.toString()));
    NamesModelRecord again = only(models("second"));
    again.setTrainedAt(model.getTrainedAt());
    assertThat(ResultJson.write(again)).isEqualTo(ResultJson.write(model));

    // the run of this name is done; another finds nothing that the champion has not seen
    train(alerts, "first", "r1", "1", Map.of());
    assertThat(models("first")).hasSize(1);
    TrainingSummary next = train(alerts, "first", "r2", "1", Map.of());
    assertThat(Objects.requireNonNull(next.names().get("default")).status())
        .isEqualTo(ModelStatus.REJECTED);
    assertThat(models("first"))
        .extracting(NamesModelRecord::getStatus)
        .containsExactly(ModelStatus.CHAMPION, ModelStatus.REJECTED);

    Path names = folder.resolve("first").resolve(RetrainJob.NAMES);
    Map<String, String> spelled = incidents(replay("spelled", null));
    assertThat(spelled.get("a")).isNotEqualTo(spelled.get("b"));
    Path out = replay("trained", names);
    Map<String, String> trained = incidents(out);
    assertThat(trained.get("a")).isEqualTo(trained.get("b"));
    assertThat(trained.get("c")).isNotEqualTo(trained.get("a"));
    assertThat(Files.readAllLines(out.resolve(Replay.CLUSTERS)))
        .extracting(line -> ResultJson.read(line.getBytes(UTF_8), AlertCluster.class))
        .isNotEmpty()
        .allSatisfy(cluster -> assertThat(cluster.getNamesVersion()).isEqualTo("r1"));
    assertThat(out.resolve(Replay.AUDIT)).content().doesNotContain("NAMES_CHANGED");
  }

  @Test
  void aFileThatHoldsNoModelsOfNamesIsRefusedBeforeAnythingRuns() throws Exception {
    Path wrong = write("models.jsonl", List.of("{\"seriesId\":\"00\"}"));
    assertThatThrownBy(() -> replay("refused", wrong))
        .isInstanceOf(MetricFileException.class)
        .hasMessage(wrong + ":1: NamesModelRecord: field environment is missing");
    assertThatThrownBy(() -> replay("refused", folder.resolve("nowhere")))
        .isInstanceOf(MetricFileException.class)
        .hasMessageEndingWith("nowhere: no such file; expected models of names");
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  /** The history as a replay takes it, and a line that is none. */
  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (NameStory.Past past : NameStory.moments(600, BEGINNING)) {
      lines.add(
          "{\"id\":\"%s\",\"ts\":\"%s\",\"service\":\"%s\",\"name\":\"slow\"}"
              .formatted(past.id(), past.at(), past.service()));
    }
    lines.add("{\"ts\":1}");
    return lines;
  }

  private Path write(String name, List<String> lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private TrainingSummary train(
      Path alerts, String out, String run, String tasks, Map<String, String> more)
      throws Exception {
    Map<String, String> values = new HashMap<>(more);
    values.put("training.history", "none");
    values.put("training.alerts", alerts.toString());
    values.put("training.out", folder.resolve(out).toString());
    values.put("training.run", run);
    values.put("job.parallelism", tasks);
    Settings settings = Settings.resolve(RetrainSettings.ALL, values, Map.of(), null);
    RetrainSettings.validate(settings);
    return Training.run(
        RetrainSettings.begun(settings, Instant.now()), (read, samples, trained, series) -> {});
  }

  private List<NamesModelRecord> models(String out) throws IOException {
    List<NamesModelRecord> models = new ArrayList<>();
    ModelLog.readNames(folder.resolve(out).resolve(RetrainJob.NAMES), models::add);
    return models;
  }

  private static NamesModelRecord only(List<NamesModelRecord> models) {
    assertThat(models).hasSize(1);
    return models.get(0);
  }

  private Path replay(String name, @Nullable Path models) throws Exception {
    Path alerts =
        write(
            "new.jsonl",
            List.of(
                "{\"id\":\"a\",\"ts\":1710000000,\"service\":\"cart\",\"name\":\"slow\"}",
                "{\"id\":\"b\",\"ts\":1710000003,\"service\":\"redis\",\"name\":\"slow\"}",
                "{\"id\":\"c\",\"ts\":1710000004,\"service\":\"ledger\",\"name\":\"slow\"}"));
    Path out = folder.resolve(name);
    Replay.run(
        new ReplayOptions(null, null, alerts, out, ReplaySettings.resolve(Map.of(), Map.of(), null))
            .withModels(models),
        (read, total, points) -> {});
    return out;
  }

  private static Map<String, String> incidents(Path out) throws IOException {
    Map<String, String> incidents = new HashMap<>();
    for (String line : Files.readAllLines(out.resolve(Replay.ALERT_INCIDENTS))) {
      incidents.put(line.substring(0, line.indexOf(',')), line.substring(line.indexOf(',') + 1));
    }
    return incidents;
  }
}
