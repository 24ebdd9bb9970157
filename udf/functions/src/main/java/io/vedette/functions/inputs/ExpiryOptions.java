package io.vedette.functions.inputs;

import java.io.Serializable;
import java.time.Duration;

/**
 * When an alert of another tool is over by itself. All by the clock.
 *
 * @param expireAfter how long one fires that is not sent again and does not say when it expires
 * @param grace none expires sooner than this after a start of the job: what was sent meanwhile is
 *     still to be read
 * @param retention how long the last firing is remembered; an expiry later than half way between
 *     expireAfter and this is taken for that
 */
public record ExpiryOptions(Duration expireAfter, Duration grace, Duration retention)
    implements Serializable {

  private static final ExpiryOptions DEFAULTS =
      new ExpiryOptions(Duration.ofDays(1), Duration.ofMinutes(1), Duration.ofDays(7));

  /** Checks ranges and relations. */
  public ExpiryOptions {
    if (expireAfter.toMillis() < 1 || grace.isNegative()) {
      throw new IllegalArgumentException(
          "expireAfter (" + expireAfter + ") must be above zero, grace (" + grace + ") not below");
    }
    if (retention.compareTo(expireAfter) <= 0) {
      throw new IllegalArgumentException(
          "retention (" + retention + ") must be longer than expireAfter (" + expireAfter + ")");
    }
  }

  /** How long an alert may fire that is not sent again, whatever its sender says. */
  Duration longest() {
    return retention.minus(retention.minus(expireAfter).dividedBy(2));
  }

  /** A day, a minute, a week. */
  public static ExpiryOptions defaults() {
    return DEFAULTS;
  }
}
