package io.vedette.algorithms.rootcause;

import org.jspecify.annotations.Nullable;

/**
 * Something out of the ordinary, as the ranking sees an alert.
 *
 * @param kind what it was found in
 * @param time event time it was seen, milliseconds since the epoch
 * @param entity it is about: service, instance or host
 * @param caller who called the entity, of a call; else null
 * @param host what the entity runs on, if known
 * @param name metric, operation or log template
 * @param isDown whether the value fell, of a metric
 * @param isError whether calls failed, of a call; else they were slow
 * @param deviation how far from its usual value, in standard deviations; NaN when unknown
 * @param summary one sentence for a person, if any
 * @param band what was measured and what was expected, of a metric where that is known
 */
public record Sign(
    Kind kind,
    long time,
    String entity,
    @Nullable String caller,
    @Nullable String host,
    String name,
    boolean isDown,
    boolean isError,
    double deviation,
    @Nullable String summary,
    @Nullable Band band) {

  /** What was measured, and what was expected, in the metric's own unit. */
  public record Band(double value, double expected, double lower, double upper) {}

  /** What a sign was found in. */
  public enum Kind {
    /** A series left its band. */
    METRIC,
    /** Calls between two entities failed or were slow. */
    CALL,
    /** A log template burst or is new. */
    LOG
  }

  /** A metric's. */
  public static Sign ofMetric(
      long time, String entity, @Nullable String host, String name, boolean isDown) {
    return new Sign(
        Kind.METRIC, time, entity, null, host, name, isDown, false, Double.NaN, null, null);
  }

  /** A call's. */
  public static Sign ofCall(
      long time, String caller, String callee, String operation, boolean isError) {
    return new Sign(
        Kind.CALL, time, callee, caller, null, operation, false, isError, Double.NaN, null, null);
  }

  /** A log template's. */
  public static Sign ofLog(long time, String entity, String template) {
    return new Sign(
        Kind.LOG, time, entity, null, null, template, false, false, Double.NaN, null, null);
  }
}
