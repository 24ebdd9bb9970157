package io.vedette.algorithms.detect;

/**
 * What {@link SeriesDetector} knows of one series. Mutable: the detector changes it in place.
 *
 * <p>Inside, a value is a distance from the first value there was, in units of a power of two near
 * the first step away from it, so that nothing depends on the unit or the offset of the series and
 * single precision is enough for what is kept long.
 *
 * <p>About 1,300 bytes on the heap, 900 before its first day is over. The stored form, {@link
 * #toBytes}, is versioned and some 100 bytes smaller.
 */
public final class SeriesState {

  /** Samples inside the band in a row that end an event. As many as resolve an alert by default. */
  public static final int QUIET = 5;

  private static final byte VERSION = 1;
  private static final int EXPECTED_BYTES = 1_280;

  /** Samples learned; stops counting at the largest int. */
  int samples;

  long firstTimestamp;
  long lastTimestamp;

  /** Time between samples, milliseconds; 0 until there are two. */
  double step;

  double reference;

  /** A power of two; 0 until a value differed from the reference. */
  double scale;

  double last;
  double fast;
  double medium;
  double level;
  float deviation;

  final float[] errors;

  float seasonResidual;
  float shift;
  double varianceMean;
  double variance;
  double stepSize;
  double stepFloor;
  double rangeLevel;
  double rangeSpread;

  int flat;
  int unchanged;

  float slowPeak;
  int slowQuiet;
  float fastPeak;
  int fastQuiet;

  /** Whether an event lasts: the band is held as it was when it began. */
  boolean holding;

  /** Middle of the held band minus what the forecast, or the time of day, makes usual. */
  double heldOffset;

  /** Mean of the samples out of the held band. */
  double heldLevel;

  /** How much what is usual at this hour has moved by the event itself. */
  double heldDrift;

  double heldHalf;
  int heldOut;
  int heldQuiet;

  /** Samples until the band counts again, after a new level was taken over. */
  int settling;

  final Profile profile;
  final Tails tails;

  /** Knows nothing yet. */
  public SeriesState() {
    this(new float[SampleView.PREDICTORS], new Profile(), new Tails());
    errors[SampleView.FORECAST] = Float.NaN;
  }

  private SeriesState(float[] errors, Profile profile, Tails tails) {
    this.errors = errors;
    this.profile = profile;
    this.tails = tails;
  }

  /** Samples learned. */
  public long samples() {
    return samples;
  }

  /** Samples that the tails speak of: all there were, until they begin to forget. */
  public long remembered() {
    return Math.min(samples, Tails.REMEMBERED);
  }

  /** Mean time between samples, milliseconds; 0 until there are two. */
  public double intervalMillis() {
    return step;
  }

  /** Samples in a row, up to the newest, that were as the one before. */
  public int unchangedSamples() {
    return flat;
  }

  /** Whether an event lasts: samples are out of the band as it was when the event began. */
  public boolean isHolding() {
    return holding;
  }

  /** A copy that shares nothing with this. */
  public SeriesState copy() {
    SeriesState copy = new SeriesState(errors.clone(), profile.copy(), tails.copy());
    copy.samples = samples;
    copy.firstTimestamp = firstTimestamp;
    copy.lastTimestamp = lastTimestamp;
    copy.step = step;
    copy.reference = reference;
    copy.scale = scale;
    copy.last = last;
    copy.fast = fast;
    copy.medium = medium;
    copy.level = level;
    copy.deviation = deviation;
    copy.seasonResidual = seasonResidual;
    copy.shift = shift;
    copy.varianceMean = varianceMean;
    copy.variance = variance;
    copy.stepSize = stepSize;
    copy.stepFloor = stepFloor;
    copy.rangeLevel = rangeLevel;
    copy.rangeSpread = rangeSpread;
    copy.flat = flat;
    copy.unchanged = unchanged;
    copy.slowPeak = slowPeak;
    copy.slowQuiet = slowQuiet;
    copy.fastPeak = fastPeak;
    copy.fastQuiet = fastQuiet;
    copy.holding = holding;
    copy.heldOffset = heldOffset;
    copy.heldLevel = heldLevel;
    copy.heldDrift = heldDrift;
    copy.heldHalf = heldHalf;
    copy.heldOut = heldOut;
    copy.heldQuiet = heldQuiet;
    copy.settling = settling;
    return copy;
  }

  /** The versioned form to store; {@link #fromBytes} of it goes on exactly as this would. */
  public byte[] toBytes() {
    StateWriter to = new StateWriter(EXPECTED_BYTES);
    to.writeByte(VERSION);
    to.writeInt(samples);
    to.writeLong(firstTimestamp);
    to.writeLong(lastTimestamp);
    to.writeDouble(step);
    to.writeDouble(reference);
    to.writeDouble(scale);
    to.writeDouble(last);
    to.writeDouble(fast);
    to.writeDouble(medium);
    to.writeDouble(level);
    to.writeFloat(deviation);
    for (float error : errors) {
      to.writeFloat(error);
    }
    to.writeFloat(seasonResidual);
    to.writeFloat(shift);
    to.writeDouble(varianceMean);
    to.writeDouble(variance);
    to.writeDouble(stepSize);
    to.writeDouble(stepFloor);
    to.writeDouble(rangeLevel);
    to.writeDouble(rangeSpread);
    to.writeInt(flat);
    to.writeInt(unchanged);
    to.writeFloat(slowPeak);
    to.writeInt(slowQuiet);
    to.writeFloat(fastPeak);
    to.writeInt(fastQuiet);
    to.writeByte(holding ? 1 : 0);
    to.writeDouble(heldOffset);
    to.writeDouble(heldLevel);
    to.writeDouble(heldDrift);
    to.writeDouble(heldHalf);
    to.writeInt(heldOut);
    to.writeByte(heldQuiet);
    to.writeByte(settling);
    tails.write(to);
    profile.write(to);
    return to.toBytes();
  }

  /**
   * The living form of what was stored; of no bytes, one that knows nothing.
   *
   * @throws IllegalArgumentException when the bytes are not a stored form that this release reads
   */
  public static SeriesState fromBytes(byte[] stored) {
    if (stored.length == 0) {
      return new SeriesState();
    }
    StateReader from = new StateReader(stored);
    byte version = from.readByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "state of a detector has version "
              + version
              + ": this release reads version "
              + VERSION
              + "; restore it with the release that wrote it");
    }
    int samples = from.readInt();
    long firstTimestamp = from.readLong();
    long lastTimestamp = from.readLong();
    double[] levels = new double[7];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = from.readDouble();
    }
    float deviation = from.readFloat();
    float[] errors = new float[SampleView.PREDICTORS];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = from.readFloat();
    }
    SeriesState state = readRest(from, errors);
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
    return state;
  }

  private static SeriesState readRest(StateReader from, float[] errors) {
    float seasonResidual = from.readFloat();
    float shift = from.readFloat();
    double[] spreads = new double[6];
    for (int i = 0; i < spreads.length; i++) {
      spreads[i] = from.readDouble();
    }
    int flat = from.readInt();
    int unchanged = from.readInt();
    float slowPeak = from.readFloat();
    int slowQuiet = from.readInt();
    float fastPeak = from.readFloat();
    int fastQuiet = from.readInt();
    boolean holding = from.readByte() != 0;
    double heldOffset = from.readDouble();
    double heldLevel = from.readDouble();
    double heldDrift = from.readDouble();
    double heldHalf = from.readDouble();
    int heldOut = from.readInt();
    int heldQuiet = from.readByte();
    int settling = from.readByte();
    Tails tails = Tails.read(from);
    SeriesState state = new SeriesState(errors, Profile.read(from), tails);
    from.end();
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
    state.heldOffset = heldOffset;
    state.heldLevel = heldLevel;
    state.heldDrift = heldDrift;
    state.heldHalf = heldHalf;
    state.heldOut = heldOut;
    state.heldQuiet = heldQuiet;
    state.settling = settling;
    return state;
  }

  @Override
  public String toString() {
    return "SeriesState[" + samples + " samples, last " + (reference + scale * last) + "]";
  }
}
