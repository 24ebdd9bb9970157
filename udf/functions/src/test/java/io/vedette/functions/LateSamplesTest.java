package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.schema.JobMetric;
import io.vedette.schema.Labels;
import io.vedette.schema.Series;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.AnomalyStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.schema.result.Severity;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Samples that come late, and samples that correct earlier ones. */
class LateSamplesTest {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long INTERVAL = 15_000;

  private static final Series LATENCY =
      Series.of(Labels.of("__name__", "latency_seconds", "service", "cart"));
  private static final Series REQUESTS =
      Series.of(Labels.of("__name__", "requests_total", "service", "cart"));

  /** The band is 1 wide on either side of the mean, whatever the spread. */
  private static final ScoringOptions OPTIONS =
      ScoringOptions.defaults()
          .withDetector(DetectorParameters.defaults().withWarmUp(5).withMinimumDeviation(1.0, 0.0))
          .withHysteresis(new Hysteresis(2, 3, 3))
          .withEmitScores(true);

  private ScorerHarness scorer;

  @BeforeEach
  void start() throws Exception {
    scorer = ScorerHarness.start(OPTIONS);
  }

  @AfterEach
  void close() throws Exception {
    scorer.close();
  }

  @Test
  void aLateSampleIsScoredAndChangesNothingElse() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10);
    String before = String.valueOf(scorer.scoreOf(LATENCY));
    scorer.push(LATENCY, at(2) + 1, 10.5);

    ScoredPoint point = last(scorer.scores());
    assertThat(point.getOutcome()).isEqualTo(ScoreOutcome.AMENDED);
    assertThat(point.getTimestamp()).isEqualTo(at(2) + 1);
    assertThat(point.getExpected()).isEqualTo(10);
    assertThat(point.getAnomaly()).isFalse();
    assertThat(scorer.deadLetters()).isEmpty();
    assertThat(scorer.audits()).isEmpty();
    assertThat(String.valueOf(scorer.scoreOf(LATENCY))).isEqualTo(before);
    assertThat(scorer.count(JobMetric.SAMPLES_AMENDED)).isEqualTo(1);
  }

  @Test
  void aLateAnomalyIsReportedWithALineInTheAudit() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10);
    scorer.push(LATENCY, at(2) + 1, 99);

    assertThat(scorer.anomalies()).extracting(Anomaly::getTimestamp).containsExactly(at(2) + 1);
    Audit audit = last(scorer.audits());
    assertThat(audit.getKind()).isEqualTo(AuditKind.ANOMALY_RAISED);
    assertThat(audit.getSeries()).isEqualTo("latency_seconds{service=\"cart\"}");
    assertThat(audit.getTimestamp()).isEqualTo(at(2) + 1);
    assertThat(audit.getCause()).isEqualTo(scorer.anomalies().get(0).getId());
    assertThat(audit.getAuthor()).isEqualTo("score-metric");
  }

  @Test
  void aLateSampleWithinARunIsJudgedByTheBandOfItsTimeAndTakesItsPlaceInTheRun() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10, 99, 10.9, 10.9, 10.9);
    assertThat(scorer.alerts()).isEmpty();
    double bandOfItsTime = scorer.scores().get(6).getExpected();
    scorer.push(LATENCY, at(5) + 1, 99);

    assertThat(last(scorer.scores()).getExpected()).isEqualTo(bandOfItsTime).isEqualTo(10);
    assertThat(scorer.anomalies()).hasSize(2);
    // two of three, but four samples ago: as in time it would have fired and be over by now
    assertThat(scorer.alerts()).isEmpty();
  }

  @Test
  void aLateAnomalyCountsTowardsTheAlertThatTheNextSampleMakesFire() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10, 99, 10, 10);
    scorer.push(LATENCY, at(6) + 1, 99);
    scorer.push(LATENCY, at(8), 10);

    assertThat(scorer.alerts()).isEmpty();
    scorer.push(LATENCY, at(9), 99);
    scorer.push(LATENCY, at(10), 99);
    assertThat(scorer.alerts()).extracting(Alert::getStatus).containsExactly(AlertStatus.FIRING);
    assertThat(scorer.alerts().get(0).getStartsAt()).isEqualTo(at(5));
  }

  @Test
  void correctingTheNewestSampleAmendsItsScore() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10, 10.5);
    scorer.push(LATENCY, at(5), 99);

    ScoredPoint point = last(scorer.scores());
    assertThat(point.getOutcome()).isEqualTo(ScoreOutcome.CORRECTED);
    assertThat(point.getTimestamp()).isEqualTo(at(5));
    assertThat(point.getAnomaly()).isTrue();
    assertThat(scorer.audits())
        .extracting(Audit::getKind)
        .containsExactly(AuditKind.SCORE_AMENDED, AuditKind.ANOMALY_RAISED);
    assertThat(scorer.audits().get(0).getBefore()).isEqualTo("value 10.5");
    assertThat(scorer.audits().get(0).getAfter()).startsWith("value 99.0, score ");
    assertThat(scorer.deadLetters()).isEmpty();

    scorer.push(LATENCY, at(6), 99);
    assertThat(last(scorer.alerts()).getStatus()).isEqualTo(AlertStatus.FIRING);
    assertThat(last(scorer.alerts()).getStartsAt()).isEqualTo(at(5));
  }

  @Test
  void anAlertWithoutEnoughAnomaliesLeftIsWithdrawn() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10, 99, 99);
    assertThat(scorer.alerts()).hasSize(1);
    scorer.push(LATENCY, at(5), 10);

    assertThat(scorer.audits())
        .extracting(Audit::getKind)
        .containsExactly(
            AuditKind.SCORE_AMENDED, AuditKind.ANOMALY_WITHDRAWN, AuditKind.ALERT_WITHDRAWN);
    Alert withdrawn = last(scorer.alerts());
    assertThat(withdrawn.getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(withdrawn.getId()).isEqualTo(scorer.alerts().get(0).getId());
    assertThat(withdrawn.getEndsAt()).as("not before it was last seen").isEqualTo(at(6));
    assertThat(withdrawn.getSummary())
        .isEqualTo("cart: latency_seconds: a correction took away what the alert was raised for");
    assertThat(last(scorer.audits()).getMessage())
        .isEqualTo("1 anomalies are left, and it takes 2");
    assertThat(scorer.count(JobMetric.ALERTS_RESOLVED)).isEqualTo(1);
  }

  @Test
  void anAnomalyThatLosesItsReasonIsRetractedUnderItsId() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10, 99, 10);
    scorer.push(LATENCY, at(5), 10.5);

    assertThat(scorer.anomalies()).hasSize(2);
    Anomaly raised = scorer.anomalies().get(0);
    assertThat(raised.getProbability()).as("so few samples have no tail").isNull();
    assertThat(raised.getStatus()).isEqualTo(AnomalyStatus.RAISED);
    assertThat(scorer.anomalies().get(1))
        .isEqualTo(
            Anomaly.newBuilder(raised)
                .setStatus(AnomalyStatus.RETRACTED)
                .setValue(10.5)
                .setScore(1 - Math.pow(2, -0.5))
                .setSeverity(Severity.INFO)
                .setExplanation(
                    "cart: latency_seconds is 10.5 s, within the 9 to 11 s expected at this time,"
                        + " after a correction")
                .build());
    assertThat(scorer.count(JobMetric.ANOMALIES)).isEqualTo(1);
    assertThat(scorer.count(JobMetric.ANOMALIES_RETRACTED)).isEqualTo(1);

    scorer.push(LATENCY, at(5), 12);
    assertThat(last(scorer.anomalies()).getStatus())
        .as("and raised again")
        .isEqualTo(AnomalyStatus.RAISED);
    assertThat(last(scorer.anomalies()).getId()).isEqualTo(raised.getId());
    assertThat(last(scorer.anomalies()).getExplanation())
        .isEqualTo("cart: latency_seconds is 12 s, above the 9 to 11 s expected at this time");
    assertThat(scorer.anomalies()).hasSize(3);
  }

  @Test
  void anAnomalyThatKeepsItsReasonIsNotRetracted() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10, 99, 10);
    scorer.push(LATENCY, at(5), 12);

    assertThat(scorer.anomalies())
        .extracting(Anomaly::getStatus)
        .containsOnly(AnomalyStatus.RAISED);
    assertThat(scorer.anomalies()).extracting(Anomaly::getValue).containsExactly(99.0, 12.0);
    assertThat(scorer.count(JobMetric.ANOMALIES_RETRACTED)).isZero();
  }

  @Test
  void anAlertWhoseWorstIsCorrectedIsDowngraded() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10, 11.5, 11.5, 99, 11.5);
    assertThat(last(scorer.alerts()).getSeverity()).isEqualTo(Severity.CRITICAL);
    scorer.push(LATENCY, at(7), 11.5);

    Alert downgraded = last(scorer.alerts());
    assertThat(downgraded.getStatus()).isEqualTo(AlertStatus.FIRING);
    assertThat(downgraded.getSeverity()).isEqualTo(Severity.WARNING);
    assertThat(downgraded.getPeakScore()).isLessThan(0.9);
    assertThat(downgraded.getSummary())
        .isEqualTo(
            "cart: latency_seconds: a correction took away the worst of the alert, which goes on");
    assertThat(last(scorer.audits()).getKind()).isEqualTo(AuditKind.ALERT_DOWNGRADED);
    assertThat(last(scorer.audits()).getBefore()).isEqualTo("CRITICAL");
    assertThat(last(scorer.audits()).getAfter()).isEqualTo("WARNING");
    assertThat(last(scorer.anomalies()).getId())
        .as("said again with its new value")
        .isEqualTo(scorer.anomalies().get(2).getId());
  }

  @Test
  void aRunCorrectedAwayBeforeItFiredLeavesNothing() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10, 99);
    scorer.push(LATENCY, at(5), 10);
    pushEvery(LATENCY, 6, 99, 10, 10);

    assertThat(scorer.alerts()).isEmpty();
  }

  @Test
  void aSampleSentAgainDuringARunIsADuplicateHoweverOld() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10, 99, 99, 99);
    int anomalies = scorer.anomalies().size();
    scorer.push(LATENCY, at(5), 99);
    scorer.push(LATENCY, at(6), 99);

    assertThat(scorer.count(JobMetric.SAMPLES_DUPLICATE)).isEqualTo(2);
    assertThat(scorer.anomalies()).hasSize(anomalies);
    assertThat(scorer.audits()).isEmpty();
  }

  @Test
  void aCorrectedCounterIsScoredByItsRateAndTheNextOneByTheCorrection() throws Exception {
    for (int i = 0; i <= 6; i++) {
      scorer.push(REQUESTS, at(i), 30 * i);
    }
    scorer.push(REQUESTS, at(7), 30 * 7 + 900);
    scorer.push(REQUESTS, at(8), 30 * 8 + 1_800);
    assertThat(scorer.alerts()).hasSize(1);
    scorer.push(REQUESTS, at(8), 30 * 8 + 900);

    ScoredPoint corrected = last(scorer.scores());
    assertThat(corrected.getOutcome()).isEqualTo(ScoreOutcome.CORRECTED);
    assertThat(corrected.getValue()).isEqualTo(2.0);
    assertThat(last(scorer.alerts()).getStatus()).isEqualTo(AlertStatus.RESOLVED);
    scorer.push(REQUESTS, at(9), 30 * 9 + 900);
    assertThat(last(scorer.scores()).getValue()).isEqualTo(2.0);
  }

  @Test
  void aCorrectedCounterAmendsTheRateAfterItToo() throws Exception {
    for (int i = 0; i <= 6; i++) {
      scorer.push(REQUESTS, at(i), 30 * i);
    }
    scorer.push(REQUESTS, at(7), 30 * 7 + 900);
    scorer.push(REQUESTS, at(8), 30 * 8 + 1_800);
    scorer.push(REQUESTS, at(9), 30 * 9 + 1_800);
    scorer.push(REQUESTS, at(8), 30 * 8 + 900);

    assertThat(scorer.anomalies().subList(2, 4))
        .extracting(Anomaly::getTimestamp, Anomaly::getStatus, Anomaly::getValue)
        .containsExactly(
            tuple(at(8), AnomalyStatus.RETRACTED, 2.0), tuple(at(9), AnomalyStatus.RAISED, 62.0));
    scorer.push(REQUESTS, at(9), 30 * 9 + 900);
    assertThat(scorer.anomalies().subList(4, scorer.anomalies().size()))
        .extracting(Anomaly::getTimestamp, Anomaly::getStatus, Anomaly::getValue)
        .containsExactly(tuple(at(9), AnomalyStatus.RETRACTED, 2.0));
    assertThat(scorer.count(JobMetric.SAMPLES_CORRECTED)).isEqualTo(2);
  }

  @Test
  void aLateCounterWithoutANeighbourIsTooLate() throws Exception {
    for (int i = 0; i <= 6; i++) {
      scorer.push(REQUESTS, at(i), 30 * i);
    }
    scorer.push(REQUESTS, at(3) + 1, 95);

    assertThat(last(scorer.scores()).getOutcome()).isEqualTo(ScoreOutcome.LATE);
    assertThat(scorer.deadLetters()).hasSize(1);
  }

  @Test
  void samplesAreKeptInARunOnlyAndForAWhile() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10);
    assertThat(scorer.stateEntries()).as("a name and the two parts of a model").isEqualTo(3);
    scorer.push(LATENCY, at(5), 99);
    assertThat(scorer.stateEntries()).isEqualTo(4);
    for (int i = 0; i < 31; i++) {
      scorer.push(LATENCY, at(6 + i), 10);
    }
    assertThat(scorer.stateEntries()).isEqualTo(4);
    scorer.push(LATENCY, at(37), 10);
    assertThat(scorer.stateEntries()).isEqualTo(3);
  }

  @Test
  void aRestoredScorerStillAmends() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10, 99, 99);
    try (ScorerHarness restored = ScorerHarness.restore(OPTIONS, scorer.snapshot())) {
      restored.push(LATENCY, at(5), 10);
      assertThat(last(restored.audits()).getKind()).isEqualTo(AuditKind.ALERT_WITHDRAWN);
      assertThat(last(restored.alerts()).getId()).isEqualTo(scorer.alerts().get(0).getId());
      assertThat(last(restored.anomalies()).getStatus()).isEqualTo(AnomalyStatus.RETRACTED);
      assertThat(last(restored.anomalies()).getId()).isEqualTo(scorer.anomalies().get(0).getId());
    }
  }

  private void pushEvery(Series series, int first, double... values) throws Exception {
    for (int i = 0; i < values.length; i++) {
      scorer.push(series, at(first + i), values[i]);
    }
  }

  private static long at(int sample) {
    return BEGINNING + sample * INTERVAL;
  }

  private static <T> T last(List<T> all) {
    return all.get(all.size() - 1);
  }
}
