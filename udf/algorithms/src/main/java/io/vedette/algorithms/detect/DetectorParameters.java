package io.vedette.algorithms.detect;

import java.io.Serializable;
import java.util.Objects;

/**
 * Parameters of {@link SeriesDetector}.
 *
 * @param warmUp samples learned before the first verdict, at least 2
 * @param sensitivity how improbable a sample must be to be an anomaly, in powers of ten, above 0;
 *     higher is quieter
 * @param minimumDeviation least half width of the band, in the unit of the series, above 0
 * @param minimumRelativeDeviation least half width of the band as a share of the expected value, 0
 *     (off) or more
 * @param sides on which sides of the band a value is an anomaly
 */
public record DetectorParameters(
    int warmUp,
    double sensitivity,
    double minimumDeviation,
    double minimumRelativeDeviation,
    Sides sides)
    implements Serializable {

  private static final DetectorParameters DEFAULTS =
      new DetectorParameters(30, 4.0, 1e-9, 0.01, Sides.BOTH);

  /** Checks every parameter. */
  public DetectorParameters {
    require(warmUp >= 2, "warmUp must be at least 2, is " + warmUp);
    require(
        sensitivity > 0 && Double.isFinite(sensitivity),
        "sensitivity must be above 0 and finite, is " + sensitivity);
    require(
        minimumDeviation > 0 && Double.isFinite(minimumDeviation),
        "minimumDeviation must be above 0 and finite, is " + minimumDeviation);
    require(
        minimumRelativeDeviation >= 0 && Double.isFinite(minimumRelativeDeviation),
        "minimumRelativeDeviation must be at least 0 and finite, is " + minimumRelativeDeviation);
    Objects.requireNonNull(sides, "sides");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The defaults that docs/detection.md lists and its figures were measured with. */
  public static DetectorParameters defaults() {
    return DEFAULTS;
  }

  /** These, with another warm-up. */
  public DetectorParameters withWarmUp(int value) {
    return new DetectorParameters(
        value, sensitivity, minimumDeviation, minimumRelativeDeviation, sides);
  }

  /** These, with another sensitivity. */
  public DetectorParameters withSensitivity(double value) {
    return new DetectorParameters(warmUp, value, minimumDeviation, minimumRelativeDeviation, sides);
  }

  /** These, with other least half widths of the band. */
  public DetectorParameters withMinimumDeviation(double absolute, double relative) {
    return new DetectorParameters(warmUp, sensitivity, absolute, relative, sides);
  }

  /** These, watching other sides. */
  public DetectorParameters withSides(Sides value) {
    return new DetectorParameters(
        warmUp, sensitivity, minimumDeviation, minimumRelativeDeviation, value);
  }
}
