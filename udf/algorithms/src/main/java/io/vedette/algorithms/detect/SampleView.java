package io.vedette.algorithms.detect;

import io.vedette.algorithms.forecast.Forecast;
import org.jspecify.annotations.Nullable;

/**
 * One sample as {@link SeriesDetector} sees it: what was expected, its residuals, how surprising
 * each is, and the two pools. Reused from sample to sample; changes nothing of a state but its very
 * first values.
 */
final class SampleView {

  static final int PREDICTORS = 5;
  static final int FORECAST = 4;

  private static final double LARGEST = 1e37;
  private static final double MOST_DEVIATIONS = 50;
  private static final double SLOW_TOTAL = sum(Tuning.SLOW_WEIGHTS);
  private static final double FAST_TOTAL = sum(Tuning.FAST_WEIGHTS);

  private final DetectorParameters parameters;
  private final WallClock clock;

  /** Share of one sample among all there were, this one included. */
  private double share;

  int hourOfWeek;

  /** The value in the scale of the state, and bounded. */
  double y;

  double usualOfDay;

  /** Mean deviation at this hour of the day. */
  private double usualSpread;

  /** At this hour of the week; NaN when it was never seen. */
  double usualOfWeek;

  /** What moves a held band: the forecast where there is one, else the time of day. */
  double base;

  double expected;

  /** Share of the hour at hand in {@link #usualOfDay}. */
  double shareOfHour;

  double step;
  double seasonResidual;
  double shift;

  /** What each predictor said; NaN for no forecast. */
  final double[] predictions = new double[PREDICTORS];

  final float[] positions = new float[Tails.CHANNELS];
  float bandPosition;
  final double[] surprises = new double[Tails.CHANNELS];
  double slow;
  double fast;
  double flatSurprise;

  /** Most series have the same interval: worked out again for another only. */
  private double shortnessOf;

  private double shortness;

  SampleView(DetectorParameters parameters) {
    this.parameters = parameters;
    this.clock = new WallClock(parameters.calendar());
  }

  /** Whether the hour of a time is the one that the state has at hand. */
  boolean isAtHand(SeriesState state, long timestampMillis) {
    return state.profile.isAt(clock.hourOfWeek(timestampMillis));
  }

  /** What is expected at a time. */
  void predict(SeriesState state, long timestampMillis, @Nullable Forecast forecast) {
    hourOfWeek = clock.hourOfWeek(timestampMillis);
    double fromMiddle = clock.fromMiddleOfHour(timestampMillis);
    double here;
    double there;
    Profile profile = state.profile;
    if (profile.isAt(hourOfWeek)) {
      here = profile.day();
      there = fromMiddle < 0 ? profile.before() : profile.after();
      usualSpread = profile.spread();
      usualOfWeek = profile.week();
    } else {
      Hours hours = state.memory().hours;
      int hourOfDay = hourOfWeek % Hours.OF_DAY;
      here = profile.day(hours, hourOfDay);
      there =
          profile.day(hours, (hourOfDay + (fromMiddle < 0 ? Hours.OF_DAY - 1 : 1)) % Hours.OF_DAY);
      usualSpread = profile.spread(hours, hourOfDay);
      usualOfWeek = profile.week(hours, hourOfWeek);
    }
    double ofDay = Double.isNaN(here) ? state.level : here;
    shareOfHour = Double.isNaN(there) ? 1 : 1 - Math.abs(fromMiddle);
    usualOfDay = Double.isNaN(there) ? ofDay : ofDay + (there - ofDay) * Math.abs(fromMiddle);

    predictions[0] = state.last;
    predictions[1] = state.fast;
    predictions[2] = state.medium;
    predictions[3] = usualOfDay;
    boolean isForecast = forecast != null && forecast.isKnown() && state.scale != 0;
    predictions[FORECAST] =
        isForecast && forecast != null ? inside(state, forecast.expected()) : Double.NaN;
    base = isForecast ? predictions[FORECAST] : usualOfDay;
    float[] errors = state.errors;
    if (isForecast && forecast != null && Float.isNaN(errors[FORECAST])) {
      double spread = forecast.standardDeviation() / state.scale;
      errors[FORECAST] = (float) (Double.isFinite(spread) ? Math.min(LARGEST, spread) : LARGEST);
    }
    int known = isForecast ? PREDICTORS : PREDICTORS - 1;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < known; i++) {
      least = Math.min(least, errors[i]);
    }
    double floor = 0.01 * state.deviation + Double.MIN_NORMAL;
    double weights = 0;
    double sum = 0;
    for (int i = 0; i < known; i++) {
      double weight = (least + floor) / (errors[i] + floor);
      weight *= weight;
      weights += weight;
      sum += weight * predictions[i];
    }
    expected = sum / weights;
  }

  /** Residuals of a sample and how surprising they are. */
  void look(SeriesState state, long timestampMillis, double value, @Nullable Forecast forecast) {
    boolean isFirst = state.samples == 0;
    share = 1.0 / (state.samples + 1.0);
    y = inside(state, value);
    if (isFirst) {
      start(state, y);
    }
    predict(state, timestampMillis, forecast);
    if (state.samples > parameters.warmUp() && state.deviation > 0) {
      double most = Tuning.LARGEST_DEVIATIONS * state.deviation;
      y = usualOfDay + bounded(y - usualOfDay, most);
    }
    double rawSeason = y - (Double.isNaN(usualOfWeek) ? usualOfDay : usualOfWeek);
    seasonResidual =
        state.seasonResidual + Tuning.SEASON_SMOOTHING * (rawSeason - state.seasonResidual);
    double unit = 0.5 * usualSpread + 0.5 * state.deviation;
    double fromDay = y - usualOfDay;
    double deviations =
        unit > 0
            ? bounded(fromDay / unit, MOST_DEVIATIONS)
            : MOST_DEVIATIONS * Math.signum(fromDay);
    shift = state.shift + Tuning.SHIFT_SMOOTHING * (deviations - state.shift);
    double fromMean = y - state.varianceMean;
    double variance =
        state.variance + Tuning.VARIANCE_RATE * (fromMean * fromMean - state.variance);
    step = y - state.last;
    double stepUnit = state.stepSize + Tuning.STEP_FLOOR_WEIGHT * state.stepFloor;
    double rangeUnit = state.rangeSpread + 0.1 * state.deviation;

    Tails tails = state.tails;
    measure(tails, Tails.SEASON, seasonResidual);
    measure(tails, Tails.SHIFT, shift);
    measure(tails, Tails.VARIANCE, Math.sqrt(variance));
    measure(tails, Tails.VALUE, y - expected);
    measure(tails, Tails.STEP, step);
    measure(tails, Tails.SCALED_STEP, stepUnit > 0 ? step / stepUnit : 0);
    measure(tails, Tails.RANGE, rangeUnit > 0 ? (y - state.rangeLevel) / rangeUnit : 0);
    measure(tails, Tails.RAW_SEASON, rawSeason);
    bandPosition = Tails.position(y - middle(state));
    pool(state, value);
  }

  private static void start(SeriesState state, double first) {
    state.last = first;
    state.fast = first;
    state.medium = first;
    state.level = first;
    state.varianceMean = first;
    state.rangeLevel = first;
  }

  private void measure(Tails tails, int channel, double residual) {
    float position = Tails.position(residual);
    positions[channel] = position;
    surprises[channel] = tails.surprise(channel, position);
  }

  private void pool(SeriesState state, double value) {
    double shortness = shortness(state.step);
    double slowSum =
        Tuning.SLOW_WEIGHTS[0] * slowPower(surprises[Tails.SEASON])
            + Tuning.SLOW_WEIGHTS[1] * slowPower(surprises[Tails.SHIFT])
            + Tuning.SLOW_WEIGHTS[2] * slowPower(surprises[Tails.VARIANCE])
            + Tuning.SLOW_WEIGHTS[3] * slowPower(surprises[Tails.VALUE])
            + Tuning.SLOW_WEIGHTS[4] * slowPower(surprises[Tails.RAW_SEASON]);
    double fastSum =
        Tuning.FAST_WEIGHTS[0] * cube(surprises[Tails.VALUE])
            + Tuning.FAST_WEIGHTS[1] * cube(surprises[Tails.STEP])
            + Tuning.FAST_WEIGHTS[2] * cube(surprises[Tails.SCALED_STEP])
            + Tuning.FAST_WEIGHTS[3] * cube(surprises[Tails.RANGE]);
    slow = root(slowSum / SLOW_TOTAL, 1 / Tuning.SLOW_POWER) + Tuning.SLOW_TIME_WEIGHT * shortness;
    fast =
        root(fastSum / FAST_TOTAL, 1.0 / 3)
            + Tuning.FAST_TIME_WEIGHT * shortness
            - Tuning.FAST_HANDICAP;
    if (Math.abs(value - outside(state, expected)) <= leastHalfWidth(state, expected)) {
      double quiet = 0.9 * parameters.threshold();
      slow = Math.min(0.5 * slow, quiet);
      fast = Math.min(0.5 * fast, quiet);
    }
    flatSurprise = flatLine(state, shortness);
    slow = Math.max(0, Math.max(slow, flatSurprise));
    fast = Math.max(0, fast);
  }

  /** How much less surprising a sample is by standing for a short time, at most 0. */
  private double shortness(double step) {
    if (step != shortnessOf) {
      double seconds = step / 1000;
      shortness =
          seconds > 0
              ? Math.min(0, FastLog.log2(seconds / Tuning.REFERENCE_SECONDS) * FastLog.LOG10_OF_2)
              : 0;
      shortnessOf = step;
    }
    return shortness;
  }

  private static double sum(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }

  private static double root(double value, double power) {
    return value > 0 ? FastLog.exp2(power * FastLog.log2(value)) : 0;
  }

  private static double slowPower(double surprise) {
    return surprise * surprise * Math.sqrt(surprise);
  }

  private static double cube(double surprise) {
    return surprise * surprise * surprise;
  }

  /** How improbable it is that a series that moves stays as it is for so long. */
  private double flatLine(SeriesState state, double shortness) {
    if (step != 0 || state.samples == 0) {
      return 0;
    }
    double unchanged = (state.unchanged + 1.0) / (state.samples + 2.0);
    double surprise =
        -Tuning.FLAT_WEIGHT * (state.flat + 1) * FastLog.log2(unchanged) * FastLog.LOG10_OF_2;
    return Math.min(Tails.MOST, surprise) + Tuning.SLOW_TIME_WEIGHT * shortness;
  }

  /** Middle of the band. */
  double middle(SeriesState state) {
    return state.holding ? base + state.heldOffset - state.heldDrift : expected;
  }

  double leastHalfWidth(SeriesState state, double middle) {
    return Math.max(
        parameters.minimumDeviation(),
        parameters.minimumRelativeDeviation() * Math.abs(outside(state, middle)));
  }

  static double inside(SeriesState state, double value) {
    if (state.scale == 0) {
      return value == state.reference ? 0 : value > state.reference ? LARGEST : -LARGEST;
    }
    return bounded(value / state.scale - state.reference / state.scale, LARGEST);
  }

  static double outside(SeriesState state, double inside) {
    return bounded(state.reference + state.scale * inside, Double.MAX_VALUE);
  }

  /**
   * The value, or what is nearest to it from {@code -most} to {@code most}; NaN stays. A branch
   * that is hardly ever taken costs less than {@link Math#min} and {@link Math#max} of doubles.
   */
  static double bounded(double value, double most) {
    return value > most ? most : value < -most ? -most : value;
  }

  /** Rate at which the sample at hand is learned: that of a plain mean, and at least so much. */
  double rate(double least) {
    return share > least ? share : least;
  }
}
