package io.vedette.algorithms.detect;

import java.io.Serializable;

/**
 * When single anomalies become an alert, and when it is over: firing once {@code anomalous} of the
 * last {@code window} samples are anomalies, resolved once {@code normal} in a row are not.
 *
 * <p>A pure state machine on one long, 0 at first: the sign bit while firing, below it the last
 * samples, newest in the lowest bit, 1 for an anomaly. Resolving forgets the samples, so that those
 * which made it fire cannot do so again.
 *
 * @param anomalous anomalies it takes to fire, 1 to {@code window}
 * @param window samples among which they are counted, up to 62
 * @param normal samples in a row that resolve, 1 to 62
 */
public record Hysteresis(int anomalous, int window, int normal) implements Serializable {

  /** Nothing seen, not firing. */
  public static final long INITIAL = 0;

  private static final int LONGEST = 62;
  private static final long FIRING = 1L << 63;
  private static final long HISTORY = (1L << LONGEST) - 1;
  private static final Hysteresis DEFAULTS = new Hysteresis(3, 5, 5);

  /** Checks every parameter and how they relate. */
  public Hysteresis {
    if (window < 1 || window > LONGEST) {
      throw new IllegalArgumentException("window must be from 1 to " + LONGEST + ", is " + window);
    }
    if (anomalous < 1 || anomalous > window) {
      throw new IllegalArgumentException(
          "anomalous must be from 1 to window (" + window + "), is " + anomalous);
    }
    if (normal < 1 || normal > LONGEST) {
      throw new IllegalArgumentException("normal must be from 1 to " + LONGEST + ", is " + normal);
    }
  }

  /** Fires at 3 of 5, resolves after 5 in a row. */
  public static Hysteresis defaults() {
    return DEFAULTS;
  }

  /** The state after one more sample. */
  public long next(long state, boolean isAnomaly) {
    long history = ((state << 1) | (isAnomaly ? 1 : 0)) & HISTORY;
    if (isFiring(state)) {
      return hasNoneInLast(normal, history) ? INITIAL : FIRING | history;
    }
    return Long.bitCount(history & newest(window)) >= anomalous ? FIRING | history : history;
  }

  /**
   * The state with the verdict on an earlier sample changed; the alert neither begins nor ends by
   * it.
   *
   * @param age samples since then, 0 for the newest; one that is no longer remembered changes
   *     nothing
   */
  public static long corrected(long state, int age, boolean isAnomaly) {
    if (age >= LONGEST) {
      return state;
    }
    long sample = 1L << age;
    return isAnomaly ? state | sample : state & ~sample;
  }

  /**
   * The state with a late sample at its place; the alert neither begins nor ends by it.
   *
   * @param age samples that are newer; with so many that it would no longer be remembered it
   *     changes nothing
   */
  public static long inserted(long state, int age, boolean isAnomaly) {
    if (age >= LONGEST) {
      return state;
    }
    long newer = state & newest(age);
    long older = ((state & HISTORY & ~newest(age)) << 1) & HISTORY;
    return (state & FIRING) | older | (isAnomaly ? 1L << age : 0) | newer;
  }

  /** Whether the alert is firing. */
  public static boolean isFiring(long state) {
    return state < 0;
  }

  /**
   * Whether an anomaly now would be the first of a run: none among the last {@code normal} samples.
   */
  public boolean isQuiet(long state) {
    return hasNoneInLast(normal, state);
  }

  private static boolean hasNoneInLast(int count, long history) {
    return (history & newest(count)) == 0;
  }

  private static long newest(int count) {
    return (1L << count) - 1;
  }
}
