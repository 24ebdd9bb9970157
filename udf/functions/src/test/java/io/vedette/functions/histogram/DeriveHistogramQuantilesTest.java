package io.vedette.functions.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.JobMetric;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeriveHistogramQuantilesTest {

  private static final HistogramOptions OPTIONS =
      new HistogramOptions(List.of(0.5, 0.99), 10, 4, 3, Duration.ofDays(7));

  private static final long T1 = 1_700_000_015_000L;
  private static final long T2 = T1 + 15_000;
  private static final long T3 = T2 + 15_000;
  private static final long T4 = T3 + 15_000;
  private static final long T5 = T4 + 15_000;
  private static final double STALE = Double.longBitsToDouble(Sample.STALE_NAN_BITS);

  private static final String MEDIAN = "latency_seconds{quantile=\"0.5\",service=\"cart\"}";
  private static final String P99 = "latency_seconds{quantile=\"0.99\",service=\"cart\"}";

  private HistogramHarness histograms;

  @BeforeEach
  void start() throws Exception {
    histograms = HistogramHarness.start(OPTIONS);
  }

  @AfterEach
  void countersBalance() throws Exception {
    assertThat(histograms.count(JobMetric.BUCKETS_READ))
        .isEqualTo(
            histograms.count(JobMetric.BUCKETS_TAKEN)
                + histograms.count(JobMetric.BUCKETS_DUPLICATE)
                + histograms.count(JobMetric.BUCKETS_LATE)
                + histograms.count(JobMetric.BUCKETS_UNKNOWN)
                + histograms.count(JobMetric.BUCKETS_UNUSABLE));
    assertThat(histograms.count(JobMetric.HISTOGRAM_SCRAPES))
        .isEqualTo(
            histograms.count(JobMetric.HISTOGRAM_SCRAPES_DERIVED)
                + histograms.count(JobMetric.HISTOGRAM_SCRAPES_FIRST)
                + histograms.count(JobMetric.HISTOGRAM_SCRAPES_INCOMPLETE)
                + histograms.count(JobMetric.HISTOGRAM_SCRAPES_CHANGED)
                + histograms.count(JobMetric.HISTOGRAM_SCRAPES_SKIPPED)
                + histograms.count(JobMetric.HISTOGRAM_SCRAPES_ENDED));
    histograms.close();
  }

  @Test
  void quantilesOfEveryIntervalAsSoonAsItIsWhole() throws Exception {
    histograms.scrape("cart", T1, 100, 150, 200);
    assertThat(histograms.derived()).isEmpty();
    assertThat(histograms.timers()).isEqualTo(1);
    histograms.eventTime(T1);
    assertThat(histograms.count(JobMetric.HISTOGRAM_SCRAPES_FIRST)).isEqualTo(1);

    histograms.bucket("cart", "+Inf", T2, 300);
    histograms.bucket("cart", "1", T2, 249);
    assertThat(histograms.derived()).isEmpty();
    histograms.bucket("cart", "0.1", T2, 120);
    assertThat(histograms.derived())
        .containsExactly(
            "announced GAUGE " + MEDIAN + " 0.4417721518987342 @" + T2,
            "announced GAUGE " + P99 + " 1.0 @" + T2);
    histograms.scrape("cart", T3, 220, 349, 400);
    assertThat(histograms.derived())
        .as("all of them below 0.1")
        .containsExactly(MEDIAN + " 0.05 @" + T3, P99 + " 0.099 @" + T3);
    assertThat(histograms.timers()).isZero();
    assertThat(histograms.letters()).isEmpty();
  }

  @Test
  void histogramsOfOtherLabelsAreOthers() throws Exception {
    for (String service : List.of("cart", "pay")) {
      histograms.scrape(service, T1, 0, 0, 0);
    }
    histograms.eventTime(T1);
    histograms.scrape("pay", T2, 10, 10, 10);
    assertThat(histograms.derived())
        .first()
        .asString()
        .startsWith("announced GAUGE latency_seconds{quantile=\"0.5\",service=\"pay\"} 0.05");
    assertThat(histograms.stateEntries()).as("labels and buckets of each").isEqualTo(4);
  }

  @Test
  void tooFewObservationsAreNoValueAndNoSilence() throws Exception {
    histograms.scrape("cart", T1, 0, 0, 0);
    histograms.eventTime(T1);
    histograms.scrape("cart", T2, 9, 9, 9);
    assertThat(histograms.derived())
        .containsExactly(
            "announced GAUGE " + MEDIAN + " NaN @" + T2, "announced GAUGE " + P99 + " NaN @" + T2);
    histograms.scrape("cart", T3, 19, 19, 19);
    assertThat(histograms.derived()).first().asString().endsWith(" 0.05 @" + T3);
  }

  @Test
  void aRestartOfTheServiceCountsFromZero() throws Exception {
    histograms.scrape("cart", T1, 1000, 1000, 1000);
    histograms.eventTime(T1);
    histograms.scrape("cart", T2, 0, 20, 20);
    assertThat(histograms.derived()).first().asString().endsWith(" 0.55 @" + T2);
  }

  @Test
  void aLostBucketGivesNothingOnceItsTimeIsOver() throws Exception {
    histograms.scrape("cart", T1, 0, 0, 0);
    histograms.eventTime(T1);
    histograms.bucket("cart", "0.1", T2, 5);
    histograms.bucket("cart", "+Inf", T2, 20);
    assertThat(histograms.timers()).isEqualTo(1);
    histograms.eventTime(T2);
    assertThat(histograms.derived()).isEmpty();
    assertThat(histograms.count(JobMetric.HISTOGRAM_SCRAPES_INCOMPLETE)).isEqualTo(1);
    histograms.scrape("cart", T3, 40, 40, 40);
    assertThat(histograms.derived())
        .as("spans both intervals")
        .first()
        .asString()
        .endsWith(" 0.05 @" + T3);
  }

  @Test
  void aLostBucketDoesNotHoldUpTheNextScrape() throws Exception {
    histograms.scrape("cart", T1, 0, 0, 0);
    histograms.eventTime(T1);
    histograms.bucket("cart", "0.1", T2, 5);
    histograms.bucket("cart", "+Inf", T2, 20);
    histograms.scrape("cart", T3, 40, 40, 40);
    assertThat(histograms.derived()).hasSize(2).first().asString().endsWith(" 0.05 @" + T3);
    assertThat(histograms.timers()).as("that of the incomplete one is gone").isZero();
  }

  @Test
  void scrapesThatComeInOneAnotherAreToldApart() throws Exception {
    histograms.scrape("cart", T1, 0, 0, 0);
    histograms.eventTime(T1);
    histograms.bucket("cart", "0.1", T2, 20);
    histograms.bucket("cart", "0.1", T3, 20);
    histograms.bucket("cart", "1", T2, 20);
    histograms.bucket("cart", "1", T3, 40);
    histograms.bucket("cart", "+Inf", T2, 20);
    assertThat(histograms.derived()).hasSize(2).first().asString().endsWith(" 0.05 @" + T2);
    histograms.bucket("cart", "+Inf", T3, 40);
    assertThat(histograms.derived()).hasSize(2).first().asString().endsWith(" 0.55 @" + T3);
  }

  @Test
  void withoutProgressOfEventTimeOnlySoManyScrapesStayOpen() throws Exception {
    for (int i = 0; i < 6; i++) {
      histograms.scrape("cart", T1 + i * 15_000L, 20 * i, 20 * i, 20 * i);
    }
    assertThat(histograms.timers()).isZero();
    assertThat(histograms.count(JobMetric.HISTOGRAM_SCRAPES_SKIPPED))
        .as("the first, and the two that waited behind it")
        .isEqualTo(3);
    assertThat(histograms.derived())
        .extracting(line -> line.replaceAll(".* ", ""))
        .containsExactly(
            "@" + T4, "@" + T4, "@" + T5, "@" + T5, "@" + (T5 + 15_000), "@" + (T5 + 15_000));
  }

  @Test
  void atTheEndOfABoundedInputWhatIsOpenStaysUntold() throws Exception {
    histograms.scrape("cart", T1, 0, 0, 0);
    histograms.scrape("cart", T2, 20, 20, 20);
    histograms.eventTime(Long.MAX_VALUE);
    assertThat(histograms.derived()).isEmpty();
    assertThat(histograms.count(JobMetric.HISTOGRAM_SCRAPES)).isZero();
  }

  @Test
  void doubledIsIgnoredAndLateIsADeadLetter() throws Exception {
    histograms.scrape("cart", T1, 0, 0, 0);
    histograms.bucket("cart", "1", T1, 0);
    histograms.eventTime(T1);
    histograms.scrape("cart", T1, 0, 0, 0);
    assertThat(histograms.count(JobMetric.BUCKETS_DUPLICATE)).isEqualTo(4);
    assertThat(histograms.letters()).isEmpty();
    histograms.bucket("cart", "1", T1 - 1, 7);
    DeadLetter letter = histograms.letters().get(0);
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.LATE);
    assertThat(letter.getOrigin()).isEqualTo("latency_seconds{service=\"cart\"}");
    assertThat(letter.getTimestamp()).isEqualTo(T1 - 1);
    assertThat(histograms.timers()).isZero();
  }

  @Test
  void whatIsNoCountOrNoBoundIsLeftOut() throws Exception {
    histograms.scrape("cart", T1, 0, 0, 0);
    histograms.bucket("cart", "1", T1, Double.NaN);
    histograms.bucket("cart", "1", T1, -1);
    histograms.bucket("cart", "much", T1, 4);
    assertThat(histograms.count(JobMetric.BUCKETS_UNUSABLE)).isEqualTo(2);
    assertThat(histograms.count(JobMetric.BUCKETS_UNKNOWN)).isEqualTo(1);
    assertThat(histograms.letters())
        .extracting(DeadLetter::getReason)
        .containsExactly(DeadLetterReason.MALFORMED);
  }

  @Test
  void bucketsBeyondTheLimitAreToldOnceAnAnnouncement() throws Exception {
    histograms.scrape("cart", T1, 0, 0, 0);
    histograms.bucket("cart", "2", T1, 0);
    histograms.bucket("cart", "3", T1, 0);
    histograms.bucket("cart", "3", T2, 0);
    assertThat(histograms.count(JobMetric.BUCKETS_UNKNOWN)).isEqualTo(2);
    assertThat(histograms.letters())
        .extracting(DeadLetter::getReason)
        .containsExactly(DeadLetterReason.OVER_LIMIT);
  }

  @Test
  void aStaleMarkerEndsTheQuantilesToo() throws Exception {
    histograms.scrape("cart", T1, 0, 0, 0);
    histograms.eventTime(T1);
    histograms.scrape("cart", T2, 20, 20, 20);
    histograms.derived();
    histograms.scrape("cart", T3, STALE, STALE, STALE);
    assertThat(histograms.derived())
        .containsExactly(MEDIAN + " stale @" + T3, P99 + " stale @" + T3);
    histograms.scrape("cart", T4, 40, 40, 40);
    assertThat(histograms.derived()).as("nothing to compare with").isEmpty();
    assertThat(histograms.letters()).isEmpty();
    histograms.scrape("cart", T5, 60, 60, 60);
    assertThat(histograms.derived()).hasSize(2);
  }

  @Test
  void countsOfAnIntervalEachAreTakenAsTheyAre() throws Exception {
    histograms.bucket("cart", "0.1", T1, 10, MetricKind.GAUGE);
    histograms.bucket("cart", "+Inf", T1, 20, MetricKind.GAUGE);
    histograms.eventTime(T1);
    assertThat(histograms.derived()).first().asString().endsWith(" 0.1 @" + T1);
  }

  @Test
  void bucketsNotReadInOneMomentAreCounted() throws Exception {
    histograms.scrape("cart", T1, 0, 0, 0);
    histograms.eventTime(T1);
    histograms.scrape("cart", T2, 20, 15, 20);
    assertThat(histograms.derived()).first().asString().endsWith(" 0.05 @" + T2);
    assertThat(histograms.count(JobMetric.HISTOGRAM_SCRAPES_FORCED)).isEqualTo(1);
  }

  @Test
  void aRestoredOneGoesOnInMidScrape() throws Exception {
    histograms.scrape("cart", T1, 0, 0, 0);
    histograms.eventTime(T1);
    histograms.bucket("cart", "0.1", T2, 20);
    histograms.bucket("cart", "1", T2, 20);
    try (HistogramHarness restored = histograms.restored(OPTIONS)) {
      restored.bucket("cart", "+Inf", T2, 20);
      assertThat(restored.derived())
          .containsExactly(
              "announced GAUGE " + MEDIAN + " 0.05 @" + T2,
              "announced GAUGE " + P99 + " 0.099 @" + T2);
      assertThat(restored.timers()).isZero();
    }
  }

  @Test
  void afterItsRetentionNothingIsLeft() throws Exception {
    histograms.scrape("cart", T1, 0, 0, 0);
    histograms.eventTime(T1);
    histograms.retentionPasses(OPTIONS.retention().toMillis() + 1);
    histograms.scrape("cart", T2, 20, 20, 20);
    assertThat(histograms.count(JobMetric.BUCKETS_UNKNOWN))
        .as("until they are announced again")
        .isEqualTo(3);
    assertThat(histograms.derived()).isEmpty();
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> new HistogramOptions(List.of(), 1, 2, 1, Duration.ofDays(1)))
        .hasMessageContaining("are []");
    assertThatThrownBy(() -> new HistogramOptions(List.of(1.0), 1, 2, 1, Duration.ofDays(1)))
        .hasMessageContaining("[1.0]");
    assertThatThrownBy(() -> new HistogramOptions(List.of(0.5), 0, 2, 1, Duration.ofDays(1)))
        .hasMessageContaining("minimumObservations");
  }
}
