package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Direction;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.Severity;
import io.vedette.schema.state.ScoreStateRecord;
import java.util.Objects;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Restores the state that release 0.1 wrote. The file is never regenerated, and no expectation here
 * is changed to suit newer code: whoever breaks this test breaks the upgrade of everyone who runs
 * 0.1.
 */
class ScoreMetricEvolutionTest {

  private static final String WRITTEN_BY_0_1 =
      "src/test/resources/snapshots/score-metric-0.1.snapshot";

  private ScorerHarness scorer;

  @BeforeEach
  void restore() throws Exception {
    scorer =
        ScorerHarness.restore(
            SnapshotStory.OPTIONS, OperatorSnapshotUtil.readStateHandle(WRITTEN_BY_0_1));
  }

  @AfterEach
  void close() throws Exception {
    scorer.close();
  }

  @Test
  void everySeriesIsBack() throws Exception {
    assertThat(scorer.stateEntries()).as("4 names, 5 models").isEqualTo(9);
    for (Series series :
        new Series[] {
          SnapshotStory.FIRING, SnapshotStory.COUNTER, SnapshotStory.WARMING_UP, SnapshotStory.ENDED
        }) {
      KnownSeries name = Objects.requireNonNull(scorer.nameOf(series), series::toString);
      assertThat(name.series()).isEqualTo(series);
    }
  }

  @Test
  void firingSeriesHasItsExactModelAndRun() throws Exception {
    ScoreStateRecord state = stored(SnapshotStory.FIRING);
    assertThat(state.getLastTimestamp()).isEqualTo(SnapshotStory.at(6));
    assertThat(Double.longBitsToDouble(state.getLastValueBits())).isEqualTo(7.0);
    assertThat(state.getCounter()).isFalse();
    assertThat(state.getHysteresis()).isEqualTo(Long.MIN_VALUE | 0b11);
    assertThat(state.getStartsAt()).isEqualTo(SnapshotStory.at(5));
    assertThat(state.getSeverity()).isEqualTo(Severity.WARNING);
    assertThat(state.getDirection()).isEqualTo(Direction.BELOW);
    assertThat(state.getDetector().getVersion()).isEqualTo(1);
    assertThat(state.getDetector().getSamples()).isEqualTo(7);
    assertThat(state.getDetector().getRun()).isEqualTo(2);
    assertClose(state.getDetector().getWeight(), 1 - Math.pow(0.9, 6));
    double gain = 0.1 / (1 - Math.pow(0.9, 6));
    assertClose(state.getDetector().getMean(), 10 - gain);
    assertClose(state.getDetector().getVariance(), gain * (1 - gain));
    assertClose(state.getDetector().getRunWeight(), 0.19);
    assertClose(state.getDetector().getRunMean(), (0.9 * 8 + 7) / 1.9);
    assertClose(state.getPeakScore(), 1 - Math.pow(2, gain - 3));
  }

  @Test
  void otherSeriesHaveTheirExactStates() throws Exception {
    ScoreStateRecord counter = stored(SnapshotStory.COUNTER);
    assertThat(counter.getCounter()).isTrue();
    assertThat(counter.getDetector().getSamples()).isEqualTo(7);
    assertThat(counter.getDetector().getMean()).isEqualTo(2.0);
    assertThat(stored(SnapshotStory.WARMING_UP).getDetector().getSamples()).isEqualTo(1);
    ScoreStateRecord ended = stored(SnapshotStory.ENDED);
    assertThat(ended.getLastValueBits()).isEqualTo(Sample.STALE_NAN_BITS);
    assertThat(ended.getDetector().getMean()).isEqualTo(3.0);
  }

  @Test
  void detectorBeginsWithAWarmUpAndTheOpenAlertStays() throws Exception {
    long firing = SnapshotStory.FIRING.labels().hash();
    scorer.push(new Sample(firing, SnapshotStory.at(7), 7));
    assertThat(scorer.scores().get(0).getOutcome()).isEqualTo(ScoreOutcome.WARMING_UP);
    for (int i = 8; i < 20; i++) {
      scorer.push(new Sample(firing, SnapshotStory.at(i), 7));
    }
    Alert resolved = scorer.alerts().get(0);
    assertThat(resolved.getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(resolved.getName()).isEqualTo("MetricBelowBand");
    assertThat(resolved.getId()).isEqualTo("eba4be419d397840-" + SnapshotStory.at(5));
    assertThat(resolved.getService()).isEqualTo("cart");
    assertThat(resolved.getEndsAt()).as("warm-up of 5, 3 normal").isEqualTo(SnapshotStory.at(14));

    long counter = SnapshotStory.COUNTER.labels().hash();
    scorer.push(new Sample(counter, SnapshotStory.at(8), 30 * 8));
    assertThat(scorer.scores().get(13).getValue()).isEqualTo(2.0);

    scorer.push(new Sample(SnapshotStory.UNNAMED, SnapshotStory.at(5), 1));
    assertThat(scorer.scores().get(14).getSeries())
        .isEqualTo(SeriesHash.toHex(SnapshotStory.UNNAMED));
  }

  private ScoreStateRecord stored(Series series) throws Exception {
    return Objects.requireNonNull(scorer.scoreOf(series), series::toString).toStored();
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, Offset.offset(1e-12));
  }
}
