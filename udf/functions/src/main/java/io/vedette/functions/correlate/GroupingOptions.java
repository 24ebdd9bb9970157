package io.vedette.functions.correlate;

import io.vedette.algorithms.correlate.CorrelateParameters;
import io.vedette.schema.result.Severity;
import java.io.Serializable;
import java.time.Duration;

/**
 * How alerts are grouped.
 *
 * @param parameters what belongs together
 * @param every how often changes are told while a storm grows (event time)
 * @param patience where event time lags, alerts wait for each other this long at least, and twice
 *     as long at most (processing time); zero where event time does not follow the clock, as in a
 *     replay
 * @param coreSeverity alerts of a lower one join clusters, but neither keep them open nor connect
 *     them; one without severity counts as core
 * @param holdFor how long an alert of ours that goes on firing keeps its cluster open; zero for no
 *     longer than any other (event time)
 * @param rememberFor how long an alert's id is known, so that it counts once (event time)
 * @param remembered ids known at most, an environment
 * @param topologyEdges edges of the topology known at most
 * @param namesModels trained models of names used at most, one an environment
 * @param retention how long an environment is remembered that no alert comes from (processing time)
 */
public record GroupingOptions(
    CorrelateParameters parameters,
    Duration every,
    Duration patience,
    Severity coreSeverity,
    Duration holdFor,
    Duration rememberFor,
    int remembered,
    int topologyEdges,
    int namesModels,
    Duration retention)
    implements Serializable {

  private static final GroupingOptions DEFAULTS =
      new GroupingOptions(
          CorrelateParameters.defaults(),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Severity.WARNING,
          Duration.ofMinutes(30),
          Duration.ofDays(1),
          100_000,
          10_000,
          16,
          Duration.ofDays(30));

  /** Checks what the parts have not checked themselves. */
  public GroupingOptions {
    if (every.toMillis() < 100) {
      throw new IllegalArgumentException("every must be at least 100 ms, is " + every);
    }
    if (patience.isNegative()) {
      throw new IllegalArgumentException("patience must not be negative, is " + patience);
    }
    if (holdFor.isNegative()) {
      throw new IllegalArgumentException("holdFor must not be negative, is " + holdFor);
    }
    if (rememberFor.compareTo(parameters.sessionGap()) < 0) {
      throw new IllegalArgumentException(
          "rememberFor ("
              + rememberFor
              + ") must be at least the session gap, "
              + parameters.sessionGap());
    }
    if (remembered < 1) {
      throw new IllegalArgumentException("remembered must be at least 1, is " + remembered);
    }
    if (topologyEdges < 1) {
      throw new IllegalArgumentException("topologyEdges must be at least 1, is " + topologyEdges);
    }
    if (namesModels < 0) {
      throw new IllegalArgumentException("namesModels must not be negative, is " + namesModels);
    }
    if (retention.toMillis() < 1) {
      throw new IllegalArgumentException("retention must be at least 1 ms, is " + retention);
    }
  }

  /** Every five seconds, core from WARNING on. */
  public static GroupingOptions defaults() {
    return DEFAULTS;
  }

  /** These, with other parameters. */
  public GroupingOptions withParameters(CorrelateParameters value) {
    return new GroupingOptions(
        value,
        every,
        patience,
        coreSeverity,
        holdFor,
        rememberFor,
        remembered,
        topologyEdges,
        namesModels,
        retention);
  }

  /** These, with another bound on the topology. */
  public GroupingOptions withTopologyEdges(int most) {
    return new GroupingOptions(
        parameters,
        every,
        patience,
        coreSeverity,
        holdFor,
        rememberFor,
        remembered,
        most,
        namesModels,
        retention);
  }

  /** These, with event time expected to follow the clock, or not (zero). */
  public GroupingOptions withPatience(Duration value) {
    return new GroupingOptions(
        parameters,
        every,
        value,
        coreSeverity,
        holdFor,
        rememberFor,
        remembered,
        topologyEdges,
        namesModels,
        retention);
  }

  /** These, with another bound on models of names. */
  public GroupingOptions withNamesModels(int most) {
    return new GroupingOptions(
        parameters,
        every,
        patience,
        coreSeverity,
        holdFor,
        rememberFor,
        remembered,
        topologyEdges,
        most,
        retention);
  }
}
