package io.vedette.functions.silence;

import static io.vedette.schema.silence.SeriesPresence.ENDED;
import static io.vedette.schema.silence.SeriesPresence.LAGGING;
import static io.vedette.schema.silence.SeriesPresence.OVERDUE;
import static io.vedette.schema.silence.SeriesPresence.PRESENT;
import static io.vedette.schema.silence.SeriesPresence.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.JobMetric;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Severity;
import io.vedette.schema.silence.SeriesPresence;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindSilenceTest {

  private static final SilenceOptions OPTIONS =
      SilenceOptions.defaults().withStandstill(Duration.ZERO);
  private static final SilenceOptions LIVE =
      SilenceOptions.defaults().withStandstill(Duration.ofMinutes(5));

  private static final long MINUTE = 60_000;
  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long LAST_SAMPLE = BEGINNING + 60 * MINUTE;
  private static final long TWO_MINUTES_LATER = LAST_SAMPLE + 2 * MINUTE;
  private static final long DECIDED = TWO_MINUTES_LATER + 30_000;
  private static final long AN_HOUR_LATER = LAST_SAMPLE + 60 * MINUTE;

  private SourceHarness target;

  @BeforeEach
  void start() throws Exception {
    target = SourceHarness.start(OPTIONS, BEGINNING);
  }

  @AfterEach
  void close() throws Exception {
    target.close();
  }

  @Test
  void oneSilentSeriesIsOneFindingAndItsReturnResolvesIt() throws Exception {
    all("a:9100", 500, PRESENT, BEGINNING);
    target.eventTime(TWO_MINUTES_LATER);
    target.become("a:9100", "m7", OVERDUE, LAST_SAMPLE);
    assertThat(target.alerts()).as("waits for others").isEmpty();
    assertThat(target.eventTimers()).isEqualTo(1);

    target.eventTime(DECIDED);
    assertThat(target.said()).containsExactly("FIRING SeriesSilent m7@" + LAST_SAMPLE);
    assertThat(target.eventTimers()).isZero();

    target.become("a:9100", "m7", PRESENT, AN_HOUR_LATER);
    Alert resolved = target.alerts().get(1);
    assertThat(resolved.getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(resolved.getId()).isEqualTo(target.alerts().get(0).getId());
    assertThat(resolved.getEndsAt()).isEqualTo(AN_HOUR_LATER);
    assertThat(resolved.getSummary())
        .isEqualTo("node: m7{instance=\"a:9100\",job=\"node\"} reports again");
    assertThat(target.eventTimers()).isZero();
    assertThat(target.count(JobMetric.SILENCE_FIRED)).isEqualTo(1);
    assertThat(target.count(JobMetric.SILENCE_RESOLVED)).isEqualTo(1);
  }

  @Test
  void fiveHundredSilentSeriesOfASourceAreOneFinding() throws Exception {
    all("a:9100", 500, PRESENT, BEGINNING);
    all("b:9100", 500, PRESENT, BEGINNING);
    target.eventTime(TWO_MINUTES_LATER);
    all("a:9100", 500, OVERDUE, LAST_SAMPLE);
    target.eventTime(DECIDED);

    assertThat(target.said()).containsExactly("FIRING SourceSilent @" + LAST_SAMPLE);
    Alert silent = target.alerts().get(0);
    assertThat(silent.getLabels()).hasSize(2).containsEntry("instance", "a:9100");
    assertThat(silent.getService()).isEqualTo("node");
    assertThat(silent.getSeverity()).isEqualTo(Severity.CRITICAL);
    assertThat(silent.getSummary())
        .isEqualTo(
            "source {instance=\"a:9100\",job=\"node\"} is silent: 500 of its 500 series no longer"
                + " report");

    all("a:9100", 250, PRESENT, AN_HOUR_LATER);
    assertThat(target.alerts()).as("half is not most").hasSize(1);
    all("a:9100", 500, PRESENT, AN_HOUR_LATER);
    assertThat(target.said()).hasSize(2).last().isEqualTo("RESOLVED SourceSilent @" + LAST_SAMPLE);
    assertThat(target.eventTimers()).isZero();
  }

  @Test
  void findingsOfSingleSeriesEndWhenTheSourceFallsSilent() throws Exception {
    all("a:9100", 10, PRESENT, BEGINNING);
    target.become("a:9100", "m0", OVERDUE, LAST_SAMPLE);
    target.eventTime(DECIDED);
    all("a:9100", 10, OVERDUE, AN_HOUR_LATER);
    target.eventTime(AN_HOUR_LATER + 10 * MINUTE);

    assertThat(target.said())
        .containsExactly(
            "FIRING SeriesSilent m0@" + LAST_SAMPLE,
            "RESOLVED SeriesSilent m0@" + LAST_SAMPLE,
            "FIRING SourceSilent @" + LAST_SAMPLE);
  }

  @Test
  void aSourceTellsOfAFewSeriesOnly() throws Exception {
    all("a:9100", 500, PRESENT, BEGINNING);
    for (int i = 0; i < 100; i++) {
      target.become("a:9100", "m" + i, OVERDUE, LAST_SAMPLE);
    }
    target.eventTime(DECIDED);

    assertThat(target.alerts()).hasSize(OPTIONS.findingsPerSource());
    assertThat(target.count(JobMetric.SILENCE_NOT_TOLD))
        .isEqualTo(100 - OPTIONS.findingsPerSource());
  }

  @Test
  void aSeriesThatEndsIsWorthALineOnlyWhileItsSourceGoesOn() throws Exception {
    all("a:9100", 10, PRESENT, BEGINNING);
    all("b:9100", 10, PRESENT, BEGINNING);
    target.become("a:9100", "m3", ENDED, LAST_SAMPLE);
    all("b:9100", 10, ENDED, LAST_SAMPLE);
    target.eventTime(DECIDED);

    assertThat(target.said()).containsExactly("FIRING SeriesEnded m3@" + LAST_SAMPLE);
    assertThat(target.alerts().get(0).getSeverity()).isEqualTo(Severity.INFO);
    assertThat(target.sources()).as("the target that was removed is forgotten").isEqualTo(1);

    target.become("a:9100", "m3", UNKNOWN, AN_HOUR_LATER);
    assertThat(target.said()).last().isEqualTo("RESOLVED SeriesEnded m3@" + LAST_SAMPLE);
    assertThat(target.alerts().get(1).getSummary()).endsWith("is taken as gone");
  }

  @Test
  void aTargetThatCannotBeScrapedIsOneFindingThoughAllItsSeriesEnd() throws Exception {
    all("a:9100", 3, PRESENT, BEGINNING);
    target.become("a:9100", "up", PRESENT, BEGINNING);
    for (int i = 0; i < 5; i++) {
      target.become("a:9100", "scrape_" + i, PRESENT, BEGINNING);
    }
    target.eventTime(LAST_SAMPLE);
    all("a:9100", 3, ENDED, LAST_SAMPLE);
    target.scraped("a:9100", false, LAST_SAMPLE);
    target.eventTime(LAST_SAMPLE + 59_999);
    assertThat(target.alerts()).isEmpty();
    target.eventTime(LAST_SAMPLE + MINUTE);

    assertThat(target.said()).containsExactly("FIRING TargetNotScraped @" + LAST_SAMPLE);

    target.scraped("a:9100", true, AN_HOUR_LATER);
    all("a:9100", 3, PRESENT, AN_HOUR_LATER);
    target.eventTime(AN_HOUR_LATER + 10 * MINUTE);
    assertThat(target.said())
        .hasSize(2)
        .last()
        .isEqualTo("RESOLVED TargetNotScraped @" + LAST_SAMPLE);
    assertThat(target.eventTimers()).isZero();
  }

  @Test
  void oneFailedScrapeIsNoFinding() throws Exception {
    target.become("a:9100", "up", PRESENT, BEGINNING);
    target.scraped("a:9100", false, LAST_SAMPLE);
    target.scraped("a:9100", true, LAST_SAMPLE + 15_000);
    target.eventTime(AN_HOUR_LATER);

    assertThat(target.alerts()).isEmpty();
  }

  @Test
  void aSourceThatLagsSaysSoInsteadOfItsSeries() throws Exception {
    all("a:9100", 10, PRESENT, BEGINNING);
    target.eventTime(LAST_SAMPLE);
    for (int i = 0; i < 9; i++) {
      target.become("a:9100", "m" + i, LAGGING, LAST_SAMPLE - 8 * MINUTE, 8 * MINUTE, null);
    }
    target.become("a:9100", "m9", OVERDUE, LAST_SAMPLE - 10 * MINUTE);
    target.eventTime(DECIDED);

    assertThat(target.said())
        .containsExactly("FIRING SourceLagging @" + (LAST_SAMPLE - 8 * MINUTE));
    assertThat(target.alerts().get(0).getSummary())
        .contains("lags by 480 s: 9 of its 9 series arrive late; scoring pauses");

    all("a:9100", 7, PRESENT, AN_HOUR_LATER);
    assertThat(target.alerts()).as("two of nine still lag").hasSize(2);
    assertThat(target.said()).last().asString().startsWith("RESOLVED SourceLagging");
    target.eventTime(AN_HOUR_LATER);
    assertThat(target.said())
        .as("the one that stayed away is told now")
        .hasSize(3)
        .last()
        .isEqualTo("FIRING SeriesSilent m9@" + (LAST_SAMPLE - 10 * MINUTE));
  }

  @Test
  void everySourceThatIsGivenUpIsForgotten() throws Exception {
    all("a:9100", 20, PRESENT, BEGINNING);
    all("a:9100", 20, OVERDUE, LAST_SAMPLE);
    target.eventTime(DECIDED);
    all("a:9100", 20, UNKNOWN, AN_HOUR_LATER);

    assertThat(target.said())
        .containsExactly(
            "FIRING SourceSilent @" + LAST_SAMPLE, "RESOLVED SourceSilent @" + LAST_SAMPLE);
    assertThat(target.alerts().get(1).getSummary()).endsWith("is taken as gone");
    assertThat(target.sources()).isZero();
    assertThat(target.eventTimers()).isZero();
  }

  @Test
  void theEndOfTheInputSaysNothing() throws Exception {
    all("a:9100", 20, PRESENT, BEGINNING);
    all("a:9100", 20, OVERDUE, LAST_SAMPLE);
    target.eventTime(Long.MAX_VALUE);

    assertThat(target.alerts()).isEmpty();
  }

  @Test
  void aDecisionThatIsDueSurvivesARestart() throws Exception {
    all("a:9100", 20, PRESENT, BEGINNING);
    target.eventTime(TWO_MINUTES_LATER);
    all("a:9100", 20, OVERDUE, LAST_SAMPLE);
    try (SourceHarness restored = target.restoredAt(OPTIONS, BEGINNING)) {
      assertThat(restored.eventTimers()).isEqualTo(1);
      restored.eventTime(DECIDED);
      assertThat(restored.said()).containsExactly("FIRING SourceSilent @" + LAST_SAMPLE);
    }
  }

  @Test
  void whenAllInputStopsEverySourceSaysSoOnce() throws Exception {
    try (SourceHarness live = SourceHarness.start(LIVE, BEGINNING)) {
      for (String instance : new String[] {"a:9100", "b:9100", "c:9100"}) {
        for (int i = 0; i < 100; i++) {
          live.become(instance, "m" + i, PRESENT, BEGINNING);
        }
      }
      assertThat(live.clockTimers()).isEqualTo(3);
      for (long time = BEGINNING; time <= LAST_SAMPLE; time += MINUTE) {
        live.eventTime(time);
        live.clock(time);
      }
      assertThat(live.alerts()).isEmpty();
      for (long time = LAST_SAMPLE; time <= AN_HOUR_LATER; time += MINUTE) {
        live.clock(time);
      }
      assertThat(live.alerts()).hasSize(3);
      assertThat(live.alerts()).extracting(Alert::getName).containsOnly("SourceSilent");
      assertThat(live.alerts())
          .extracting(alert -> alert.getLabels().get("instance"))
          .containsExactlyInAnyOrder("a:9100", "b:9100", "c:9100");
      assertThat(live.alerts().get(0).getSummary())
          .endsWith("is silent, and so is everything else: no input arrives");

      live.eventTime(AN_HOUR_LATER);
      assertThat(live.alerts()).hasSize(6);
      assertThat(live.alerts().subList(3, 6))
          .extracting(Alert::getStatus)
          .containsOnly(AlertStatus.RESOLVED);
      assertThat(live.clockTimers()).as("one a source, still looking").isEqualTo(3);
      assertThat(live.eventTimers()).isZero();
    }
  }

  @Test
  void aJobThatWasDownDoesNotTakeThatForSilence() throws Exception {
    try (SourceHarness live = SourceHarness.start(LIVE, BEGINNING)) {
      live.become("a:9100", "m", PRESENT, BEGINNING);
      live.eventTime(BEGINNING);
      try (SourceHarness restored = live.restoredAt(LIVE, AN_HOUR_LATER)) {
        restored.clock(AN_HOUR_LATER + 1);
        assertThat(restored.alerts()).isEmpty();
        restored.clock(AN_HOUR_LATER + 5 * MINUTE + 1);
        assertThat(restored.alerts()).as("but nothing came since, either").hasSize(1);
      }
    }
  }

  @Test
  void whatHoldsOnIsSaidAgainOnceAnHour() throws Exception {
    target.close();
    target = SourceHarness.start(LIVE, BEGINNING);
    all("a:9100", 10, PRESENT, BEGINNING);
    target.become("a:9100", "up", PRESENT, BEGINNING, 0, true);
    target.scraped("a:9100", false, BEGINNING + MINUTE);
    for (long now = BEGINNING; now <= BEGINNING + 5 * 60 * MINUTE; now += MINUTE) {
      target.eventTime(now);
      target.clock(now);
    }

    assertThat(target.alerts()).hasSizeBetween(5, 6);
    assertThat(target.said()).containsOnly("FIRING TargetNotScraped @" + (BEGINNING + MINUTE));
    long second = target.alerts().get(1).getUpdatedAt();
    assertThat(second - BEGINNING - MINUTE).isBetween(30 * MINUTE, 95 * MINUTE);
    assertThat(target.alerts().get(2).getUpdatedAt() - second).isEqualTo(60 * MINUTE);
    assertThat(target.count(JobMetric.SILENCE_FIRED)).as("one finding").isEqualTo(1);
  }

  private void all(String instance, int series, SeriesPresence after, long at) throws Exception {
    for (int i = 0; i < series; i++) {
      target.become(instance, "m" + i, after, at);
    }
  }
}
