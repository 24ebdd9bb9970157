package io.vedette.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFolderTest {

  @TempDir Path root;

  @Test
  void aProcessIdGivenToAnotherProgramIsNotOurs() {
    ClusterFolder folder = new ClusterFolder(root);
    folder.make();
    folder.remember(ClusterFolder.JOB_MANAGER, ProcessHandle.current());
    assertThat(folder.running()).isEmpty();
    assertThat(new LocalCluster(folder).down()).isZero();
  }

  @Test
  void aProcessOfThisClusterIsAMemberAndOneOfAFolderWhoseNameBeginsTheSameIsNot() throws Exception {
    ClusterFolder ours = new ClusterFolder(root.resolve("cluster"));
    ClusterFolder longer = new ClusterFolder(root.resolve("cluster2"));
    ours.make();
    Process process = waiting(ours.marker());
    Process other = waiting(longer.marker());
    try {
      ours.remember("taskmanager-1", process.toHandle());
      ours.remember("taskmanager-2", other.toHandle());
      assertThat(ours.running())
          .containsExactly(new ClusterFolder.Member("taskmanager-1", process.toHandle()));
    } finally {
      process.destroyForcibly().waitFor();
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void aPidFileCutOffIsNoProcess() throws Exception {
    ClusterFolder folder = new ClusterFolder(root);
    folder.make();
    Files.writeString(folder.pids().resolve(ClusterFolder.JOB_MANAGER), "");
    Files.writeString(folder.pids().resolve("taskmanager-1"), "12x");
    assertThat(folder.running()).isEmpty();
  }

  /** A process with this argument that does nothing. */
  private static Process waiting(String argument) throws Exception {
    Process process =
        new ProcessBuilder("/bin/sh", "-c", "echo up; read nothing", "sh", argument).start();
    // once it speaks it has its own command line, no longer that of this process
    assertThat(process.inputReader().readLine()).isEqualTo("up");
    return process;
  }

  @Test
  void theAddressIsRemembered() {
    ClusterFolder folder = new ClusterFolder(root);
    assertThat(folder.address()).isEmpty();
    folder.make();
    folder.rememberAddress(URI.create("http://127.0.0.1:18081"));
    assertThat(new ClusterFolder(root).address()).contains(URI.create("http://127.0.0.1:18081"));
  }
}
