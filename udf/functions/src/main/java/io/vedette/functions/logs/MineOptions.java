package io.vedette.functions.logs;

import io.vedette.algorithms.logs.BurstRule;
import io.vedette.algorithms.logs.MinerParameters;
import java.io.Serializable;
import java.time.Duration;

/**
 * How log templates are mined, counted and told of.
 *
 * @param miner bounds of a service's templates and lines
 * @param burst when many lines are a burst
 * @param interval a sample a template each (event time)
 * @param grace how much later than its time a line may come and still count in its interval; at
 *     most an interval (event time)
 * @param quiet how long after the last line of a service its templates still count zero (event
 *     time)
 * @param learning how long after its first line nothing is told of a service (event time)
 * @param newFor how long a new template is told of (event time)
 * @param findingsPerInterval new templates of a service that are told of in an interval
 * @param sampleLength characters of a line kept as evidence
 * @param retention how long a template is kept that nothing is heard of (processing time)
 * @param emitLines whether the template of every line is emitted
 */
public record MineOptions(
    MinerParameters miner,
    BurstRule burst,
    Duration interval,
    Duration grace,
    Duration quiet,
    Duration learning,
    Duration newFor,
    int findingsPerInterval,
    int sampleLength,
    Duration retention,
    boolean emitLines)
    implements Serializable {

  private static final MineOptions DEFAULTS =
      new MineOptions(
          MinerParameters.defaults(),
          BurstRule.defaults(),
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofMinutes(10),
          10,
          500,
          Duration.ofDays(7),
          false);

  /** Checks what the parts have not checked themselves. */
  public MineOptions {
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException("interval must be at least 1 ms, is " + interval);
    }
    if (grace.isNegative() || grace.compareTo(interval) > 0) {
      throw new IllegalArgumentException(
          "grace (" + grace + ") must be from zero to the interval (" + interval + ")");
    }
    requireNotNegative("quiet", quiet);
    requireNotNegative("learning", learning);
    requireNotNegative("newFor", newFor);
    if (findingsPerInterval < 0) {
      throw new IllegalArgumentException(
          "findingsPerInterval must not be negative, is " + findingsPerInterval);
    }
    if (sampleLength < 1) {
      throw new IllegalArgumentException("sampleLength must be at least 1, is " + sampleLength);
    }
    if (retention.toMillis() < 1) {
      throw new IllegalArgumentException("retention must be at least 1 ms, is " + retention);
    }
  }

  /** A sample a minute, an hour of learning. */
  public static MineOptions defaults() {
    return DEFAULTS;
  }

  /** These, with the template of every line emitted or not. */
  public MineOptions withEmitLines(boolean emit) {
    return new MineOptions(
        miner,
        burst,
        interval,
        grace,
        quiet,
        learning,
        newFor,
        findingsPerInterval,
        sampleLength,
        retention,
        emit);
  }

  private static void requireNotNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative, is " + value);
    }
  }
}
