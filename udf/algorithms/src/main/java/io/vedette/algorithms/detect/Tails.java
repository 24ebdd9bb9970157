package io.vedette.algorithms.detect;

import java.util.Arrays;

/**
 * How large the residuals of each channel usually are: one histogram a channel, by logarithm of the
 * size, that gives the surprise of the next residual as minus the logarithm of its tail
 * probability.
 *
 * <pre>
 *   bin       floor(4 log2 |r|) - base            24 bins of a quarter octave: the upper six octaves
 *   surprise  -log10((above + 1/2) / (all + 1))   counted above r, interpolated within its bin
 *             + 0.6 for each quarter octave beyond the largest residual there was, at most 8
 * </pre>
 *
 * <p>Smaller residuals count in the lowest bin. A larger one than fits moves the bins up. Counts
 * have a weight of eighths and are halved when their sum fills 16 bits, after some 8,000 samples,
 * so that what is old is forgotten. Until there was any residual but zero nothing is known of the
 * size: the first one after {@link #LEAST} zeros is as surprising as can be.
 *
 * <p>Distribution-free by design: nothing is normal about telemetry. The empirical tail is that of
 * a conformal p-value (Vovk, Gammerman and Shafer 2005; Laxhammar and Falkman 2014) with
 * forgetting; beyond it the slope is that of a Pareto tail of index 6.6.
 *
 * <p>The histograms take some 600 bytes. Constant time, no allocation.
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

  /** Distance from the middle of the band; an event counts as one, see {@link #learnBounded}. */
  static final int BAND = 8;

  private static final int HISTOGRAMS = 9;

  static final double MOST = 8;

  /** Samples before a tail is known. */
  static final int LEAST = 20;

  private static final int BINS = 24;
  private static final int BINS_BELOW_FIRST = 15;
  private static final int BINS_AN_OCTAVE = 4;
  private static final int WEIGHT = 8;
  private static final int FULL = 65_535;

  /** Samples after which older ones begin to count less. */
  static final int REMEMBERED = FULL / WEIGHT;

  private static final double BEYOND = 0.6;
  private static final double[] FRACTIONS_OF_OCTAVE = {
    1, Math.pow(2, 0.25), Math.pow(2, 0.5), Math.pow(2, 0.75)
  };

  private final char[] counts;
  private final float[] bases;
  private final char[] totals;
  private final byte[] tops;

  Tails() {
    this(
        new char[HISTOGRAMS * BINS],
        new float[HISTOGRAMS],
        new char[HISTOGRAMS],
        new byte[HISTOGRAMS]);
    Arrays.fill(bases, Float.NaN);
    Arrays.fill(tops, (byte) -1);
  }

  private Tails(char[] counts, float[] bases, char[] totals, byte[] tops) {
    this.counts = counts;
    this.bases = bases;
    this.totals = totals;
    this.tops = tops;
  }

  Tails copy() {
    return new Tails(counts.clone(), bases.clone(), totals.clone(), tops.clone());
  }

  /** Position of a residual in bins, before the base is subtracted; of zero, far below all. */
  static float position(double residual) {
    double size = Math.abs(residual);
    return size < Double.MIN_NORMAL
        ? Float.NEGATIVE_INFINITY
        : (float) (BINS_AN_OCTAVE * FastLog.log2(size));
  }

  /** Surprise of a residual at this position, 0 to {@link #MOST}. */
  double surprise(int channel, float position) {
    int total = totals[channel];
    if (total < LEAST * WEIGHT) {
      return 0;
    }
    float base = bases[channel];
    if (Float.isNaN(base)) {
      return position == Float.NEGATIVE_INFINITY ? 0 : MOST;
    }
    float above = position - base;
    if (!(above >= 0)) {
      return 0;
    }
    int top = tops[channel];
    double beyond = 0;
    double count = 0;
    if (above >= top + 1) {
      beyond = BEYOND * (above - (top + 1));
    } else {
      int bin = (int) above;
      int first = channel * BINS;
      for (int i = first + top; i > first + bin; i--) {
        count += counts[i];
      }
      count += counts[first + bin] * (1 - (above - bin));
    }
    double all = (double) total / WEIGHT;
    double surprise =
        (FastLog.log2(all + 1) - FastLog.log2(count / WEIGHT + 0.5)) * FastLog.LOG10_OF_2 + beyond;
    return Math.max(0, Math.min(MOST, surprise));
  }

  /** The size of residual that has this surprise; 0 while none is known. */
  double sizeOf(int channel, double surprise) {
    int total = totals[channel];
    float base = bases[channel];
    if (Float.isNaN(base) || total < LEAST * WEIGHT) {
      return 0;
    }
    double all = (double) total / WEIGHT;
    double wanted = WEIGHT * ((all + 1) * Math.pow(10, -surprise) - 0.5);
    double reached = Math.max(WEIGHT, wanted);
    double position = base;
    int first = channel * BINS;
    double count = 0;
    for (int bin = tops[channel]; bin >= 0; bin--) {
      int here = counts[first + bin];
      if (count + here >= reached) {
        position = base + bin + 1 - (reached - count) / here;
        break;
      }
      count += here;
    }
    if (wanted < WEIGHT) {
      double there = (FastLog.log2(all + 1) - FastLog.log2(1.5)) * FastLog.LOG10_OF_2;
      position += Math.max(0, surprise - there) / BEYOND;
    }
    return size(position);
  }

  private static double size(double position) {
    double clamped = Math.min(position, BINS_AN_OCTAVE * 1000.0);
    int quarters = (int) Math.floor(clamped);
    double rest = clamped - quarters;
    int octave = Math.floorDiv(quarters, BINS_AN_OCTAVE);
    double size = FRACTIONS_OF_OCTAVE[Math.floorMod(quarters, BINS_AN_OCTAVE)];
    // within a quarter octave a power of two is nearly its chord
    return Math.scalb(size * (1 + rest * (FRACTIONS_OF_OCTAVE[1] - 1)), octave);
  }

  /**
   * Counts a residual that may lie far beyond all others: at most an octave above what fits, and as
   * none where there was none but zero, so that one of them does not move the bins out of reach of
   * the rest.
   */
  void learnBounded(int channel, float position) {
    float base = bases[channel];
    learn(
        channel,
        Float.isNaN(base)
            ? Float.NEGATIVE_INFINITY
            : Math.min(position, base + BINS - 1 + BINS_AN_OCTAVE));
  }

  /** Counts a residual. */
  void learn(int channel, float position) {
    int bin = 0;
    if (position != Float.NEGATIVE_INFINITY) {
      if (Float.isNaN(bases[channel])) {
        bases[channel] = position - BINS_BELOW_FIRST;
      }
      bin = Math.max(0, (int) Math.floor(position - bases[channel]));
      if (bin >= BINS) {
        moveUp(channel, bin - (BINS - 1));
        bin = BINS - 1;
      }
    }
    int index = channel * BINS + bin;
    counts[index] = (char) (counts[index] + WEIGHT);
    totals[channel] = (char) (totals[channel] + WEIGHT);
    if (bin > tops[channel]) {
      tops[channel] = (byte) bin;
    }
    if (totals[channel] >= FULL - WEIGHT) {
      halve(channel);
    }
  }

  /** Moves the bins up, adding what leaves them below to the lowest. */
  private void moveUp(int channel, int bins) {
    int first = channel * BINS;
    int kept = 0;
    for (int bin = 0; bin < BINS; bin++) {
      int from = first + bin;
      int to = bin - bins;
      char count = counts[from];
      counts[from] = 0;
      if (to <= 0) {
        kept += count;
      } else {
        counts[first + to] = count;
      }
    }
    counts[first] = (char) (counts[first] + kept);
    bases[channel] += bins;
    tops[channel] = (byte) Math.max(0, tops[channel] - bins);
  }

  private void halve(int channel) {
    int first = channel * BINS;
    int total = 0;
    int top = -1;
    for (int bin = 0; bin < BINS; bin++) {
      int half = counts[first + bin] / 2;
      counts[first + bin] = (char) half;
      total += half;
      if (half > 0) {
        top = bin;
      }
    }
    totals[channel] = (char) total;
    tops[channel] = (byte) top;
  }

  void write(StateWriter to) {
    for (char count : counts) {
      to.writeShort(count);
    }
    for (int channel = 0; channel < HISTOGRAMS; channel++) {
      to.writeFloat(bases[channel]);
      to.writeShort(totals[channel]);
      to.writeByte(tops[channel]);
    }
  }

  static Tails read(StateReader from) {
    Tails tails = new Tails();
    for (int i = 0; i < tails.counts.length; i++) {
      tails.counts[i] = (char) from.readShort();
    }
    for (int channel = 0; channel < HISTOGRAMS; channel++) {
      tails.bases[channel] = from.readFloat();
      tails.totals[channel] = (char) from.readShort();
      tails.tops[channel] = from.readByte();
    }
    return tails;
  }
}
