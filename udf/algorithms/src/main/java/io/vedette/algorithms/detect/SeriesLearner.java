package io.vedette.algorithms.detect;

/** How {@link SeriesState} changes by a sample that was looked at. */
final class SeriesLearner {

  private final DetectorParameters parameters;
  private final double bandSurprise;

  SeriesLearner(DetectorParameters parameters) {
    this.parameters = parameters;
    this.bandSurprise =
        Tuning.BAND_SURPRISE * parameters.threshold() / DetectorParameters.defaults().threshold();
  }

  /**
   * What lies out of a held band teaches nothing that lasts: neither what is usual at this hour nor
   * how far off is usual. So the band is where it was when the event is over.
   */
  void learn(SeriesState state, SampleView view, long timestampMillis) {
    remember(state, view);
    double learned = view.y;
    if (state.samples > parameters.warmUp() && state.deviation > 0) {
      double most = Tuning.LEARNED_DEVIATIONS * state.deviation;
      learned = view.usualOfDay + SampleView.bounded(view.y - view.usualOfDay, most);
    }
    learnTails(state, view);
    learnSteps(state, view);
    learnResiduals(state, view, learned);
    if (isOutOfHeldBand(state)) {
      state.heldLevel += Tuning.HELD_LEVEL_RATE * (learned - state.heldLevel);
    } else {
      learnErrors(state, view, learned);
      learnLevels(state, view, learned);
    }
    state.last = view.y;
    learnTime(state, view, timestampMillis);
    learnProfile(state, view, timestampMillis, learned);
    if (state.samples < Integer.MAX_VALUE) {
      state.samples++;
    }
  }

  /** Counts what the sample before was, when it was out of the ordinary. */
  void countIfDue(SeriesState state) {
    if (state.tails.isCountDue()) {
      state.tails.count(state.memory().histograms, state.samples, bandSurprise);
    }
  }

  /** Of the band an event counts as one sample, however long it is. */
  private void learnTails(SeriesState state, SampleView view) {
    Tails tails = state.tails;
    boolean isBatchDue = tails.isBatchDue(state.samples);
    tails.noteSample();
    for (int channel = 0; channel < Tails.CHANNELS; channel++) {
      tails.note(channel, view.positions[channel]);
    }
    if (!isOutOfHeldBand(state)) {
      tails.note(Tails.BAND, view.bandPosition);
    } else if (state.heldOut == 1) {
      tails.noteBounded(Tails.BAND, view.bandPosition);
    }
    if (isBatchDue) {
      tails.count(state.memory().histograms, state.samples, bandSurprise);
    } else if (Math.max(view.slow, view.fast) >= Tuning.COUNTED_AT_ONCE) {
      tails.countBeforeNext();
    }
    if (state.settling > 0) {
      state.settling--;
    }
  }

  private static boolean isOutOfHeldBand(SeriesState state) {
    return state.holding && state.heldQuiet == 0;
  }

  private static void remember(SeriesState state, SampleView view) {
    int memory =
        (int)
            Math.max(
                Tuning.SLOW_MEMORY_LEAST,
                Math.min(Tuning.SLOW_MEMORY_MOST, state.samples * Tuning.SLOW_MEMORY_SHARE));
    if (view.slow > state.slowPeak + (state.slowPeak > 0 ? Tuning.SLOW_MARGIN : 0)) {
      state.slowPeak = (float) view.slow;
      state.slowQuiet = 0;
    } else if (++state.slowQuiet > memory) {
      state.slowPeak = 0;
    }
    if (view.fast > state.fastPeak + (state.fastPeak > 0 ? Tuning.FAST_MARGIN : 0)) {
      state.fastPeak = (float) view.fast;
      state.fastQuiet = 0;
    } else if (++state.fastQuiet > Tuning.FAST_MEMORY) {
      state.fastPeak = 0;
    }
  }

  private static void learnErrors(SeriesState state, SampleView view, double learned) {
    double errorRate = view.rate(Tuning.ERROR_RATE);
    float[] errors = state.errors;
    for (int i = 0; i < SampleView.PREDICTORS; i++) {
      if (!Double.isNaN(view.predictions[i])) {
        errors[i] += (float) (errorRate * (Math.abs(learned - view.predictions[i]) - errors[i]));
      }
    }
  }

  private void learnSteps(SeriesState state, SampleView view) {
    int samples = state.samples;
    double size = Math.abs(view.step);
    if (samples > parameters.warmUp() && state.deviation > 0) {
      size = Math.min(size, Tuning.LEARNED_DEVIATIONS * state.deviation);
    }
    state.stepFloor += view.rate(Tuning.STEP_FLOOR_RATE) * (size - state.stepFloor);
    double most = 5 * (state.stepSize + 0.1 * state.stepFloor);
    double bounded = samples < 50 ? size : Math.min(size, most);
    state.stepSize += view.rate(Tuning.STEP_RATE) * (bounded - state.stepSize);
    boolean isSame = view.step == 0 && samples > 0;
    state.flat = isSame ? state.flat + 1 : 0;
    if (isSame) {
      state.unchanged++;
    }
  }

  private static void learnResiduals(SeriesState state, SampleView view, double learned) {
    state.seasonResidual = (float) view.seasonResidual;
    state.shift = (float) view.shift;
    double fromMean = learned - state.varianceMean;
    state.variance += Tuning.VARIANCE_RATE * (fromMean * fromMean - state.variance);
    state.varianceMean += Tuning.VARIANCE_MEAN_RATE * fromMean;
  }

  private static void learnLevels(SeriesState state, SampleView view, double learned) {
    int samples = state.samples;
    state.fast += Tuning.FAST_RATE * (learned - state.fast);
    state.medium += Tuning.MEDIUM_RATE * (learned - state.medium);
    state.level += view.rate(Tuning.LEVEL_RATE) * (learned - state.level);
    double fromLevel = Math.abs(learned - state.rangeLevel);
    double most = 5 * (state.rangeSpread + 0.1 * state.deviation);
    double bounded = samples < 50 ? fromLevel : Math.min(fromLevel, most);
    state.rangeSpread += view.rate(Tuning.RANGE_SPREAD_RATE) * (bounded - state.rangeSpread);
    state.rangeLevel += view.rate(Tuning.RANGE_RATE) * (learned - state.rangeLevel);
  }

  private static void learnTime(SeriesState state, SampleView view, long timestampMillis) {
    if (state.samples == 0) {
      state.firstTimestamp = timestampMillis;
    } else {
      double passed = (double) timestampMillis - state.lastTimestamp;
      if (state.step > 0 && passed > 0) {
        state.step += view.rate(0.02) * (Math.min(passed, 4 * state.step) - state.step);
      } else if (passed > 0) {
        state.step = passed;
      }
    }
    state.lastTimestamp = timestampMillis;
  }

  private static void learnProfile(
      SeriesState state, SampleView view, long timestampMillis, double learned) {
    double share = state.step > 0 ? state.step / WallClock.HOUR_MILLIS : 1;
    if (!state.profile.isAt(view.hourOfWeek)) {
      state.heldDrift = 0;
      long weeks =
          (timestampMillis - state.firstTimestamp) / (Hours.OF_WEEK * WallClock.HOUR_MILLIS);
      int samplesSeen = (int) Math.min(1_000.0, Math.max(1, weeks) / share);
      state.profile.enter(state.memory().hours, view.hourOfWeek, samplesSeen);
    }
    double taught = learned;
    if (isOutOfHeldBand(state)) {
      double middle = view.middle(state);
      taught =
          Math.max(middle - 3 * state.heldHalf, Math.min(middle + 3 * state.heldHalf, learned));
    }
    double moved =
        state.profile.learn(taught, view.usualOfDay, Math.min(1, Tuning.PROFILE_SPAN * share));
    if (state.holding && view.base == view.usualOfDay) {
      state.heldDrift += moved * view.shareOfHour;
    }
    state.deviation +=
        (float)
            (view.rate(Tuning.DEVIATION_RATE)
                * (Math.abs(learned - view.usualOfDay) - state.deviation));
  }

  /** Takes the present level for the normal one: every hour's usual value moves by as much. */
  static void takeOver(SeriesState state, SampleView view) {
    double now = state.holding ? state.heldLevel : state.fast;
    state.profile.shift(state.memory().hours, now - view.usualOfDay);
    state.fast = now;
    state.medium = now;
    state.level = now;
    state.rangeLevel = now;
    state.varianceMean = now;
    state.seasonResidual = 0;
    state.shift = 0;
    state.holding = false;
    state.settling = Tuning.SETTLING;
  }
}
