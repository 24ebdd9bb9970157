package io.vedette.algorithms.correlate;

import io.vedette.algorithms.correlate.Cluster.Member;
import io.vedette.algorithms.correlate.Cluster.Sort;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Whether a running cluster is two: did many alerts at once begin something new of the same
 * services?
 *
 * <p>Overlapping incidents of one system share most entities and most alert keys, so neither tells
 * them apart; that many of them fire at once does. Counted in a window are keys that fire again and
 * keys that fire for the first time, each against the Poisson distribution of what the time before
 * lets expect (Kleinberg: Bursty and hierarchical structure in streams, KDD 2002, is the idea; a
 * test against a rate is its simplest case).
 *
 * <p>A sender that repeats its alerts makes bursts, too. They are told by their pauses: a key that
 * comes again after no longer than it used to says nothing; and where nearly all come again after
 * the same pause, that is a sender's interval, not an incident.
 *
 * <p>Time: the cluster's recent alerts, once a second of event time.
 */
final class BurstTest {

  /** No burst. */
  static final long NONE = Long.MIN_VALUE;

  /** Alerts an idle system gives anyway, a second. */
  private static final double IDLE_RATE = 0.02;

  /** How much an alert of a first-time key counts where repetitions are expected. */
  private static final double FRESH_WEIGHT = 0.1;

  /** A key counts again when its pause is longer than this many times the last one. */
  private static final double LONGER = 1.5;

  /** Pauses differ by less than this share of their median: one interval. */
  private static final double SAME_INTERVAL = 0.35;

  /** A sender's jitter moves pauses and times alike; an incident does not look at pauses. */
  private static final double SAME_SPREAD = 10;

  private static final double LEAST_SPREAD_MILLIS = 500;

  /** A sender's interval that is longer is seen as quiet by the session gap. */
  private static final long LONGEST_INTERVAL_MILLIS = 120_000;

  private final BurstParameters parameters;
  private final long window;
  private final long baseline;

  BurstTest(BurstParameters parameters) {
    this.parameters = parameters;
    window = parameters.window().toMillis();
    baseline = parameters.baseline().toMillis();
  }

  /** How long alerts are looked at, milliseconds. */
  long memory() {
    return window + baseline;
  }

  /** What a firing says, and what is remembered of its key. */
  Sort sort(Cluster.KeyState key, boolean isNew, long time) {
    if (isNew) {
      return Sort.FRESH;
    }
    long pause = time - key.last;
    if (pause <= parameters.duplicate().toMillis()) {
      key.last = Math.max(key.last, time);
      return Sort.DUPLICATE;
    }
    boolean isUsual = key.pause >= 0 && pause <= LONGER * key.pause;
    key.pause = pause;
    key.last = time;
    return isUsual ? Sort.USUAL : Sort.REPEATED;
  }

  /**
   * Event time from which the cluster's alerts are another cluster's, or {@link #NONE}.
   *
   * @param now event time of its last alert
   */
  long cut(Cluster cluster, long now) {
    if (now - cluster.since < parameters.leastAge().toMillis()) {
      return NONE;
    }
    Counts counts = count(cluster, now);
    double seconds = Math.min(baseline, Math.max(counts.from - counts.begin, 1000)) / 1e3;
    double windowSeconds = window / 1e3;

    if (counts.repeated.size() >= parameters.repeats()) {
      double rate = (counts.repeatedBefore + FRESH_WEIGHT * counts.freshBefore) / seconds;
      double expected = (rate + IDLE_RATE) * windowSeconds;
      if (PoissonTail.atLeast(counts.repeated.size(), expected) < parameters.repeatChance()
          && !isOneInterval(counts.repeated)) {
        return first(counts.repeated);
      }
    }
    if (counts.fresh.size() >= parameters.fresh()) {
      double rate = parameters.freshRate() * (counts.repeatedBefore + counts.freshBefore) / seconds;
      double expected = (rate + IDLE_RATE) * windowSeconds;
      if (PoissonTail.atLeast(counts.fresh.size(), expected) < parameters.freshChance()) {
        return first(counts.fresh);
      }
    }
    return NONE;
  }

  private Counts count(Cluster cluster, long now) {
    Counts counts = new Counts();
    counts.from = now - window;
    Member oldest = cluster.recent.peekFirst();
    counts.begin = oldest == null ? now : Math.max(cluster.since, oldest.time);
    Iterator<Member> newest = cluster.recent.descendingIterator();
    while (newest.hasNext()) {
      Member member = newest.next();
      long age = now - member.time;
      if (age >= window + baseline) {
        break;
      }
      if (member.sort != Sort.DUPLICATE) {
        if (age < window) {
          counts.inWindow(member);
        } else {
          counts.before(member);
        }
      }
    }
    return counts;
  }

  /** Whether nearly all come again after the same pause, and no more at once than pauses differ. */
  private static boolean isOneInterval(Map<Long, Member> repeated) {
    double[] pauses = repeated.values().stream().mapToDouble(member -> member.pause).toArray();
    double[] times = repeated.values().stream().mapToDouble(member -> member.time).toArray();
    Arrays.sort(pauses);
    Arrays.sort(times);
    double median = pauses[pauses.length / 2];
    double spread = middleHalf(pauses);
    return median <= LONGEST_INTERVAL_MILLIS
        && spread <= SAME_INTERVAL * median
        && spread <= SAME_SPREAD * Math.max(middleHalf(times), LEAST_SPREAD_MILLIS);
  }

  private static double middleHalf(double[] sorted) {
    return sorted[sorted.length * 3 / 4] - sorted[sorted.length / 4];
  }

  private static long first(Map<Long, Member> members) {
    return members.values().stream().mapToLong(member -> member.time).min().orElse(NONE);
  }

  /** Alerts in the window by key, each by its first, and what was before. */
  private static final class Counts {
    final Map<Long, Member> repeated = new HashMap<>();
    final Map<Long, Member> fresh = new HashMap<>();

    int repeatedBefore;
    int freshBefore;
    long from;
    long begin;

    /** Newest first, so the last put is the first that fired. */
    void inWindow(Member member) {
      if (member.sort == Sort.REPEATED) {
        repeated.put(member.key, member);
      } else if (member.sort == Sort.FRESH) {
        fresh.put(member.key, member);
      }
    }

    void before(Member member) {
      if (member.sort == Sort.REPEATED) {
        repeatedBefore++;
      } else if (member.sort == Sort.FRESH) {
        freshBefore++;
      }
    }
  }
}
