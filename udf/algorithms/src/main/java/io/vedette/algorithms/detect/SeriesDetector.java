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

  /**
   * Single precision reaches 1e38: of a scale much smaller than one, ordinary values would not fit.
   */
  private static final int LEAST_EXPONENT = -90;

  private final DetectorParameters parameters;
  private final SampleView view;
  private final SeriesLearner learner;

  /** A detector with these parameters. */
  public SeriesDetector(DetectorParameters parameters) {
    this.parameters = parameters;
    this.view = new SampleView(parameters);
    this.learner = new SeriesLearner(parameters);
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
    learner.countIfDue(state);
    view.look(state, timestampMillis, value, forecast);
    if (state.samples < parameters.warmUp()) {
      verdict.clear();
    } else {
      fill(state, value, verdict);
      follow(state, verdict);
    }
    learner.learn(state, view, timestampMillis);
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
    view.look(state, timestampMillis, value, forecast);
    fill(state, value, verdict);
  }

  /**
   * Whether {@link #score} needs the state's {@link SeriesMemory} for a sample of this time: with
   * every {@value Tails#BATCH}th sample, in a young series more often, after a sample out of the
   * ordinary, when the hour changes, and when a lasting event may become normal.
   */
  public boolean needsMemoryToScore(SeriesState state, long timestampMillis) {
    return state.tails.isCountDue()
        || state.tails.isBatchDue(state.samples)
        || (state.holding && state.heldOut + 1 >= parameters.adoptAfter())
        || needsMemoryToJudge(state, timestampMillis);
  }

  /** Whether {@link #judge} and {@link #describe} need the state's memory: at another hour. */
  public boolean needsMemoryToJudge(SeriesState state, long timestampMillis) {
    return !view.isAtHand(state, timestampMillis);
  }

  /** Fills in the band at a time, for a sample that has no value to score. */
  public void describe(
      SeriesState state, long timestampMillis, @Nullable Forecast forecast, Verdict verdict) {
    if (state.samples < parameters.warmUp()) {
      verdict.clear();
      return;
    }
    view.predict(state, timestampMillis, forecast);
    setBand(state, verdict);
  }

  /**
   * Takes the present level for the normal one: the event at hand is over, and every hour's usual
   * value moves by as much as the last sample is off.
   */
  public void adopt(SeriesState state) {
    if (state.samples > 0) {
      view.predict(state, state.lastTimestamp, null);
      SeriesLearner.takeOver(state, view);
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
              : Math.scalb(1.0, Math.max(LEAST_EXPONENT, Math.getExponent(distance)));
    }
  }

  /** Half width of the band in the unit of the series. */
  private double halfWidth(SeriesState state) {
    double half = state.holding ? state.heldHalf : state.tails.halfBand();
    double wide = Math.min(Double.MAX_VALUE, half * state.scale);
    return Math.max(wide, view.leastHalfWidth(state, view.middle(state)));
  }

  private void setBand(SeriesState state, Verdict verdict) {
    double middle = SampleView.outside(state, view.middle(state));
    double half = halfWidth(state);
    verdict.setBand(
        middle,
        parameters.sides().below() ? middle - half : Double.NEGATIVE_INFINITY,
        parameters.sides().above() ? middle + half : Double.POSITIVE_INFINITY);
  }

  private void fill(SeriesState state, double value, Verdict verdict) {
    setBand(state, verdict);
    boolean slowLeads = view.slow >= view.fast;
    boolean above = isAbove(value, verdict, slowLeads);
    if (above ? !parameters.sides().above() : !parameters.sides().below()) {
      verdict.decide(0, false, above ? Direction.ABOVE : Direction.BELOW);
      verdict.explain(Channel.VALUE, view.surprises[Tails.VALUE]);
      return;
    }
    double news = Math.max(slowNews(state), fastNews(state));
    boolean outOfBand = state.settling == 0 && (value > verdict.upper() || value < verdict.lower());
    if (state.holding && !outOfBand) {
      // back to normal is no news
      news = Math.min(news, Tuning.REPORTED_SHARE * Math.max(view.slow, view.fast));
    }
    verdict.decide(
        news / parameters.threshold(),
        news >= parameters.threshold() || outOfBand,
        above ? Direction.ABOVE : Direction.BELOW);
    explain(verdict, slowLeads);
    verdict.compare(SampleView.outside(state, state.last), usual(state, verdict.channel()));
  }

  /** What a channel compares the value with, in the unit of the series. */
  private double usual(SeriesState state, Channel channel) {
    double inside =
        switch (channel) {
          case SEASON -> view.usualOfWeek;
          case RANGE -> state.rangeLevel;
          default -> view.usualOfDay;
        };
    return SampleView.outside(state, inside);
  }

  private boolean isAbove(double value, Verdict verdict, boolean slowLeads) {
    boolean shifted =
        slowLeads
            && view.surprises[Tails.SHIFT] > view.surprises[Tails.VALUE]
            && view.surprises[Tails.SHIFT] > view.surprises[Tails.SEASON];
    return shifted ? view.shift >= 0 : value >= verdict.expected();
  }

  private void explain(Verdict verdict, boolean slowLeads) {
    if (slowLeads && view.flatSurprise > 0 && view.flatSurprise >= view.slow) {
      verdict.explain(Channel.FLAT_LINE, view.flatSurprise);
      return;
    }
    int most = Tails.VALUE;
    for (int channel = 0; channel < Tails.CHANNELS; channel++) {
      boolean isSlow = channel <= Tails.VARIANCE || channel == Tails.RAW_SEASON;
      if (isSlow == slowLeads && view.surprises[channel] > view.surprises[most]) {
        most = channel;
      }
    }
    verdict.explain(channelOf(most), view.surprises[most]);
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
    return view.slow > state.slowPeak + margin ? view.slow : Tuning.REPORTED_SHARE * view.slow;
  }

  private double fastNews(SeriesState state) {
    double margin = state.fastPeak > 0 ? Tuning.FAST_MARGIN : 0;
    return view.fast > state.fastPeak + margin ? view.fast : Tuning.REPORTED_SHARE * view.fast;
  }

  /** Follows the event: what was reported, and whether the band is held. */
  private void follow(SeriesState state, Verdict verdict) {
    boolean outOfBand =
        state.settling == 0
            && (SampleView.outside(state, view.y) > verdict.upper()
                || SampleView.outside(state, view.y) < verdict.lower());
    if (state.holding) {
      followHeld(state, outOfBand);
    } else if (outOfBand) {
      state.holding = true;
      state.heldOffset = view.expected - view.base;
      state.heldLevel = view.y;
      state.heldDrift = 0;
      state.heldHalf = state.tails.halfBand();
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
      SeriesLearner.takeOver(state, view);
    }
  }
}
