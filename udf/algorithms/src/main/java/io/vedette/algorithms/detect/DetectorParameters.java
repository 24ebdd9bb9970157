package io.vedette.algorithms.detect;

import io.vedette.algorithms.calendar.Calendar;
import java.io.Serializable;
import java.util.Objects;

/**
 * Parameters of {@link SeriesDetector}: what a person may want to say of a series. How the detector
 * learns is fixed, see {@link Tuning}.
 *
 * @param warmUp samples learned before the first verdict, at least 2; below 20 no tail is known,
 *     and only the least half widths tell
 * @param threshold surprise at which a sample is an anomaly, in powers of ten, above 0; higher is
 *     quieter. A score of 0.5 is exactly this
 * @param minimumDeviation least half width of the band, in the unit of the series, above 0
 * @param minimumRelativeDeviation least half width of the band as a share of the expected value, 0
 *     (off) or more
 * @param sides on which sides of the expected value a sample may be an anomaly
 * @param adoptAfter samples out of the band of one event, with never {@link SeriesState#QUIET} in a
 *     row inside it, after which their level is the normal one; at least 5
 * @param calendar time zone and holidays that hours and weekdays go by
 */
public record DetectorParameters(
    int warmUp,
    double threshold,
    double minimumDeviation,
    double minimumRelativeDeviation,
    Sides sides,
    int adoptAfter,
    Calendar calendar)
    implements Serializable {

  private static final DetectorParameters DEFAULTS =
      new DetectorParameters(30, 1.25, 1e-9, 0.01, Sides.BOTH, 120, Calendar.utc());

  /** Checks every parameter. */
  public DetectorParameters {
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
        adoptAfter >= SeriesState.QUIET,
        "adoptAfter must be at least " + SeriesState.QUIET + ", is " + adoptAfter);
    Objects.requireNonNull(calendar, "calendar");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The defaults that docs/detection.md lists; its figures were measured with them. */
  public static DetectorParameters defaults() {
    return DEFAULTS;
  }

  /** These, with another warm-up. */
  public DetectorParameters withWarmUp(int samples) {
    return new DetectorParameters(
        samples,
        threshold,
        minimumDeviation,
        minimumRelativeDeviation,
        sides,
        adoptAfter,
        calendar);
  }

  /** These, with another threshold. */
  public DetectorParameters withThreshold(double value) {
    return new DetectorParameters(
        warmUp, value, minimumDeviation, minimumRelativeDeviation, sides, adoptAfter, calendar);
  }

  /** These, with other least half widths of the band. */
  public DetectorParameters withMinimumDeviation(double absolute, double relative) {
    return new DetectorParameters(
        warmUp, threshold, absolute, relative, sides, adoptAfter, calendar);
  }

  /** These, watching other sides. */
  public DetectorParameters withSides(Sides value) {
    return new DetectorParameters(
        warmUp, threshold, minimumDeviation, minimumRelativeDeviation, value, adoptAfter, calendar);
  }

  /** These, adopting a new level after so many samples. */
  public DetectorParameters withAdoptAfter(int samples) {
    return new DetectorParameters(
        warmUp, threshold, minimumDeviation, minimumRelativeDeviation, sides, samples, calendar);
  }

  /** These, by another calendar. */
  public DetectorParameters withCalendar(Calendar value) {
    return new DetectorParameters(
        warmUp, threshold, minimumDeviation, minimumRelativeDeviation, sides, adoptAfter, value);
  }
}
