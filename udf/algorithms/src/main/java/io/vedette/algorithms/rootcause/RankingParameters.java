package io.vedette.algorithms.rootcause;

import java.io.Serializable;
import java.time.Duration;

/**
 * Constants of the causal score, one set for all systems. Scores are in nats: what is {@code e}
 * times as unlikely says one nat more.
 *
 * @param priorWeight of what peers do, in incidents, in how usual a sign is
 * @param memory what the last incident counts beside the one before it, above 0 and below 1
 * @param cap most a single sign says
 * @param halfLife how long after the first sign another says half as much; causes come first
 * @param familyDiscount what each weaker family of an entity counts beside the one before it
 * @param signDiscount the same for signs of one family
 * @param falling what a falling metric counts beside a rising one
 * @param edge what a slow or failing call counts for the callee, beside a sign of its own
 * @param passedOn what a failing call counts whose callee itself met failing calls
 * @param origin least that a failing call says at the incident's first sign whose callee met none
 * @param caller what a slow or failing call counts for the caller, which may be silent
 * @param unexplained part of latency and errors that a callee cannot explain
 * @param logs what a log template counts
 * @param logsInFull how many lines of a template count in full
 * @param instances what a service gets of the mean of its instances
 * @param siblings what an instance loses of the mean of the service's others
 * @param host what a host is given ahead, for it has few signs of its own
 * @param magnitude weight of how much of the symptom an entity explains, where that is known
 * @param magnitudeCap most that is multiplied with
 * @param change most a change of the entity shortly before says
 * @param changeWithin how long before the first sign a change counts at all
 * @param incidents remembered, to know what is usual
 * @param signs of one incident, at most
 */
public record RankingParameters(
    double priorWeight,
    double memory,
    double cap,
    Duration halfLife,
    double familyDiscount,
    double signDiscount,
    double falling,
    double edge,
    double passedOn,
    double origin,
    double caller,
    double unexplained,
    double logs,
    int logsInFull,
    double instances,
    double siblings,
    double host,
    double magnitude,
    double magnitudeCap,
    double change,
    Duration changeWithin,
    int incidents,
    int signs)
    implements Serializable {

  private static final RankingParameters DEFAULTS =
      new RankingParameters(
          4,
          .85,
          4,
          Duration.ofSeconds(60),
          .5,
          .85,
          .7,
          .7,
          .2,
          3,
          .05,
          .2,
          3,
          100,
          .9,
          .6,
          .5,
          2,
          10,
          4,
          Duration.ofHours(1),
          40,
          2_000);

  /** Checks every constant. */
  public RankingParameters {
    require(priorWeight > 0, "priorWeight must be above 0, is " + priorWeight);
    require(memory > 0 && memory < 1, "memory must be between 0 and 1, is " + memory);
    require(cap > 0, "cap must be above 0, is " + cap);
    require(halfLife.toMillis() > 0, "halfLife must be above 0, is " + halfLife);
    requireFraction("familyDiscount", familyDiscount);
    requireFraction("signDiscount", signDiscount);
    requireFraction("falling", falling);
    requireFraction("edge", edge);
    requireFraction("passedOn", passedOn);
    require(origin >= 0 && origin <= cap, "origin must be from 0 to cap, is " + origin);
    requireFraction("caller", caller);
    requireFraction("unexplained", unexplained);
    require(logs >= 0, "logs must not be negative, is " + logs);
    require(logsInFull >= 1, "logsInFull must be at least 1, is " + logsInFull);
    require(instances >= 0, "instances must not be negative, is " + instances);
    requireFraction("siblings", siblings);
    require(Double.isFinite(host), "host must be a number, is " + host);
    require(magnitude >= 0, "magnitude must not be negative, is " + magnitude);
    require(magnitudeCap > 0, "magnitudeCap must be above 0, is " + magnitudeCap);
    require(change >= 0, "change must not be negative, is " + change);
    require(changeWithin.toMillis() > 0, "changeWithin must be above 0, is " + changeWithin);
    require(incidents >= 1, "incidents must be at least 1, is " + incidents);
    require(signs >= 1, "signs must be at least 1, is " + signs);
  }

  private static void requireFraction(String name, double value) {
    require(value >= 0 && value <= 1, name + " must be from 0 to 1, is " + value);
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** As measured in docs/root-cause.md. */
  public static RankingParameters defaults() {
    return DEFAULTS;
  }

  /** These, with other bounds. */
  public RankingParameters withBounds(int otherIncidents, int otherSigns) {
    return new RankingParameters(
        priorWeight,
        memory,
        cap,
        halfLife,
        familyDiscount,
        signDiscount,
        falling,
        edge,
        passedOn,
        origin,
        caller,
        unexplained,
        logs,
        logsInFull,
        instances,
        siblings,
        host,
        magnitude,
        magnitudeCap,
        change,
        changeWithin,
        otherIncidents,
        otherSigns);
  }
}
