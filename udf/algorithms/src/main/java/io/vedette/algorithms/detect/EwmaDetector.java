package io.vedette.algorithms.detect;

import io.vedette.schema.result.Direction;

/**
 * Tells values apart that a series, by its recent past, was not expected to take.
 *
 * <p>Guarantees:
 *
 * <ul>
 *   <li>a verdict depends on earlier samples only;
 *   <li>a sample out of the band neither moves nor widens it, however far out it lies and however
 *       often such samples come;
 *   <li>what lasts becomes normal, so no run is endless: after {@code adoptAfter} samples out of
 *       the band, with never {@link EwmaState#QUIET} in a row inside it, mean and variance of all
 *       samples since the first of them are the normal ones. A level shift is adopted after {@code
 *       adoptAfter} samples, a fault at every second sample after twice as many, and nothing later
 *       than after {@code QUIET} times as many.
 * </ul>
 *
 * <pre>
 *   expected = weighted mean                       (bias-corrected, see {@link WeightedMoments})
 *   half     = max(threshold * standard deviation, minimumDeviation, minimumRelativeDeviation * |expected|)
 *   band     = expected - half to expected + half  (open on a side that is not watched)
 *   score    = 1 - 2^(-|value - expected| / half)  (0 as expected, 0.5 on the edge, towards 1 beyond)
 *   anomaly  = outside the band
 * </pre>
 *
 * <p>Method: exponentially weighted moving mean and variance (West 1979, Finch 2009) of what lies
 * inside the band: outliers are rejected (Hampel 1985), the rule being the band. Clipping to the
 * edge instead is no bound for the variance: a value {@code threshold} deviations out raises it, so
 * some share of outliers (7 % for 4 deviations) widens the band without end. Rejecting has a price,
 * too: the variance is that of the truncated distribution. For normal noise that is 0.1 % too
 * little with threshold 4 and 3 % with 3; below {@code sqrt(3)} the band would shrink upon itself
 * until only the minima hold it. More noise than before is learned from what still falls inside the
 * band, which is more than {@code sqrt(3)} deviations wide and therefore grows until it fits.
 *
 * <p>Samples are equally spaced as far as this is concerned: alpha is per sample, not per second,
 * so a series that is sampled twice as often has half the memory in time. That suits scraped
 * metrics, whose interval is constant, and needs no time at all; after a gap the model goes on
 * where it was.
 *
 * <p>Cost: constant time (one square root, one exponential), no allocation but for one small object
 * when a run out of the band begins. Thread-safe: all state is the caller's.
 */
public final class EwmaDetector {

  /** Name of this detector in results. */
  public static final String NAME = "ewma";

  /** The square of a difference of two values this large is still finite. */
  private static final double LARGEST_LEARNED = 1e150;

  private final EwmaParameters parameters;

  /** A detector with these parameters. */
  public EwmaDetector(EwmaParameters parameters) {
    this.parameters = parameters;
  }

  /**
   * Judges a sample by what is known, then learns from it.
   *
   * @param state what is known of the series; changed
   * @param value the sample, finite
   * @param verdict filled with the judgement
   * @throws IllegalArgumentException when the value is NaN or infinite
   */
  public void score(EwmaState state, double value, Verdict verdict) {
    judge(state, value, verdict);
    learn(state, value);
  }

  /**
   * Judges a sample by what is known and learns nothing, as for one that came too late.
   *
   * @throws IllegalArgumentException when the value is NaN or infinite
   */
  public void judge(EwmaState state, double value, Verdict verdict) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("only finite values can be scored, got " + value);
    }
    describe(state, verdict);
    if (verdict.isWarmingUp()) {
      return;
    }
    double deviation = value - verdict.expected();
    boolean above = deviation >= 0;
    if (isWatched(above)) {
      double distance = Math.abs(deviation) / halfWidth(state);
      verdict.decide(distance, distance > 1, above ? Direction.ABOVE : Direction.BELOW);
    } else {
      verdict.decide(0, false, above ? Direction.ABOVE : Direction.BELOW);
    }
  }

  /** Fills in the present band, for a sample that has no value to score. */
  public void describe(EwmaState state, Verdict verdict) {
    if (isWarmingUp(state)) {
      verdict.clear();
      return;
    }
    double expected = state.mean();
    double half = halfWidth(state);
    verdict.setBand(
        expected,
        parameters.sides().below() ? expected - half : Double.NEGATIVE_INFINITY,
        parameters.sides().above() ? expected + half : Double.POSITIVE_INFINITY);
  }

  private void learn(EwmaState state, double value) {
    double alpha = parameters.alpha();
    double learned = bounded(value);
    if (isWarmingUp(state)) {
      state.learnWithin(alpha, learned);
      return;
    }
    // both sides, watched or not: what is far out on the side nobody watches must not widen the
    // band on the side somebody does
    if (Math.abs(value - state.mean()) / halfWidth(state) > 1) {
      state.learnBeyond(alpha, learned, parameters.adoptAfter());
    } else {
      state.learnWithin(alpha, learned);
    }
  }

  private static double bounded(double value) {
    return Math.max(-LARGEST_LEARNED, Math.min(LARGEST_LEARNED, value));
  }

  private boolean isWarmingUp(EwmaState state) {
    return state.samples() < parameters.warmUp();
  }

  private boolean isWatched(boolean above) {
    return above ? parameters.sides().above() : parameters.sides().below();
  }

  private double halfWidth(EwmaState state) {
    double statistical = parameters.threshold() * state.standardDeviation(parameters.alpha());
    double relative = parameters.minimumRelativeDeviation() * Math.abs(state.mean());
    return Math.max(statistical, Math.max(parameters.minimumDeviation(), relative));
  }
}
