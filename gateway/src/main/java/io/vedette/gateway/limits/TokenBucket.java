package io.vedette.gateway.limits;

/**
 * Token bucket that may go into debt: whoever comes while the level is above zero is let in whole,
 * whatever it costs, and the debt is paid before the next one. So a body larger than the burst gets
 * through, a body of unknown length can be charged afterwards, and the rate holds in the long run.
 *
 * <p>Time is the caller's (nanoseconds of a monotonic clock). Not thread-safe. Constant time.
 */
final class TokenBucket {

  private static final double NANOS = 1e9;

  private final double perNano;
  private final double capacity;
  private double level;
  private long asOf;

  /**
   * A full bucket.
   *
   * @param perSecond refill
   * @param capacity what it holds at most
   */
  TokenBucket(double perSecond, double capacity, long now) {
    this.perNano = perSecond / NANOS;
    this.capacity = capacity;
    this.level = capacity;
    this.asOf = now;
  }

  /** Nanoseconds until somebody is let in, 0 for at once. */
  long waitNanos(long now) {
    refill(now);
    return level > 0 ? 0 : (long) Math.ceil(-level / perNano) + 1;
  }

  /** Takes tokens, into debt if need be. */
  void charge(double tokens, long now) {
    refill(now);
    level -= tokens;
  }

  boolean isFull(long now) {
    refill(now);
    return level >= capacity;
  }

  private void refill(long now) {
    long elapsed = now - asOf;
    if (elapsed > 0) {
      level = Math.min(capacity, level + elapsed * perNano);
      asOf = now;
    }
  }
}
