package io.vedette.algorithms.detect;

/**
 * How {@link SeriesDetector} learns: one fixed set for every series, found on labelled data (see
 * docs/detection.md) and kept coarse where the result did not depend on it. Rates are shares of the
 * newest sample; a rate {@code a} after {@code c} samples is {@code max(1 / (c + 1), a)}.
 */
final class Tuning {

  /** Last value, then the fast and the medium mean that predict the next one. */
  static final double FAST_RATE = 0.3;

  static final double MEDIUM_RATE = 0.04;

  /** Errors of the predictors, by which they are weighted. */
  static final double ERROR_RATE = 0.0078;

  /** Level and mean deviation over the long run. */
  static final double LEVEL_RATE = 0.01;

  static final double DEVIATION_RATE = 0.0039;

  /** Profiles, a sample; times {@link #PROFILE_SPAN} of the hour that a sample stands for. */
  static final double WEEK_RATE = 0.25;

  static final double DAY_RATE = 0.32;
  static final double SPREAD_RATE = 0.29;
  static final double PROFILE_SPAN = 0.85;

  /** Smoothing of the residuals by week, of the shift, and of the variance. */
  static final double SEASON_SMOOTHING = 0.153;

  static final double SHIFT_SMOOTHING = 0.032;
  static final double VARIANCE_MEAN_RATE = 0.08;
  static final double VARIANCE_RATE = 0.1;

  /** Local size of steps, and its floor. */
  static final double STEP_RATE = 0.1;

  static final double STEP_FLOOR_RATE = 0.001;
  static final double STEP_FLOOR_WEIGHT = 1.5;

  /** Level and spread of the range. */
  static final double RANGE_RATE = 0.0021;

  static final double RANGE_SPREAD_RATE = 0.05;

  /** Samples after a new level was taken over, in which its band is learned. */
  static final int SETTLING = 30;

  /** Level of an event while it lasts. */
  static final double HELD_LEVEL_RATE = 0.1;

  /** A sample further off than so many mean deviations is learned as if it were as near as that. */
  static final double LEARNED_DEVIATIONS = 50;

  /** Beyond so many a sample is as surprising as can be, and taken for that near. */
  static final double LARGEST_DEVIATIONS = 1e4;

  /** Weights in the slow pool: season, shift, variance, value, raw season. */
  static final double[] SLOW_WEIGHTS = {1, 1, 1, 1, 0.25};

  static final double SLOW_POWER = 2.5;

  /** Weights in the fast pool: value, step, scaled step, range; a cubic mean. */
  static final double[] FAST_WEIGHTS = {0.75, 1, 0.7, 0.8};

  /** The fast pool must be that much more surprised than the slow one. */
  static final double FAST_HANDICAP = 1;

  /**
   * A sample that stands for less than five minutes is less surprising, since there are more of
   * them: so many powers of ten for each power of ten.
   */
  static final double SLOW_TIME_WEIGHT = 0.4;

  static final double FAST_TIME_WEIGHT = 0.2;
  static final double REFERENCE_SECONDS = 300;

  /** One alarm an event: what came is forgotten after so many samples without more surprise. */
  static final int SLOW_MEMORY_LEAST = 30;

  static final int SLOW_MEMORY_MOST = 450;
  static final double SLOW_MEMORY_SHARE = 1.0 / 54;
  static final int FAST_MEMORY = 18;
  static final double SLOW_MARGIN = 0.68;
  static final double FAST_MARGIN = 0.53;

  /** A sample that surprises so much is counted before the next one is judged. */
  static final double COUNTED_AT_ONCE = 1;

  /** What is left of the surprise of a sample whose event was reported before. */
  static final double REPORTED_SHARE = 0.2;

  /** Surprise of a flat line: a sample as the one before, in powers of ten of its usual share. */
  static final double FLAT_WEIGHT = 0.013;

  /** The value alone must be that surprising to lie out of the band. */
  static final double BAND_SURPRISE = 3.7;

  private Tuning() {}
}
