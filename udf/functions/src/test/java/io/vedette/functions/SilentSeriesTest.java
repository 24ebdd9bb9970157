package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.functions.silence.SilenceOptions;
import io.vedette.schema.JobMetric;
import io.vedette.schema.Labels;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.silence.SeriesTransition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the scorer tells the source of a series, with event time turned by hand. */
class SilentSeriesTest {

  private static final ScoringOptions OPTIONS =
      ScoringOptions.defaults()
          .withDetector(DetectorParameters.defaults().withWarmUp(25).withMinimumDeviation(1.0, 0.0))
          .withHysteresis(new Hysteresis(3, 5, 3))
          .withEmitScores(true);
  private static final SilenceOptions SILENCE = SilenceOptions.defaults();

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long LAST_SAMPLE = BEGINNING + 10 * MINUTE;
  private static final double STALE = Double.longBitsToDouble(Sample.STALE_NAN_BITS);

  private static final Series LATENCY =
      Series.of(
          Labels.of(
              "__name__", "latency_seconds", "service", "cart", "job", "shop", "instance", "a:1"));
  private static final Series UP =
      Series.of(Labels.of("__name__", "up", "job", "shop", "instance", "a:1"));

  private ScorerHarness scorer;

  @BeforeEach
  void start() throws Exception {
    scorer = ScorerHarness.watching(OPTIONS, SILENCE, null);
  }

  @AfterEach
  void close() throws Exception {
    scorer.close();
  }

  @Test
  void aSeriesThatReportsHasOneTimerHoweverManySamplesCome() throws Exception {
    report(LATENCY, BEGINNING, LAST_SAMPLE);

    assertThat(scorer.timers()).isEqualTo(1);
    assertThat(scorer.transitions()).containsExactly("UNKNOWN -> PRESENT");
    SeriesTransition known = scorer.lastTransition();
    assertThat(known.getSourceLabels()).isEqualTo(Map.of("job", "shop", "instance", "a:1"));
    assertThat(known.getSource()).isEqualTo(Labels.of("instance", "a:1", "job", "shop").hash());
    assertThat(known.getService()).isEqualTo("cart");
    assertThat(known.getLabels()).as("nobody needs them yet").isEmpty();
  }

  @Test
  void twoMinutesAfterItsLastSampleASeriesIsOverdueAndSixHoursLaterGivenUp() throws Exception {
    report(LATENCY, BEGINNING, LAST_SAMPLE);
    scorer.eventTime(LAST_SAMPLE + 2 * MINUTE - 1);
    assertThat(scorer.transitions()).hasSize(1);

    scorer.eventTime(LAST_SAMPLE + 2 * MINUTE);
    assertThat(scorer.transitions()).last().isEqualTo("PRESENT -> OVERDUE");
    SeriesTransition overdue = scorer.lastTransition();
    assertThat(overdue.getAt()).isEqualTo(LAST_SAMPLE);
    assertThat(overdue.getSeries()).isEqualTo(LATENCY.labels().hash());
    assertThat(overdue.getLabels()).containsEntry("__name__", "latency_seconds").hasSize(4);
    assertThat(scorer.timers()).as("to give it up").isEqualTo(1);

    scorer.eventTime(LAST_SAMPLE + 2 * MINUTE + 6 * HOUR);
    assertThat(scorer.transitions()).last().isEqualTo("OVERDUE -> UNKNOWN");
    assertThat(scorer.timers()).isZero();
  }

  @Test
  void anAlertWhoseSeriesIsGivenUpIsResolved() throws Exception {
    report(LATENCY, BEGINNING, LAST_SAMPLE);
    for (int i = 1; i <= 4; i++) {
      scorer.push(LATENCY, LAST_SAMPLE + i * 15L * SECOND, 100);
    }
    scorer.eventTime(LAST_SAMPLE + MINUTE);
    assertThat(scorer.alerts()).extracting(Alert::getStatus).containsExactly(AlertStatus.FIRING);
    scorer.eventTime(LAST_SAMPLE + HOUR);
    assertThat(scorer.alerts()).as("overdue, and awaited").hasSize(1);

    scorer.eventTime(LAST_SAMPLE + 8 * HOUR);

    Alert over = scorer.alerts().get(1);
    assertThat(over.getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(over.getId()).isEqualTo(scorer.alerts().get(0).getId());
    assertThat(over.getSummary()).isEqualTo("cart: latency_seconds is no longer reported");
  }

  @Test
  void aSeriesThatComesBackIsWatchedAgainWithOneTimer() throws Exception {
    report(LATENCY, BEGINNING, LAST_SAMPLE);
    scorer.eventTime(LAST_SAMPLE + HOUR);
    report(LATENCY, LAST_SAMPLE + HOUR, LAST_SAMPLE + HOUR + 5 * MINUTE);
    assertThat(scorer.transitions()).last().isEqualTo("OVERDUE -> PRESENT");
    assertThat(scorer.timers()).isEqualTo(1);

    quiet(LAST_SAMPLE + HOUR + 5 * MINUTE, LAST_SAMPLE + HOUR + 7 * MINUTE);
    assertThat(scorer.transitions()).last().isEqualTo("PRESENT -> OVERDUE");
  }

  @Test
  void aRestoredScorerStillKnowsWhenASeriesIsOverdue() throws Exception {
    report(LATENCY, BEGINNING, LAST_SAMPLE);
    try (ScorerHarness restored = ScorerHarness.watching(OPTIONS, SILENCE, scorer.snapshot())) {
      assertThat(restored.timers()).isEqualTo(1);
      restored.eventTime(LAST_SAMPLE + 2 * MINUTE);
      assertThat(restored.transitions()).containsExactly("PRESENT -> OVERDUE");
    }
  }

  @Test
  void aSlowSeriesIsGivenFourOfItsIntervals() throws Exception {
    for (int i = 0; i <= 20; i++) {
      scorer.push(LATENCY, BEGINNING + i * HOUR, 10);
      scorer.eventTime(BEGINNING + i * HOUR);
    }
    scorer.eventTime(BEGINNING + 24 * HOUR - 1);
    assertThat(scorer.transitions()).containsExactly("UNKNOWN -> PRESENT");

    scorer.eventTime(BEGINNING + 24 * HOUR);
    assertThat(scorer.transitions()).last().isEqualTo("PRESENT -> OVERDUE");
  }

  @Test
  void aSeriesOfAFewSamplesIsNeitherExpectedNorKeptATimerFor() throws Exception {
    report(LATENCY, BEGINNING, BEGINNING + 2 * MINUTE);
    scorer.eventTime(BEGINNING + HOUR);

    assertThat(scorer.transitions()).isEmpty();
    assertThat(scorer.timers()).isZero();
  }

  @Test
  void aSeriesWhoseTimesTrailEventTimeIsOverdueOnlyWhenNothingComes() throws Exception {
    long behind = 10 * MINUTE;
    long now = BEGINNING;
    for (; now < BEGINNING + HOUR; now += 15 * SECOND) {
      scorer.eventTime(now);
      scorer.push(LATENCY, now - behind, 10);
    }
    assertThat(scorer.transitions()).containsExactly("UNKNOWN -> PRESENT");
    assertThat(scorer.timers()).isEqualTo(1);

    quiet(now, now + 4 * MINUTE);
    assertThat(scorer.transitions()).last().isEqualTo("PRESENT -> OVERDUE");
  }

  @Test
  void theEndOfTheInputIsNotSilence() throws Exception {
    report(LATENCY, BEGINNING, LAST_SAMPLE);
    scorer.eventTime(Long.MAX_VALUE);

    assertThat(scorer.transitions()).containsExactly("UNKNOWN -> PRESENT");
  }

  @Test
  void aStaleMarkerEndsASeriesUntilItReturns() throws Exception {
    report(LATENCY, BEGINNING, LAST_SAMPLE);
    scorer.push(LATENCY, LAST_SAMPLE + 15 * SECOND, STALE);
    assertThat(scorer.transitions()).last().isEqualTo("PRESENT -> ENDED");
    assertThat(scorer.timers()).isEqualTo(1);
    scorer.eventTime(LAST_SAMPLE + HOUR);
    assertThat(scorer.transitions()).as("ended, not overdue").hasSize(2);

    scorer.push(LATENCY, LAST_SAMPLE + HOUR, 10);
    assertThat(scorer.transitions()).last().isEqualTo("ENDED -> PRESENT");
    assertThat(scorer.timers()).isEqualTo(1);
  }

  @Test
  void upSaysWhetherItsTargetIsScraped() throws Exception {
    report(UP, BEGINNING, LAST_SAMPLE, 1);
    scorer.push(UP, LAST_SAMPLE + 15 * SECOND, 0);
    scorer.push(UP, LAST_SAMPLE + 30 * SECOND, 0);
    assertThat(scorer.transitions()).hasSize(2).last().isEqualTo("PRESENT -> PRESENT");
    assertThat(scorer.lastTransition().getScraped()).isFalse();
    assertThat(scorer.lastTransition().getAt()).isEqualTo(LAST_SAMPLE + 15 * SECOND);

    scorer.push(UP, LAST_SAMPLE + 45 * SECOND, 1);
    assertThat(scorer.lastTransition().getScraped()).isTrue();
    scorer.push(UP, LAST_SAMPLE + 60 * SECOND, STALE);
    assertThat(scorer.lastTransition().getScraped()).as("removed, not failing").isTrue();
  }

  @Test
  void whatTheJobCountedItselfIsToldAfterItsIntervalAndDoesNotLag() throws Exception {
    Series counted =
        Series.of(Labels.of("__name__", "traces_service_duration_seconds", "service_name", "cart"));
    report(counted, BEGINNING, LAST_SAMPLE);
    assertThat(scorer.count(JobMetric.SAMPLES_PAUSED)).isZero();
    for (int i = 1; i <= 10; i++) {
      long at = LAST_SAMPLE + 15 * SECOND * i;
      scorer.pushLagging(counted, at, 1 + i % 2, at + 16 * SECOND);
    }
    assertThat(scorer.transitions()).doesNotContain("PRESENT -> LAGGING");
    assertThat(scorer.count(JobMetric.SAMPLES_PAUSED)).isZero();
  }

  @Test
  void whileASeriesLagsItIsLearnedButNothingFires() throws Exception {
    report(LATENCY, BEGINNING, LAST_SAMPLE);
    long received = LAST_SAMPLE + 20 * MINUTE;
    for (int i = 1; i <= 10; i++) {
      scorer.pushLagging(LATENCY, LAST_SAMPLE + 15 * SECOND * i, 99, received - 5 * MINUTE);
    }
    assertThat(scorer.transitions()).last().isEqualTo("PRESENT -> LAGGING");
    assertThat(scorer.lastTransition().getLag()).isEqualTo(20 * MINUTE - 15 * SECOND);
    assertThat(scorer.alerts()).isEmpty();
    assertThat(scorer.anomalies()).isEmpty();
    assertThat(scorer.count(JobMetric.SAMPLES_PAUSED)).isEqualTo(10);
    assertThat(scorer.scores())
        .last()
        .satisfies(
            point -> {
              assertThat(point.getOutcome()).isEqualTo(ScoreOutcome.PAUSED);
              assertThat(point.getAnomaly()).isTrue();
            });

    report(LATENCY, received, received + MINUTE, 99);
    assertThat(scorer.transitions()).last().isEqualTo("LAGGING -> PRESENT");
    assertThat(scorer.alerts()).extracting(Alert::getStatus).containsExactly(AlertStatus.FIRING);
  }

  @Test
  void aSeriesThatAlwaysLagsIsScoredIntoAlertsAfterThreeHours() throws Exception {
    long lag = 20 * MINUTE;
    long now = BEGINNING;
    for (; now < BEGINNING + 4 * HOUR; now += MINUTE) {
      scorer.pushLagging(LATENCY, now - lag, 10, now - 5 * MINUTE);
      scorer.eventTime(now - 5 * MINUTE);
    }
    for (int i = 0; i < 3; i++, now += MINUTE) {
      scorer.pushLagging(LATENCY, now - lag, 99, now - 5 * MINUTE);
    }

    assertThat(scorer.alerts()).extracting(Alert::getName).containsExactly("MetricAboveBand");
  }

  @Test
  void aSeriesThatFallsToZeroWithinItsBandSaysSo() throws Exception {
    reliable(100);
    long fall = BEGINNING + 25 * HOUR;
    report(LATENCY, fall, fall + 2 * MINUTE, 0);
    assertThat(scorer.anomalies()).as("zero is news, but within the band").hasSizeLessThan(3);
    assertThat(scorer.alerts()).hasSize(1);
    Alert fell = scorer.alerts().get(0);
    assertThat(fell.getName()).isEqualTo("ValueFellToZero");
    assertThat(fell.getStartsAt()).isEqualTo(fall);
    assertThat(fell.getUpdatedAt()).isEqualTo(fall + 30 * SECOND);
    assertThat(fell.getSummary()).startsWith("cart: latency_seconds fell to zero, expected ");

    report(LATENCY, fall + 5 * MINUTE, fall + 6 * MINUTE, 80);
    assertThat(scorer.alerts()).hasSize(2);
    Alert rose = scorer.alerts().get(1);
    assertThat(rose.getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(rose.getId()).isEqualTo(fell.getId());
    assertThat(rose.getSummary()).isEqualTo("cart: latency_seconds is 80 s, no longer zero");
  }

  @Test
  void aSeriesThatFallsToZeroOutOfItsBandSaysSoOnceAndByThatName() throws Exception {
    reliable(1);
    long fall = BEGINNING + 25 * HOUR;
    report(LATENCY, fall, fall + 2 * MINUTE, 0);
    report(LATENCY, fall + 3 * MINUTE, fall + 5 * MINUTE, 50);

    assertThat(scorer.alerts()).extracting(Alert::getName).containsOnly("ValueFellToZero");
    assertThat(scorer.alerts())
        .extracting(Alert::getStatus)
        .containsExactly(AlertStatus.FIRING, AlertStatus.RESOLVED);
    assertThat(scorer.alerts())
        .extracting(Alert::getId)
        .containsOnly(scorer.alerts().get(0).getId());
  }

  @Test
  void aSeriesThatEndsAtZeroLeavesNothingOpen() throws Exception {
    reliable(100);
    long fall = BEGINNING + 25 * HOUR;
    report(LATENCY, fall, fall + 2 * MINUTE, 0);
    scorer.push(LATENCY, fall + 3 * MINUTE, STALE);

    assertThat(scorer.alerts())
        .extracting(Alert::getStatus)
        .containsExactly(AlertStatus.FIRING, AlertStatus.RESOLVED);
    assertThat(scorer.alerts().get(1).getSummary()).endsWith("is no longer reported");
  }

  @Test
  void withoutSilenceThereIsNeitherATimerNorAPause() throws Exception {
    try (ScorerHarness plain = ScorerHarness.start(OPTIONS)) {
      for (int i = 0; i < 40; i++) {
        plain.pushLagging(LATENCY, BEGINNING + i, i < 30 ? 10 : 99, BEGINNING + HOUR);
      }
      assertThat(plain.timers()).isZero();
      assertThat(plain.transitions()).isEmpty();
      assertThat(plain.alerts()).hasSize(1);
    }
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefused() {
    List<Runnable> wrong =
        List.of(
            () -> SILENCE.withStandstill(Duration.ofSeconds(-1)),
            () -> new LateOptions(Duration.ofSeconds(-1), 32),
            () -> new LateOptions(Duration.ZERO, 0),
            () -> new LateOptions(Duration.ZERO, 63));
    assertThat(wrong)
        .allSatisfy(
            make -> {
              try {
                make.run();
              } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).containsAnyOf("is PT-1S", "is 0", "is 63");
                return;
              }
              throw new AssertionError("taken");
            });
  }

  /** 25 hours around 50, so wide that the band reaches zero, or not. */
  private void reliable(double spread) throws Exception {
    for (long at = BEGINNING; at < BEGINNING + 25 * HOUR; at += 5 * MINUTE) {
      boolean high = (at - BEGINNING) / (5 * MINUTE) % 2 == 0;
      scorer.push(LATENCY, at, 50 + (high ? spread : -spread / 2.5));
    }
    assertThat(scorer.alerts()).isEmpty();
  }

  /** Event time goes on, and nothing comes. */
  private void quiet(long from, long to) throws Exception {
    for (long at = from; at <= to; at += 15 * SECOND) {
      scorer.eventTime(at);
    }
  }

  private void report(Series series, long from, long to) throws Exception {
    report(series, from, to, 10);
  }

  /** A sample every 15 seconds, event time with it. */
  private void report(Series series, long from, long to, double value) throws Exception {
    for (long at = from; at <= to; at += 15 * SECOND) {
      scorer.push(series, at, value);
      scorer.eventTime(at);
    }
  }
}
