package io.vedette.functions.trace;

import io.vedette.algorithms.trace.TraceBounds;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How spans are paired and counted.
 *
 * @param bounds of a trace
 * @param interval a sample a series each (event time)
 * @param grace how much longer than a span waits an interval stays open, for corrected clocks
 *     (event time)
 * @param quiet how long after its last span a service still counts zero (event time)
 * @param forget how long an operation or edge counts zero before its series end (event time)
 * @param quantiles of durations, each above 0 and below 1
 * @param minimumSpans in an interval, below which the median has no value; any quantile needs half
 *     as many on its rarer side
 * @param minimumFailures spans that failed in an interval, below which none is counted as failed
 * @param maxOperations operations a service that have series of their own; the others are one
 * @param maxEdges callees a service that have series of their own; the others are one
 * @param allOperations whether operations within a service have series too, not those alone that
 *     somebody else asks for
 * @param retention how long a service is remembered that sends nothing (processing time)
 */
public record TraceOptions(
    TraceBounds bounds,
    Duration interval,
    Duration grace,
    Duration quiet,
    Duration forget,
    List<Double> quantiles,
    int minimumSpans,
    int minimumFailures,
    int maxOperations,
    int maxEdges,
    boolean allOperations,
    Duration retention)
    implements Serializable {

  private static final TraceOptions DEFAULTS =
      new TraceOptions(
          TraceBounds.defaults(),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofMinutes(10),
          Duration.ofDays(1),
          List.of(0.5, 0.95),
          10,
          5,
          50,
          100,
          false,
          Duration.ofDays(7));

  /** Checks what the bounds have not checked themselves. */
  public TraceOptions {
    quantiles = List.copyOf(quantiles);
    requirePositive("interval", interval);
    requirePositive("retention", retention);
    if (grace.isNegative() || quiet.isNegative()) {
      throw new IllegalArgumentException(
          "grace and quiet must not be negative, are " + grace + " and " + quiet);
    }
    if (forget.compareTo(interval) < 0) {
      throw new IllegalArgumentException(
          "forget (" + forget + ") must not be less than the interval (" + interval + ")");
    }
    if (!quantiles.stream().allMatch(q -> q > 0 && q < 1)) {
      throw new IllegalArgumentException("quantiles must be above 0 and below 1, are " + quantiles);
    }
    if (minimumFailures < 1) {
      throw new IllegalArgumentException(
          "minimumFailures must be 1 or more, is " + minimumFailures);
    }
    if (minimumSpans < 1 || maxOperations < 1 || maxEdges < 1) {
      throw new IllegalArgumentException(
          "minimumSpans, maxOperations and maxEdges must be 1 or more, are "
              + minimumSpans
              + ", "
              + maxOperations
              + " and "
              + maxEdges);
    }
  }

  /** A sample each half minute, median and 95th percentile, 50 operations and 100 edges. */
  public static TraceOptions defaults() {
    return DEFAULTS;
  }

  /** How long after its end an interval stays open, milliseconds. */
  long openFor() {
    // what is due is told of at whole seconds
    return bounds.waiting().toMillis() + 1_000 + grace.toMillis();
  }

  /** How long after any moment all is told that happened then. */
  public Duration knownAfter() {
    return Duration.ofMillis(openFor()).plus(interval);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException(name + " must be at least 1 ms, is " + value);
    }
  }
}
