package io.vedette.algorithms.detect;

import java.io.Serializable;
import java.util.Objects;

/**
 * Parameters of {@link EwmaDetector}.
 *
 * @param alpha weight of the newest sample, 0 (exclusive) to 1 (exclusive); 0.02 has a memory of
 *     about 1 / alpha = 50 samples
 * @param warmUp samples learned before the first verdict, at least 2
 * @param threshold half width of the band in standard deviations, above 0; 3 or more unless the
 *     least half widths are what counts, see {@link EwmaDetector}
 * @param minimumDeviation least half width of the band, in the unit of the series, above 0
 * @param minimumRelativeDeviation least half width of the band as a share of the expected value, 0
 *     (off) or more
 * @param sides on which sides of the band a value is an anomaly
 * @param adoptAfter samples out of the band, with never {@link EwmaState#QUIET} in a row inside it,
 *     after which what came since the first of them is taken as the normal level; at least {@code
 *     warmUp}, since the new level is learned from that run alone
 */
public record EwmaParameters(
    double alpha,
    int warmUp,
    double threshold,
    double minimumDeviation,
    double minimumRelativeDeviation,
    Sides sides,
    int adoptAfter)
    implements Serializable {

  private static final EwmaParameters DEFAULTS =
      new EwmaParameters(0.02, 30, 4.0, 1e-9, 0.01, Sides.BOTH, 120);

  /** Checks every parameter and how they relate. */
  public EwmaParameters {
    require(alpha > 0 && alpha < 1, "alpha must be above 0 and below 1, is " + alpha);
    require(warmUp >= 2, "warmUp must be at least 2, is " + warmUp);
    require(
        threshold > 0 && Double.isFinite(threshold),
        "threshold must be above 0 and finite, is " + threshold);
    require(
        minimumDeviation > 0 && Double.isFinite(minimumDeviation),
        "minimumDeviation must be above 0 and finite, is " + minimumDeviation);
    require(
        minimumRelativeDeviation >= 0 && Double.isFinite(minimumRelativeDeviation),
        "minimumRelativeDeviation must be at least 0 and finite, is " + minimumRelativeDeviation);
    Objects.requireNonNull(sides, "sides");
    require(
        adoptAfter >= warmUp,
        "adoptAfter must be at least warmUp: a new level is learned from the "
            + adoptAfter
            + " samples of its run alone, and warmUp is "
            + warmUp);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** alpha 0.02, warm-up 30, threshold 4, minimum 1e-9 and 1 %, both sides, adopted after 120. */
  public static EwmaParameters defaults() {
    return DEFAULTS;
  }

  /** These, with another alpha. */
  public EwmaParameters withAlpha(double value) {
    return new EwmaParameters(
        value, warmUp, threshold, minimumDeviation, minimumRelativeDeviation, sides, adoptAfter);
  }

  /** These, with another warm-up and adoption. */
  public EwmaParameters withWarmUp(int warmUpSamples, int adoptAfterSamples) {
    return new EwmaParameters(
        alpha,
        warmUpSamples,
        threshold,
        minimumDeviation,
        minimumRelativeDeviation,
        sides,
        adoptAfterSamples);
  }

  /** These, with another threshold. */
  public EwmaParameters withThreshold(double value) {
    return new EwmaParameters(
        alpha, warmUp, value, minimumDeviation, minimumRelativeDeviation, sides, adoptAfter);
  }

  /** These, with other least half widths of the band. */
  public EwmaParameters withMinimumDeviation(double absolute, double relative) {
    return new EwmaParameters(alpha, warmUp, threshold, absolute, relative, sides, adoptAfter);
  }

  /** These, watching other sides. */
  public EwmaParameters withSides(Sides value) {
    return new EwmaParameters(
        alpha, warmUp, threshold, minimumDeviation, minimumRelativeDeviation, value, adoptAfter);
  }
}
