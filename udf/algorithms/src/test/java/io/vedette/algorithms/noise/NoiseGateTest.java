package io.vedette.algorithms.noise;

import static io.vedette.algorithms.noise.GateStory.BEGINNING;
import static io.vedette.algorithms.noise.GateStory.HOUR;
import static io.vedette.algorithms.noise.GateStory.MINUTE;
import static io.vedette.algorithms.noise.GateStory.SECOND;
import static io.vedette.algorithms.noise.GateStory.alert;
import static io.vedette.algorithms.noise.GateStory.flapping;
import static io.vedette.algorithms.noise.GateStory.inhibition;
import static io.vedette.algorithms.noise.GateStory.silence;
import static io.vedette.algorithms.noise.GateStory.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.control.FlappingRule;
import io.vedette.schema.result.AlertStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseGateTest {

  private static final long T0 = BEGINNING;

  private final GateStory story = GateStory.begin();

  @Test
  void withoutRulesFiringsAndResolutionsPassAndRepetitionsAreNoNews() {
    story.fires("slow", T0);
    assertThat(story.passed()).containsExactly("+slow-" + T0);
    assertThat(story.told()).containsExactly("slow PASSED");
    story.at(T0 + MINUTE);
    story.fires("slow", T0);
    assertThat(story.passed()).as("it keeps its cluster open").containsExactly("+slow-" + T0);
    assertThat(story.told()).isEmpty();
    story.at(T0 + 2 * MINUTE);
    story.resolves("slow", T0, T0 + 2 * MINUTE);
    story.resolves("slow", T0, T0 + 2 * MINUTE);
    story.fires("slow", T0);
    assertThat(story.passed()).containsExactly("-slow-" + T0);
    assertThat(story.told()).containsExactly("slow RESOLVED");
    assertThat(story.count(NoiseCount.DUPLICATE, 0)).isEqualTo(2);

    story.fires("slow", T0 + 3 * MINUTE);
    assertThat(story.passed()).as("anew").containsExactly("+slow-" + (T0 + 3 * MINUTE));
  }

  /** Its sender does not know when it began, so every repetition has another id. */
  @Test
  void anAlertSentAgainUnderAnotherIdIsTheSameFiring() {
    story.take(alert("slow", "a", T0, AlertStatus.FIRING));
    story.at(T0 + MINUTE);
    story.take(alert("slow", "b", T0 + MINUTE, AlertStatus.FIRING));
    story.take(alert("slow", "c", T0 + 2 * MINUTE, AlertStatus.RESOLVED));
    assertThat(story.passed()).containsExactly("+a", "+a", "-a");
  }

  @Test
  void whoseResolutionWasLostEndsWhenItFiresAnew() {
    story.take(alert("slow", "a", T0, AlertStatus.FIRING));
    story.at(T0 + HOUR);
    story.take(alert("slow", "b", T0 + HOUR, AlertStatus.FIRING));
    assertThat(story.passed()).containsExactly("+a", "-a", "+b");
    assertThat(story.open.keySet()).containsExactly("b");
  }

  @Test
  void theNewestHasTheLastWordWhateverTheOrder() {
    story.at(T0 + 10 * MINUTE);
    story.resolves("slow", T0, T0 + MINUTE);
    story.fires("slow", T0 + 2 * MINUTE);
    story.fires("slow", T0);
    assertThat(story.open.keySet()).containsExactly("slow-" + (T0 + 2 * MINUTE));
    assertThat(story.passed()).contains("+slow-" + T0, "+slow-" + (T0 + 2 * MINUTE));
    story.fires("slow", T0);
    assertThat(story.passed()).as("again").isEmpty();
  }

  @Test
  void aFiringBehindItsResolutionIsPassedWithIt() {
    story.resolves("slow", T0, T0 + MINUTE);
    story.fires("slow", T0);
    assertThat(story.passed()).containsExactly("-slow-" + T0, "+slow-" + T0, "-slow-" + T0);
    assertThat(story.open).isEmpty();
  }

  @Test
  void whatASilenceHoldsBackIsToldOfAndReleasedAtItsEnd() {
    story.rule("silence/move", silence(T0, T0 + HOUR, "service=db"));
    story.fires("slow", T0 + MINUTE, "service", "db");
    story.fires("errors", T0 + MINUTE, "service", "cart");
    assertThat(story.passed()).containsExactly("+errors-" + (T0 + MINUTE));
    assertThat(story.allTold().get(0).getUntil()).isEqualTo(T0 + HOUR);
    assertThat(story.told()).containsExactly("slow SUPPRESSED [silence/move]", "errors PASSED");

    story.at(T0 + 30 * MINUTE);
    story.fires("slow", T0 + MINUTE, "service", "db");
    assertThat(story.passed()).as("nor is a repetition passed").isEmpty();
    story.at(T0 + HOUR - 1);
    assertThat(story.passed()).isEmpty();
    story.at(T0 + HOUR);
    assertThat(story.passed()).containsExactly("+slow-" + (T0 + MINUTE));
    assertThat(story.told()).containsExactly("slow PASSED");
    assertThat(story.count(NoiseCount.RELEASED, 0)).isEqualTo(1);
    assertThat(story.count(NoiseCount.TAKEN, 0)).isEqualTo(3);
    assertThat(story.count(NoiseCount.PASSED, 0)).isEqualTo(1);
    assertThat(story.count(NoiseCount.HELD, 0)).isEqualTo(2);
  }

  @Test
  void whatIsResolvedWhileSilencedIsNeverPassedOn() {
    story.rule("silence/move", silence(T0, T0 + HOUR, "service=db"));
    story.fires("slow", T0 + MINUTE, "service", "db");
    story.at(T0 + 2 * MINUTE);
    story.resolves("slow", T0 + MINUTE, T0 + 2 * MINUTE, "service", "db");
    assertThat(story.lastTold().getPassedAs()).isNull();
    story.at(T0 + 2 * HOUR);
    assertThat(story.passed()).isEmpty();
    assertThat(story.told())
        .containsExactly("slow SUPPRESSED [silence/move]", "slow RESOLVED [silence/move]");
  }

  @Test
  void whatFiredBeforeASilenceHasItsResolutionPassed() {
    story.fires("slow", T0, "service", "db");
    story.rule("silence/move", silence(T0, T0 + HOUR, "service=db"));
    assertThat(story.told()).containsExactly("slow PASSED", "slow SUPPRESSED [silence/move]");
    assertThat(story.passed()).containsExactly("+slow-" + T0);
    story.at(T0 + MINUTE);
    story.resolves("slow", T0, T0 + MINUTE, "service", "db");
    assertThat(story.passed()).containsExactly("-slow-" + T0);
  }

  @Test
  void aSilenceThatBeginsLaterOrIsRemovedTakesEffectThen() {
    story.fires("slow", T0, "service", "db");
    story.rule("silence/later", silence(T0 + HOUR, T0 + 2 * HOUR, "service=db"));
    story.passed();
    story.told();
    story.at(T0 + HOUR);
    assertThat(story.told()).containsExactly("slow SUPPRESSED [silence/later]");
    story.at(T0 + HOUR + MINUTE);
    story.rule("silence/later", null);
    assertThat(story.told()).containsExactly("slow PASSED");
    assertThat(story.passed()).containsExactly("+slow-" + T0);
  }

  @Test
  void ofTwoSilencesBothMustEnd() {
    story.rule("silence/a", silence(T0, T0 + HOUR, "service=db"));
    story.rule("silence/b", silence(T0, T0 + 2 * HOUR, "alertname=~slow|slower"));
    story.fires("slow", T0, "service", "db");
    assertThat(story.lastTold().getUntil()).isEqualTo(T0 + 2 * HOUR);
    assertThat(story.told()).containsExactly("slow SUPPRESSED [silence/a, silence/b]");
    story.at(T0 + HOUR);
    assertThat(story.passed()).isEmpty();
    story.at(T0 + 2 * HOUR);
    assertThat(story.passed()).containsExactly("+slow-" + T0);
  }

  @Test
  void aMaintenanceWindowHoldsBackEveryTimeItComes() {
    // T0 is Tuesday 2023-11-14 22:13:20 UTC
    story.rule(
        "maintenance/backup", window("2023-11-14T23:00", HOUR, "FREQ=DAILY;COUNT=2", "service=db"));
    long first = T0 - 800 * SECOND + HOUR;
    story.at(first + MINUTE);
    story.fires("slow", first + MINUTE, "service", "db");
    assertThat(story.passed()).isEmpty();
    story.at(first + HOUR);
    assertThat(story.passed()).as("it is over").containsExactly("+slow-" + (first + MINUTE));
    story.resolves("slow", first + MINUTE, first + HOUR, "service", "db");
    story.at(first + 24 * HOUR);
    story.fires("slow", first + 24 * HOUR, "service", "db");
    assertThat(story.lastTold().getRules()).containsExactly("maintenance/backup");
    story.at(first + 25 * HOUR);
    story.resolves("slow", first + 24 * HOUR, first + 25 * HOUR, "service", "db");
    story.at(first + 48 * HOUR);
    story.passed();
    story.fires("slow", first + 48 * HOUR, "service", "db");
    assertThat(story.passed()).as("twice, no more").hasSize(1);
  }

  @Test
  void anOwnerIsRemindedOfARuleThatStillHoldsBackSomething() {
    story.rule("silence/move", silence(T0, T0 + HOUR, "service=db"));
    story.rule("silence/idle", silence(T0, T0 + HOUR, "service=idle"));
    story.fires("slow", T0, "service", "db");
    story.fires("errors", T0, "service", "db");
    story.at(T0 + 45 * MINUTE - 1);
    assertThat(story.reminders).isEmpty();
    story.at(T0 + 45 * MINUTE);
    story.restart();
    story.at(T0 + 50 * MINUTE);
    assertThat(story.reminders)
        .containsExactly(new NoiseOutput.Reminder("silence/move", "ann", T0 + HOUR, 2, "errors"));
  }

  @Test
  void anInhibitionHoldsBackWhileItsSourceFires() {
    story.rule(
        "inhibition/node",
        inhibition(List.of("alertname=NodeDown"), List.of("severity=warning"), "node"));
    story.fires("NodeDown", T0, "node", "n1", "severity", "critical");
    story.fires("slow", T0, "node", "n1");
    story.fires("other", T0, "node", "n2");
    story.fires("nowhere", T0);
    assertThat(story.passed()).containsExactly("+NodeDown-" + T0, "+other-" + T0, "+nowhere-" + T0);
    assertThat(story.allTold().get(1).getInhibitedBy()).containsExactly("f-NodeDown");
    assertThat(story.told()).contains("slow SUPPRESSED [inhibition/node]");

    story.at(T0 + MINUTE);
    story.resolves("NodeDown", T0, T0 + MINUTE, "node", "n1", "severity", "critical");
    story.at(T0 + MINUTE + 29 * SECOND);
    assertThat(story.passed()).as("alerts follow their cause").containsExactly("-NodeDown-" + T0);
    story.at(T0 + MINUTE + 30 * SECOND);
    assertThat(story.passed()).containsExactly("+slow-" + T0);
  }

  @Test
  void anInhibitionWhoseSourceComesLaterHoldsBackFromThen() {
    story.rule(
        "inhibition/node", inhibition(List.of("alertname=NodeDown"), List.of("alertname=slow")));
    story.fires("slow", T0);
    story.fires("NodeDown", T0 + SECOND);
    assertThat(story.told())
        .containsExactly("slow PASSED", "NodeDown PASSED", "slow SUPPRESSED [inhibition/node]");
    story.resolves("slow", T0, T0 + 2 * SECOND);
    assertThat(story.passed()).contains("-slow-" + T0);
  }

  /** Alertmanager's rule: what matches both sides is not inhibited by what does too. */
  @Test
  void noAlertInhibitsItselfOrItsLike() {
    story.rule(
        "inhibition/all", inhibition(List.of("service=~db.*"), List.of("service=~.*db"), "zone"));
    story.fires("a", T0, "service", "db");
    story.fires("b", T0, "service", "db");
    assertThat(story.passed()).hasSize(2);
    story.fires("source-only", T0, "service", "db2");
    assertThat(story.told())
        .contains("a SUPPRESSED [inhibition/all]", "b SUPPRESSED [inhibition/all]");
    story.fires("target-only", T0, "service", "mydb");
    story.resolves("source-only", T0, T0 + SECOND, "service", "db2");
    story.at(T0 + MINUTE);
    assertThat(story.told())
        .as("a and b inhibit what matches the target alone")
        .contains("a PASSED", "b PASSED", "target-only SUPPRESSED [inhibition/all]")
        .doesNotContain("target-only PASSED");
  }

  @Test
  void aFlappingAlertIsPassedOnceHeldAndResolvedWhenItKeepsStill() {
    for (int i = 0; i < 10; i++) {
      flap(i);
    }
    assertThat(story.open.keySet()).as("those behind see it fire").hasSize(1);
    assertThat(story.passed()).as("three firings, their ends, and one more").hasSize(7);
    assertThat(story.lastTold().getState().name()).isEqualTo("FLAPPING");
    assertThat(story.lastTold().getRules()).containsExactly("flapping/");
    assertThat(story.count(NoiseCount.FLAPPING, 0)).isEqualTo(1);
    long last = T0 + 19 * MINUTE;
    story.at(last + 15 * MINUTE - 1);
    assertThat(story.passed()).isEmpty();
    story.at(last + 15 * MINUTE);
    assertThat(story.passed()).as("still").hasSize(1);
    assertThat(story.open).isEmpty();
    assertThat(story.lastTold().getState().name()).isEqualTo("RESOLVED");
  }

  @Test
  void aFlappingAlertThatStaysFiringGoesOnUnderTheIdItWasPassedOnWith() {
    for (int i = 0; i < 5; i++) {
      flap(i);
    }
    long last = T0 + 20 * MINUTE;
    story.at(last);
    story.fires("slow", last);
    String id = story.open.keySet().iterator().next();
    story.passed();
    story.restart();
    story.at(last + 15 * MINUTE);
    assertThat(story.passed()).containsExactly("+" + id);
    assertThat(story.lastTold().getState().name()).isEqualTo("PASSED");
    assertThat(story.lastTold().getPassedAs()).isEqualTo(id);
    story.at(last + HOUR);
    story.resolves("slow", last, last + HOUR);
    assertThat(story.passed()).containsExactly("-" + id);
  }

  @Test
  void aRuleDecidesWhatFlapsAndItsRemovalLetsGo() {
    story.rule(
        "flapping/strict", flapping(FlappingRule.newBuilder().setTransitions(3), "alertname=slow"));
    flap(0);
    story.at(T0 + 2 * MINUTE);
    story.fires("slow", T0 + 2 * MINUTE);
    assertThat(story.lastTold().getState().name()).isEqualTo("FLAPPING");
    assertThat(story.lastTold().getRules()).containsExactly("flapping/strict");
    story.resolves("slow", T0 + 2 * MINUTE, T0 + 3 * MINUTE);
    story.passed();
    story.rule(
        "flapping/strict", flapping(FlappingRule.newBuilder().setOff(true), "alertname=slow"));
    assertThat(story.passed()).containsExactly("-slow-" + (T0 + 2 * MINUTE));
    for (int i = 2; i < 12; i++) {
      flap(i);
    }
    assertThat(story.count(NoiseCount.FLAPPING, 0)).as("switched off").isEqualTo(1);
  }

  @Test
  void anAlertThatFlapsForHoursIsPassedOnNowAndThen() {
    for (int i = 0; i < 4; i++) {
      flap(i);
    }
    story.passed();
    for (int i = 4; i < 4 + 125; i++) {
      flap(i);
    }
    assertThat(story.passed()).as("after four hours").hasSize(1);
  }

  private void flap(int i) {
    long start = T0 + 2L * i * MINUTE;
    story.at(start);
    story.fires("slow", start);
    story.at(start + MINUTE);
    story.resolves("slow", start, start + MINUTE);
  }

  @Test
  void resolvedAlertsAreForgottenAndThenNothingIsLeftToDo() {
    story.fires("slow", T0);
    story.resolves("slow", T0, T0 + 1);
    assertThat(story.size()).isEqualTo(1);
    story.at(T0 + 3 * HOUR);
    assertThat(story.size()).isZero();
    assertThat(story.told()).containsExactly("slow PASSED", "slow RESOLVED", "slow FORGOTTEN");
    assertThat(story.nextLook()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whatFiresIsForgottenWhenNothingIsHeardOfItForLong() {
    story.fires("slow", T0);
    story.at(T0 + 8 * 24 * HOUR);
    assertThat(story.size()).isZero();
    assertThat(story.count(NoiseCount.FORGOTTEN, 0)).isEqualTo(1);
  }

  @Test
  void beyondTheLimitAlertsAreJudgedAsTheyComeAndNotLost() {
    GateStory small = new GateStory(NoiseParameters.defaults().withAlerts(2));
    small.rule("silence/move", silence(T0, T0 + HOUR, "service=db"));
    small.fires("a", T0);
    small.fires("b", T0);
    small.fires("c", T0);
    small.fires("d", T0, "service", "db");
    assertThat(small.passed()).containsExactly("+a-" + T0, "+b-" + T0, "+c-" + T0);
    assertThat(small.told()).contains("d SUPPRESSED [silence/move]");
    assertThat(small.size()).isEqualTo(2);
    assertThat(small.count(NoiseCount.UNTRACKED, 0)).isEqualTo(2);
    small.resolves("a", T0, T0 + 1);
    small.at(T0 + 2 * MINUTE);
    small.fires("e", T0 + 2 * MINUTE);
    assertThat(small.count(NoiseCount.UNTRACKED, 0)).as("one resolved made room").isEqualTo(2);
  }

  @Test
  void aRestoredGateGoesOnAsIfNothingHadHappened() {
    story.rule("silence/move", silence(T0, T0 + HOUR, "service=db"));
    story.rule("inhibition/node", inhibition(List.of("alertname=NodeDown"), List.of("zone=a")));
    story.fires("slow", T0, "service", "db");
    story.fires("NodeDown", T0);
    story.fires("far", T0, "zone", "a");
    story.resolves("NodeDown", T0, T0 + SECOND);
    story.passed();
    story.restart();
    story.at(T0 + 20 * SECOND);
    assertThat(story.passed()).as("lingers").isEmpty();
    story.restart();
    story.at(T0 + 30 * SECOND);
    assertThat(story.passed()).containsExactly("+far-" + T0);
    story.restart();
    story.at(T0 + HOUR);
    assertThat(story.passed()).containsExactly("+slow-" + T0);
  }
}
