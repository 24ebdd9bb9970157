package io.vedette.functions.noise;

import static io.vedette.functions.noise.NoiseHarness.BEGINNING;
import static io.vedette.functions.noise.NoiseHarness.HOUR;
import static io.vedette.functions.noise.NoiseHarness.MINUTE;
import static io.vedette.functions.noise.NoiseHarness.SECOND;
import static io.vedette.functions.noise.NoiseHarness.alert;
import static io.vedette.functions.noise.NoiseHarness.flapping;
import static io.vedette.functions.noise.NoiseHarness.inhibition;
import static io.vedette.functions.noise.NoiseHarness.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.AlertState;
import io.vedette.schema.result.AlertStateKind;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;

class ApplyNoiseRulesTest {

  private static final long T0 = BEGINNING;

  @Test
  void aSilenceTakesEffectWithinASecondAlsoOnWhatFiresAlready() throws Exception {
    try (NoiseHarness noise = NoiseHarness.live()) {
      noise.fires("slow", T0, "service", "db");
      noise.rule("silence/move", silence(T0, T0 + HOUR, "service=db"));
      assertThat(noise.told()).containsExactly("slow PASSED []");
      noise.clock(T0 + SECOND);
      assertThat(noise.told()).containsExactly("slow SUPPRESSED [silence/move]");
      noise.fires("errors", T0 + SECOND, "service", "db");
      assertThat(noise.passed()).containsExactly("+slow-" + T0);

      noise.clock(T0 + HOUR);
      assertThat(noise.passed())
          .containsExactlyInAnyOrder("+slow-" + T0, "+errors-" + (T0 + SECOND));
    }
  }

  @Test
  void aRuleThatIsRemovedReleasesWithinASecond() throws Exception {
    try (NoiseHarness noise = NoiseHarness.live()) {
      noise.rule("silence/move", silence(T0, T0 + HOUR, "service=db"));
      noise.fires("slow", T0, "service", "db");
      noise.rule("silence/move", null);
      assertThat(noise.passed()).isEmpty();
      noise.clock(T0 + SECOND);
      assertThat(noise.passed()).containsExactly("+slow-" + T0);
    }
  }

  @Test
  void environmentsInhibitApart() throws Exception {
    try (NoiseHarness noise = NoiseHarness.live()) {
      noise.rule("inhibition/node", inhibition("alertname=NodeDown", "alertname=slow"));
      noise.push(alert("test", "NodeDown", "t", T0, AlertStatus.FIRING));
      noise.fires("slow", T0);
      noise.push(alert("test", "slow", "s", T0, AlertStatus.FIRING));
      assertThat(noise.passed()).containsExactly("+t", "+slow-" + T0);
      noise.clock(T0 + MINUTE);
      noise.push(alert("test", "NodeDown", "t", T0 + MINUTE, AlertStatus.RESOLVED));
      noise.clock(T0 + 2 * MINUTE);
      assertThat(noise.passed()).containsExactly("-t", "+s");
    }
  }

  @Test
  void aFlappingAlertIsReleasedByATimer() throws Exception {
    try (NoiseHarness noise = NoiseHarness.live()) {
      noise.rule("flapping/strict", flapping(3, "alertname=slow"));
      noise.fires("slow", T0);
      noise.resolves("slow", T0, T0 + SECOND);
      noise.clock(T0 + 2 * SECOND);
      noise.fires("slow", T0 + 2 * SECOND);
      noise.resolves("slow", T0 + 2 * SECOND, T0 + 3 * SECOND);
      assertThat(noise.passed())
          .containsExactly("+slow-" + T0, "-slow-" + T0, "+slow-" + (T0 + 2 * SECOND));
      noise.clock(T0 + HOUR);
      assertThat(noise.passed()).containsExactly("-slow-" + (T0 + 2 * SECOND));
    }
  }

  @Test
  void rulesAreAuditedAndOnesTooManyRefused() throws Exception {
    try (NoiseHarness noise =
        NoiseHarness.start(
            NoiseOptions.defaults().withRules(2), new EmbeddedRocksDBStateBackend(), null)) {
      noise.rule("silence/a", silence(T0, T0 + HOUR, "service=db"));
      noise.rule("silence/b", silence(T0, T0 + 2 * HOUR, "service=db"));
      noise.rule("silence/c", silence(T0, T0 + HOUR, "service=db"));
      noise.rule("silence/b", silence(T0, T0 + 3 * HOUR, "service=db"));
      noise.rule("silence/none", null);
      noise.clock(T0 + HOUR);
      noise.rule("silence/d", silence(T0, T0 + 2 * HOUR, "service=db"));
      noise.rule("silence/b", null);
      assertThat(noise.audits())
          .extracting(Audit::getKind, Audit::getCause, Audit::getAuthor, Audit::getMessage)
          .containsExactly(
              tuple(AuditKind.RULE_APPLIED, "silence/a", "ann", "silence/a is new"),
              tuple(AuditKind.RULE_APPLIED, "silence/b", "ann", "silence/b is new"),
              tuple(
                  AuditKind.RULE_REFUSED,
                  "silence/c",
                  "ann",
                  "silence/c is refused: there are 2 rules of noise, and noise.rules allows no"
                      + " more"),
              tuple(AuditKind.RULE_APPLIED, "silence/b", "ann", "silence/b is changed"),
              tuple(AuditKind.RULE_APPLIED, "silence/d", "ann", "silence/d is new"),
              tuple(AuditKind.RULE_REMOVED, "silence/b", "ann", "silence/b is removed"));
    }
  }

  @Test
  void theAuthorIsRemindedOnceAlsoAcrossARestart() throws Exception {
    NoiseHarness noise = NoiseHarness.live();
    noise.rule("silence/move", silence(T0, T0 + HOUR, "service=db"));
    noise.fires("slow", T0, "service", "db");
    noise.clock(T0 + 46 * MINUTE);
    assertThat(noise.audits()).hasSize(2);
    Audit reminder = noise.audits().get(1);
    assertThat(reminder.getKind()).isEqualTo(AuditKind.RULE_ENDS_SOON);
    assertThat(reminder.getAuthor()).isEqualTo("ann");
    assertThat(reminder.getMessage())
        .isEqualTo(
            "silence/move ends at 2023-11-14T23:13:20Z and holds back 1 alert that fires in prod,"
                + " e.g. slow");
    var snapshot = noise.snapshot();
    noise.close();
    try (NoiseHarness restored = NoiseHarness.restored(snapshot)) {
      restored.clock(T0 + 50 * MINUTE);
      assertThat(restored.audits()).isEmpty();
    }
  }

  @Test
  void rulesAndAlertsAreRestoredOnEitherBackend() throws Exception {
    for (var backend : List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend())) {
      NoiseHarness noise = NoiseHarness.start(NoiseOptions.defaults(), backend, null);
      noise.rule("silence/move", silence(T0, T0 + HOUR, "service=db"));
      noise.fires("slow", T0, "service", "db");
      var snapshot = noise.snapshot();
      noise.close();
      try (NoiseHarness restored = NoiseHarness.start(NoiseOptions.defaults(), backend, snapshot)) {
        restored.clock(T0 + MINUTE);
        restored.fires("errors", T0 + MINUTE, "service", "db");
        assertThat(restored.passed()).isEmpty();
        assertThat(restored.told()).containsExactly("errors SUPPRESSED [silence/move]");
        restored.clock(T0 + HOUR);
        assertThat(restored.passed())
            .containsExactlyInAnyOrder("+slow-" + T0, "+errors-" + (T0 + MINUTE));
      }
    }
  }

  @Test
  void nothingIsKeptOfAnEnvironmentThatIsQuiet() throws Exception {
    try (NoiseHarness noise = NoiseHarness.live()) {
      noise.fires("slow", T0);
      noise.clock(T0 + SECOND);
      noise.resolves("slow", T0, T0 + SECOND);
      assertThat(noise.timers()).as("one, however many alerts").isEqualTo(1);
      noise.clock(T0 + 3 * HOUR);
      assertThat(noise.timers()).isZero();
      assertThat(noise.stateEntries()).isZero();
      assertThat(noise.told())
          .containsExactly("slow PASSED []", "slow RESOLVED []", "slow FORGOTTEN []");
    }
  }

  /** In a replay silences are about the time of the alerts. */
  @Test
  void withoutAClockEventTimeCountsAndTheEndOfTheInputReleasesNothing() throws Exception {
    NoiseOptions replayed = NoiseOptions.defaults().withLive(false);
    try (NoiseHarness noise = NoiseHarness.start(replayed, new HashMapStateBackend(), null)) {
      long day = T0 - 24 * HOUR;
      noise.rule("silence/then", silence(day, day + HOUR, "service=db"));
      noise.fires("slow", day, "service", "db");
      noise.eventTime(day + HOUR - 1);
      assertThat(noise.passed()).isEmpty();
      noise.eventTime(day + HOUR + SECOND);
      assertThat(noise.passed()).containsExactly("+slow-" + day);
      noise.rule("silence/long", silence(day, day + 99 * HOUR, "service=shop"));
      noise.fires("other", day + HOUR, "service", "shop");
      noise.eventTime(Long.MAX_VALUE);
      assertThat(noise.passed()).isEmpty();
      assertThat(noise.timers()).isZero();
    }
  }

  /** What is recorded may be read in any order: rules begin and end by the times of the alerts. */
  @Test
  void inAReplayAlertsAreTakenByTheirTimesAndASilenceEndsAtItsOwn() throws Exception {
    NoiseOptions replayed =
        NoiseOptions.defaults()
            .withLive(false)
            .withGiven(Map.of("silence/then", silence(T0 + MINUTE, T0 + HOUR, "service=db")));
    List<IncomingAlert> alerts =
        List.of(
            alert("prod", "before", "before", T0, AlertStatus.FIRING, "service", "db"),
            alert("prod", "held", "held", T0 + 2 * MINUTE, AlertStatus.FIRING, "service", "db"),
            alert("prod", "over", "over", T0 + 3 * MINUTE, AlertStatus.FIRING, "service", "db"),
            alert("prod", "over", "over", T0 + 9 * MINUTE, AlertStatus.RESOLVED, "service", "db"),
            alert("prod", "late", "late", T0 + 5 * HOUR, AlertStatus.FIRING, "service", "db"));
    for (int seed = 0; seed < 5; seed++) {
      List<IncomingAlert> shuffled = new ArrayList<>(alerts);
      Collections.shuffle(shuffled, new Random(seed));
      try (NoiseHarness noise = NoiseHarness.start(replayed, new HashMapStateBackend(), null)) {
        for (IncomingAlert alert : shuffled) {
          noise.push(alert);
        }
        assertThat(noise.passed()).as("waits for event time").isEmpty();
        noise.eventTime(Long.MAX_VALUE);

        assertThat(noise.passed()).containsExactly("+before", "+before", "+held", "+late");
        assertThat(noise.states())
            .extracting(
                AlertState::getState, state -> state.getAlert().getName(), AlertState::getAt)
            .contains(
                tuple(AlertStateKind.SUPPRESSED, "before", T0 + MINUTE),
                tuple(AlertStateKind.SUPPRESSED, "held", T0 + 2 * MINUTE),
                tuple(AlertStateKind.RESOLVED, "over", T0 + 9 * MINUTE),
                tuple(AlertStateKind.PASSED, "held", T0 + HOUR));
        assertThat(noise.timers()).isZero();
      }
    }
  }
}
