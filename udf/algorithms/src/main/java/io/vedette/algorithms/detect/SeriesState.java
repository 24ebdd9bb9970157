package io.vedette.algorithms.detect;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * What {@link SeriesDetector} knows of one series. Mutable: the detector changes it in place.
 *
 * <p>Inside, a value is a distance from the first value there was, in units of a power of two near
 * the first step away from it, so that nothing depends on the unit or the offset of the series and
 * single precision is enough for what is kept long.
 *
 * <p>What is touched with every sample takes about 800 bytes on the heap and 500 to 650 stored; the
 * counts and the hours of the week are needed now and then only, and may be kept elsewhere until
 * {@link SeriesDetector#needsMemoryToScore} says so, see {@link SeriesMemory}.
 */
public final class SeriesState {

  /** Samples inside the band in a row that end an event. As many as resolve an alert by default. */
  public static final int QUIET = 5;

  private static final byte VERSION = 2;
  private static final int WITH_MEMORY = 1;
  private static final int HOLDING = 2;
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
  private @Nullable SeriesMemory memory;

  /** Knows nothing yet. */
  public SeriesState() {
    this(new float[SampleView.PREDICTORS], new Profile(), new Tails());
    errors[SampleView.FORECAST] = Float.NaN;
    memory = new SeriesMemory();
  }

  SeriesState(float[] errors, Profile profile, Tails tails) {
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
    return Math.min(samples, Histograms.REMEMBERED);
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

  /**
   * Reads values of this that the next sample needs, so that their cache lines are on the way
   * before it comes; {@link #touchParts} does so with what this refers to, and waits for this. What
   * they return means nothing, but has to be used.
   */
  public int touch() {
    return samples + flat + settling + (int) (reference + level + rangeSpread);
  }

  /** See {@link #touch}. */
  public int touchParts() {
    return tails.touch() + profile.touch() + (int) errors[0];
  }

  /** A copy that shares nothing with this. */
  public SeriesState copy() {
    SeriesState copy = new SeriesState(errors.clone(), profile.copy(), tails.copy());
    copy.memory = memory == null ? null : memory.copy();
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

  /** Whether the part that is needed now and then is here. */
  public boolean hasMemory() {
    return memory != null;
  }

  /** Gives this the part that is needed now and then, when it is not here. */
  public void attach(SeriesMemory part) {
    memory = part;
  }

  /** Takes the part that is needed now and then out of this; the owner keeps it elsewhere. */
  public SeriesMemory detach() {
    SeriesMemory part = memory();
    memory = null;
    return part;
  }

  /**
   * The part that is needed now and then.
   *
   * @throws IllegalStateException when it is not here
   */
  SeriesMemory memory() {
    SeriesMemory part = memory;
    if (part == null) {
      throw new IllegalStateException(
          "the detector needs the memory of a series, which was not attached to its state");
    }
    return part;
  }

  /** The form to store, of all that is here; {@link #fromBytes} of it goes on as this would. */
  public byte[] toBytes() {
    StateWriter to = new StateWriter(EXPECTED_BYTES);
    write(to);
    return to.toBytes();
  }

  /** Writes the versioned form to store, with its memory when that is here. */
  public void write(StateWriter to) {
    to.writeByte(VERSION);
    to.writeByte((memory == null ? 0 : WITH_MEMORY) | (holding ? HOLDING : 0));
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
    to.writeShort(slowQuiet);
    to.writeFloat(fastPeak);
    to.writeShort(fastQuiet);
    to.writeByte(settling);
    if (holding) {
      to.writeDouble(heldOffset);
      to.writeDouble(heldLevel);
      to.writeDouble(heldDrift);
      to.writeDouble(heldHalf);
      to.writeInt(heldOut);
      to.writeByte(heldQuiet);
    }
    tails.write(to);
    profile.write(to);
    if (memory != null) {
      memory.write(to);
    }
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
    SeriesState state = read(from);
    from.end();
    return state;
  }

  /**
   * Reads what {@link #write} wrote, of this release or an earlier one.
   *
   * @throws IllegalArgumentException when it is not a stored form that this release reads
   */
  public static SeriesState read(StateReader from) {
    byte version = from.readByte();
    if (version == FirstSeriesState.VERSION) {
      return FirstSeriesState.read(from);
    }
    requireVersion(version, VERSION);
    int flags = from.readByte();
    SeriesState state = new SeriesState();
    state.samples = from.readInt();
    state.firstTimestamp = from.readLong();
    state.lastTimestamp = from.readLong();
    state.step = from.readDouble();
    state.reference = from.readDouble();
    state.scale = from.readDouble();
    state.last = from.readDouble();
    state.fast = from.readDouble();
    state.medium = from.readDouble();
    state.level = from.readDouble();
    state.deviation = from.readFloat();
    for (int i = 0; i < state.errors.length; i++) {
      state.errors[i] = from.readFloat();
    }
    state.seasonResidual = from.readFloat();
    state.shift = from.readFloat();
    state.varianceMean = from.readDouble();
    state.variance = from.readDouble();
    state.stepSize = from.readDouble();
    state.stepFloor = from.readDouble();
    state.rangeLevel = from.readDouble();
    state.rangeSpread = from.readDouble();
    state.flat = from.readInt();
    state.unchanged = from.readInt();
    state.slowPeak = from.readFloat();
    state.slowQuiet = from.readShort();
    state.fastPeak = from.readFloat();
    state.fastQuiet = from.readShort();
    state.settling = from.readByte();
    state.holding = (flags & HOLDING) != 0;
    if (state.holding) {
      state.heldOffset = from.readDouble();
      state.heldLevel = from.readDouble();
      state.heldDrift = from.readDouble();
      state.heldHalf = from.readDouble();
      state.heldOut = from.readInt();
      state.heldQuiet = from.readByte();
    }
    state.tails.read(from);
    state.profile.read(from);
    state.memory = (flags & WITH_MEMORY) == 0 ? null : SeriesMemory.read(from);
    return state;
  }

  static void requireVersion(byte version, byte known) {
    if (version != known) {
      throw new IllegalArgumentException(
          "state of a detector has version "
              + version
              + ": this release reads version "
              + known
              + "; restore it with the release that wrote it");
    }
  }

  @Override
  public String toString() {
    return "SeriesState[" + samples + " samples, last " + (reference + scale * last) + "]";
  }
}
