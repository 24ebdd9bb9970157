package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.vedette.schema.JobMetric;
import io.vedette.schema.Labels;
import io.vedette.schema.RuleChange;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.control.DetectorRule;
import io.vedette.schema.control.WatchedSides;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import java.util.List;
import java.util.Objects;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules change how the series that match are judged, from their next sample on. */
class RulesTest {

  private ScorerHarness scorer;
  private ScorerStory latency;

  @BeforeEach
  void start() throws Exception {
    scorer = ScorerHarness.start(ScorerStory.OPTIONS);
    latency = new ScorerStory(scorer, ScorerStory.LATENCY);
  }

  @AfterEach
  void close() throws Exception {
    scorer.close();
  }

  @Test
  void seriesThatIsOffRaisesNothingAndGoesOnBeingLearned() throws Exception {
    latency.usual().samples(13, 13);
    push("quiet", rule("service=cart").setOff(true));
    latency.samples(13);
    assertThat(scorer.alerts()).hasSize(2);
    Alert resolved = scorer.alerts().get(1);
    assertThat(resolved.getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(resolved.getSummary()).isEqualTo("cart: latency_seconds is muted: rule quiet");
    latency.steady(5, 13);
    assertThat(scorer.anomalies()).hasSize(2);
    assertThat(scorer.count(JobMetric.ANOMALIES_MUTED)).isEqualTo(6);
    assertThat(scorer.count(JobMetric.SAMPLES_SCORED)).isEqualTo(ScorerStory.USUAL - 20 + 8);

    scorer.push(new RuleChange("quiet", null));
    latency.samples(13, 13);
    assertThat(scorer.alerts()).as("raised again").hasSize(3);
  }

  @Test
  void ruleIsForTheSeriesThatMatchOnly() throws Exception {
    push("from-above", rule("service=~\"cart|checkout\"").setSides(WatchedSides.ABOVE));
    ScorerStory other =
        new ScorerStory(scorer, Series.of(Labels.of("__name__", "other", "service", "cartoon")));
    latency.usual().samples(7);
    other.usual().samples(7);
    assertThat(scorer.anomalies()).extracting("metric").containsExactly("other");
    assertThat(scorer.scores().get(ScorerStory.USUAL - 1).getLower())
        .isEqualTo(Double.NEGATIVE_INFINITY);
    latency.steady(10, 10).samples(30);
    assertThat(scorer.anomalies()).hasSize(2);
  }

  @Test
  void ofSeveralRulesThatOfHigherOrderDecidesAndTheRestIsLeftAsItIs() throws Exception {
    push("a-wide", rule("service=cart").setOrder(2).setMinimumDeviation(5.0));
    push(
        "b-narrow",
        rule("zone=~eu-.*").setOrder(1).setMinimumDeviation(2.0).setSides(WatchedSides.ABOVE));
    latency.usual();
    assertThat(lastUpper()).isCloseTo(15, within(0.05));
    assertThat(scorer.scores().get(ScorerStory.USUAL - 1).getLower())
        .isEqualTo(Double.NEGATIVE_INFINITY);
    scorer.push(new RuleChange("a-wide", null));
    latency.samples(10);
    assertThat(lastUpper()).isCloseTo(12, within(0.05));
  }

  @Test
  void seriesThatIsAnnouncedLateGetsItsRuleThen() throws Exception {
    push("wide", rule("service=cart").setMinimumDeviation(5.0));
    long hash = ScorerStory.LATENCY.labels().hash();
    for (int i = 0; i < ScorerStory.USUAL; i++) {
      scorer.push(new Sample(hash, ScorerStory.at(i), 10));
    }
    assertThat(lastUpper()).as("its labels are not known").isCloseTo(11, within(0.05));
    latency.later(ScorerStory.USUAL * 15_000L).samples(10);
    assertThat(lastUpper()).isCloseTo(15, within(0.05));
  }

  @Test
  void whoMadeARuleAndWhatItChangedIsSaidOnce() throws Exception {
    DetectorRule narrow = rule("service=cart").setMinimumDeviation(2.0).setAuthor("ann").build();
    DetectorRule wide = rule("service=cart").setMinimumDeviation(5.0).setAuthor("bob").build();
    scorer.push(new RuleChange("r", narrow));
    scorer.push(new RuleChange("r", narrow));
    scorer.push(new RuleChange("r", wide));
    scorer.push(new RuleChange("r", null));
    scorer.push(new RuleChange("never-was", null));
    assertThat(scorer.audits())
        .extracting(Audit::getKind, Audit::getAuthor, Audit::getBefore, Audit::getAfter)
        .containsExactly(
            tuple(AuditKind.RULE_APPLIED, "ann", "", narrow.toString()),
            tuple(AuditKind.RULE_APPLIED, "bob", narrow.toString(), wide.toString()),
            tuple(AuditKind.RULE_REMOVED, "bob", wide.toString(), ""));
    assertThat(scorer.audits().get(0).getMessage()).isEqualTo("rule r is new");
  }

  @Test
  void aRuleTooManyIsRefusedCountedAndAudited() throws Exception {
    try (ScorerHarness few = ScorerHarness.start(ScorerStory.OPTIONS.withMostRules(2))) {
      few.push(new RuleChange("a", rule("service=shop").build()));
      few.push(new RuleChange("b", rule("service=shop").build()));
      few.push(new RuleChange("c", rule("service=cart").setOff(true).setAuthor("ann").build()));

      assertThat(few.count(JobMetric.RULES_REFUSED)).isEqualTo(1);
      Audit refused = few.audits().get(2);
      assertThat(refused.getKind()).isEqualTo(AuditKind.RULE_REFUSED);
      assertThat(refused.getCause()).isEqualTo("c");
      assertThat(refused.getAuthor()).isEqualTo("ann");
      assertThat(refused.getMessage())
          .isEqualTo("rule c is refused: there are 2 rules, and rules.most allows no more");
      ScorerStory story = new ScorerStory(few, ScorerStory.LATENCY).usual().samples(13, 13);
      assertThat(few.alerts()).as("it has no effect").hasSize(1);

      few.push(new RuleChange("b", rule("service=none").build()));
      few.push(new RuleChange("a", null));
      few.push(new RuleChange("c", rule("service=cart").setOff(true).build()));
      story.samples(13);
      assertThat(few.audits())
          .extracting(Audit::getKind)
          .endsWith(AuditKind.RULE_APPLIED, AuditKind.RULE_REMOVED, AuditKind.RULE_APPLIED);
      assertThat(few.alerts().get(1).getStatus()).isEqualTo(AlertStatus.RESOLVED);
      assertThat(few.count(JobMetric.RULES_REFUSED)).isEqualTo(1);
    }
  }

  @Test
  void aRestoredJobKnowsHowManyRulesThereAre() throws Exception {
    push("a", rule("service=shop"));
    ScoringOptions one = ScorerStory.OPTIONS.withMostRules(1);
    try (ScorerHarness restored = ScorerHarness.restore(one, scorer.snapshot())) {
      restored.push(new RuleChange("b", rule("service=shop").build()));
      assertThat(restored.count(JobMetric.RULES_REFUSED)).isEqualTo(1);
      restored.push(new RuleChange("a", rule("service=none").build()));
      assertThat(restored.audits())
          .extracting(Audit::getKind)
          .containsExactly(AuditKind.RULE_REFUSED, AuditKind.RULE_APPLIED);
    }
  }

  @Test
  void rulesAndWhomTheyMatchOutliveARestart() throws Exception {
    push("wide", rule("service=cart").setMinimumDeviation(5.0));
    latency.usual();
    long key = Objects.requireNonNull(scorer.scoreOf(ScorerStory.LATENCY)).profileKey;
    assertThat(key).isNotZero();
    try (ScorerHarness restored = ScorerHarness.restore(ScorerStory.OPTIONS, scorer.snapshot())) {
      restored.push(
          new Sample(ScorerStory.LATENCY.labels().hash(), ScorerStory.at(ScorerStory.USUAL), 10));
      assertThat(restored.scores().get(0).getUpper()).isCloseTo(15, within(0.05));
      assertThat(Objects.requireNonNull(restored.scoreOf(ScorerStory.LATENCY)).profileKey)
          .isEqualTo(key);
    }
  }

  @Test
  void rulesApplyToStateThatIsNotOnTheHeap() throws Exception {
    try (ScorerHarness rocks =
        ScorerHarness.start(ScorerStory.OPTIONS, new EmbeddedRocksDBStateBackend(), null, 1, 0)) {
      rocks.push(new RuleChange("wide", rule("service=cart").setMinimumDeviation(5.0).build()));
      new ScorerStory(rocks, ScorerStory.LATENCY).usual();
      assertThat(rocks.scores().get(ScorerStory.USUAL - 1).getUpper()).isCloseTo(15, within(0.05));
    }
  }

  private double lastUpper() {
    return scorer.scores().get(scorer.scores().size() - 1).getUpper();
  }

  private void push(String id, DetectorRule.Builder rule) throws Exception {
    scorer.push(new RuleChange(id, rule.build()));
  }

  private static DetectorRule.Builder rule(String... matchers) {
    return DetectorRule.newBuilder().setMatchers(List.of(matchers));
  }
}
