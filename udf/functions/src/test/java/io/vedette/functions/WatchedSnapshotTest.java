package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.functions.silence.SilenceOptions;
import io.vedette.schema.Labels;
import io.vedette.schema.Series;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import java.nio.file.Path;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Restores what release 0.2 wrote of series that are watched: timers, intervals, samples kept in a
 * run. The file is never written again, and no expectation here is changed to suit newer code. It
 * was written once, by
 *
 * <pre>
 *   mvn -pl udf/functions -am test -Dtest=WatchedSnapshotTest -Dsurefire.failIfNoSpecifiedTests=false \\
 *       -Dvedette.snapshot=src/test/resources/snapshots/score-metric-watched-0.2.snapshot
 * </pre>
 */
class WatchedSnapshotTest {

  private static final String WRITTEN_BY_0_2 =
      "src/test/resources/snapshots/score-metric-watched-0.2.snapshot";

  private static final ScoringOptions OPTIONS =
      ScoringOptions.defaults()
          .withDetector(DetectorParameters.defaults().withWarmUp(5).withMinimumDeviation(1.0, 0.0));

  private static final long INTERVAL = 15_000;
  private static final long BEGINNING = 1_700_000_000_000L;
  private static final int SAMPLES = 40;

  private static final Series QUIET =
      Series.of(Labels.of("__name__", "quiet", "job", "shop", "instance", "a:1"));
  private static final Series IN_A_RUN =
      Series.of(Labels.of("__name__", "in_a_run", "job", "shop", "instance", "a:1"));

  @Test
  void timersFireAndRunsCanBeAmended() throws Exception {
    try (ScorerHarness scorer =
        ScorerHarness.watching(
            OPTIONS,
            SilenceOptions.defaults(),
            OperatorSnapshotUtil.readStateHandle(WRITTEN_BY_0_2))) {
      assertThat(scorer.timers()).isEqualTo(2);

      scorer.push(IN_A_RUN, at(SAMPLES - 3), 10);
      assertThat(scorer.audits())
          .extracting(Audit::getKind)
          .containsExactly(
              AuditKind.SCORE_AMENDED, AuditKind.ANOMALY_WITHDRAWN, AuditKind.ALERT_WITHDRAWN);

      scorer.push(IN_A_RUN, at(SAMPLES), 10);
      scorer.eventTime(at(SAMPLES));
      scorer.eventTime(at(SAMPLES - 1) + 2 * 60_000);
      assertThat(scorer.transitions()).containsExactly("PRESENT -> OVERDUE");
      assertThat(scorer.lastTransition().getSeries()).isEqualTo(QUIET.labels().hash());
      assertThat(scorer.lastTransition().getAt()).isEqualTo(at(SAMPLES - 1));
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "vedette.snapshot", matches = ".*watched.*")
  void writesTheSnapshotWhenItIsNotThereYet() throws Exception {
    Path file = Path.of(System.getProperty("vedette.snapshot"));
    assertThat(file).as("a released snapshot is never written again").doesNotExist();
    try (ScorerHarness scorer = ScorerHarness.watching(OPTIONS, SilenceOptions.defaults(), null)) {
      for (int i = 0; i < SAMPLES; i++) {
        scorer.push(QUIET, at(i), 10);
        scorer.push(IN_A_RUN, at(i), i < SAMPLES - 3 ? 10 : 99);
        scorer.eventTime(at(i));
      }
      OperatorSnapshotUtil.writeStateHandle(scorer.snapshot(), file.toString());
    }
  }

  private static long at(int sample) {
    return BEGINNING + sample * INTERVAL;
  }
}
