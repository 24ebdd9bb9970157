package io.vedette.algorithms.detect;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import java.util.Arrays;

/**
 * How large the residuals of each channel usually are, as the surprise of the next one: minus the
 * logarithm of its tail probability. The counts behind it are {@link Histograms}; this is what is
 * looked at with every sample.
 *
 * <pre>
 *   position  4 log2 |r| - base                  in bins of a quarter octave
 *   surprise  between those of its bin's edges   made anew from the counts, see below
 *             + 0.6 for each bin beyond the last, at most 8
 * </pre>
 *
 * <p>The bin of a residual is noted first, and counted with every {@value #BATCH}th sample. So the
 * counts, and the cache lines or the disk they are on, are needed with one of {@value #BATCH}
 * samples only; in a young series as often as an eighth is added to what was counted, and before
 * the sample after one that was out of the ordinary. The surprises are then made anew from the
 * counts; once there were {@value #REFRESHED_SELDOM} samples, when bins moved, after a sample out
 * of the ordinary, and with every {@value #REFRESH_SAMPLES}th.
 *
 * <p>Distribution-free by design: nothing is normal about telemetry. The empirical tail is that of
 * a conformal p-value (Vovk, Gammerman and Shafer 2005; Laxhammar and Falkman 2014) with
 * forgetting; beyond it the slope is that of a Pareto tail of index 6.6.
 *
 * <p>Some 620 bytes. Constant time, no allocation.
 */
final class Tails {

  static final int SEASON = 0;
  static final int SHIFT = 1;
  static final int VARIANCE = 2;
  static final int VALUE = 3;
  static final int STEP = 4;
  static final int SCALED_STEP = 5;
  static final int RANGE = 6;
  static final int RAW_SEASON = 7;

  /** Channels that surprise. */
  static final int CHANNELS = 8;

  /** Distance from the middle of the band; an event counts as one, see {@link #noteBounded}. */
  static final int BAND = 8;

  static final double MOST = 8;

  /** Surprise for each bin beyond the largest residual there was. */
  static final double BEYOND = 0.6;

  /** Most samples that are noted before they are counted. */
  static final int BATCH = 32;

  /** Samples after which surprises are made anew with each so many. */
  static final int REFRESHED_SELDOM = 1 << 8;

  static final int REFRESH_SAMPLES = 1 << 7;

  private static final int PARTS_COUNTED = 8;
  private static final int COUNT_DUE = 64;
  private static final int HISTOGRAMS = Histograms.HISTOGRAMS;
  private static final int BINS = Histograms.BINS;
  private static final int EDGES = BINS + 1;

  /** The first residual lies well inside a bin: the same one again is not at an edge. */
  private static final float BINS_BELOW_FIRST = 15 + 1f / 64;

  private static final double UNITS = 31;
  private static final double UNIT = 1 / UNITS;

  /** Bin noted where a channel has none. */
  static final byte NOTHING = -1;

  private static final int CACHE_LINE = 64;

  /** Bin of the largest residual that is told apart: 26 octaves above the last bin. */
  private static final int LARGEST_BIN = Byte.MAX_VALUE;

  /** Tail probability by units of surprise. */
  private static final double[] TAILS = new double[1 << Byte.SIZE];

  /** Four times the units by which the middle of a bin lies below the line between its edges. */
  private static final double[] SAGS = new double[16];

  static {
    Arrays.setAll(TAILS, units -> Math.pow(10, -units * UNIT));
    Arrays.setAll(SAGS, more -> 2 * more + 4 * UNITS * Math.log10((1 + TAILS[more]) / 2));
  }

  private final float[] bases;

  /** Surprise at the lower edge of each bin, and at the upper one of the last; 0 while unknown. */
  private final byte[] edges;

  /** Bins of the residuals not yet counted, by sample and channel. */
  private final byte[] noted;

  private int notedSamples;
  private boolean isCountDue;

  /** Residual of the band that has the surprise at its edge; 0 while unknown. */
  private float halfBand;

  Tails() {
    this(new float[HISTOGRAMS], new byte[CHANNELS * EDGES], new byte[BATCH * HISTOGRAMS]);
    Arrays.fill(bases, Float.NaN);
  }

  private Tails(float[] bases, byte[] edges, byte[] noted) {
    this.bases = bases;
    this.edges = edges;
    this.noted = noted;
  }

  Tails copy() {
    Tails copy = new Tails(bases.clone(), edges.clone(), noted.clone());
    copy.notedSamples = notedSamples;
    copy.isCountDue = isCountDue;
    copy.halfBand = halfBand;
    return copy;
  }

  /** Reads a value of each cache line that the next sample needs, see {@link SeriesState#touch}. */
  int touch() {
    int read = noted[notedSamples * HISTOGRAMS] + (int) bases[BAND];
    for (int edge = 0; edge < edges.length; edge += CACHE_LINE) {
      read += edges[edge];
    }
    return read;
  }

  /** Position of a residual in bins, before the base is subtracted; of zero, far below all. */
  static float position(double residual) {
    double size = Math.abs(residual);
    return size < Double.MIN_NORMAL
        ? Float.NEGATIVE_INFINITY
        : (float) (Histograms.BINS_AN_OCTAVE * FastLog.log2(size));
  }

  /** Surprise of a residual at this position, 0 to {@link #MOST}. */
  double surprise(int channel, float position) {
    float above = position - bases[channel];
    int first = channel * EDGES;
    if (!(above >= 0)) {
      boolean isFirstButZero = Float.isNaN(above) && position != Float.NEGATIVE_INFINITY;
      return isFirstButZero && edges[first + BINS] != 0 ? MOST : 0;
    }
    if (above >= BINS) {
      int last = edges[first + BINS] & 0xff;
      return last == 0 ? 0 : Math.min(MOST, last * UNIT + BEYOND * (above - BINS));
    }
    int bin = (int) above;
    int lower = edges[first + bin] & 0xff;
    int upper = edges[first + bin + 1] & 0xff;
    return between(lower, upper - lower, above - bin);
  }

  /**
   * As if residuals were spread evenly over their bin: the tails lie between, not the surprises. Of
   * a small difference by the parabola through the middle, of a larger one by a logarithm.
   */
  private static double between(int lower, int more, double part) {
    if (more < SAGS.length) {
      return UNIT * (lower + part * (more - SAGS[more] * (1 - part)));
    }
    return UNIT * lower - FastLog.LOG10_OF_2 * FastLog.log2(1 - part * (1 - TAILS[more]));
  }

  /** Half the width of the band, in the scale of the state; 0 while unknown. */
  double halfBand() {
    return halfBand;
  }

  /** Whether what is noted is to be counted before the next sample is judged. */
  boolean isCountDue() {
    return isCountDue;
  }

  /** The sample at hand was out of the ordinary: the next one is to be judged with it counted. */
  void countBeforeNext() {
    isCountDue = true;
  }

  /** Whether {@link #count} is due with the sample that comes after so many. */
  boolean isBatchDue(int samples) {
    int batch = samples < Histograms.LEAST - 1 ? BATCH : Math.min(BATCH, samples / PARTS_COUNTED);
    return notedSamples + 1 >= batch;
  }

  /** Begins to note a sample: of no channel yet. */
  void noteSample() {
    int first = notedSamples * HISTOGRAMS;
    for (int channel = 0; channel < HISTOGRAMS; channel++) {
      noted[first + channel] = NOTHING;
    }
    notedSamples++;
  }

  /** Notes a residual of the sample at hand. */
  void note(int channel, float position) {
    int bin = 0;
    if (position != Float.NEGATIVE_INFINITY) {
      float base = bases[channel];
      if (Float.isNaN(base)) {
        base = position - BINS_BELOW_FIRST;
        bases[channel] = base;
      }
      bin = (int) Math.max(0, Math.min(LARGEST_BIN, position - base));
    }
    noted[(notedSamples - 1) * HISTOGRAMS + channel] = (byte) bin;
  }

  /**
   * Notes a residual that may lie far beyond all others: at most an octave above what fits, and as
   * none where there was none but zero, so that one of them does not move the bins out of reach of
   * the rest.
   */
  void noteBounded(int channel, float position) {
    float base = bases[channel];
    note(
        channel,
        Float.isNaN(base)
            ? Float.NEGATIVE_INFINITY
            : Math.min(position, base + BINS - 1 + Histograms.BINS_AN_OCTAVE));
  }

  /**
   * Counts what was noted and, when that may change them by much, makes the surprises anew.
   *
   * @param samples of the series so far
   * @param bandSurprise at the edge of the band
   */
  void count(Histograms histograms, int samples, double bandSurprise) {
    boolean isAnew =
        isCountDue || samples < REFRESHED_SELDOM || (samples & REFRESH_SAMPLES - 1) < BATCH;
    for (int channel = 0; channel < HISTOGRAMS; channel++) {
      int moved = histograms.learn(channel, noted, notedSamples);
      bases[channel] += moved;
      isAnew |= moved > 0;
    }
    notedSamples = 0;
    isCountDue = false;
    if (isAnew) {
      makeSurprises(histograms, bandSurprise);
    }
  }

  private void makeSurprises(Histograms histograms, double bandSurprise) {
    for (int channel = 0; channel < CHANNELS; channel++) {
      histograms.surprises(channel, UNITS, edges, channel * EDGES);
    }
    float base = bases[BAND];
    halfBand = Float.isNaN(base) ? 0 : (float) histograms.sizeOf(BAND, base, bandSurprise);
  }

  void write(StateWriter to) {
    for (float base : bases) {
      to.writeFloat(base);
    }
    to.writeBytes(edges, edges.length);
    to.writeFloat(halfBand);
    to.writeByte(isCountDue ? notedSamples | COUNT_DUE : notedSamples);
    to.writeBytes(noted, notedSamples * HISTOGRAMS);
  }

  void read(StateReader from) {
    for (int channel = 0; channel < HISTOGRAMS; channel++) {
      bases[channel] = from.readFloat();
    }
    from.readBytes(edges, edges.length);
    halfBand = from.readFloat();
    int flagged = from.readByte();
    isCountDue = (flagged & COUNT_DUE) != 0;
    notedSamples = flagged & ~COUNT_DUE;
    if (notedSamples < 0 || notedSamples >= BATCH) {
      throw new IllegalArgumentException(
          "state of a detector has noted " + notedSamples + " samples of " + BATCH);
    }
    from.readBytes(noted, notedSamples * HISTOGRAMS);
  }

  /** Of what version 1 kept, where nothing was noted. */
  static Tails of(float[] bases, Histograms histograms, double bandSurprise) {
    Tails tails = new Tails();
    System.arraycopy(bases, 0, tails.bases, 0, HISTOGRAMS);
    tails.count(histograms, 0, bandSurprise);
    return tails;
  }
}
