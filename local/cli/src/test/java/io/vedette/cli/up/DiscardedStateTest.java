package io.vedette.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscardedStateTest {

  private static final Instant BEGINNING = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant A_DAY_LATER = Instant.parse("2026-01-02T12:00:00Z");

  @TempDir Path folder;

  private final List<String> warnings = new ArrayList<>();

  @Test
  void whatWasThereIsNoLongerRestoredFromButKept() throws Exception {
    try (DataFolder data = DataFolder.open(folder)) {
      checkpoint(data, "run1/chk-5000");
      Files.createDirectories(data.savepoints().resolve("savepoint-a"));

      Path aside = DiscardedState.setAside(data, BEGINNING, warnings::add).orElseThrow();

      assertThat(aside.getFileName()).hasToString("discarded-20260101T120000.000Z");
      assertThat(aside.resolve("checkpoints/run1/chk-5000/_metadata")).exists();
      assertThat(aside.resolve("savepoints/savepoint-a")).exists();
      assertThat(data.checkpoints()).isEmptyDirectory();
      assertThat(data.savepoints()).isEmptyDirectory();
      assertThat(new RestorePoints(data.checkpoints(), data.savepoints(), warnings::add).newest())
          .isEmpty();
    }
  }

  @Test
  void onlyTheNewestIsKept() throws Exception {
    try (DataFolder data = DataFolder.open(folder)) {
      checkpoint(data, "run1/chk-5000");
      Path first = DiscardedState.setAside(data, BEGINNING, warnings::add).orElseThrow();
      checkpoint(data, "run2/chk-1");
      Path second = DiscardedState.setAside(data, A_DAY_LATER, warnings::add).orElseThrow();
      assertThat(first).doesNotExist();
      assertThat(second.resolve("checkpoints/run2/chk-1")).exists();
      assertThat(warnings).isEmpty();
    }
  }

  @Test
  void whereNothingIsNothingIsMovedAndTheLastOnesStay() throws Exception {
    try (DataFolder data = DataFolder.open(folder)) {
      checkpoint(data, "run1/chk-5000");
      Path first = DiscardedState.setAside(data, BEGINNING, warnings::add).orElseThrow();
      assertThat(DiscardedState.setAside(data, A_DAY_LATER, warnings::add)).isEmpty();
      assertThat(first).exists();
    }
  }

  private static void checkpoint(DataFolder data, String name) throws IOException {
    Path made = Files.createDirectories(data.checkpoints().resolve(name));
    Files.writeString(made.resolve(RestorePoint.METADATA), "metadata");
  }
}
