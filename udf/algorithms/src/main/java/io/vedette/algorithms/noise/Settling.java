package io.vedette.algorithms.noise;

import io.vedette.algorithms.noise.NoiseBook.Flapping;
import io.vedette.algorithms.noise.NoiseBook.Hold;
import io.vedette.schema.result.AlertStateKind;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.rules.FlapLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of an alert by the rules of a time, and says so where it is new. */
final class Settling {

  private final NoiseParameters parameters;
  private final NoiseOutput out;

  Settling(NoiseParameters parameters, NoiseOutput out) {
    this.parameters = parameters;
    this.out = out;
  }

  /** What of an alert is worth telling when it changes. */
  record Told(
      AlertStateKind state,
      List<String> rules,
      long until,
      @Nullable String passedAs,
      AlertStatus status) {

    static Told of(TrackedAlert alert) {
      return new Told(
          alert.state, alert.rules, alert.until, alert.passedAs, alert.alert.getStatus());
    }
  }

  /** Of an alert that was not known. */
  static final Told UNTOLD =
      new Told(AlertStateKind.FORGOTTEN, List.of(), 0, null, AlertStatus.FIRING);

  /**
   * Decides what becomes of an alert, and says so.
   *
   * @param isNews whether it just came
   * @return whether it was passed on
   */
  boolean settle(
      TrackedAlert alert,
      Told before,
      NoiseBook book,
      Inhibitions inhibitions,
      long now,
      boolean isNews) {
    String fingerprint = alert.alert.getFingerprint();
    Flapping limits = book.flapping(alert.labels());
    flap(alert, limits == null ? null : limits.limits(), now, isNews);
    if (alert.isActive()) {
      inhibitions.fires(fingerprint, alert.labels());
    } else {
      inhibitions.ends(fingerprint, alert.heardAt + parameters.inhibitionLinger().toMillis());
    }
    Inhibitions.Found inhibited =
        alert.isFiring() ? inhibitions.of(fingerprint) : Inhibitions.Found.NONE;
    boolean isPassed =
        alert.isFiring()
            ? settleFiring(alert, book.hold(alert.labels(), now), inhibited, limits, now, isNews)
            : settleResolved(alert, limits, isNews);
    if (!Told.of(alert).equals(before)) {
      out.tell(alert.toState(inhibited.by(), now));
    }
    if (isPassed && !isNews) {
      out.count(NoiseCount.RELEASED);
    }
    return isPassed;
  }

  private boolean settleFiring(
      TrackedAlert alert,
      Hold hold,
      Inhibitions.Found inhibited,
      @Nullable Flapping limits,
      long now,
      boolean isNews) {
    if (!hold.rules().isEmpty() || !inhibited.rules().isEmpty()) {
      alert.state = AlertStateKind.SUPPRESSED;
      alert.rules = both(hold.rules(), inhibited.rules());
      alert.until = inhibited.rules().isEmpty() ? hold.until() : 0;
      return false;
    }
    if (alert.isFlapping() && limits != null) {
      isStillFlapping(alert, limits);
      boolean isDue = now - alert.passedAt >= parameters.remindFlapping().toMillis();
      return (!alert.isOpen || isDue) && pass(alert, now);
    }
    boolean isReleased = alert.state != AlertStateKind.PASSED;
    alert.state = AlertStateKind.PASSED;
    alert.rules = List.of();
    alert.until = 0;
    return (isNews || isReleased) && pass(alert, now);
  }

  private boolean settleResolved(TrackedAlert alert, @Nullable Flapping limits, boolean isNews) {
    if (alert.isFlapping() && alert.isOpen && limits != null) {
      isStillFlapping(alert, limits);
      return false;
    }
    alert.state = AlertStateKind.RESOLVED;
    alert.until = 0;
    if (isNews && !alert.firingSeen) {
      alert.rules = List.of();
      alert.passedAs = alert.alert.getId();
      out.pass(alert.alert);
      return true;
    }
    if (!alert.isOpen) {
      return false;
    }
    alert.isOpen = false;
    out.pass(Passed.named(alert.alert, alert.passedAs));
    return true;
  }

  private static void isStillFlapping(TrackedAlert alert, Flapping rule) {
    alert.state = AlertStateKind.FLAPPING;
    alert.rules = List.of(rule.key());
    alert.until = stillAt(alert, rule);
  }

  private boolean pass(TrackedAlert alert, long now) {
    if (!alert.isOpen) {
      alert.passedAs = alert.alert.getId();
    }
    alert.isOpen = true;
    alert.passedAt = now;
    out.pass(Passed.named(alert.alert, alert.passedAs));
    return true;
  }

  private void flap(TrackedAlert alert, @Nullable FlapLimits limits, long now, boolean isNews) {
    if (limits == null) {
      alert.flappingSince = 0;
      return;
    }
    long still = alert.lastTransition() + limits.stableFor().toMillis();
    if (alert.isFlapping() && now >= still) {
      alert.keepsStill();
    } else if (!alert.isFlapping()
        && isNews
        && now < still
        && alert.transitionsWithin(limits.within().toMillis()) >= limits.transitions()) {
      alert.flappingSince = alert.lastTransition();
      out.count(NoiseCount.FLAPPING);
    }
  }

  /** When an alert that flaps counts as still. */
  static long stillAt(TrackedAlert alert, Flapping rule) {
    FlapLimits limits = rule.limits();
    return limits == null ? 0 : alert.lastTransition() + limits.stableFor().toMillis();
  }

  private static List<String> both(List<String> some, List<String> others) {
    if (some.isEmpty() || others.isEmpty()) {
      return some.isEmpty() ? others : some;
    }
    List<String> all = new ArrayList<>(some);
    all.addAll(others);
    all.sort(null);
    return all;
  }
}
