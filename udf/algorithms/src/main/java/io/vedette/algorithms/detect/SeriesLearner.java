package io.vedette.algorithms.detect;

/** How {@link SeriesState} changes by a sample that was looked at. */
final class SeriesLearner {

  private final DetectorParameters parameters;

  SeriesLearner(DetectorParameters parameters) {
    this.parameters = parameters;
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
      learned = view.usualOfDay + Math.max(-most, Math.min(most, view.y - view.usualOfDay));
    }
    for (int channel = 0; channel < Tails.CHANNELS; channel++) {
      state.tails.learn(channel, view.positions[channel]);
    }
    learnBand(state, view);
    learnSteps(state, view);
    learnResiduals(state, view, learned);
    if (isOutOfHeldBand(state)) {
      state.heldLevel += Tuning.HELD_LEVEL_RATE * (learned - state.heldLevel);
    } else {
      learnErrors(state, view, learned);
      learnLevels(state, learned);
    }
    state.last = view.y;
    learnTime(state, timestampMillis);
    learnProfile(state, view, timestampMillis, learned);
    if (state.samples < Integer.MAX_VALUE) {
      state.samples++;
    }
  }

  /** An event counts as one sample, however long it is. */
  private static void learnBand(SeriesState state, SampleView view) {
    if (!isOutOfHeldBand(state)) {
      state.tails.learn(Tails.BAND, view.bandPosition);
    } else if (state.heldOut == 1) {
      state.tails.learnBounded(Tails.BAND, view.bandPosition);
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
    double errorRate = SampleView.rate(state.samples, Tuning.ERROR_RATE);
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
    state.stepFloor += SampleView.rate(samples, Tuning.STEP_FLOOR_RATE) * (size - state.stepFloor);
    double most = 5 * (state.stepSize + 0.1 * state.stepFloor);
    double bounded = samples < 50 ? size : Math.min(size, most);
    state.stepSize += SampleView.rate(samples, Tuning.STEP_RATE) * (bounded - state.stepSize);
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

  private static void learnLevels(SeriesState state, double learned) {
    int samples = state.samples;
    state.fast += Tuning.FAST_RATE * (learned - state.fast);
    state.medium += Tuning.MEDIUM_RATE * (learned - state.medium);
    state.level += SampleView.rate(samples, Tuning.LEVEL_RATE) * (learned - state.level);
    double fromLevel = Math.abs(learned - state.rangeLevel);
    double most = 5 * (state.rangeSpread + 0.1 * state.deviation);
    double bounded = samples < 50 ? fromLevel : Math.min(fromLevel, most);
    state.rangeSpread +=
        SampleView.rate(samples, Tuning.RANGE_SPREAD_RATE) * (bounded - state.rangeSpread);
    state.rangeLevel += SampleView.rate(samples, Tuning.RANGE_RATE) * (learned - state.rangeLevel);
  }

  private static void learnTime(SeriesState state, long timestampMillis) {
    if (state.samples == 0) {
      state.firstTimestamp = timestampMillis;
    } else {
      double passed = (double) timestampMillis - state.lastTimestamp;
      if (state.step > 0 && passed > 0) {
        state.step +=
            SampleView.rate(state.samples, 0.02) * (Math.min(passed, 4 * state.step) - state.step);
      } else if (passed > 0) {
        state.step = passed;
      }
    }
    state.lastTimestamp = timestampMillis;
  }

  private static void learnProfile(
      SeriesState state, SampleView view, long timestampMillis, double learned) {
    double share = state.step > 0 ? state.step / WallClock.HOUR_MILLIS : 1;
    long weeks =
        (timestampMillis - state.firstTimestamp) / (Profile.HOURS_OF_WEEK * WallClock.HOUR_MILLIS);
    if (!state.profile.isAt(view.hourOfWeek)) {
      state.heldDrift = 0;
    }
    state.profile.enter(view.hourOfWeek, (int) Math.min(1_000.0, Math.max(1, weeks) / share));
    double taught = learned;
    if (isOutOfHeldBand(state)) {
      double middle = view.middle(state);
      taught =
          Math.max(middle - 3 * state.heldHalf, Math.min(middle + 3 * state.heldHalf, learned));
    }
    double moved =
        state.profile.learn(taught, view.usualOfDay, Math.min(1, Tuning.PROFILE_SPAN * share));
    if (isOutOfHeldBand(state) && view.base == view.usualOfDay) {
      state.heldDrift += moved * view.shareOfHour;
    }
    state.deviation +=
        (float)
            (SampleView.rate(state.samples, Tuning.DEVIATION_RATE)
                * (Math.abs(learned - view.usualOfDay) - state.deviation));
  }

  /** Takes the present level for the normal one: every hour's usual value moves by as much. */
  static void takeOver(SeriesState state, SampleView view) {
    double now = state.holding ? state.heldLevel : state.fast;
    state.profile.shift(now - view.usualOfDay);
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
