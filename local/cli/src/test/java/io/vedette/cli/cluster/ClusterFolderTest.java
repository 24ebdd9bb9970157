package io.vedette.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
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
  void theAddressIsRemembered() {
    ClusterFolder folder = new ClusterFolder(root);
    assertThat(folder.address()).isEmpty();
    folder.make();
    folder.rememberAddress(URI.create("http://127.0.0.1:18081"));
    assertThat(new ClusterFolder(root).address()).contains(URI.create("http://127.0.0.1:18081"));
  }
}
