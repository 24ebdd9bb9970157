package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.algorithms.detect.SeriesDetector;
import io.vedette.schema.JobMetric;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.AnomalyStatus;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.schema.result.Direction;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.schema.result.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreMetricTest {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long INTERVAL = 15_000;
  private static final double STALE = Double.longBitsToDouble(Sample.STALE_NAN_BITS);

  private static final Series LATENCY =
      Series.of(Labels.of("__name__", "latency_seconds", "service", "cart"));
  private static final Series REQUESTS =
      Series.of(Labels.of("__name__", "requests_total", "app", "cart"));

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
  void ordinarySamplesSayNothing() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10, 10.5, 9.5);
    assertThat(scorer.anomalies()).isEmpty();
    assertThat(scorer.alerts()).isEmpty();
    assertThat(scorer.deadLetters()).isEmpty();
    assertThat(scorer.count(JobMetric.SAMPLES_WARMING_UP)).isEqualTo(5);
    assertThat(scorer.count(JobMetric.SAMPLES_SCORED)).isEqualTo(2);
    assertThat(scorer.timers()).isZero();
    assertThat(scorer.stateEntries()).as("a name, a score, a memory").isEqualTo(3);
  }

  @Test
  void scoredPointSaysWhatWasExpected() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10, 11);
    assertThat(scorer.scores()).hasSize(6);
    ScoredPoint warmingUp = scorer.scores().get(4);
    assertThat(warmingUp.getOutcome()).isEqualTo(ScoreOutcome.WARMING_UP);
    assertThat(warmingUp.getExpected()).isNaN();
    assertThat(warmingUp.getScore()).isZero();
    assertThat(scorer.scores().get(5))
        .isEqualTo(
            ScoredPoint.newBuilder()
                .setSeriesId(SeriesHash.toHex(LATENCY.labels().hash()))
                .setSeries("latency_seconds{service=\"cart\"}")
                .setTimestamp(at(5))
                .setValue(11)
                .setExpected(10)
                .setLower(9)
                .setUpper(11)
                .setScore(0) // so few samples have no tail
                .setAnomaly(false)
                .setOutcome(ScoreOutcome.SCORED)
                .build());
  }

  @Test
  void scoresAreNotEmittedUnlessAskedFor() throws Exception {
    try (ScorerHarness quiet = ScorerHarness.start(OPTIONS.withEmitScores(false))) {
      quiet.push(LATENCY, BEGINNING, 10);
      assertThat(quiet.scores()).isEmpty();
    }
  }

  @Test
  void anomalySaysWhatWhereAndHowBad() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10, 12);
    String seriesId = SeriesHash.toHex(LATENCY.labels().hash());
    assertThat(scorer.anomalies())
        .containsExactly(
            Anomaly.newBuilder()
                .setId(seriesId + "-" + at(5))
                .setSeriesId(seriesId)
                .setMetric("latency_seconds")
                .setService("cart")
                .setLabels(Map.of("service", "cart"))
                .setTimestamp(at(5))
                .setValue(12)
                .setExpected(10)
                .setLower(9)
                .setUpper(11)
                .setScore(0) // so few samples have no tail, but a band
                .setDirection(Direction.ABOVE)
                .setSeverity(Severity.WARNING)
                .setDetector(SeriesDetector.NAME)
                .setModelVersion("online")
                .setStatus(AnomalyStatus.RAISED)
                .setChannel("VALUE")
                .setProbability(null)
                .setExplanation(
                    "cart: latency_seconds is 12 s, above the 9 to 11 s expected at this time")
                .build());
    assertThat(scorer.count(JobMetric.ANOMALIES)).isEqualTo(1);
    assertThat(scorer.alerts()).as("one anomaly is no alert").isEmpty();
  }

  @Test
  void alertFiresAndIsResolvedOnce() throws Exception {
    new ScorerStory(scorer, LATENCY).usual().samples(13, 13, 13, 20, 20, 10, 10, 10, 10);
    int first = ScorerStory.USUAL;
    List<Alert> alerts = scorer.alerts();
    assertThat(alerts).hasSize(2);

    Alert fired = alerts.get(0);
    assertThat(fired.getStatus()).isEqualTo(AlertStatus.FIRING);
    assertThat(fired.getName()).isEqualTo("MetricAboveBand");
    assertThat(fired.getSeverity()).isEqualTo(Severity.CRITICAL);
    assertThat(fired.getStartsAt()).as("the first anomaly of the run").isEqualTo(at(first));
    assertThat(fired.getUpdatedAt()).isEqualTo(at(first + 1));
    assertThat(fired.getEndsAt()).isNull();
    assertThat(fired.getId()).isEqualTo(fired.getFingerprint() + "-" + at(first));
    assertThat(fired.getService()).isEqualTo("cart");
    assertThat(fired.getLabels()).isEqualTo(Map.of("service", "cart"));
    assertThat(fired.getExpected()).as("within the noise").isBetween(9.96, 10.04);
    assertThat(fired.getUpper()).isEqualTo(fired.getExpected() + 1);
    assertThat(fired.getPeakScore()).isEqualTo(scorer.anomalies().get(0).getScore());
    assertThat(fired.getSummary())
        .isEqualTo(
            "cart: latency_seconds is 13 s, above the 10 s usual so far; deviations like this come"
                + " less than once in the 2 hours it was watched; expected now is 8.995 to 11 s");

    Alert resolved = alerts.get(1);
    assertThat(resolved.getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(resolved.getId()).isEqualTo(fired.getId());
    assertThat(resolved.getSeverity()).as("highest of the firing").isEqualTo(Severity.CRITICAL);
    assertThat(resolved.getPeakScore())
        .as("20 is so many half widths off")
        .isEqualTo(1 - Math.pow(2, -(20 - fired.getExpected())));
    assertThat(resolved.getEndsAt()).isEqualTo(at(first + 7));
    assertThat(resolved.getSummary())
        .isEqualTo("cart: latency_seconds is 10 s, back in its band (8.995 to 11 s)");

    assertThat(scorer.anomalies())
        .extracting(Anomaly::getTimestamp)
        .containsExactly(at(first), at(first + 1), at(first + 2), at(first + 3), at(first + 4));
    assertThat(scorer.anomalies())
        .as("the band is held")
        .extracting(Anomaly::getExpected)
        .containsOnly(fired.getExpected());
    assertThat(scorer.count(JobMetric.ANOMALIES)).isEqualTo(5);
    assertThat(scorer.count(JobMetric.ALERTS_FIRED)).isEqualTo(1);
    assertThat(scorer.count(JobMetric.ALERTS_RESOLVED)).isEqualTo(1);
  }

  @Test
  void nextFiringHasTheSameFingerprintAndAnotherId() throws Exception {
    new ScorerStory(scorer, LATENCY).usual().samples(13, 13).steady(60, 10).samples(30, 30, 30);
    List<String> ids = scorer.alerts().stream().map(Alert::getId).distinct().toList();
    assertThat(ids).hasSize(2);
    assertThat(scorer.alerts())
        .extracting(Alert::getFingerprint)
        .containsOnly(scorer.alerts().get(0).getFingerprint());
    assertThat(scorer.alerts().get(scorer.alerts().size() - 1).getStartsAt())
        .isEqualTo(at(ScorerStory.USUAL + 62));
  }

  @Test
  void lastingShiftResolvesWhenItHasBecomeNormal() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10);
    for (int i = 5; i < 500; i++) {
      scorer.push(LATENCY, at(i), 50);
    }
    assertThat(scorer.alerts()).hasSize(2);
    Alert resolved = scorer.alerts().get(1);
    assertThat(resolved.getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(resolved.getEndsAt())
        .as("adopted after 120 samples, resolved after three more")
        .isEqualTo(at(5 + 120 - 1 + 3));
    assertThat(resolved.getExpected()).isCloseTo(50, within(1e-9));
  }

  private long samplesLearned() throws Exception {
    return Objects.requireNonNull(scorer.scoreOf(LATENCY)).detector.samples();
  }

  @Test
  void dropIsNamedBelow() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10, 0, 0);
    assertThat(scorer.alerts()).extracting(Alert::getName).containsExactly("MetricBelowBand");
  }

  @Test
  void staleMarkerResolvesAndTeachesNothing() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10, 13, 13);
    assertThat(samplesLearned()).isEqualTo(7);
    scorer.push(LATENCY, at(7), STALE);

    Alert resolved = scorer.alerts().get(1);
    assertThat(resolved.getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(resolved.getId()).isEqualTo(scorer.alerts().get(0).getId());
    assertThat(resolved.getEndsAt()).isEqualTo(at(7));
    assertThat(resolved.getValue()).isNaN();
    assertThat(resolved.getSummary()).isEqualTo("cart: latency_seconds is no longer reported");
    assertThat(samplesLearned()).isEqualTo(7);
    assertThat(scorer.count(JobMetric.SAMPLES_STALE)).isEqualTo(1);
    assertThat(scorer.count(JobMetric.ALERTS_RESOLVED)).isEqualTo(1);

    pushEvery(LATENCY, 8, 13);
    assertThat(scorer.alerts()).as("one anomaly after it came back does not fire").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNoMeasurementNeitherTeachesNorResolves(double value) throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10, 13, 13);
    for (int i = 7; i < 12; i++) {
      scorer.push(LATENCY, at(i), value);
    }
    assertThat(scorer.alerts()).hasSize(1);
    assertThat(scorer.anomalies()).hasSize(2);
    assertThat(scorer.count(JobMetric.SAMPLES_STALE)).isEqualTo(5);
    assertThat(scorer.scores().get(11).getOutcome()).isEqualTo(ScoreOutcome.STALE);
    assertThat(samplesLearned()).isEqualTo(7);
  }

  @Test
  void sampleThatCameTwiceIsIgnored() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10, 13);
    String before = String.valueOf(scorer.scoreOf(LATENCY));
    scorer.push(LATENCY, at(5), 13);
    assertThat(scorer.anomalies()).hasSize(1);
    assertThat(scorer.alerts()).isEmpty();
    assertThat(scorer.deadLetters()).isEmpty();
    assertThat(String.valueOf(scorer.scoreOf(LATENCY))).isEqualTo(before);
    assertThat(scorer.count(JobMetric.SAMPLES_DUPLICATE)).isEqualTo(1);
    assertThat(scorer.scores().get(6).getOutcome()).isEqualTo(ScoreOutcome.DUPLICATE);
  }

  @Test
  void staleMarkerThatCameTwiceIsADuplicateToo() throws Exception {
    scorer.push(LATENCY, at(0), STALE);
    scorer.push(LATENCY, at(0), STALE);
    assertThat(scorer.count(JobMetric.SAMPLES_STALE)).isEqualTo(1);
    assertThat(scorer.count(JobMetric.SAMPLES_DUPLICATE)).isEqualTo(1);
  }

  @Test
  void sampleTooLateToBeAmendedIsADeadLetterScoredAgainstThePresentBand() throws Exception {
    pushEvery(LATENCY, 100, 10, 10, 10, 10, 10);
    String before = String.valueOf(scorer.scoreOf(LATENCY));
    scorer.push(LATENCY, at(104) - 600_001, 12);

    assertThat(scorer.anomalies()).isEmpty();
    assertThat(String.valueOf(scorer.scoreOf(LATENCY))).isEqualTo(before);
    ScoredPoint point = scorer.scores().get(5);
    assertThat(point.getOutcome()).isEqualTo(ScoreOutcome.LATE);
    assertThat(point.getAnomaly()).isTrue();
    assertThat(point.getExpected()).isEqualTo(10);
    DeadLetter letter = scorer.deadLetters().get(0);
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.LATE);
    assertThat(letter.getOrigin()).isEqualTo("latency_seconds{service=\"cart\"}");
    assertThat(letter.getTimestamp()).isEqualTo(at(104) - 600_001);
    assertThat(letter.getCount()).isEqualTo(1);
    assertThat(letter.getMessage())
        .isEqualTo("the sample is 600001 ms older than the newest of its series, at " + at(104));
    assertThat(StandardCharsets.UTF_8.decode(letter.getPayload()).toString())
        .isEqualTo("latency_seconds{service=\"cart\"} 12.0 @" + (at(104) - 600_001));
    assertThat(scorer.count(JobMetric.SAMPLES_LATE)).isEqualTo(1);
  }

  @Test
  void aValueAtTheTimeOfAStaleMarkerIsLate() throws Exception {
    pushEvery(LATENCY, 0, STALE);
    scorer.push(LATENCY, at(0), 11);
    assertThat(scorer.deadLetters().get(0).getMessage())
        .isEqualTo("a sample of another value is already known at " + at(0));
  }

  @Test
  void counterIsScoredByItsRate() throws Exception {
    for (int i = 0; i <= 5; i++) {
      scorer.push(REQUESTS, at(i), 30 * i);
    }
    scorer.push(REQUESTS, at(6), 150 + 90);
    assertThat(scorer.scores())
        .extracting(ScoredPoint::getOutcome)
        .first()
        .isEqualTo(ScoreOutcome.WARMING_UP);
    assertThat(scorer.scores().get(0).getValue()).as("no rate yet").isNaN();
    Anomaly anomaly = scorer.anomalies().get(0);
    assertThat(anomaly.getValue()).isEqualTo(6.0);
    assertThat(anomaly.getExpected()).isEqualTo(2.0);
    assertThat(anomaly.getService()).as("label app, since no service is set").isEqualTo("cart");
    scorer.push(REQUESTS, at(7), 240 + 90);
    assertThat(scorer.alerts().get(0).getSummary())
        .isEqualTo(
            "cart: requests_total is 6 per second, above the 1 to 3 per second expected at this time");
  }

  @Test
  void counterThatStartsAnewIsNoAnomaly() throws Exception {
    for (int i = 0; i <= 6; i++) {
      scorer.push(REQUESTS, at(i), 1_000_000 + 30 * i);
    }
    scorer.push(REQUESTS, at(7), 30);
    assertThat(scorer.scores().get(7).getValue()).isEqualTo(2.0);
    scorer.push(REQUESTS, at(8), STALE);
    scorer.push(REQUESTS, at(9), 5_000_000);
    assertThat(scorer.scores().get(9).getOutcome()).isEqualTo(ScoreOutcome.WARMING_UP);
    scorer.push(REQUESTS, at(10), 5_000_030);
    assertThat(scorer.scores().get(10).getValue()).isEqualTo(2.0);
    assertThat(scorer.anomalies()).isEmpty();
  }

  @Test
  void lateCounterHasNoRate() throws Exception {
    for (int i = 0; i <= 6; i++) {
      scorer.push(REQUESTS, at(i), 30 * i);
    }
    scorer.push(REQUESTS, at(3), 7);
    ScoredPoint late = scorer.scores().get(7);
    assertThat(late.getOutcome()).isEqualTo(ScoreOutcome.LATE);
    assertThat(late.getValue()).isNaN();
    assertThat(late.getExpected()).isEqualTo(2.0);
    assertThat(late.getScore()).isZero();
  }

  @Test
  void rateBeyondAllNumbersIsNoMeasurement() throws Exception {
    scorer.push(REQUESTS, 0, 0);
    scorer.push(REQUESTS, 1, Double.MAX_VALUE);
    assertThat(scorer.scores().get(1).getOutcome()).isEqualTo(ScoreOutcome.STALE);
  }

  @Test
  void gaugeWithACountersNameIsScoredAsItIs() throws Exception {
    Series gauge = new Series(REQUESTS.labels(), MetricKind.GAUGE);
    pushEvery(gauge, 0, 10, 10, 10, 10, 10, 12);
    assertThat(scorer.anomalies().get(0).getValue()).isEqualTo(12);
  }

  @Test
  void countersAreScoredAsTheyAreWhenRatesAreOff() throws Exception {
    try (ScorerHarness raw = ScorerHarness.start(OPTIONS.withCountersAsRates(false))) {
      for (int i = 0; i < 5; i++) {
        raw.push(REQUESTS, at(i), 10);
      }
      raw.push(REQUESTS, at(5), 12);
      assertThat(raw.anomalies().get(0).getValue()).isEqualTo(12);
    }
  }

  @Test
  void seriesThatWasNeverAnnouncedIsScoredAndNamedByItsHash() throws Exception {
    long hash = 0xCAFEL;
    for (int i = 0; i < 5; i++) {
      scorer.push(new Sample(hash, at(i), 10));
    }
    scorer.push(new Sample(hash, at(5), 12));
    assertThat(scorer.anomalies().get(0).getMetric()).isEqualTo("000000000000cafe");
    assertThat(scorer.anomalies().get(0).getService()).isNull();
    assertThat(scorer.anomalies().get(0).getLabels()).isEmpty();
    assertThat(scorer.stateEntries()).as("a score, its memory and a run, no name").isEqualTo(3);
  }

  @Test
  void counterThatIsAnnouncedLateForgetsWhatWasLearnedBefore() throws Exception {
    long hash = REQUESTS.labels().hash();
    for (int i = 0; i < 7; i++) {
      scorer.push(new Sample(hash, at(i), i < 5 ? 10 : 20));
    }
    assertThat(scorer.alerts()).hasSize(1);
    scorer.push(REQUESTS, at(7), 50);
    assertThat(scorer.alerts().get(1).getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(scorer.alerts().get(1).getSummary())
        .isEqualTo(
            "cart: requests_total is now scored by its rate, what was learned before no longer"
                + " applies");
    assertThat(scorer.scores().get(7).getValue()).isEqualTo(2.0);
    assertThat(scorer.scores().get(7).getOutcome()).isEqualTo(ScoreOutcome.WARMING_UP);
  }

  @Test
  void everySampleIsCountedOnce() throws Exception {
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10, 12, Double.NaN, STALE, 10);
    scorer.push(LATENCY, at(8), 10);
    scorer.push(LATENCY, at(1), 10);
    scorer.push(LATENCY, at(5), 11);
    scorer.push(LATENCY, at(8) - 600_001, 10);
    long outcomes = 0;
    for (JobMetric metric :
        List.of(
            JobMetric.SAMPLES_SCORED,
            JobMetric.SAMPLES_WARMING_UP,
            JobMetric.SAMPLES_STALE,
            JobMetric.SAMPLES_DUPLICATE,
            JobMetric.SAMPLES_LATE,
            JobMetric.SAMPLES_PAUSED,
            JobMetric.SAMPLES_AMENDED,
            JobMetric.SAMPLES_CORRECTED)) {
      assertThat(scorer.count(metric) > 0)
          .as(metric.id())
          .isEqualTo(metric != JobMetric.SAMPLES_PAUSED);
      outcomes += scorer.count(metric);
    }
    assertThat(outcomes).isEqualTo(13);
    assertThat(scorer.scores()).hasSize(13);
  }

  @Test
  void seriesIsForgottenAfterItsRetentionAndNotBefore() throws Exception {
    Duration retention = OPTIONS.seriesRetention();
    pushEvery(LATENCY, 0, 10, 10, 10, 10, 10);
    scorer.setProcessingTime(ScorerHarness.NOW + retention.toMillis() - 1);
    assertThat(scorer.scoreOf(LATENCY)).isNotNull();
    assertThat(scorer.nameOf(LATENCY)).isNotNull();

    scorer.setProcessingTime(ScorerHarness.NOW + retention.toMillis());
    assertThat(scorer.scoreOf(LATENCY)).isNull();
    assertThat(scorer.nameOf(LATENCY)).isNull();
    scorer.push(new Sample(LATENCY.labels().hash(), at(5), 10));
    assertThat(scorer.scores().get(5).getOutcome()).isEqualTo(ScoreOutcome.WARMING_UP);
  }

  @Test
  void announcementKeepsTheNameAndEverySampleTheModel() throws Exception {
    long almost = OPTIONS.seriesRetention().toMillis() - 1;
    pushEvery(LATENCY, 0, 10);
    scorer.setProcessingTime(ScorerHarness.NOW + almost);
    scorer.push(LATENCY, at(1), 10);
    scorer.setProcessingTime(ScorerHarness.NOW + 2 * almost);
    scorer.push(new Sample(LATENCY.labels().hash(), at(2), 10));
    assertThat(scorer.nameOf(LATENCY)).isNotNull();
    scorer.setProcessingTime(ScorerHarness.NOW + 3 * almost);
    assertThat(scorer.nameOf(LATENCY)).as("not announced again").isNull();
    assertThat(scorer.scoreOf(LATENCY)).isNotNull();
  }

  @Test
  void seriesPoisonedByTheFarFutureStartsAnewAfterItsRetention() throws Exception {
    long retention = OPTIONS.seriesRetention().toMillis();
    scorer.push(LATENCY, Long.MAX_VALUE, 10);
    for (int i = 0; i < 4; i++) {
      scorer.setProcessingTime(ScorerHarness.NOW + i * retention / 4);
      scorer.push(LATENCY, at(i), 10);
      scorer.push(LATENCY, Long.MAX_VALUE, 10);
    }
    assertThat(scorer.count(JobMetric.SAMPLES_LATE)).isEqualTo(4);
    assertThat(scorer.count(JobMetric.SAMPLES_DUPLICATE)).isEqualTo(4);

    scorer.setProcessingTime(ScorerHarness.NOW + retention);
    scorer.push(LATENCY, at(4), 10);
    assertThat(scorer.count(JobMetric.SAMPLES_LATE)).as("begun anew").isEqualTo(4);
    assertThat(scorer.scores().get(9).getOutcome()).isEqualTo(ScoreOutcome.WARMING_UP);
  }

  private void pushEvery(Series series, int from, double... values) throws Exception {
    for (int i = 0; i < values.length; i++) {
      scorer.push(series, at(from + i), values[i]);
    }
  }

  private static long at(int sample) {
    return BEGINNING + sample * INTERVAL;
  }
}
