package io.vedette.functions.inputs;

import java.io.Serializable;
import java.time.Duration;

/**
 * How events are counted.
 *
 * @param interval a sample each (event time)
 * @param grace how much later than its time an event may come and still count in its interval; at
 *     most an interval (event time)
 * @param quiet how long after the last event zeros are counted; then the series ends (event time)
 * @param retention how long a count is kept that nothing is heard of (processing time)
 */
public record CountOptions(Duration interval, Duration grace, Duration quiet, Duration retention)
    implements Serializable {

  private static final CountOptions DEFAULTS =
      new CountOptions(
          Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofDays(1), Duration.ofDays(7));

  /** Checks ranges and relations. */
  public CountOptions {
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException("interval must be at least 1 ms, is " + interval);
    }
    if (grace.isNegative() || grace.compareTo(interval) > 0) {
      throw new IllegalArgumentException(
          "grace (" + grace + ") must be from zero to the interval (" + interval + ")");
    }
    if (quiet.isNegative() || retention.compareTo(quiet) <= 0) {
      throw new IllegalArgumentException(
          "quiet (" + quiet + ") must not be below zero, retention (" + retention + ") be longer");
    }
  }

  /** A sample a minute, zeros for a day. */
  public static CountOptions defaults() {
    return DEFAULTS;
  }
}
