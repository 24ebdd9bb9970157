package io.vedette.algorithms.noise;

import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.AlertStatus;
import org.jspecify.annotations.Nullable;

/**
 * What an alert that comes says of the one that is known: that it fires anew, that it still does,
 * that it is over, or nothing. Alerts of one fingerprint may come in any order: the newest by event
 * time has the last word.
 *
 * <pre>
 *   fires:    not known, or known as resolved earlier      a firing
 *             known to fire, same id or soon after         the same firing
 *             known to fire, another id, long after        a firing; the end of the last one was lost
 *             known as resolved later                      an older firing: passed with its end, if new
 *   resolved: known to fire                                its end
 *             not known                                    passed: nobody can tell whether it was
 *             known as resolved, or to fire since          nothing
 * </pre>
 */
final class Arrivals {

  private final NoiseParameters parameters;
  private final NoiseStore store;
  private final NoiseOutput out;

  Arrivals(NoiseParameters parameters, NoiseStore store, NoiseOutput out) {
    this.parameters = parameters;
    this.store = store;
    this.out = out;
  }

  /**
   * Takes an alert.
   *
   * @param known what is known of it, or null; changed
   * @return what is known from now on, to be settled; null when there is nothing more to do
   */
  @Nullable TrackedAlert take(
      @Nullable TrackedAlert known, IncomingAlert record, NoiseBook book, long now) {
    if (known == null) {
      return first(record, now);
    }
    return record.getStatus() == AlertStatus.RESOLVED
        ? resolved(known, record, now)
        : fired(known, record, book, now);
  }

  private static TrackedAlert first(IncomingAlert alert, long now) {
    TrackedAlert begun = new TrackedAlert(alert);
    begun.heard(alert, now);
    begun.startedAt = alert.getTs();
    begun.firingSeen = begun.isFiring();
    begun.changedAt(alert.getTs());
    return begun;
  }

  /** A firing of an alert that is known; null when there is nothing more to do. */
  private @Nullable TrackedAlert fired(
      TrackedAlert alert, IncomingAlert record, NoiseBook book, long now) {
    boolean isSame = record.getId().equals(alert.alert.getId());
    if (alert.isFiring()) {
      if (!isSame && record.getTs() < alert.startedAt) {
        return older(alert, record, book, now);
      }
      if (record.getTs() < alert.alert.getTs()) {
        return repeated(alert, record);
      }
      boolean isSoon = now - alert.heardAt <= parameters.refreshWithin().toMillis();
      if (!isSame && !isSoon && !alert.isFlapping()) {
        // its resolution was lost
        close(alert, record.getTs());
        begin(alert, record);
      }
      alert.heard(record, now);
      return alert;
    }
    if (record.getTs() <= alert.alert.getTs()) {
      return isSame && !alert.firingSeen
          ? turnedRound(alert, record, book, now)
          : older(alert, record, book, now);
    }
    begin(alert, record);
    alert.changedAt(record.getTs());
    alert.heard(record, now);
    return alert;
  }

  private static void begin(TrackedAlert alert, IncomingAlert record) {
    alert.startedAt = record.getTs();
    alert.firingSeen = record.getStatus() == AlertStatus.FIRING;
    if (!alert.isOpen) {
      alert.passedAs = null;
    }
  }

  /** A resolution of an alert that is known; null when there is nothing more to do. */
  private @Nullable TrackedAlert resolved(TrackedAlert alert, IncomingAlert record, long now) {
    boolean isSame = record.getId().equals(alert.alert.getId());
    if (alert.isFiring()) {
      if (!isSame && record.getTs() < Math.max(alert.startedAt, alert.alert.getTs())) {
        return duplicate();
      }
    } else if (isSame || record.getTs() <= alert.alert.getTs()) {
      return duplicate();
    } else if (!alert.isOpen) {
      // a firing nobody saw
      begin(alert, record);
    }
    alert.changedAt(record.getTs());
    alert.heard(record, now);
    return alert;
  }

  /** Of a firing that is known, and not the newest that is known of it. */
  private @Nullable TrackedAlert repeated(TrackedAlert alert, IncomingAlert record) {
    alert.remember(record.getId());
    store.put(record.getFingerprint(), alert);
    return duplicate();
  }

  private @Nullable TrackedAlert duplicate() {
    out.count(NoiseCount.DUPLICATE);
    return null;
  }

  /**
   * A firing that comes after a newer one of the same alert: over, and maybe never seen. It goes by
   * without a trace, and the newer one has the last word.
   */
  private @Nullable TrackedAlert older(
      TrackedAlert newer, IncomingAlert record, NoiseBook book, long now) {
    if (newer.knows(record.getId())) {
      return duplicate();
    }
    newer.remember(record.getId());
    boolean isHeld = newer.isFlapping() || isHeld(record, book, now);
    if (!isHeld) {
      out.pass(record);
      out.pass(
          Passed.resolution(record, record.getId(), Math.max(record.getTs(), newer.startedAt)));
      if (newer.isFiring() && newer.isOpen) {
        out.pass(Passed.named(newer.alert, newer.passedAs));
      }
    }
    return gone(newer, isHeld);
  }

  /** A firing that comes after its own resolution, which was passed on. */
  private @Nullable TrackedAlert turnedRound(
      TrackedAlert alert, IncomingAlert record, NoiseBook book, long now) {
    alert.firingSeen = true;
    alert.startedAt = Math.min(alert.startedAt, record.getTs());
    alert.remember(record.getId());
    boolean isHeld = isHeld(record, book, now);
    if (!isHeld) {
      out.pass(record);
      out.pass(alert.alert);
    }
    return gone(alert, isHeld);
  }

  private static boolean isHeld(IncomingAlert record, NoiseBook book, long now) {
    return !book.hold(MatchedLabels.of(record), now).rules().isEmpty();
  }

  private @Nullable TrackedAlert gone(TrackedAlert alert, boolean isHeld) {
    out.count(isHeld ? NoiseCount.HELD : NoiseCount.PASSED);
    store.put(alert.alert.getFingerprint(), alert);
    return null;
  }

  /** Those behind learn that a firing is over of which nobody said so. */
  private void close(TrackedAlert alert, long ts) {
    String id = alert.passedAs;
    if (alert.isOpen && id != null) {
      out.pass(Passed.resolution(alert.alert, id, ts));
    }
    alert.isOpen = false;
  }
}
