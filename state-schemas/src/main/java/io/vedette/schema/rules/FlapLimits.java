package io.vedette.schema.rules;

import java.io.Serializable;
import java.time.Duration;

/**
 * When an alert counts as flapping, and when no longer.
 *
 * <p>As Nagios (flap_start and flap_stop) and SkyWalking (recovery observation) this is a matter of
 * two limits, so that it does not flap itself: so many transitions within a time begin it, a time
 * without any ends it. Nagios weighs the last 21 checks; an alert that only tells its transitions
 * has no checks to count, so here they are counted in a span of time.
 *
 * @param transitions changes between firing and resolved that make it flapping
 * @param within in this span of event time
 * @param stableFor without one for so long it keeps still
 */
public record FlapLimits(int transitions, Duration within, Duration stableFor)
    implements Serializable {

  /** Most transitions that are remembered of an alert. */
  public static final int MOST_TRANSITIONS = 64;

  /** Longest span. */
  public static final Duration LONGEST = Duration.ofDays(7);

  /** Checks each. */
  public FlapLimits {
    if (transitions < 3 || transitions > MOST_TRANSITIONS) {
      throw new IllegalArgumentException(
          "transitions must be from 3 to " + MOST_TRANSITIONS + ", is " + transitions);
    }
    requireSpan("withinMs", within);
    requireSpan("stableForMs", stableFor);
  }

  /** Four firings in half an hour; still after a quarter of an hour. */
  public static FlapLimits defaults() {
    return new FlapLimits(8, Duration.ofMinutes(30), Duration.ofMinutes(15));
  }

  private static void requireSpan(String name, Duration span) {
    if (span.toMillis() < 1000 || span.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " must be from 1000 to " + LONGEST.toMillis() + ", is " + span.toMillis());
    }
  }
}
