package io.vedette.functions.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.AlertStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpireAlertsTest {

  static final long NOON = 1_700_000_000_000L;
  static final long MINUTE = 60_000;
  static final ExpiryOptions OPTIONS =
      new ExpiryOptions(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofDays(1));

  private static final String WHAT = "00000000000000aa";
  private static final String FIRST = WHAT + "-" + (NOON - MINUTE);

  @Test
  void whatIsSentAgainIsTheSameFiringUntilItIsSentNoMore() throws Exception {
    try (ExpiryHarness expiry = ExpiryHarness.start(OPTIONS, NOON)) {
      for (int minute = 0; minute < 5; minute++) {
        expiry.clock(NOON + minute * MINUTE);
        expiry.push(fires(NOON - MINUTE, NOON + (minute + 4) * MINUTE));
      }
      assertThat(expiry.said()).hasSize(5).containsOnly("FIRING " + FIRST + "@" + (NOON - MINUTE));

      expiry.clock(NOON + 8 * MINUTE - 1);
      assertThat(expiry.said()).isEmpty();
      expiry.clock(NOON + 8 * MINUTE);
      assertThat(expiry.said()).containsExactly("RESOLVED " + FIRST + "@" + (NOON + 8 * MINUTE));
      assertThat(expiry.timers()).isZero();
      assertThat(expiry.expired()).isEqualTo(1);
    }
  }

  @Test
  void anAlertThatExpiredAndIsSentAgainFiresAnewUnderAnotherId() throws Exception {
    try (ExpiryHarness expiry = ExpiryHarness.start(OPTIONS, NOON)) {
      expiry.push(fires(NOON - MINUTE, NOON + 4 * MINUTE));
      expiry.clock(NOON + 10 * MINUTE);
      expiry.push(fires(NOON - MINUTE, NOON + 14 * MINUTE));
      expiry.push(fires(NOON - MINUTE, NOON + 15 * MINUTE));
      String second = WHAT + "-" + (NOON + 10 * MINUTE);
      expiry.push(resolved(NOON - MINUTE, NOON + 11 * MINUTE));

      assertThat(expiry.said())
          .containsExactly(
              "FIRING " + FIRST + "@" + (NOON - MINUTE),
              "RESOLVED " + FIRST + "@" + (NOON + 4 * MINUTE),
              "FIRING " + second + "@" + (NOON + 10 * MINUTE),
              "FIRING " + second + "@" + (NOON - MINUTE),
              "RESOLVED " + second + "@" + (NOON + 11 * MINUTE));
    }
  }

  @Test
  void aResolutionThatSaysLessIsOfTheAlertThatFires() throws Exception {
    try (ExpiryHarness expiry = ExpiryHarness.start(OPTIONS, NOON)) {
      IncomingAlert firing = fires(NOON - MINUTE, null);
      firing.setId("own");
      IncomingAlert resolution = resolved(NOON - MINUTE, NOON);
      resolution.setId("own");
      resolution.setFingerprint("00000000000000ee");
      expiry.push(firing);
      expiry.push(resolution);

      assertThat(expiry.alerts())
          .extracting(IncomingAlert::getStatus, IncomingAlert::getFingerprint)
          .containsExactly(tuple(AlertStatus.FIRING, WHAT), tuple(AlertStatus.RESOLVED, WHAT));
    }
  }

  @Test
  void whatIsResolvedIsResolvedOnceAndWhatComesLateOfItIsPassedOver() throws Exception {
    try (ExpiryHarness expiry = ExpiryHarness.start(OPTIONS, NOON)) {
      expiry.push(fires(NOON - MINUTE, null));
      expiry.push(resolved(NOON - MINUTE, NOON));
      expiry.push(resolved(NOON - MINUTE, NOON));
      expiry.push(fires(NOON - MINUTE, null));
      assertThat(expiry.said())
          .containsExactly(
              "FIRING " + FIRST + "@" + (NOON - MINUTE), "RESOLVED " + FIRST + "@" + NOON);
      assertThat(expiry.outdated()).isEqualTo(2);

      String second = WHAT + "-" + (NOON + MINUTE);
      expiry.push(fires(NOON + MINUTE, null));
      expiry.push(resolved(NOON - MINUTE, NOON));
      expiry.push(resolved(NOON + MINUTE, NOON + 2 * MINUTE));
      assertThat(expiry.said())
          .containsExactly(
              "FIRING " + second + "@" + (NOON + MINUTE),
              "RESOLVED " + second + "@" + (NOON + 2 * MINUTE));
    }
  }

  @Test
  void ofTwoSendersOneThatLostSightOfItDoesNotSilenceTheOther() throws Exception {
    try (ExpiryHarness expiry = ExpiryHarness.start(OPTIONS, NOON)) {
      expiry.push(fires(NOON - MINUTE, null));
      expiry.push(resolved(NOON - MINUTE, NOON));
      expiry.push(fires(NOON - MINUTE, null));
      assertThat(expiry.outdated()).isEqualTo(1);
      expiry.said();

      expiry.clock(NOON + 6 * MINUTE);
      expiry.push(fires(NOON - MINUTE, null));

      assertThat(expiry.said())
          .containsExactly(
              "FIRING " + WHAT + "-" + (NOON + 6 * MINUTE) + "@" + (NOON + 6 * MINUTE));
      assertThat(expiry.outdated()).isEqualTo(1);
    }
  }

  @Test
  void aFiringWhoseSenderRestartedIsTheSame() throws Exception {
    try (ExpiryHarness expiry = ExpiryHarness.start(OPTIONS, NOON)) {
      expiry.push(fires(NOON - MINUTE, NOON + 4 * MINUTE));
      expiry.push(fires(NOON + MINUTE, NOON + 5 * MINUTE));
      expiry.push(resolved(NOON + MINUTE, NOON + 2 * MINUTE));

      assertThat(expiry.said())
          .containsExactly(
              "FIRING " + FIRST + "@" + (NOON - MINUTE),
              "FIRING " + FIRST + "@" + (NOON + MINUTE),
              "RESOLVED " + FIRST + "@" + (NOON + 2 * MINUTE));
    }
  }

  @Test
  void aSenderThatDoesNotSayWhenItBeganJoinsWhatIsOpen() throws Exception {
    try (ExpiryHarness expiry = ExpiryHarness.start(OPTIONS, NOON)) {
      expiry.push(alert(WHAT + "-" + NOON, AlertStatus.FIRING, NOON, null, null));
      expiry.push(alert(WHAT + "-" + (NOON + 5), AlertStatus.FIRING, NOON + 5, null, null));
      expiry.push(alert(WHAT + "-" + (NOON + 9), AlertStatus.RESOLVED, NOON + 9, null, null));

      assertThat(expiry.said())
          .containsExactly(
              "FIRING " + WHAT + "-" + NOON + "@" + NOON,
              "FIRING " + WHAT + "-" + NOON + "@" + (NOON + 5),
              "RESOLVED " + WHAT + "-" + NOON + "@" + (NOON + 9));
    }
  }

  @Test
  void oneThatDoesNotSayWhenItExpiresDoesSoAfterTheSetting() throws Exception {
    try (ExpiryHarness expiry = ExpiryHarness.start(OPTIONS, NOON)) {
      expiry.push(fires(NOON - MINUTE, null));
      expiry.clock(NOON + 30 * MINUTE);
      expiry.push(fires(NOON - MINUTE, null));
      expiry.said();
      expiry.clock(NOON + 90 * MINUTE - 1);
      assertThat(expiry.said()).isEmpty();
      expiry.clock(NOON + 90 * MINUTE);
      assertThat(expiry.said()).containsExactly("RESOLVED " + FIRST + "@" + (NOON + 90 * MINUTE));
    }
  }

  @Test
  void anExpiryBeyondWhatIsRememberedIsTakenForThat() throws Exception {
    try (ExpiryHarness expiry = ExpiryHarness.start(OPTIONS, NOON)) {
      expiry.push(fires(NOON - MINUTE, Long.MAX_VALUE));
      expiry.said();
      long longest = OPTIONS.longest().toMillis();
      assertThat(longest).isEqualTo(Duration.ofMinutes(12 * 60 + 30).toMillis());
      expiry.clock(NOON + longest - 1);
      assertThat(expiry.said()).isEmpty();
      expiry.clock(NOON + longest);
      assertThat(expiry.said()).containsExactly("RESOLVED " + FIRST + "@" + (NOON + longest));
    }
  }

  @Test
  void anotherPathThatDoesNotSayKeepsTheExpiryThatWasSaid() throws Exception {
    try (ExpiryHarness expiry = ExpiryHarness.start(OPTIONS, NOON)) {
      expiry.push(fires(NOON - MINUTE, NOON + 4 * MINUTE));
      expiry.push(fires(NOON - MINUTE, null));
      expiry.said();
      expiry.clock(NOON + 4 * MINUTE);
      assertThat(expiry.said()).containsExactly("RESOLVED " + FIRST + "@" + (NOON + 4 * MINUTE));
    }
  }

  @Test
  void afterARestoreNoneExpiresBeforeWhatWasSentMeanwhileIsRead() throws Exception {
    try (ExpiryHarness before = ExpiryHarness.start(OPTIONS, NOON)) {
      before.push(fires(NOON - MINUTE, NOON + 4 * MINUTE));
      try (ExpiryHarness after =
          ExpiryHarness.restore(OPTIONS, NOON + 20 * MINUTE, before.snapshot())) {
        after.clock(NOON + 20 * MINUTE + 1);
        assertThat(after.said()).isEmpty();
        after.push(fires(NOON - MINUTE, NOON + 24 * MINUTE));
        after.clock(NOON + 24 * MINUTE - 1);
        assertThat(after.said()).containsExactly("FIRING " + FIRST + "@" + (NOON - MINUTE));
        after.clock(NOON + 24 * MINUTE);
        assertThat(after.said()).containsExactly("RESOLVED " + FIRST + "@" + (NOON + 24 * MINUTE));
      }
    }
  }

  @Test
  void anIdThatTheSenderChoseTellsFiringsApart() {
    IncomingAlert alert = alert("mine", AlertStatus.FIRING, NOON, null, null);

    assertThat(ExpireAlerts.keyOf(alert)).isEqualTo("default\0\0mine");
    assertThat(ExpireAlerts.keyOf(fires(NOON, null))).isEqualTo("default\0\0" + WHAT);
  }

  @Test
  void anIdThatTwoSendersUseIsTwo() {
    IncomingAlert one = alert("42", AlertStatus.FIRING, NOON, null, null);
    one.setSender("one");
    IncomingAlert other = alert("42", AlertStatus.FIRING, NOON, null, null);
    other.setSender("other");
    IncomingAlert elsewhere = alert("42", AlertStatus.FIRING, NOON, null, null);
    elsewhere.setSender("one");
    elsewhere.setEnvironment("staging");

    assertThat(List.of(one, other, elsewhere))
        .extracting(ExpireAlerts::keyOf)
        .doesNotHaveDuplicates();
  }

  @Test
  void anIdThatIsUsedAgainAfterItsEndIsAnother() throws Exception {
    try (ExpiryHarness expiry = ExpiryHarness.start(OPTIONS, NOON)) {
      expiry.push(alert("mine", AlertStatus.FIRING, NOON, null, null));
      expiry.push(alert("mine", AlertStatus.RESOLVED, NOON + 1, null, null));
      expiry.clock(NOON + MINUTE);
      expiry.push(alert("mine", AlertStatus.FIRING, NOON + MINUTE, null, null));

      assertThat(expiry.said())
          .last()
          .isEqualTo("FIRING mine-" + (NOON + MINUTE) + "@" + (NOON + MINUTE));
    }
  }

  @Test
  void theEndOfWhatIsNotKnownPassesOnce() throws Exception {
    try (ExpiryHarness expiry = ExpiryHarness.start(OPTIONS, NOON)) {
      expiry.push(resolved(NOON - MINUTE, NOON));
      expiry.push(resolved(NOON - MINUTE, NOON));
      assertThat(expiry.said()).containsExactly("RESOLVED " + FIRST + "@" + NOON);
    }
  }

  @Test
  void optionsValidateTheirRelations() {
    List<Duration> day = List.of(Duration.ofDays(1));
    assertThatThrownBy(() -> new ExpiryOptions(day.get(0), Duration.ZERO, day.get(0)))
        .hasMessage("retention (PT24H) must be longer than expireAfter (PT24H)");
    assertThatThrownBy(() -> new ExpiryOptions(Duration.ZERO, Duration.ZERO, day.get(0)))
        .hasMessageStartingWith("expireAfter (PT0S) must be above zero");
  }

  static IncomingAlert fires(long startsAt, @Nullable Long expiresAt) {
    return alert(WHAT + "-" + startsAt, AlertStatus.FIRING, startsAt, startsAt, expiresAt);
  }

  static IncomingAlert resolved(long startsAt, long endsAt) {
    return alert(WHAT + "-" + startsAt, AlertStatus.RESOLVED, endsAt, startsAt, null);
  }

  private static IncomingAlert alert(
      String id, AlertStatus status, long ts, @Nullable Long startsAt, @Nullable Long expiresAt) {
    return IncomingAlert.newBuilder()
        .setId(id)
        .setFingerprint(WHAT)
        .setTs(ts)
        .setStatus(status)
        .setStartsAt(startsAt)
        .setExpiresAt(expiresAt)
        .setName("HighErrors")
        .build();
  }
}
