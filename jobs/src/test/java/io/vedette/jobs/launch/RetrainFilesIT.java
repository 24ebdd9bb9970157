package io.vedette.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.files.ModelLog;
import io.vedette.jobs.config.RetrainSettings;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import io.vedette.settings.Settings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recorded files to a file of models, through the whole job in this process. */
@Timeout(240)
class RetrainFilesIT {

  private static final long MONDAY = 1_704_067_200L; // 2024-01-01, seconds

  @TempDir Path folder;
  private Path metrics;
  private Path out;

  @BeforeEach
  void placeFiles() {
    metrics = folder.resolve("history.csv");
    out = folder.resolve("out");
  }

  @Test
  void everySeriesLeavesOneRecordAndTheSummaryBalances() throws Exception {
    record(metrics, 5, 0, 24 * 21);
    Files.writeString(metrics, Files.readString(metrics) + MONDAY + ",tiny,1\nnot a time,s0,1\n");

    TrainingSummary first = train(Map.of("training.run", "first"));

    assertThat(first.run()).isEqualTo("first");
    assertThat(first.series()).isEqualTo(6);
    assertThat(first.trained()).isEqualTo(5);
    assertThat(first.byStatus())
        .containsEntry(ModelStatus.CHAMPION, 5L)
        .containsEntry(ModelStatus.REJECTED, 1L)
        .hasSize(2);
    assertThat(first.betterThanNaive()).isEqualTo(5);
    assertThat(first.medianMase()).isBetween(0.1, 1.0);
    assertThat(first.samples()).isEqualTo(5 * 24 * 21 + 1);
    assertThat(first.refused()).isEqualTo(1);
    assertThat(first.rejections()).hasSize(1);
    assertThat(models())
        .extracting(ModelRecord::getSeries)
        .containsExactlyInAnyOrder("s0", "s1", "s2", "s3", "s4", "tiny");
    assertThat(out.resolve("dead-letters.jsonl")).content().contains("'not a time' is not a time");
  }

  @Test
  void theNextRunChallengesTheChampionsAndTheFileStaysCompact() throws Exception {
    record(metrics, 3, 0, 24 * 21);
    train(Map.of("training.run", "first"));
    Path more = folder.resolve("more.csv");
    record(more, 3, 0, 24 * 22);

    TrainingSummary second =
        train(Map.of("training.run", "second", "training.metrics", more.toString()));

    assertThat(second.series()).isEqualTo(3);
    List<ModelRecord> ofSecond =
        models().stream().filter(model -> model.getVersion().equals("second")).toList();
    assertThat(ofSecond)
        .allSatisfy(
            model -> {
              assertThat(model.getFigures().getChampionVersion()).isEqualTo("first");
              assertThat(model.getFigures().getCompared()).isEqualTo(24);
              boolean better =
                  model.getFigures().getComparedError() < model.getFigures().getChampionError();
              assertThat(model.getStatus())
                  .isEqualTo(better ? ModelStatus.CHAMPION : ModelStatus.REJECTED);
            });
    assertThat(models())
        .filteredOn(model -> model.getStatus() == ModelStatus.CHAMPION)
        .as("each series has one champion")
        .hasSize(3);
  }

  @Test
  void aRunThatIsKilledGoesOnWhereItWas() throws Exception {
    record(metrics, 80, 0, 24 * 21);
    Process child = trainInAProcessOfItsOwn("killed");
    Path log = out.resolve("models.jsonl");
    try {
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(10))
          .until(() -> !child.isAlive() || (Files.exists(log) && Files.size(log) > 10_000));
      assertThat(child.isAlive()).as("it is killed before its end").isTrue();
    } finally {
      child.destroyForcibly().waitFor();
    }
    ModelLog.repair(log);
    List<ModelRecord> before = models();
    assertThat(before).hasSizeBetween(1, 79);

    TrainingSummary rest = train(Map.of("training.run", "killed"));

    assertThat(rest.series()).isEqualTo(80);
    List<ModelRecord> after = models();
    assertThat(after).hasSize(80).startsWith(before.toArray(new ModelRecord[0]));
    assertThat(after).extracting(ModelRecord::getSeriesId).doesNotHaveDuplicates();
    assertThat(after).allSatisfy(m -> assertThat(m.getVersion()).isEqualTo("killed"));
  }

  @Test
  void aFolderThatAnotherRunWritesToIsRefused() throws Exception {
    record(metrics, 1, 0, 24);
    Files.createDirectories(out);
    try (var lock =
            FileChannel.open(
                out.resolve(".models.jsonl.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var held = lock.lock()) {
      assertThat(held.isValid()).isTrue();
      assertThatThrownBy(() -> train(Map.of()))
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("another run is writing to it");
    }
  }

  private TrainingSummary train(Map<String, String> more) throws Exception {
    return Training.run(
        RetrainSettings.begun(settings(more), Instant.now()),
        (read, samples, trained, series) -> {});
  }

  private Settings settings(Map<String, String> more) {
    Map<String, String> values = new HashMap<>();
    values.put("training.history", "files");
    values.put("training.metrics", metrics.toString());
    values.put("training.out", out.toString());
    values.put("training.step", "1h");
    values.put("job.parallelism", "2");
    values.putAll(more);
    Settings settings = Settings.resolve(RetrainSettings.ALL, values, Map.of(), null);
    RetrainSettings.validate(settings);
    return settings;
  }

  private Process trainInAProcessOfItsOwn(String run) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), TrainMain.class.getName()));
    settings(Map.of("training.run", run))
        .texts()
        .forEach((key, value) -> command.add(key + "=" + value));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("child.out").toFile())
        .start();
  }

  /** Trains by the settings that are its arguments. */
  static final class TrainMain {

    private TrainMain() {}

    public static void main(String[] arguments) throws Exception {
      Map<String, String> values = new HashMap<>();
      for (String argument : arguments) {
        String[] pair = argument.split("=", 2);
        values.put(pair[0], pair[1]);
      }
      Training.run(
          RetrainSettings.begun(Settings.of(values), Instant.now()),
          (read, samples, trained, series) -> {});
      System.exit(0);
    }
  }

  private List<ModelRecord> models() throws IOException {
    List<ModelRecord> models = new ArrayList<>();
    ModelLog.read(out.resolve("models.jsonl"), models::add);
    return models;
  }

  /** Hourly, each series with a day in it. */
  private static void record(Path file, int series, int from, int to) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("timestamp,series,value\n");
      for (int s = 0; s < series; s++) {
        Random random = new Random(s);
        for (int hour = from; hour < to; hour++) {
          double value = 100 + 20 * Math.sin((hour + s) * Math.PI / 12) + 2 * random.nextGaussian();
          out.write((MONDAY + hour * 3600L) + ",s" + s + "," + value + "\n");
        }
      }
    }
  }
}
