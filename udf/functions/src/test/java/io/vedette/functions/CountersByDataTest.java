package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Series;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Series of which neither sender nor name says whether they count. */
class CountersByDataTest {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long INTERVAL = 15_000;
  private static final int DECIDED_AFTER = 480;
  private static final Series BYTES =
      Series.of(Labels.of("__name__", "eth0_bytes", "service", "cart"));
  private static final ScoringOptions OPTIONS = ScoringOptions.defaults().withEmitScores(true);

  private final Random random = new Random(7);
  private ScorerHarness scorer;
  private long at = BEGINNING;
  private double counted;

  @BeforeEach
  void start() throws Exception {
    scorer = ScorerHarness.start(OPTIONS);
  }

  @AfterEach
  void stop() throws Exception {
    scorer.close();
  }

  @Test
  void onceItsValuesSaySoItIsScoredByItsRateAndNothingIsAlerted() throws Exception {
    push(counted);
    count(DECIDED_AFTER - 1, 100);
    assertThat(last().getValue()).as("as it is").isEqualTo(counted);
    count(1, 100);
    assertThat(last().getValue()).as("by its rate").isLessThan(20);
    assertThat(last().getOutcome()).isEqualTo(ScoreOutcome.WARMING_UP);
    count(300, 100);
    assertThat(last().getOutcome()).isEqualTo(ScoreOutcome.SCORED);
    counted = 0; // restarted
    count(100, 100);
    assertThat(scorer.alerts()).isEmpty();

    count(6, 1_000);
    assertThat(scorer.alerts()).extracting(Alert::getStatus).contains(AlertStatus.FIRING);
    assertThat(scorer.alerts().get(0).getValue()).as("a rate").isBetween(50.0, 80.0);
  }

  @Test
  void aFallThatIsNoRestartTakesItBackBeforeItCouldBeARate() throws Exception {
    push(counted);
    count(DECIDED_AFTER + 200, 100);
    int anomalies = scorer.anomalies().size();
    counted *= 0.7;
    push(counted);
    assertThat(last().getValue()).as("as it is").isEqualTo(counted);
    assertThat(last().getOutcome()).isEqualTo(ScoreOutcome.WARMING_UP);
    assertThat(scorer.alerts()).isEmpty();
    count(100, 100);
    assertThat(scorer.anomalies()).as("none but those of the rate's own noise").hasSize(anomalies);
    assertThat(scorer.alerts()).isEmpty();
  }

  @Test
  void itIsRememberedAcrossARestartAndAnAnnouncement() throws Exception {
    push(counted);
    count(DECIDED_AFTER + 100, 100);
    try (ScorerHarness restored = ScorerHarness.restore(OPTIONS, scorer.snapshot())) {
      counted += 150;
      at += INTERVAL;
      restored.push(BYTES, at, counted);
      List<ScoredPoint> scores = restored.scores();
      assertThat(scores.get(scores.size() - 1).getValue()).isEqualTo(10.0);
      assertThat(scores.get(scores.size() - 1).getOutcome()).isEqualTo(ScoreOutcome.SCORED);
    }
  }

  @Test
  void aSenderThatSaysItIsAGaugeIsBelieved() throws Exception {
    push(counted);
    count(DECIDED_AFTER + 100, 100);
    scorer.push(new Series(BYTES.labels(), MetricKind.GAUGE), at += INTERVAL, counted += 100);
    assertThat(last().getValue()).isEqualTo(counted);
    count(DECIDED_AFTER + 100, 100);
    assertThat(last().getValue()).as("whatever it looks like").isEqualTo(counted);
  }

  @Test
  void whileAnAlertFiresNothingIsDecided() throws Exception {
    push(counted);
    count(DECIDED_AFTER - 20, 100);
    count(20, 100_000);
    assertThat(scorer.alerts()).extracting(Alert::getStatus).contains(AlertStatus.FIRING);
    assertThat(scorer.alerts()).noneMatch(alert -> alert.getStatus() == AlertStatus.RESOLVED);
    assertThat(last().getValue()).isEqualTo(counted);
  }

  @Test
  void whereCountersAreScoredAsTheyAreTheDataIsNotAsked() throws Exception {
    scorer.close();
    scorer = ScorerHarness.start(OPTIONS.withCountersAsRates(false));
    push(counted);
    count(DECIDED_AFTER + 100, 100);
    assertThat(last().getValue()).isEqualTo(counted);
  }

  private void count(int samples, double step) throws Exception {
    for (int i = 0; i < samples; i++) {
      counted += step * (1 + 0.1 * random.nextGaussian());
      push(counted);
    }
  }

  private void push(double value) throws Exception {
    at += INTERVAL;
    scorer.push(BYTES, at, value);
  }

  private ScoredPoint last() {
    List<ScoredPoint> scores = scorer.scores();
    return scores.get(scores.size() - 1);
  }
}
