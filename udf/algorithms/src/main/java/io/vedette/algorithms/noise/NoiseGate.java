package io.vedette.algorithms.noise;

import io.vedette.algorithms.noise.NoiseBook.Flapping;
import io.vedette.algorithms.noise.NoiseBook.Hold;
import io.vedette.algorithms.noise.NoiseBook.Timed;
import io.vedette.algorithms.noise.Settling.Told;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.AlertStateKind;
import io.vedette.schema.result.AlertStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Through it go the alerts of an environment that are worth a person's time.
 *
 * <p>Guarantee: whatever rules come and go, every alert that fires is either passed on, or told of
 * as held back together with the rules that do; and it is passed on when they no longer do and it
 * still fires. A resolution is passed on if, and only if, its firing was. An alert that is sent
 * again under the same id counts once.
 *
 * <pre>
 *              no rule                     rules hold it back
 *   fires ---&gt; PASSED ----------------&gt; SUPPRESSED   (passed on before: so is its resolution)
 *     ^          ^  |  changes often        | rules end: passed on
 *     |          |  v                       v
 *     |        FLAPPING: passed once, held until it keeps still
 *   RESOLVED &lt;--- resolved
 * </pre>
 *
 * <p>An alert that flaps is one firing to those behind: it keeps the id it was passed on with until
 * it keeps still. So does one whose sender gives every repetition another id.
 *
 * <p>Times are milliseconds since the epoch by the caller's clock, which need not be exact; events
 * have their own. Cost of an alert: a look-up of the rules, see {@link NoiseBook}; when rules begin
 * or end, one of each alert known.
 */
public final class NoiseGate {

  private static final long NEVER = Long.MAX_VALUE;
  private static final long LEAST_BETWEEN_SWEEPS = 60_000;

  /** A resolved alert is known for so long even where there are too many. */
  private static final long LEAST_REMEMBERED = 60_000;

  private final NoiseParameters parameters;
  private final NoiseStore store;
  private final NoiseOutput out;
  private final Arrivals arrivals;
  private final Settling settling;
  private final PriorityQueue<Wake> wakes =
      new PriorityQueue<>(Comparator.comparingLong(Wake::time).thenComparing(Wake::fingerprint));

  private NoiseBook book;
  private Inhibitions inhibitions;
  private int known;
  private long lookedAt;
  private long rulesChangeAt;
  private long sweepAt;
  private long makeRoomAt;

  private record Wake(long time, String fingerprint) {}

  /**
   * Over what is in a store.
   *
   * @param lookedAt what {@link #lookedAt()} was when the store was left; 0 when it is empty
   */
  public NoiseGate(
      NoiseParameters parameters,
      NoiseBook book,
      NoiseStore store,
      NoiseOutput out,
      long lookedAt) {
    this.parameters = parameters;
    this.book = book;
    this.store = store;
    this.out = out;
    this.arrivals = new Arrivals(parameters, store, out);
    this.settling = new Settling(parameters, out);
    this.lookedAt = lookedAt;
    this.inhibitions = new Inhibitions(book);
    load();
  }

  private void load() {
    inhibitions = new Inhibitions(book);
    wakes.clear();
    known = 0;
    long linger = parameters.inhibitionLinger().toMillis();
    store.forEach(
        alert -> {
          known++;
          String fingerprint = alert.alert.getFingerprint();
          boolean lingers = !alert.isActive() && alert.heardAt + linger > lookedAt;
          if (alert.isActive() || lingers) {
            inhibitions.fires(fingerprint, alert.labels());
          }
          if (lingers) {
            inhibitions.ends(fingerprint, alert.heardAt + linger);
          }
          wakeLater(alert);
        });
    inhibitions.drainAffected();
    // rules may have begun or ended while nobody looked
    rulesChangeAt = 0;
    sweepAt = 0;
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return known == 0;
  }

  /** Alerts known. */
  public int size() {
    return known;
  }

  /** The newest time it was looked at. */
  public long lookedAt() {
    return lookedAt;
  }

  /** From now on by other rules. */
  public void rules(NoiseBook others, long now) {
    if (others != book) {
      book = others;
      load();
      look(now);
    }
  }

  /** The rules it goes by. */
  public NoiseBook book() {
    return book;
  }

  /** When {@link #look} has something to do next, unless something comes before. */
  public long nextLook() {
    Wake first = wakes.peek();
    long next = Math.min(rulesChangeAt, inhibitions.nextEnd());
    next = Math.min(next, first == null ? NEVER : first.time());
    return known == 0 ? next : Math.min(next, sweepAt);
  }

  /** Does what is due: rules that began or ended, alerts that keep still, forgetting. */
  public void look(long now) {
    if (now < nextLook()) {
      lookedAt = Math.max(lookedAt, now);
      return;
    }
    if (now >= rulesChangeAt) {
      settleAll(now);
      remind(now);
      rulesChangeAt = book.nextChange(now);
    }
    inhibitions.advance(now);
    settleAffected(now);
    while (!wakes.isEmpty() && wakes.element().time() <= now) {
      settleAgain(wakes.remove().fingerprint(), now);
    }
    if (now >= sweepAt) {
      sweep(now, parameters.rememberFor().toMillis());
      sweepAt = now + Math.max(LEAST_BETWEEN_SWEEPS, parameters.rememberFor().toMillis() / 10);
    }
    lookedAt = Math.max(lookedAt, now);
  }

  /** Takes an alert as it comes. */
  public void take(IncomingAlert alert, long now) {
    if (now >= rulesChangeAt) {
      look(now);
    }
    out.count(NoiseCount.TAKEN);
    TrackedAlert before = store.get(alert.getFingerprint());
    if (before == null && !hasRoom(now)) {
      judgeUnknown(alert, now);
      return;
    }
    Told told = before == null ? Settling.UNTOLD : Told.of(before);
    TrackedAlert after = arrivals.take(before, alert, book, now);
    if (after == null) {
      return;
    }
    known += before == null ? 1 : 0;
    boolean isPassed = settle(after, told, now, true);
    out.count(isPassed ? NoiseCount.PASSED : NoiseCount.HELD);
    store.put(alert.getFingerprint(), after);
    settleAffected(now);
  }

  /** Too many are known: judged as it comes, and not remembered. */
  private void judgeUnknown(IncomingAlert alert, long now) {
    out.count(NoiseCount.UNTRACKED);
    Hold hold = book.hold(MatchedLabels.of(alert), now);
    if (hold.rules().isEmpty() || alert.getStatus() == AlertStatus.RESOLVED) {
      out.count(NoiseCount.PASSED);
      out.pass(alert);
      return;
    }
    out.count(NoiseCount.HELD);
    TrackedAlert once = new TrackedAlert(alert);
    once.state = AlertStateKind.SUPPRESSED;
    once.rules = hold.rules();
    once.until = hold.until();
    out.tell(once.toState(List.of(), now));
  }

  private boolean hasRoom(long now) {
    if (known >= parameters.alerts() && now >= makeRoomAt) {
      sweep(now, LEAST_REMEMBERED);
      makeRoomAt = now + LEAST_BETWEEN_SWEEPS / 6;
    }
    return known < parameters.alerts();
  }

  private boolean settle(TrackedAlert alert, Told told, long now, boolean isNews) {
    boolean isPassed = settling.settle(alert, told, book, inhibitions, now, isNews);
    wakeLater(alert);
    return isPassed;
  }

  private void wakeLater(TrackedAlert alert) {
    if (alert.isFlapping()) {
      Flapping rule = book.flapping(alert.labels());
      if (rule != null) {
        wakes.add(new Wake(Settling.stillAt(alert, rule), alert.alert.getFingerprint()));
      }
    }
  }

  private void settleAll(long now) {
    List<TrackedAlert> all = new ArrayList<>(known);
    store.forEach(all::add);
    for (TrackedAlert alert : all) {
      settle(alert, Told.of(alert), now, false);
      store.put(alert.alert.getFingerprint(), alert);
    }
    settleAffected(now);
  }

  private void settleAffected(long now) {
    inhibitions.drainAffected().forEach(fingerprint -> settleAgain(fingerprint, now));
  }

  private void settleAgain(String fingerprint, long now) {
    TrackedAlert alert = store.get(fingerprint);
    if (alert != null) {
      settle(alert, Told.of(alert), now, false);
      store.put(fingerprint, alert);
    }
  }

  private void remind(long now) {
    if (lookedAt == 0) {
      return;
    }
    for (Timed rule : book.toRemindOf(lookedAt, now)) {
      List<String> held = new ArrayList<>();
      store.forEach(
          alert -> {
            if (alert.state == AlertStateKind.SUPPRESSED && alert.rules.contains(rule.key())) {
              held.add(alert.alert.getName());
            }
          });
      if (!held.isEmpty()) {
        held.sort(null);
        out.remind(
            new NoiseOutput.Reminder(
                rule.key(),
                rule.owner(),
                rule.schedule().activeUntil(now),
                held.size(),
                held.get(0)));
      }
    }
  }

  private void sweep(long now, long rememberFor) {
    List<TrackedAlert> gone = new ArrayList<>();
    long forgetAfter = parameters.forgetAfter().toMillis();
    store.forEach(
        alert -> {
          if (now - alert.heardAt >= (alert.isActive() ? forgetAfter : rememberFor)) {
            gone.add(alert);
          }
        });
    for (TrackedAlert alert : gone) {
      String fingerprint = alert.alert.getFingerprint();
      store.remove(fingerprint);
      inhibitions.forget(fingerprint);
      known--;
      if (alert.isActive()) {
        out.count(NoiseCount.FORGOTTEN);
      }
      alert.state = AlertStateKind.FORGOTTEN;
      out.tell(alert.toState(List.of(), now));
    }
    settleAffected(now);
  }
}
