package io.vedette.algorithms.trace;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long the spans of a trace wait for each other, and how many of them.
 *
 * @param waiting from the end of a span until it is told of: its parent and children must have come
 * @param keeping how much longer it is known to spans that come late
 * @param maxSpans most spans of a trace that are known at a time; those beyond are told of alone
 * @param maxSkew the largest difference of two hosts' clocks that is corrected; a larger one is
 *     taken for a fault of the data. Zero for none
 * @param defaultWeight how many spans one stands for where neither it nor its trace says
 */
public record TraceBounds(
    Duration waiting, Duration keeping, int maxSpans, Duration maxSkew, double defaultWeight)
    implements Serializable {

  private static final TraceBounds DEFAULTS =
      new TraceBounds(
          Duration.ofSeconds(10), Duration.ofSeconds(20), 1_000, Duration.ofMinutes(5), 1);

  /** Checks each. */
  public TraceBounds {
    if (waiting.isNegative() || keeping.isNegative() || maxSkew.isNegative()) {
      throw new IllegalArgumentException(
          "waiting, keeping and maxSkew must not be negative, are "
              + waiting
              + ", "
              + keeping
              + " and "
              + maxSkew);
    }
    if (maxSpans < 1) {
      throw new IllegalArgumentException("maxSpans must be 1 or more, is " + maxSpans);
    }
    if (!(defaultWeight >= 1 && defaultWeight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("defaultWeight must be 1 or more, is " + defaultWeight);
    }
  }

  /** 10 s of waiting, known for 20 s more, 1,000 spans, 5 minutes of skew. */
  public static TraceBounds defaults() {
    return DEFAULTS;
  }
}
