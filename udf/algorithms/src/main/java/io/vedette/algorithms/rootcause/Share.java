package io.vedette.algorithms.rootcause;

/**
 * How much of what was noticed an entity explains by itself.
 *
 * @param share of the symptom that is the entity's own, 0 to 1
 * @param deviation how far it is from its usual, in standard deviations
 * @param family latency or errors
 */
public record Share(double share, double deviation, Family family) {

  /** What it adds to a score, in nats. */
  double strength(RankingParameters parameters) {
    double z = Math.max(0, deviation);
    return parameters.magnitude() * share * Math.min(parameters.magnitudeCap(), Math.log1p(z * z));
  }
}
