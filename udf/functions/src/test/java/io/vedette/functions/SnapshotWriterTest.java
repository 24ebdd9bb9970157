package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Writes the state snapshot of a release, once:
 *
 * <pre>
 *   mvn -pl udf/functions -am test -Dtest=SnapshotWriterTest -Dsurefire.failIfNoSpecifiedTests=false \\
 *       -Dvedette.snapshot=src/test/resources/snapshots/score-metric-0.2.snapshot
 * </pre>
 *
 * <p>A file that is committed is never written again: it stands for the checkpoints that users of
 * that release have. When a release changes the state, give it a file and a test of its own, and
 * leave the older ones as they are.
 */
class SnapshotWriterTest {

  private static final String FILE = "vedette.snapshot";

  @Test
  @EnabledIfSystemProperty(named = FILE, matches = ".+")
  void writesASnapshotThatIsNotThereYet() throws Exception {
    Path file = Path.of(System.getProperty(FILE));
    assertThat(file).as("a released snapshot is never written again").doesNotExist();
    boolean ofControls = file.getFileName().toString().contains("controls");
    try (ScorerHarness scorer =
        ScorerHarness.start(ofControls ? ScorerStory.OPTIONS : SnapshotStory.OPTIONS)) {
      if (ofControls) {
        ControlsStory.tell(scorer);
      } else {
        SnapshotStory.tell(scorer);
      }
      OperatorSnapshotUtil.writeStateHandle(scorer.snapshot(), file.toString());
    }
  }
}
