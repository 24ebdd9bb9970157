package io.vedette.algorithms.detect;

import io.vedette.algorithms.forecast.Forecast;
import io.vedette.schema.result.Direction;
import org.jspecify.annotations.Nullable;

/**
 * Tells values apart that a series, by its past, was not expected to take: one score from 0 to 1
 * that means the same for every series.
 *
 * <p>Eight residuals look at each sample in their own way; {@link Tails} says of each how rare one
 * of its size is in this series, as a surprise in powers of ten.
 *
 * <pre>
 *   value         x - prediction      blend of last value, two means, hour of day, trained forecast,
 *                                     each weighted by the inverse square of its mean error
 *   season        x - hour of week    smoothed, and as it is
 *   shift         x - hour of day     in mean deviations, smoothed over some 30 samples
 *   variance      root of the exponentially weighted variance round a fast mean
 *   step          x - last value      and the same by the size of recent steps
 *   range         x - long-run level  by its spread
 *
 *   slow = power mean of season, shift, variance, value      fast = cubic mean of value, steps, range
 *   surprise = max(slow, fast - 1), less what a short sampling interval makes likely
 *   score    = 1 - 2^(-surprise / threshold)                 0.5 at the threshold
 * </pre>
 *
 * <p><em>One alarm an event.</em> Once a surprise was reported, later samples of the same event
 * score a fifth of theirs, unless they exceed it by a margin; it is forgotten after a quiet time
 * that grows with what is known of the series. So a score says what is news. {@link
 * Verdict#isAnomaly} says what is wrong: news, and every sample out of the band. When an event
 * begins with a sample out of the band, the band is <em>held</em> as it was, moved with the time of
 * day only, until {@link SeriesState#QUIET} samples in a row are back in it, or until {@code
 * adoptAfter} samples were out of it: then their level is the normal one, so no event is endless.
 *
 * <p>The band is where the value residual alone is less surprising than 3.7 powers of ten (at the
 * default threshold), and at least as wide as the parameters say. A sample within the least width
 * is no anomaly by its value, however rare. For {@link Channel#SHIFT}, {@link Channel#VARIANCE},
 * {@link Channel#JUMP} and {@link Channel#FLAT_LINE} the anomaly may lie inside the band.
 *
 * <p>Guarantees: causal, deterministic, no verdict during the warm-up; adding a constant to a
 * series or multiplying it by a power of two changes no score, but for rounding and the least
 * widths; an outlier is learned at most as if it were 50 mean deviations off.
 *
 * <p>Methods: blend by inverse error (Bates and Granger 1969), empirical tails as conformal
 * p-values (Laxhammar and Falkman 2014), power means of dependent surprises (Vovk and Wang 2020),
 * everything else exponentially weighted (West 1979).
 *
 * <p>Cost: some 0.4 microseconds a sample, no allocation but for {@link Profile}'s week once a
 * series. Not thread-safe: one detector a task; the state is the caller's.
 */
public final class SeriesDetector {

  /** Name of this detector in results. */
  public static final String NAME = "series";

  static final int PREDICTORS = 5;
  static final int FORECAST = 4;

  private static final double LARGEST = 1e30;
  private static final double LN_2 = Math.log(2);

  private final DetectorParameters parameters;
  private final WallClock clock;
  private final double bandSurprise;

  // of the sample at hand
  private int hourOfWeek;
  private double y;
  private double usualOfDay;
  private double step;
  private double deviations;
  private double expected;
  private final double[] predictions = new double[PREDICTORS];
  private final float[] positions = new float[Tails.CHANNELS];
  private final double[] surprises = new double[Tails.CHANNELS];
  private double seasonResidual;
  private double shift;
  private double variance;
  private double slow;
  private double fast;
  private double flatSurprise;

  /** A detector with these parameters. */
  public SeriesDetector(DetectorParameters parameters) {
    this.parameters = parameters;
    this.clock = new WallClock(parameters.calendar());
    this.bandSurprise =
        Tuning.BAND_SURPRISE * parameters.threshold() / DetectorParameters.defaults().threshold();
  }

  /**
   * Judges a sample by what is known, then learns from it.
   *
   * @param state what is known of the series; changed
   * @param timestampMillis time of the sample, not before the last one
   * @param value the sample, finite
   * @param forecast what a trained model expects at that time, or null
   * @param verdict filled with the judgement
   * @throws IllegalArgumentException when the value is NaN or infinite
   */
  public void score(
      SeriesState state,
      long timestampMillis,
      double value,
      @Nullable Forecast forecast,
      Verdict verdict) {
    requireFinite(value);
    settleScale(state, value);
    look(state, timestampMillis, value, forecast);
    if (state.samples < parameters.warmUp()) {
      verdict.clear();
    } else {
      fill(state, value, verdict);
      follow(state, verdict);
    }
    learn(state, timestampMillis);
  }

  /**
   * Judges a sample by what is known and learns nothing, as for one that came too late.
   *
   * @throws IllegalArgumentException when the value is NaN or infinite
   */
  public void judge(
      SeriesState state,
      long timestampMillis,
      double value,
      @Nullable Forecast forecast,
      Verdict verdict) {
    requireFinite(value);
    if (state.samples < parameters.warmUp()) {
      verdict.clear();
      return;
    }
    look(state, timestampMillis, value, forecast);
    fill(state, value, verdict);
  }

  /** Fills in the band at a time, for a sample that has no value to score. */
  public void describe(
      SeriesState state, long timestampMillis, @Nullable Forecast forecast, Verdict verdict) {
    if (state.samples < parameters.warmUp()) {
      verdict.clear();
      return;
    }
    predict(state, timestampMillis, forecast);
    setBand(state, verdict);
  }

  /**
   * Takes the present level for the normal one: the event at hand is over, and every hour's usual
   * value moves by as much as the last sample is off.
   */
  public void adopt(SeriesState state) {
    if (state.samples > 0) {
      predict(state, state.lastTimestamp, null);
      takeOver(state);
    }
  }

  private static void requireFinite(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("only finite values can be scored, got " + value);
    }
  }

  /** The first value is the reference, the first step away from it the scale. */
  private static void settleScale(SeriesState state, double value) {
    if (state.samples == 0) {
      state.reference = value;
    } else if (state.scale == 0 && value != state.reference) {
      double distance = Math.abs(value - state.reference);
      state.scale =
          distance > Double.MAX_VALUE
              ? 0x1p1023
              : Math.scalb(1.0, Math.max(-1022, Math.getExponent(distance)));
    }
  }

  private static double inside(SeriesState state, double value) {
    if (state.scale == 0) {
      return value == state.reference ? 0 : value > state.reference ? LARGEST : -LARGEST;
    }
    double distance = value / state.scale - state.reference / state.scale;
    return Math.max(-LARGEST, Math.min(LARGEST, distance));
  }

  private static double outside(SeriesState state, double inside) {
    double value = state.reference + state.scale * inside;
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
  }

  private static double rate(int samples, double least) {
    return Math.max(1.0 / (samples + 1.0), least);
  }

  /** What is expected at a time. */
  private void predict(SeriesState state, long timestampMillis, @Nullable Forecast forecast) {
    hourOfWeek = clock.hourOfWeek(timestampMillis);
    int hourOfDay = hourOfWeek % Profile.HOURS_OF_DAY;
    Profile profile = state.profile;
    double here = profile.day(hourOfDay);
    double ofDay = Double.isNaN(here) ? state.level : here;
    double fromMiddle = clock.fromMiddleOfHour(timestampMillis);
    int neighbour =
        (hourOfDay + (fromMiddle < 0 ? Profile.HOURS_OF_DAY - 1 : 1)) % Profile.HOURS_OF_DAY;
    double there = profile.day(neighbour);
    usualOfDay = Double.isNaN(there) ? ofDay : ofDay + (there - ofDay) * Math.abs(fromMiddle);

    predictions[0] = state.last;
    predictions[1] = state.fast;
    predictions[2] = state.medium;
    predictions[3] = usualOfDay;
    // without a scale any distance from the reference is endless, and would be learned as an error
    boolean isForecast = forecast != null && forecast.isKnown() && state.scale > 0;
    predictions[FORECAST] =
        isForecast && forecast != null ? inside(state, forecast.expected()) : Double.NaN;
    float[] errors = state.errors;
    if (isForecast && forecast != null && Float.isNaN(errors[FORECAST])) {
      double spread = state.scale == 0 ? 0 : forecast.standardDeviation() / state.scale;
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
  private void look(
      SeriesState state, long timestampMillis, double value, @Nullable Forecast forecast) {
    boolean isFirst = state.samples == 0;
    y = inside(state, value);
    if (isFirst) {
      start(state, y);
    }
    predict(state, timestampMillis, forecast);
    int hourOfDay = hourOfWeek % Profile.HOURS_OF_DAY;
    double spread = state.profile.spread(hourOfDay);
    if (state.samples > parameters.warmUp() && state.deviation > 0) {
      double most = Tuning.LARGEST_DEVIATIONS * state.deviation;
      y = usualOfDay + Math.max(-most, Math.min(most, y - usualOfDay));
    }
    double ofWeek = state.profile.week(hourOfWeek);
    double rawSeason = y - (Double.isNaN(ofWeek) ? usualOfDay : ofWeek);
    seasonResidual =
        state.seasonResidual + Tuning.SEASON_SMOOTHING * (rawSeason - state.seasonResidual);
    double unit = 0.5 * spread + 0.5 * state.deviation;
    double fromDay = y - usualOfDay;
    deviations = unit > 0 ? Math.max(-50, Math.min(50, fromDay / unit)) : 50 * Math.signum(fromDay);
    shift = state.shift + Tuning.SHIFT_SMOOTHING * (deviations - state.shift);
    double fromMean = y - state.varianceMean;
    variance = state.variance + Tuning.VARIANCE_RATE * (fromMean * fromMean - state.variance);
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
    double seconds = state.step / 1000;
    double shortness =
        seconds > 0
            ? Math.min(0, FastLog.log2(seconds / Tuning.REFERENCE_SECONDS) * FastLog.LOG10_OF_2)
            : 0;
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
    slow =
        Math.pow(slowSum / SLOW_TOTAL, 1 / Tuning.SLOW_POWER) + Tuning.SLOW_TIME_WEIGHT * shortness;
    fast =
        Math.cbrt(fastSum / FAST_TOTAL)
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

  private static final double SLOW_TOTAL = sum(Tuning.SLOW_WEIGHTS);
  private static final double FAST_TOTAL = sum(Tuning.FAST_WEIGHTS);

  private static double sum(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
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

  private double leastHalfWidth(SeriesState state, double middle) {
    return Math.max(
        parameters.minimumDeviation(),
        parameters.minimumRelativeDeviation() * Math.abs(outside(state, middle)));
  }

  private double middleOfBand(SeriesState state) {
    return state.holding ? usualOfDay + state.heldOffset : expected;
  }

  /** Half width of the band in the unit of the series. */
  private double halfWidth(SeriesState state) {
    double half = state.holding ? state.heldHalf : state.tails.sizeOf(Tails.VALUE, bandSurprise);
    double wide = Math.min(Double.MAX_VALUE, half * state.scale);
    return Math.max(wide, leastHalfWidth(state, middleOfBand(state)));
  }

  private void setBand(SeriesState state, Verdict verdict) {
    double middle = outside(state, middleOfBand(state));
    double half = halfWidth(state);
    verdict.setBand(
        middle,
        parameters.sides().below() ? middle - half : Double.NEGATIVE_INFINITY,
        parameters.sides().above() ? middle + half : Double.POSITIVE_INFINITY);
  }

  private void fill(SeriesState state, double value, Verdict verdict) {
    setBand(state, verdict);
    boolean slowLeads = slow >= fast;
    boolean above = isAbove(value, verdict, slowLeads);
    if (above ? !parameters.sides().above() : !parameters.sides().below()) {
      verdict.setScore(0, false, above ? Direction.ABOVE : Direction.BELOW);
      verdict.explain(Channel.VALUE, probability(surprises[Tails.VALUE]));
      return;
    }
    double news = Math.max(slowNews(state), fastNews(state));
    boolean outOfBand = value > verdict.upper() || value < verdict.lower();
    verdict.setScore(
        scoreOf(news),
        news >= parameters.threshold() || outOfBand,
        above ? Direction.ABOVE : Direction.BELOW);
    explain(verdict, slowLeads);
  }

  private boolean isAbove(double value, Verdict verdict, boolean slowLeads) {
    boolean shifted =
        slowLeads
            && surprises[Tails.SHIFT] > surprises[Tails.VALUE]
            && surprises[Tails.SHIFT] > surprises[Tails.SEASON];
    return shifted ? shift >= 0 : value >= verdict.expected();
  }

  private double scoreOf(double surprise) {
    return 1 - Math.exp(-LN_2 * surprise / parameters.threshold());
  }

  private static double probability(double surprise) {
    return Math.pow(10, -surprise);
  }

  private void explain(Verdict verdict, boolean slowLeads) {
    if (slowLeads && flatSurprise > 0 && flatSurprise >= slow) {
      verdict.explain(Channel.FLAT_LINE, probability(flatSurprise));
      return;
    }
    int most = Tails.VALUE;
    for (int channel = 0; channel < Tails.CHANNELS; channel++) {
      boolean isSlow = channel <= Tails.VARIANCE || channel == Tails.RAW_SEASON;
      if (isSlow == slowLeads && surprises[channel] > surprises[most]) {
        most = channel;
      }
    }
    verdict.explain(channelOf(most), probability(surprises[most]));
  }

  private static Channel channelOf(int tail) {
    return switch (tail) {
      case Tails.SEASON, Tails.RAW_SEASON -> Channel.SEASON;
      case Tails.SHIFT -> Channel.SHIFT;
      case Tails.VARIANCE -> Channel.VARIANCE;
      case Tails.STEP, Tails.SCALED_STEP -> Channel.JUMP;
      case Tails.RANGE -> Channel.RANGE;
      default -> Channel.VALUE;
    };
  }

  private double slowNews(SeriesState state) {
    double margin = state.slowPeak > 0 ? Tuning.SLOW_MARGIN : 0;
    return slow > state.slowPeak + margin ? slow : Tuning.REPORTED_SHARE * slow;
  }

  private double fastNews(SeriesState state) {
    double margin = state.fastPeak > 0 ? Tuning.FAST_MARGIN : 0;
    return fast > state.fastPeak + margin ? fast : Tuning.REPORTED_SHARE * fast;
  }

  /** Follows the event: what was reported, and whether the band is held. */
  private void follow(SeriesState state, Verdict verdict) {
    boolean outOfBand = outside(state, y) > verdict.upper() || outside(state, y) < verdict.lower();
    if (state.holding) {
      followHeld(state, outOfBand);
    } else if (outOfBand && verdict.score() >= 0.5) {
      state.holding = true;
      state.heldOffset = expected - usualOfDay;
      state.heldHalf = state.tails.sizeOf(Tails.VALUE, bandSurprise);
      state.heldOut = 1;
      state.heldQuiet = 0;
    }
  }

  private void followHeld(SeriesState state, boolean outOfBand) {
    if (!outOfBand) {
      state.heldQuiet++;
      if (state.heldQuiet >= SeriesState.QUIET) {
        state.holding = false;
      }
      return;
    }
    state.heldQuiet = 0;
    state.heldOut++;
    if (state.heldOut >= parameters.adoptAfter()) {
      takeOver(state);
    }
  }

  private void takeOver(SeriesState state) {
    double now = state.fast;
    state.profile.shift(now - usualOfDay);
    state.medium = now;
    state.level = now;
    state.rangeLevel = now;
    state.varianceMean = now;
    state.seasonResidual = 0;
    state.shift = 0;
    state.holding = false;
  }

  private void learn(SeriesState state, long timestampMillis) {
    remember(state);
    for (int channel = 0; channel < Tails.CHANNELS; channel++) {
      state.tails.learn(channel, positions[channel]);
    }
    int samples = state.samples;
    double given = y;
    double learned = y;
    if (samples > parameters.warmUp() && state.deviation > 0) {
      double most = Tuning.LEARNED_DEVIATIONS * state.deviation;
      learned = usualOfDay + Math.max(-most, Math.min(most, y - usualOfDay));
    }
    learnErrors(state, learned);
    learnSpreads(state, learned);
    learnLevels(state, given, learned);
    learnTime(state, timestampMillis, learned);
    if (state.samples < Integer.MAX_VALUE) {
      state.samples++;
    }
  }

  private void remember(SeriesState state) {
    int memory =
        (int)
            Math.max(
                Tuning.SLOW_MEMORY_LEAST,
                Math.min(Tuning.SLOW_MEMORY_MOST, state.samples * Tuning.SLOW_MEMORY_SHARE));
    if (slow > state.slowPeak + (state.slowPeak > 0 ? Tuning.SLOW_MARGIN : 0)) {
      state.slowPeak = (float) slow;
      state.slowQuiet = 0;
    } else if (++state.slowQuiet > memory) {
      state.slowPeak = 0;
    }
    if (fast > state.fastPeak + (state.fastPeak > 0 ? Tuning.FAST_MARGIN : 0)) {
      state.fastPeak = (float) fast;
      state.fastQuiet = 0;
    } else if (++state.fastQuiet > Tuning.FAST_MEMORY) {
      state.fastPeak = 0;
    }
  }

  private void learnErrors(SeriesState state, double learned) {
    double errorRate = rate(state.samples, Tuning.ERROR_RATE);
    float[] errors = state.errors;
    for (int i = 0; i < PREDICTORS; i++) {
      if (!Double.isNaN(predictions[i])) {
        errors[i] += (float) (errorRate * (Math.abs(learned - predictions[i]) - errors[i]));
      }
    }
  }

  private void learnSpreads(SeriesState state, double learned) {
    int samples = state.samples;
    double size = Math.abs(step);
    if (samples > parameters.warmUp() && state.deviation > 0) {
      size = Math.min(size, Tuning.LEARNED_DEVIATIONS * state.deviation);
    }
    state.stepFloor += rate(samples, Tuning.STEP_FLOOR_RATE) * (size - state.stepFloor);
    double most = 5 * (state.stepSize + 0.1 * state.stepFloor);
    double bounded = samples < 50 ? size : Math.min(size, most);
    state.stepSize += rate(samples, Tuning.STEP_RATE) * (bounded - state.stepSize);
    double fromLevel = Math.abs(learned - state.rangeLevel);
    double mostRange = 5 * (state.rangeSpread + 0.1 * state.deviation);
    double boundedRange = samples < 50 ? fromLevel : Math.min(fromLevel, mostRange);
    state.rangeSpread +=
        rate(samples, Tuning.RANGE_SPREAD_RATE) * (boundedRange - state.rangeSpread);
    state.seasonResidual = (float) seasonResidual;
    state.shift = (float) shift;
    double fromMean = learned - state.varianceMean;
    state.variance += Tuning.VARIANCE_RATE * (fromMean * fromMean - state.variance);
    state.varianceMean += Tuning.VARIANCE_MEAN_RATE * fromMean;
    boolean isSame = step == 0 && samples > 0;
    state.flat = isSame ? state.flat + 1 : 0;
    if (isSame) {
      state.unchanged++;
    }
  }

  private void learnLevels(SeriesState state, double given, double learned) {
    int samples = state.samples;
    state.last = given;
    state.fast += Tuning.FAST_RATE * (learned - state.fast);
    state.medium += Tuning.MEDIUM_RATE * (learned - state.medium);
    state.level += rate(samples, Tuning.LEVEL_RATE) * (learned - state.level);
    state.rangeLevel += rate(samples, Tuning.RANGE_RATE) * (learned - state.rangeLevel);
  }

  private void learnTime(SeriesState state, long timestampMillis, double learned) {
    if (state.samples == 0) {
      state.firstTimestamp = timestampMillis;
    }
    double span =
        state.step > 0 ? Math.min(1, Tuning.PROFILE_SPAN * state.step / WallClock.HOUR_MILLIS) : 1;
    double samplesAnHour = state.step > 0 ? WallClock.HOUR_MILLIS / state.step : 1;
    long weeks =
        (timestampMillis - state.firstTimestamp) / (Profile.HOURS_OF_WEEK * WallClock.HOUR_MILLIS);
    state.profile.enter(
        hourOfWeek, (int) Math.min(1_000, (double) Math.max(1, weeks) * samplesAnHour));
    state.profile.learn(learned, usualOfDay, span);
    state.deviation +=
        (float)
            (rate(state.samples, Tuning.DEVIATION_RATE)
                * (Math.abs(learned - usualOfDay) - state.deviation));
    long passed = timestampMillis - state.lastTimestamp;
    if (state.samples > 0 && passed > 0) {
      if (state.step > 0) {
        state.step +=
            rate(state.samples, 0.02) * (Math.min((double) passed, 4 * state.step) - state.step);
      } else {
        state.step = (double) passed;
      }
    }
    state.lastTimestamp = timestampMillis;
  }
}
