package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.schema.Labels;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.ScoredPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What is scored does not depend on where the state lies, or on when it was moved. */
class ScoreMetricStateTest {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final int SERIES = 20;

  private static final ScoringOptions OPTIONS =
      ScoringOptions.defaults()
          .withDetector(
              DetectorParameters.defaults().withWarmUp(10).withMinimumDeviation(1e-3, 0.0))
          .withHysteresis(new Hysteresis(2, 3, 3))
          .withEmitScores(true);

  private record Said(List<Anomaly> anomalies, List<Alert> alerts, List<ScoredPoint> scores) {

    static Said by(ScorerHarness... scorers) {
      Said said = new Said(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (ScorerHarness scorer : scorers) {
        said.anomalies.addAll(scorer.anomalies());
        said.alerts.addAll(scorer.alerts());
        said.scores.addAll(scorer.scores());
      }
      return said;
    }
  }

  private final List<Sample> samples = eventful();
  private final int half = samples.size() / 2;

  @Test
  void storyOfThisTestHasAnomaliesAndAlertsInBothHalves() throws Exception {
    try (ScorerHarness scorer = ScorerHarness.start(OPTIONS)) {
      scorer.pushAll(samples.subList(0, half));
      int alertsBefore = scorer.alerts().size();
      assertThat(alertsBefore).isGreaterThan(10);
      scorer.pushAll(samples.subList(half, samples.size()));
      assertThat(scorer.alerts().size()).isGreaterThan(alertsBefore);
    }
  }

  @Test
  void restoredScorerGoesOnExactly() throws Exception {
    Said uninterrupted = uninterrupted(new HashMapStateBackend());
    try (ScorerHarness first = ScorerHarness.start(OPTIONS)) {
      first.pushAll(samples.subList(0, half));
      OperatorSubtaskState snapshot = first.snapshot();
      // what comes after the snapshot changes living objects in place; the snapshot must not see it
      Said before = Said.by(first);
      first.pushAll(samples.subList(half, samples.size()));
      try (ScorerHarness second = ScorerHarness.restore(OPTIONS, snapshot)) {
        second.pushAll(samples.subList(half, samples.size()));
        assertThat(joined(before, Said.by(second))).isEqualTo(uninterrupted);
      }
    }
  }

  @Test
  void scorerOnRocksDbSaysTheSame() throws Exception {
    assertThat(uninterrupted(new EmbeddedRocksDBStateBackend()))
        .isEqualTo(uninterrupted(new HashMapStateBackend()));
  }

  @Test
  void twoScorersGoOnWhereOneStopped() throws Exception {
    Said uninterrupted = uninterrupted(new HashMapStateBackend());
    try (ScorerHarness one = ScorerHarness.start(OPTIONS)) {
      one.pushAll(samples.subList(0, half));
      OperatorSubtaskState snapshot = one.snapshot();
      try (ScorerHarness left = rescaled(snapshot, 0);
          ScorerHarness right = rescaled(snapshot, 1)) {
        for (Sample sample : samples.subList(half, samples.size())) {
          (subtaskOf(sample) == 0 ? left : right).push(sample);
        }
        assertThat(left.scores()).isNotEmpty();
        assertThat(right.scores()).isNotEmpty();
        assertThat(left.stateEntries() + right.stateEntries())
            .as("names, models in two parts, and the runs of some")
            .isBetween(3 * SERIES, 4 * SERIES);
        Said rescaled = Said.by(one, left, right);
        assertThat(rescaled.anomalies).containsExactlyInAnyOrderElementsOf(uninterrupted.anomalies);
        assertThat(rescaled.alerts).containsExactlyInAnyOrderElementsOf(uninterrupted.alerts);
        assertThat(rescaled.scores).containsExactlyInAnyOrderElementsOf(uninterrupted.scores);
      }
    }
  }

  private Said uninterrupted(StateBackend backend) throws Exception {
    try (ScorerHarness scorer = ScorerHarness.start(OPTIONS, backend, null, 1, 0)) {
      scorer.pushAll(samples);
      return Said.by(scorer);
    }
  }

  private static ScorerHarness rescaled(OperatorSubtaskState snapshot, int subtask)
      throws Exception {
    OperatorSubtaskState part =
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            snapshot, ScorerHarness.MAX_PARALLELISM, 1, 2, subtask);
    return ScorerHarness.start(OPTIONS, new HashMapStateBackend(), part, 2, subtask);
  }

  private static int subtaskOf(Sample sample) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        sample.seriesHash(), ScorerHarness.MAX_PARALLELISM, 2);
  }

  private static Said joined(Said first, Said second) {
    Said joined = new Said(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Said part : List.of(first, second)) {
      joined.anomalies.addAll(part.anomalies);
      joined.alerts.addAll(part.alerts);
      joined.scores.addAll(part.scores);
    }
    return joined;
  }

  /** Series taking turns; each with noise and outages of its own; announced every 25 samples. */
  private static List<Sample> eventful() {
    Random random = new Random(42);
    List<Sample> samples = new ArrayList<>();
    for (int step = 0; step < 200; step++) {
      for (int i = 0; i < SERIES; i++) {
        Series series =
            Series.of(Labels.of("__name__", i % 4 == 0 ? "a_total" : "a", "host", "h" + i));
        boolean outage = (step + 7 * i) % 60 > 50;
        double value =
            100 + random.nextGaussian() + (outage ? 40 + i : 0) + (i % 4 == 0 ? step : 0);
        long timestamp = BEGINNING + 15_000L * step;
        samples.add(
            step % 25 == 0
                ? new Sample(series, timestamp, value)
                : new Sample(series.labels().hash(), timestamp, value));
      }
    }
    return samples;
  }
}
