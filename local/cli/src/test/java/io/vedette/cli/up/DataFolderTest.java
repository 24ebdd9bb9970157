package io.vedette.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cli.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir Path temporary;

  @Test
  void twoAtATimeAreRefusedAndTheHolderIsNamed() throws Exception {
    Path folder = temporary.resolve("data");
    try (DataFolder first = DataFolder.open(folder)) {
      assertThatThrownBy(() -> DataFolder.open(folder))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("data folder " + folder + " is in use")
          .hasMessageContaining("(process " + ProcessHandle.current().pid() + ")")
          .hasMessageContaining("--data");
      assertThat(first.root()).isEqualTo(folder);
    }
    DataFolder.open(folder).close();
  }

  @Test
  void aFileInItsPlaceIsSaid() throws Exception {
    Path file = Files.writeString(temporary.resolve("data"), "");
    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(Problem.class)
        .hasMessage("data folder " + file + ": there is a file of that name");
  }

  @Test
  void oneThatCannotBeWrittenIsSaid() throws Exception {
    // a folder where the lock file should be: refused to root as well, which tests may run as
    Path folder = temporary.resolve("data");
    Files.createDirectories(folder.resolve(".lock"));
    assertThatThrownBy(() -> DataFolder.open(folder))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("data folder " + folder + " is not writable");
  }

  @Test
  void scratchFilesOfTheLastRunAreGone() throws Exception {
    Path folder = temporary.resolve("data");
    Path kept = folder.resolve("savepoints/savepoint-1/_metadata");
    Path scratch = folder.resolve("tmp/deep/file");
    for (Path file : new Path[] {kept, scratch}) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
    }
    DataFolder.open(folder).close();
    assertThat(scratch.getParent()).doesNotExist();
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
    assertThat(kept).hasContent("x");
  }
}
