package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.schema.JobMetric;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.ScoreOutcome;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a series means is settled by its announcements, whatever becomes of their samples. */
class AnnouncementsTest {

  private static final long BEGINNING = 1_700_000_000_000L;

  /** A name that says nothing of its kind. */
  private static final Labels REQUESTS = Labels.of("__name__", "requests", "service", "cart");

  private static final Series COUNTER = new Series(REQUESTS, MetricKind.COUNTER);
  private static final Series GAUGE = new Series(REQUESTS, MetricKind.GAUGE);
  private static final Series UNKNOWN = new Series(REQUESTS, MetricKind.UNKNOWN);

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
  void announcementOnALateSampleCounts() throws Exception {
    pushUnnamed(0, 7);
    assertThat(state().counter).isFalse();
    scorer.push(COUNTER, at(3) + 1, 100);
    assertThat(scorer.count(JobMetric.SAMPLES_LATE)).isEqualTo(1);
    assertThat(state().counter).isTrue();
    assertThat(state().detector.samples()).as("what was learned as a gauge").isZero();
    pushUnnamed(7, 8);
    assertThat(scorer.scores().get(8).getValue()).as("rate").isEqualTo(2.0);
  }

  @Test
  void announcementOnADuplicateCounts() throws Exception {
    pushUnnamed(0, 7);
    scorer.push(COUNTER, at(6), 30 * 6);
    assertThat(scorer.count(JobMetric.SAMPLES_DUPLICATE)).isEqualTo(1);
    assertThat(state().counter).isTrue();
    pushUnnamed(7, 8);
    assertThat(scorer.scores().get(8).getValue()).as("rate").isEqualTo(2.0);
  }

  @Test
  void alertThatALateAnnouncementEndsDoesNotEndBeforeItWasLastSeen() throws Exception {
    for (int i = 0; i < 7; i++) {
      scorer.push(new Sample(REQUESTS.hash(), at(i), i < 5 ? 10 : 20));
    }
    assertThat(scorer.alerts()).hasSize(1);
    scorer.push(COUNTER, at(1) + 1, 100);
    assertThat(scorer.alerts()).hasSize(2);
    assertThat(scorer.alerts().get(1).getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(scorer.alerts().get(1).getEndsAt()).isEqualTo(at(6));
    assertThat(scorer.alerts().get(1).getId()).isEqualTo(scorer.alerts().get(0).getId());
  }

  @Test
  void senderThatDoesNotKnowTheKindDoesNotUnsayIt() throws Exception {
    for (int i = 0; i < 10; i++) {
      scorer.push(i % 2 == 0 ? COUNTER : UNKNOWN, at(i), 30 * i);
    }
    assertThat(state().counter).isTrue();
    assertThat(state().detector.samples()).as("every rate").isEqualTo(9);
    assertThat(scorer.scores().get(9).getOutcome()).isEqualTo(ScoreOutcome.SCORED);
    assertThat(scorer.scores().get(9).getValue()).isEqualTo(2.0);
    assertThat(Objects.requireNonNull(scorer.nameOf(COUNTER)).series()).isEqualTo(COUNTER);
  }

  @Test
  void announcementOfUnknownKindKeepsTheNameFromExpiring() throws Exception {
    long almost = OPTIONS.seriesRetention().toMillis() - 1;
    scorer.push(COUNTER, at(0), 0);
    scorer.setProcessingTime(ScorerHarness.NOW + almost);
    scorer.push(UNKNOWN, at(1), 30);
    scorer.setProcessingTime(ScorerHarness.NOW + 2 * almost);
    assertThat(Objects.requireNonNull(scorer.nameOf(COUNTER)).series()).isEqualTo(COUNTER);
  }

  @Test
  void knownKindsReplaceEachOther() throws Exception {
    scorer.push(UNKNOWN, at(0), 0);
    scorer.push(COUNTER, at(1), 30);
    assertThat(state().counter).isTrue();
    scorer.push(GAUGE, at(2), 30);
    assertThat(state().counter).isFalse();
  }

  /** 30 more with every sample, 15 seconds apart: 2 per second. */
  private void pushUnnamed(int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      scorer.push(new Sample(REQUESTS.hash(), at(i), 30 * i));
    }
  }

  private ScoreState state() throws Exception {
    return Objects.requireNonNull(scorer.scoreOf(COUNTER));
  }

  private static long at(int sample) {
    return BEGINNING + sample * 15_000L;
  }
}
