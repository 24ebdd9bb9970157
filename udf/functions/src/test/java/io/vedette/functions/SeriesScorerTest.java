package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Series;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A series at hand is scored as the stream would score it. */
class SeriesScorerTest {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final int SAMPLES = 800;
  private static final Labels LABELS = Labels.of("__name__", "queue_depth", "service", "mailer");
  private static final ScoringOptions OPTIONS = ScoringOptions.defaults().withEmitScores(true);

  private final Random random = new Random(11);
  private final long[] timestamps = new long[SAMPLES];
  private final double[] values = new double[SAMPLES];

  SeriesScorerTest() {
    for (int i = 0; i < SAMPLES; i++) {
      timestamps[i] = BEGINNING + i * MINUTE;
      values[i] = 100 + random.nextGaussian();
    }
  }

  @Test
  void saysWhatTheStreamSaysOfAGaugeThatBreaksOutAndComesBack() throws Exception {
    Arrays.fill(values, 600, 620, 200);
    values[700] = Double.NaN;
    timestamps[750] = timestamps[740]; // corrected

    SeriesScorer.Scored scored = assertSameAsTheStream(Series.of(LABELS));

    assertThat(scored.points()).hasSize(SAMPLES);
    assertThat(scored.points().get(0).getOutcome()).isEqualTo(ScoreOutcome.WARMING_UP);
    assertThat(scored.points().get(599).getAnomaly()).isFalse();
    assertThat(scored.points().get(600).getAnomaly()).isTrue();
    assertThat(scored.points().get(600).getScore()).isGreaterThan(0.9);
    assertThat(scored.points().get(700).getOutcome()).isEqualTo(ScoreOutcome.STALE);
    assertThat(scored.anomalies())
        .filteredOn(anomaly -> anomaly.getTimestamp() == timestamps[600])
        .singleElement()
        .extracting(Anomaly::getExplanation)
        .asString()
        .startsWith("mailer: queue_depth is 200");
    assertThat(scored.alerts())
        .extracting(Alert::getStatus)
        .startsWith(AlertStatus.FIRING)
        .endsWith(AlertStatus.RESOLVED);
  }

  @Test
  void saysWhatTheStreamSaysOfACounter() throws Exception {
    for (int i = 1; i < SAMPLES; i++) {
      values[i] = values[i - 1] + 600 + 60 * random.nextDouble();
    }

    SeriesScorer.Scored scored = assertSameAsTheStream(new Series(LABELS, MetricKind.COUNTER));

    ScoredPoint last = scored.points().get(SAMPLES - 1);
    assertThat(last.getValue()).as("units a second").isBetween(10.0, 11.0);
    assertThat(last.getExpected()).isBetween(10.0, 11.0);
  }

  @Test
  void knowsNothingOfCallsBefore() {
    SeriesScorer scorer = new SeriesScorer(OPTIONS.withEmitScores(false));
    assertThat(scorer.score(Series.of(LABELS), timestamps, values))
        .isEqualTo(scorer.score(Series.of(LABELS), timestamps, values));
  }

  @Test
  void wantsAValueForEveryTimestamp() {
    SeriesScorer scorer = new SeriesScorer(OPTIONS);
    assertThatThrownBy(() -> scorer.score(Series.of(LABELS), new long[2], new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 values and 2 timestamps");
  }

  private SeriesScorer.Scored assertSameAsTheStream(Series series) throws Exception {
    SeriesScorer.Scored scored = new SeriesScorer(OPTIONS).score(series, timestamps, values);
    try (ScorerHarness stream = ScorerHarness.start(OPTIONS)) {
      for (int i = 0; i < SAMPLES; i++) {
        stream.push(series, timestamps[i], values[i]);
      }
      assertThat(scored.points()).isEqualTo(stream.scores());
      assertThat(scored.anomalies()).isEqualTo(stream.anomalies());
      assertThat(scored.alerts()).isEqualTo(stream.alerts());
    }
    return scored;
  }
}
