package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.JobMetric;
import io.vedette.schema.Labels;
import io.vedette.schema.Series;
import io.vedette.schema.SeriesFeedback;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.control.FeedbackCommand;
import io.vedette.schema.control.FeedbackKind;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people say changes how exactly that series is judged, and can be taken back. */
class FeedbackTest {

  private static final ScoringOptions OPTIONS =
      ScorerStory.OPTIONS.withFeedback(
          new FeedbackOptions(Duration.ofDays(90), 4, Duration.ofHours(10), Duration.ofHours(2)));

  private ScorerHarness scorer;
  private ScorerStory latency;

  @BeforeEach
  void start() throws Exception {
    scorer = ScorerHarness.start(OPTIONS);
    latency = new ScorerStory(scorer, ScorerStory.LATENCY);
  }

  @AfterEach
  void close() throws Exception {
    scorer.close();
  }

  @Test
  void falsePositiveResolvesTheAlertNowAndSaysSo() throws Exception {
    fire();
    say("f-1", FeedbackKind.FALSE_POSITIVE);
    Alert resolved = scorer.alerts().get(1);
    assertThat(resolved.getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(resolved.getId()).isEqualTo(scorer.alerts().get(0).getId());
    assertThat(resolved.getEndsAt()).isEqualTo(latency.now());
    assertThat(resolved.getSummary())
        .isEqualTo("cart: latency_seconds is resolved by feedback (f-1): a false positive");
    assertThat(scorer.count(JobMetric.FEEDBACK_APPLIED)).isEqualTo(1);
    assertThat(scorer.audits())
        .containsExactly(
            Audit.newBuilder()
                .setKind(AuditKind.FEEDBACK_APPLIED)
                .setSeriesId(SeriesHash.toHex(ScorerStory.LATENCY.labels().hash()))
                .setSeries(ScorerStory.LATENCY.labels().toString())
                .setTimestamp(latency.now())
                .setAuthor("ann")
                .setCause("f-1")
                .setBefore("threshold x 1, firing")
                .setAfter("threshold x 3.3, not firing")
                .setMessage("FALSE_POSITIVE f-1: nightly batch")
                .build());
  }

  @Test
  void falsePositiveIsNotAlertedAgainButWhatIsFartherOutIs() throws Exception {
    fire();
    say("f-1", FeedbackKind.FALSE_POSITIVE);
    latency.steady(10, 13);
    assertThat(scorer.alerts()).as("3 half widths, the threshold is at 3.3").hasSize(2);
    latency.samples(14, 14);
    assertThat(scorer.alerts()).hasSize(3);
    Alert firing = scorer.alerts().get(2);
    assertThat(firing.getLower()).isCloseTo(10 - 3.3, within());
    assertThat(firing.getUpper()).isCloseTo(10 + 3.3, within());
  }

  @Test
  void lessSensitiveFadesWithItsHalfLife() throws Exception {
    fire();
    say("f-1", FeedbackKind.FALSE_POSITIVE);
    latency.later(Duration.ofHours(10).toMillis()).samples(10);
    assertThat(lastUpper()).isCloseTo(10 + Math.sqrt(3.3), Offset.offset(0.01));
    latency.samples(13, 13);
    assertThat(scorer.alerts()).hasSize(3);
  }

  @Test
  void otherSeriesAreAsSensitiveAsBefore() throws Exception {
    ScorerStory other =
        new ScorerStory(scorer, Series.of(Labels.of("__name__", "other", "service", "cart")));
    fire();
    say("f-1", FeedbackKind.FALSE_POSITIVE);
    other.steady(5, 10).samples(13, 13);
    assertThat(scorer.alerts()).hasSize(3);
    assertThat(scorer.alerts().get(2).getMetric()).isEqualTo("other");
  }

  @Test
  void undoneFalsePositiveIsAlertedAgain() throws Exception {
    fire();
    say("f-1", FeedbackKind.FALSE_POSITIVE);
    latency.samples(13, 13);
    undo("u-1", "f-1");
    latency.samples(13, 13);
    assertThat(scorer.alerts()).hasSize(3);
    assertThat(scorer.alerts().get(2).getStatus()).isEqualTo(AlertStatus.FIRING);
    assertThat(lastUpper()).isEqualTo(11);
    Audit undone = scorer.audits().get(1);
    assertThat(undone.getKind()).isEqualTo(AuditKind.FEEDBACK_UNDONE);
    assertThat(undone.getBefore()).isEqualTo("threshold x 3.298, not firing");
    assertThat(undone.getAfter()).isEqualTo("threshold x 1, not firing");
    assertThat(Objects.requireNonNull(scorer.scoreOf(ScorerStory.LATENCY)).feedback).isFalse();
  }

  @Test
  void confirmedAnomalyIsNotAdopted() throws Exception {
    fire();
    say("f-1", FeedbackKind.ANOMALY);
    latency.steady(400, 13);
    assertThat(resolved()).as("still firing after 100 minutes").isEmpty();
    assertThat(lastUpper())
        .as("the threshold is a little lower")
        .isLessThan(11)
        .isGreaterThan(10.9);
    latency.steady(3, 10);
    assertThat(resolved()).hasSize(1);
  }

  @Test
  void confirmedAnomalyIsAdoptedInTheEndSoThatNoAlertIsForEver() throws Exception {
    fire();
    say("f-1", FeedbackKind.ANOMALY);
    latency.steady(1200, 13);
    assertThat(resolved()).hasSize(1);
    Alert resolved = resolved().get(0);
    assertThat(resolved.getEndsAt())
        .isGreaterThan(resolved.getStartsAt() + Duration.ofHours(2).toMillis());
  }

  @Test
  void anomalyThatWasMissedMakesTheSeriesMoreSensitive() throws Exception {
    latency.steady(200, 10).samples(10.98);
    assertThat(scorer.anomalies()).isEmpty();
    say("f-1", FeedbackKind.ANOMALY);
    latency.samples(10.98, 10.98);
    assertThat(scorer.anomalies()).hasSize(2);
    assertThat(scorer.alerts()).hasSize(1);
  }

  @Test
  void expectedDeviationRaisesNothingInItsWindow() throws Exception {
    fire();
    say(expected("f-1", latency.now(), latency.now() + 10 * 15_000L));
    assertThat(scorer.alerts()).hasSize(2);
    assertThat(scorer.alerts().get(1).getStatus()).isEqualTo(AlertStatus.RESOLVED);
    latency.steady(9, 13);
    assertThat(scorer.alerts()).hasSize(2);
    assertThat(scorer.anomalies()).as("those before the command").hasSize(2);
    assertThat(scorer.count(JobMetric.ANOMALIES_MUTED)).isEqualTo(9);
    latency.samples(13, 13);
    assertThat(scorer.alerts()).as("the window is over").hasSize(3);
  }

  @Test
  void whatIsNotLikeTheExpectedDeviationIsRaised() throws Exception {
    fire();
    say(expected("f-1", latency.now(), latency.now() + 20 * 15_000L));
    latency.samples(14, 15);
    assertThat(scorer.anomalies()).as("4 half widths are like 3, 5 are not").hasSize(3);
    latency.samples(7);
    assertThat(scorer.anomalies()).as("the other side of the band").hasSize(4);
  }

  @Test
  void expectationTakenBackExpectsNothing() throws Exception {
    fire();
    say(expected("f-1", latency.now(), latency.now() + 20 * 15_000L));
    latency.samples(13);
    undo("u-1", "f-1");
    latency.samples(13, 13);
    assertThat(scorer.alerts()).hasSize(3);
  }

  @Test
  void newNormalIsLearnedAtOnce() throws Exception {
    fire();
    say("f-1", FeedbackKind.NEW_NORMAL);
    assertThat(scorer.alerts()).hasSize(2);
    assertThat(scorer.alerts().get(1).getSummary()).contains("(f-1): the new normal");
    latency.steady(6, 13);
    assertThat(scorer.anomalies()).hasSize(2);
    latency.samples(10);
    Anomaly back = scorer.anomalies().get(2);
    assertThat(back.getExpected()).isEqualTo(13);
  }

  @Test
  void newNormalTakenBackIsTheModelOfBefore() throws Exception {
    fire();
    say("f-1", FeedbackKind.NEW_NORMAL);
    latency.steady(6, 13);
    undo("u-1", "f-1");
    latency.samples(13);
    Anomaly again = scorer.anomalies().get(2);
    assertThat(again.getValue()).isEqualTo(13);
    assertThat(again.getExpected()).isEqualTo(10);
  }

  @Test
  void commandThatComesAgainIsAppliedOnce() throws Exception {
    fire();
    say("f-1", FeedbackKind.FALSE_POSITIVE);
    say("f-1", FeedbackKind.FALSE_POSITIVE);
    assertThat(scorer.audits())
        .extracting(Audit::getKind)
        .containsExactly(AuditKind.FEEDBACK_APPLIED, AuditKind.FEEDBACK_IGNORED);
    latency.samples(10);
    assertThat(lastUpper()).isCloseTo(13.3, within());
    assertThat(scorer.count(JobMetric.FEEDBACK_IGNORED)).isEqualTo(1);
  }

  @Test
  void undoOfWhatIsNotKnownIsIgnored() throws Exception {
    fire();
    undo("u-1", "f-9");
    say("f-1", FeedbackKind.ANOMALY);
    undo("u-2", "f-1");
    undo("u-3", "f-1");
    assertThat(scorer.audits())
        .extracting(Audit::getMessage)
        .containsExactly(
            "UNDO u-1: f-9 is not known",
            "ANOMALY f-1: nightly batch",
            "UNDO u-2: nightly batch",
            "UNDO u-3: f-1 was taken back before");
  }

  @Test
  void whatIsSaidOftenIsBoundedAndTheOldestIsForgotten() throws Exception {
    latency.steady(5, 10);
    for (int i = 0; i < 6; i++) {
      say("f-" + i, FeedbackKind.FALSE_POSITIVE);
    }
    latency.samples(10);
    assertThat(lastUpper()).as("1.5 to the power of 4 is above 4").isCloseTo(14, within());
    undo("u-1", "f-0");
    assertThat(scorer.audits().get(6).getMessage()).isEqualTo("UNDO u-1: f-0 is not known");
    undo("u-2", "f-5");
    undo("u-3", "f-4");
    undo("u-4", "f-3");
    latency.samples(10);
    assertThat(lastUpper()).as("f-2 is left").isCloseTo(11.5, within());
  }

  @Test
  void commandOnASeriesThatIsNotMetYetHoldsWhenItComes() throws Exception {
    say(command("f-1", FeedbackKind.FALSE_POSITIVE).setTimestamp(ScorerStory.at(0)).build());
    latency.steady(6, 10);
    assertThat(lastUpper()).isCloseTo(11.5, Offset.offset(0.01));
  }

  @Test
  void whatWasSaidOutlivesARestart() throws Exception {
    fire();
    say("f-1", FeedbackKind.FALSE_POSITIVE);
    try (ScorerHarness restored = ScorerHarness.restore(OPTIONS, scorer.snapshot())) {
      new ScorerStory(restored, ScorerStory.LATENCY).later(15_000L * 7).steady(5, 13);
      assertThat(restored.anomalies()).isEmpty();
      assertThat(restored.scores().get(4).getUpper()).isCloseTo(13.3, within());
    }
  }

  @Test
  void whatWasSaidIsForgottenWhenItsRetentionIsOver() throws Exception {
    fire();
    say("f-1", FeedbackKind.FALSE_POSITIVE);
    scorer.setProcessingTime(ScorerHarness.NOW + Duration.ofDays(90).toMillis());
    latency.steady(6, 10);
    assertThat(lastUpper()).isEqualTo(11);
  }

  private void fire() throws Exception {
    latency.steady(5, 10).samples(13, 13);
    assertThat(scorer.alerts()).hasSize(1);
  }

  private List<Alert> resolved() {
    return scorer.alerts().stream()
        .filter(alert -> alert.getStatus() == AlertStatus.RESOLVED)
        .toList();
  }

  private double lastUpper() {
    return scorer.scores().get(scorer.scores().size() - 1).getUpper();
  }

  private static Offset<Double> within() {
    return Offset.offset(0.02);
  }

  private void say(String id, FeedbackKind kind) throws Exception {
    say(command(id, kind).build());
  }

  private void undo(String id, String undone) throws Exception {
    say(command(id, FeedbackKind.UNDO).setUndoes(undone).build());
  }

  private FeedbackCommand expected(String id, long from, long to) {
    return command(id, FeedbackKind.EXPECTED).setFrom(from).setTo(to).build();
  }

  private FeedbackCommand.Builder command(String id, FeedbackKind kind) {
    return FeedbackCommand.newBuilder()
        .setId(id)
        .setKind(kind)
        .setSeriesId(SeriesHash.toHex(ScorerStory.LATENCY.labels().hash()))
        .setTimestamp(latency.now())
        .setAuthor("ann")
        .setComment("nightly batch");
  }

  private void say(FeedbackCommand command) throws Exception {
    scorer.push(new SeriesFeedback(ScorerStory.LATENCY.labels().hash(), command));
  }
}
