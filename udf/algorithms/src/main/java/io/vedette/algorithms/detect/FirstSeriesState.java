package io.vedette.algorithms.detect;

import io.vedette.algorithms.state.StateReader;

/** Version 1 of what {@link SeriesState} stores: all in one, nothing noted, everything counted. */
final class FirstSeriesState {

  static final byte VERSION = 1;

  private FirstSeriesState() {}

  /** Reads what follows the version. */
  static SeriesState read(StateReader from) {
    int samples = from.readInt();
    long firstTimestamp = from.readLong();
    long lastTimestamp = from.readLong();
    double[] levels = doubles(from, 7);
    float deviation = from.readFloat();
    float[] errors = new float[SampleView.PREDICTORS];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = from.readFloat();
    }
    float seasonResidual = from.readFloat();
    float shift = from.readFloat();
    double[] spreads = doubles(from, 6);
    int flat = from.readInt();
    int unchanged = from.readInt();
    float slowPeak = from.readFloat();
    int slowQuiet = from.readInt();
    float fastPeak = from.readFloat();
    int fastQuiet = from.readInt();
    boolean holding = from.readByte() != 0;
    double[] held = doubles(from, 4);
    int heldOut = from.readInt();
    int heldQuiet = from.readByte();
    int settling = from.readByte();
    float[] bases = new float[Histograms.HISTOGRAMS];
    Histograms histograms = Histograms.readFirst(from, bases);
    Hours hours = new Hours();
    hours.readDays(from);
    Profile profile = Profile.readFirst(from, hours);
    hours.readWeeks(from);
    SeriesState state =
        new SeriesState(errors, profile, Tails.of(bases, histograms, Tuning.BAND_SURPRISE));
    state.attach(new SeriesMemory(histograms, hours));
    state.samples = samples;
    state.firstTimestamp = firstTimestamp;
    state.lastTimestamp = lastTimestamp;
    state.step = levels[0];
    state.reference = levels[1];
    state.scale = levels[2];
    state.last = levels[3];
    state.fast = levels[4];
    state.medium = levels[5];
    state.level = levels[6];
    state.deviation = deviation;
    state.seasonResidual = seasonResidual;
    state.shift = shift;
    state.varianceMean = spreads[0];
    state.variance = spreads[1];
    state.stepSize = spreads[2];
    state.stepFloor = spreads[3];
    state.rangeLevel = spreads[4];
    state.rangeSpread = spreads[5];
    state.flat = flat;
    state.unchanged = unchanged;
    state.slowPeak = slowPeak;
    state.slowQuiet = slowQuiet;
    state.fastPeak = fastPeak;
    state.fastQuiet = fastQuiet;
    state.holding = holding;
    state.heldOffset = held[0];
    state.heldLevel = held[1];
    state.heldDrift = held[2];
    state.heldHalf = held[3];
    state.heldOut = heldOut;
    state.heldQuiet = heldQuiet;
    state.settling = settling;
    return state;
  }

  private static double[] doubles(StateReader from, int count) {
    double[] read = new double[count];
    for (int i = 0; i < count; i++) {
      read[i] = from.readDouble();
    }
    return read;
  }
}
