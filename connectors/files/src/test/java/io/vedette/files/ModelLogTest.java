package io.vedette.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.SeriesHash;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.model.ModelFigures;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLogTest {

  @TempDir Path folder;
  private Path log;

  @BeforeEach
  void placeLog() {
    log = folder.resolve("models.jsonl");
  }

  @Test
  void whereThereIsNoFileThereAreNoModels() throws IOException {
    ModelLog.repair(log);
    assertThat(read()).isEmpty();
    assertThat(log).doesNotExist();
  }

  @Test
  void aLineThatIsNotWholeIsCutOff() throws IOException {
    append(model(1, ModelStatus.CHAMPION, "a"));
    String whole = Files.readString(log);
    Files.writeString(log, whole.substring(0, whole.length() / 2), StandardOpenOption.APPEND);

    ModelLog.repair(log);

    assertThat(log).content().isEqualTo(whole);
    ModelLog.repair(log);
    assertThat(log).content().isEqualTo(whole);
  }

  @Test
  void aFileThatIsNothingButALineNotWholeIsEmptyAfterwards() throws IOException {
    Files.writeString(log, "{\"seriesId\":");
    ModelLog.repair(log);
    assertThat(log).isEmptyFile();
  }

  @Test
  void compactionLeavesTheLastOfEveryPlaceInTheirOrder() throws IOException {
    append(model(1, ModelStatus.CHAMPION, "a"));
    append(model(2, ModelStatus.CHAMPION, "a"));
    append(model(1, ModelStatus.REJECTED, "b"));
    append(model(2, ModelStatus.CHAMPION, "b"));
    append(model(1, ModelStatus.REJECTED, "c"));

    ModelLog.compact(log);

    assertThat(read()).containsExactly("1 CHAMPION a", "2 CHAMPION b", "1 REJECTED c");
    assertThat(folder)
        .isDirectoryContaining("glob:**.jsonl")
        .isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void aLineThatIsNoModelIsSaidByFileAndLine() throws IOException {
    append(model(1, ModelStatus.CHAMPION, "a"));
    Files.writeString(log, "{}\n", StandardOpenOption.APPEND);
    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessage(log + ":2: ModelRecord: field seriesId is missing");
  }

  private List<String> read() throws IOException {
    List<String> models = new ArrayList<>();
    ModelLog.read(
        log,
        model ->
            models.add(
                SeriesHash.ofHex(model.getSeriesId())
                    + " "
                    + model.getStatus()
                    + " "
                    + model.getVersion()));
    return models;
  }

  private void append(ModelRecord model) throws IOException {
    Files.writeString(
        log,
        new String(ResultJson.write(model), StandardCharsets.UTF_8) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static ModelRecord model(long series, ModelStatus status, String version) {
    return ModelRecord.newBuilder()
        .setSeriesId(SeriesHash.toHex(series))
        .setSeries("s" + series)
        .setVersion(version)
        .setStatus(status)
        .setTrainedAt(0)
        .setFrom(0)
        .setTo(0)
        .setStep(1)
        .setFigures(
            ModelFigures.newBuilder()
                .setMase(1)
                .setCoverage(1)
                .setNaiveMase(1)
                .setComparedError(1)
                .setChampionError(1)
                .build())
        .build();
  }
}
