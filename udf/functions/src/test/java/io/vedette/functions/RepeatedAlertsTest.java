package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.functions.silence.SilenceOptions;
import io.vedette.schema.JobMetric;
import io.vedette.schema.Labels;
import io.vedette.schema.Series;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An alert that goes on firing is said again, so that nobody forgets it. */
class RepeatedAlertsTest {

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long STEP = 5 * MINUTE;

  private static final Series LATENCY =
      Series.of(Labels.of("__name__", "latency_seconds", "service", "cart"));
  private static final Series ERRORS =
      Series.of(Labels.of("__name__", "errors", "service", "cart"));

  private static final ScoringOptions OPTIONS =
      ScoringOptions.defaults()
          .withDetector(DetectorParameters.defaults().withWarmUp(5).withMinimumDeviation(1.0, 0.0))
          .withHysteresis(new Hysteresis(2, 3, 3));

  /** Whose band reaches zero when values spread that far. */
  private static final ScoringOptions PATIENT =
      OPTIONS
          .withDetector(DetectorParameters.defaults().withWarmUp(25).withMinimumDeviation(1.0, 0.0))
          .withHysteresis(new Hysteresis(3, 5, 3));

  private ScorerHarness scorer;

  @BeforeEach
  void start() throws Exception {
    scorer = ScorerHarness.watching(OPTIONS, SilenceOptions.defaults(), null);
  }

  @AfterEach
  void close() throws Exception {
    scorer.close();
  }

  @Test
  void oneThatFiresForFiveHoursIsSaidAgainOnceAnHourUnderItsId() throws Exception {
    fireForFiveHours(LATENCY);

    List<Alert> alerts = scorer.alerts();
    assertThat(alerts).hasSize(6);
    assertThat(alerts.get(1).getUpdatedAt() - alerts.get(0).getUpdatedAt())
        .isBetween(HOUR / 2 - STEP, 3 * HOUR / 2);
    assertThat(alerts).extracting(Alert::getStatus).containsOnly(AlertStatus.FIRING);
    assertThat(alerts).extracting(Alert::getId).containsOnly(alerts.get(0).getId());
    assertThat(alerts).extracting(Alert::getStartsAt).containsOnly(alerts.get(0).getStartsAt());
    for (int i = 2; i < 6; i++) {
      assertThat(alerts.get(i).getUpdatedAt() - alerts.get(i - 1).getUpdatedAt()).isEqualTo(HOUR);
    }
    assertThat(alerts.get(5).getSummary()).startsWith("cart: latency_seconds is 50 s, above ");
    assertThat(scorer.count(JobMetric.ALERTS_FIRED)).isEqualTo(1);
    assertThat(scorer.count(JobMetric.ALERTS_SAID_AGAIN)).isEqualTo(5);
  }

  @Test
  void eachSeriesChoosesTheMinuteOfTheHour() throws Exception {
    fireForFiveHours(LATENCY);
    long ofLatency = scorer.alerts().get(1).getUpdatedAt();
    int before = scorer.alerts().size();
    fireForFiveHours(ERRORS);

    assertThat(scorer.alerts()).hasSize(before + 6);
    assertThat(Math.floorMod(scorer.alerts().get(before + 1).getUpdatedAt() - ofLatency, HOUR))
        .isNotZero();
  }

  @Test
  void oneThatIsAboutToResolveSaysThatItGoesOn() throws Exception {
    try (ScorerHarness often =
        ScorerHarness.start(OPTIONS.withRepeatEvery(Duration.ofMillis(STEP / 2)))) {
      samples(often, LATENCY, 0, 10, 10, 10, 10, 10, 10, 50, 50, 10);

      assertThat(often.alerts()).hasSize(2);
      assertThat(often.alerts().get(1).getStatus()).isEqualTo(AlertStatus.FIRING);
      assertThat(often.alerts().get(1).getSummary())
          .isEqualTo("cart: latency_seconds is 10 s, its alert goes on");
    }
  }

  @Test
  void oneThatIsOverWithinHalfAnHourIsSaidOnce() throws Exception {
    samples(scorer, LATENCY, 0, 10, 10, 10, 10, 10, 10, 50, 50, 50, 50, 10, 10, 10);

    assertThat(scorer.alerts())
        .extracting(Alert::getStatus)
        .containsExactly(AlertStatus.FIRING, AlertStatus.RESOLVED);
  }

  @Test
  void aValueThatStaysAtZeroIsSaidAgainAndIsOverWhenItsSeriesIsGivenUp() throws Exception {
    scorer.close();
    scorer = ScorerHarness.watching(PATIENT, SilenceOptions.defaults(), null);
    long at = BEGINNING;
    for (int i = 0; at < BEGINNING + 25 * HOUR; at += STEP, i++) {
      scorer.push(LATENCY, at, 50 + (i % 2 == 0 ? 100 : -40));
      scorer.eventTime(at);
    }
    for (long fall = at; at < fall + 2 * HOUR + 30 * MINUTE; at += STEP) {
      scorer.push(LATENCY, at, 0);
      scorer.eventTime(at);
    }
    List<Alert> firing = List.copyOf(scorer.alerts());
    assertThat(firing).extracting(Alert::getName).containsOnly("ValueFellToZero");
    assertThat(firing).extracting(Alert::getId).containsOnly(firing.get(0).getId());
    assertThat(firing.size()).isBetween(3, 4);
    assertThat(scorer.count(JobMetric.ALERTS_FIRED)).isEqualTo(1);

    scorer.eventTime(at + 7 * HOUR);

    assertThat(scorer.alerts()).hasSize(firing.size() + 1);
    Alert over = scorer.alerts().get(firing.size());
    assertThat(over.getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(over.getId()).isEqualTo(firing.get(0).getId());
    assertThat(over.getSummary()).isEqualTo("cart: latency_seconds is no longer reported");
  }

  private void fireForFiveHours(Series series) throws Exception {
    samples(scorer, series, 0, 10, 10, 10, 10, 10, 10);
    for (int i = 6; i < 6 + 5 * HOUR / STEP + 6; i++) {
      samples(scorer, series, i, 50);
    }
  }

  private static void samples(ScorerHarness scorer, Series series, int from, double... values)
      throws Exception {
    for (int i = 0; i < values.length; i++) {
      scorer.push(series, BEGINNING + (from + i) * STEP, values[i]);
    }
  }
}
