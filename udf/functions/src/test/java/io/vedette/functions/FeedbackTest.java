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
    assertThat(scorer.audits()).hasSize(1);
    Audit audit = scorer.audits().get(0);
    assertThat(audit.getKind()).isEqualTo(AuditKind.FEEDBACK_APPLIED);
    assertThat(audit.getSeriesId()).isEqualTo(resolved.getSeriesId());
    assertThat(audit.getSeries()).isEqualTo(ScorerStory.LATENCY.labels().toString());
    assertThat(audit.getTimestamp()).isEqualTo(latency.now());
    assertThat(audit.getAuthor()).isEqualTo("ann");
    assertThat(audit.getCause()).isEqualTo("f-1");
    assertThat(audit.getBefore()).isEqualTo("threshold x 1, firing");
    assertThat(audit.getAfter())
        .matches("threshold x [1-4]\\.\\d+, not firing|threshold x 4, not firing");
    assertThat(audit.getMessage()).isEqualTo("FALSE_POSITIVE f-1: nightly batch");
  }

  @Test
  void falsePositiveIsNotAlertedAgainButWhatIsFartherOutIs() throws Exception {
    latency.usual().samples(11.3, 11.3);
    assertThat(scorer.alerts()).hasSize(1);
    say("f-1", FeedbackKind.FALSE_POSITIVE);
    latency.steady(10, 11.3);
    assertThat(scorer.alerts()).hasSize(2);
    latency.samples(30, 30, 30);
    assertThat(scorer.alerts()).hasSize(3);
    Alert firing = scorer.alerts().get(2);
    assertThat(firing.getUpper() - firing.getExpected()).isGreaterThan(1.4);
  }

  @Test
  void lessSensitiveFadesWithItsHalfLife() throws Exception {
    latency.usual();
    say("f-1", FeedbackKind.FALSE_POSITIVE);
    latency.samples(10);
    assertThat(lastUpper()).isCloseTo(11.5, within());
    latency.later(Duration.ofHours(10).toMillis()).samples(10);
    assertThat(lastUpper()).isCloseTo(10 + Math.sqrt(1.5), within());
    latency.samples(11.4);
    assertThat(scorer.anomalies()).hasSize(1);
  }

  @Test
  void otherSeriesAreAsSensitiveAsBefore() throws Exception {
    ScorerStory other =
        new ScorerStory(scorer, Series.of(Labels.of("__name__", "other", "service", "cart")));
    fire();
    say("f-1", FeedbackKind.FALSE_POSITIVE);
    other.usual().samples(13, 13);
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
    assertThat(lastUpper()).isCloseTo(11, within());
    Audit undone = scorer.audits().get(1);
    assertThat(undone.getKind()).isEqualTo(AuditKind.FEEDBACK_UNDONE);
    assertThat(undone.getBefore())
        .startsWith("threshold x ")
        .isNotEqualTo("threshold x 1, not firing");
    assertThat(undone.getAfter()).isEqualTo("threshold x 1, not firing");
    assertThat(Objects.requireNonNull(scorer.scoreOf(ScorerStory.LATENCY)).feedback).isFalse();
  }

  @Test
  void confirmedAnomalyIsNotAdopted() throws Exception {
    fire();
    say("f-1", FeedbackKind.ANOMALY);
    latency.steady(400, 13);
    assertThat(resolved()).as("still firing after 100 minutes").isEmpty();
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
    ScorerStory other = new ScorerStory(scorer, Series.of(Labels.of("__name__", "other")));
    latency.usual();
    say("f-1", FeedbackKind.ANOMALY);
    latency.samples(10.95);
    other.usual().samples(10.95);
    assertThat(scorer.anomalies()).extracting("metric").containsExactly("latency_seconds");
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
  void deviationToTheOtherSideIsNotWhatWasExpected() throws Exception {
    fire();
    say(expected("f-1", latency.now(), latency.now() + 20 * 15_000L));
    latency.samples(14, 15);
    assertThat(scorer.anomalies()).hasSize(2);
    latency.samples(-20);
    assertThat(scorer.anomalies()).hasSize(3);
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
  void newNormalIsTheLevelAtOnce() throws Exception {
    fire();
    latency.samples(13);
    assertThat(lastExpected()).as("the band is held").isCloseTo(10, within());
    say("f-1", FeedbackKind.NEW_NORMAL);
    assertThat(scorer.alerts()).hasSize(2);
    assertThat(scorer.alerts().get(1).getSummary()).contains("(f-1): the new normal");
    latency.steady(20, 13);
    assertThat(scorer.anomalies()).as("those before the command").hasSize(3);
    assertThat(lastExpected()).isCloseTo(13, within());
  }

  @Test
  void newNormalTakenBackIsTheModelOfBefore() throws Exception {
    fire();
    say("f-1", FeedbackKind.NEW_NORMAL);
    latency.steady(6, 13);
    undo("u-1", "f-1");
    latency.samples(13);
    assertThat(lastExpected()).isCloseTo(10, within());
    assertThat(scorer.anomalies()).hasSize(3);
  }

  @Test
  void commandThatComesAgainIsAppliedOnce() throws Exception {
    latency.usual();
    say("f-1", FeedbackKind.FALSE_POSITIVE);
    say("f-1", FeedbackKind.FALSE_POSITIVE);
    assertThat(scorer.audits())
        .extracting(Audit::getKind)
        .containsExactly(AuditKind.FEEDBACK_APPLIED, AuditKind.FEEDBACK_IGNORED);
    latency.samples(10);
    assertThat(lastUpper()).isCloseTo(11.5, within());
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
    latency.usual();
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
    latency.usual();
    assertThat(lastUpper()).isCloseTo(11.5, Offset.offset(0.1));
  }

  @Test
  void whatWasSaidOutlivesARestart() throws Exception {
    fire();
    say("f-1", FeedbackKind.FALSE_POSITIVE);
    try (ScorerHarness restored = ScorerHarness.restore(OPTIONS, scorer.snapshot())) {
      latency.samples(13);
      new ScorerStory(restored, ScorerStory.LATENCY)
          .later(15_000L * (ScorerStory.USUAL + 2))
          .samples(13);
      assertThat(restored.scores().get(0))
          .isEqualTo(scorer.scores().get(scorer.scores().size() - 1));
    }
  }

  @Test
  void whatWasSaidIsForgottenWhenItsRetentionIsOver() throws Exception {
    fire();
    say("f-1", FeedbackKind.FALSE_POSITIVE);
    scorer.setProcessingTime(ScorerHarness.NOW + Duration.ofDays(90).toMillis());
    latency.usual();
    assertThat(lastUpper()).isCloseTo(11, within());
  }

  private void fire() throws Exception {
    latency.usual().samples(13, 13);
    assertThat(scorer.alerts()).hasSize(1);
  }

  private List<Alert> resolved() {
    return scorer.alerts().stream()
        .filter(alert -> alert.getStatus() == AlertStatus.RESOLVED)
        .toList();
  }

  private double lastExpected() {
    return scorer.scores().get(scorer.scores().size() - 1).getExpected();
  }

  private double lastUpper() {
    return scorer.scores().get(scorer.scores().size() - 1).getUpper();
  }

  private static Offset<Double> within() {
    return Offset.offset(0.1);
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
