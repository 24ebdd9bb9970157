package io.vedette.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cli.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeOffsets;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorePointsTest {

  private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path data;

  private final List<String> warnings = new ArrayList<>();
  private Path checkpoints;
  private Path savepoints;
  private RestorePoints points;

  @BeforeEach
  void emptyFolder() {
    checkpoints = data.resolve("checkpoints");
    savepoints = data.resolve("savepoints");
    points = new RestorePoints(checkpoints, savepoints, warnings::add);
  }

  @Test
  void nothingIsFoundWhereNothingRan() {
    assertThat(points.newest()).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void aLaterCheckpointWinsOverAnEarlierSavepoint() throws Exception {
    write(savepoints.resolve("savepoint-a"), 3, BEGINNING);
    Path latest = write(checkpoints.resolve("run2/chk-10"), 10, BEGINNING.plusSeconds(20));
    write(checkpoints.resolve("run2/chk-9"), 9, BEGINNING.plusSeconds(10));
    assertThat(newestFolder()).isEqualTo(latest);
  }

  @Test
  void aSavepointOfACleanStopWinsOverWhatAnOlderRunLeft() throws Exception {
    write(checkpoints.resolve("run1/chk-7"), 7, BEGINNING);
    Path savepoint = write(savepoints.resolve("savepoint-b"), 8, BEGINNING.plusSeconds(1));
    assertThat(newestFolder()).isEqualTo(savepoint);
  }

  @Test
  void numbersDecideBeforeTimesSinceCopiesLoseTheirTimes() throws Exception {
    write(checkpoints.resolve("run/chk-2"), 2, BEGINNING.plusSeconds(60));
    Path latest = write(checkpoints.resolve("run/chk-11"), 11, BEGINNING);
    assertThat(newestFolder()).isEqualTo(latest);
  }

  @Test
  void ofTwoRunsWithTheSameNumberTheOneWrittenLaterWins() throws Exception {
    write(checkpoints.resolve("run1/chk-5"), 5, BEGINNING);
    Path latest = write(checkpoints.resolve("run2/chk-5"), 5, BEGINNING.plusSeconds(9));
    assertThat(newestFolder()).isEqualTo(latest);
  }

  @Test
  void aCheckpointThatWasNeverCompletedDoesNotCount() throws Exception {
    Path complete = write(checkpoints.resolve("run/chk-4"), 4, BEGINNING);
    Files.createDirectories(checkpoints.resolve("run/chk-5"));
    assertThat(newestFolder()).isEqualTo(complete);
    assertThat(warnings).isEmpty();
  }

  @Test
  void damagedMetadataFallsBackToTheOlderOneWithAWarning() throws Exception {
    Path older = write(checkpoints.resolve("run/chk-4"), 4, BEGINNING);
    Path damaged = write(checkpoints.resolve("run/chk-5"), 5, BEGINNING);
    byte[] bytes = Files.readAllBytes(damaged.resolve("_metadata"));
    Files.write(damaged.resolve("_metadata"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(newestFolder()).isEqualTo(older);
    assertThat(warnings).singleElement().asString().startsWith(damaged.toString());
  }

  @Test
  void aTruncatedStateFileFallsBackToo() throws Exception {
    Path older = write(checkpoints.resolve("run/chk-4"), 4, BEGINNING);
    Path damaged = write(checkpoints.resolve("run/chk-5"), 5, BEGINNING);
    Files.writeString(damaged.resolve("state"), "sho");
    assertThat(newestFolder()).isEqualTo(older);
    assertThat(warnings).singleElement().asString().contains("state has 3 bytes and should have 5");
  }

  @Test
  void aMissingStateFileFallsBackToo() throws Exception {
    Path older = write(checkpoints.resolve("run/chk-4"), 4, BEGINNING);
    Files.delete(write(checkpoints.resolve("run/chk-5"), 5, BEGINNING).resolve("state"));
    assertThat(newestFolder()).isEqualTo(older);
  }

  @Test
  void whenAllAreDamagedItDoesNotStartAnewByItself() throws Exception {
    Path only = write(checkpoints.resolve("run/chk-1"), 1, BEGINNING);
    Files.write(only.resolve("_metadata"), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> points.newest())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("none of the 1 checkpoints and savepoints")
        .hasMessageContaining("--ignore-state");
  }

  @Test
  void pruningKeepsTheRunningJobAndTheNewestEarlierRuns() throws Exception {
    write(checkpoints.resolve("run1/chk-1"), 1, BEGINNING);
    write(checkpoints.resolve("run1/chk-2"), 2, BEGINNING);
    write(savepoints.resolve("savepoint-a"), 3, BEGINNING);
    write(checkpoints.resolve("run2/chk-4"), 4, BEGINNING);
    Files.createDirectories(checkpoints.resolve("run-that-completed-none/shared"));
    Files.createDirectories(checkpoints.resolve("now/shared"));

    points.prune(2, "now");

    assertThat(checkpoints.resolve("run1")).doesNotExist();
    assertThat(checkpoints.resolve("run-that-completed-none")).doesNotExist();
    assertThat(savepoints.resolve("savepoint-a")).exists();
    assertThat(checkpoints.resolve("run2/chk-4/_metadata")).exists();
    assertThat(checkpoints.resolve("now")).exists();
  }

  private Path newestFolder() {
    return points.newest().orElseThrow().folder();
  }

  /** As a heap state backend leaves it: metadata, and one file with keyed state. */
  private static Path write(Path folder, long id, Instant written) throws IOException {
    Files.createDirectories(folder);
    Path state = Files.writeString(folder.resolve("state"), "state");
    OperatorState operator = new OperatorState(new OperatorID(1, 2), 1, 128);
    operator.putState(
        0,
        OperatorSubtaskState.builder()
            .setManagedKeyedState(
                new KeyGroupsStateHandle(
                    new KeyGroupRangeOffsets(KeyGroupRange.of(0, 127)),
                    new FileStateHandle(
                        new org.apache.flink.core.fs.Path(state.toUri()), Files.size(state))))
            .build());
    Path metadata = folder.resolve("_metadata");
    try (OutputStream out = Files.newOutputStream(metadata)) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(id, List.of(operator), List.of()), out);
    }
    Files.setLastModifiedTime(metadata, FileTime.from(written));
    return folder;
  }
}
