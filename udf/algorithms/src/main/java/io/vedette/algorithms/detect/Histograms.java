package io.vedette.algorithms.detect;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;

/**
 * How often residuals of each size were seen: one histogram a channel of {@link Tails}, by
 * logarithm of the size.
 *
 * <pre>
 *   bin       floor(4 log2 |r|) - base              24 bins of a quarter octave: the upper six octaves
 *   surprise  -log10((above + 1/2) / (all + 1))     at the edge of a bin, counted above it
 * </pre>
 *
 * <p>Smaller residuals count in the lowest bin. A larger one than fits moves the bins up. Counts
 * have a weight of eighths and are halved when their sum fills 16 bits, after some 8,000 samples,
 * so that what is old is forgotten.
 *
 * <p>450 bytes. Constant time, no allocation.
 */
final class Histograms {

  static final int HISTOGRAMS = 9;
  static final int BINS = 24;
  static final int BINS_AN_OCTAVE = 4;

  /** Samples before a tail is known. */
  static final int LEAST = 20;

  private static final int WEIGHT = 8;
  private static final int FULL = 65_535;

  /** Samples after which older ones begin to count less. */
  static final int REMEMBERED = FULL / WEIGHT;

  private static final double[] FRACTIONS_OF_OCTAVE = {
    1, Math.pow(2, 0.25), Math.pow(2, 0.5), Math.pow(2, 0.75)
  };

  private final char[] counts;
  private final char[] totals;

  Histograms() {
    this(new char[HISTOGRAMS * BINS], new char[HISTOGRAMS]);
  }

  private Histograms(char[] counts, char[] totals) {
    this.counts = counts;
    this.totals = totals;
  }

  Histograms copy() {
    return new Histograms(counts.clone(), totals.clone());
  }

  /**
   * Counts residuals of a channel, one after the other.
   *
   * @param noted their bins, by sample and channel; one too large moves the bins up, and those
   *     after it are lower by as many; {@link Tails#NOTHING} is none
   * @return by how many bins they moved up
   */
  int learn(int channel, byte[] noted, int samples) {
    int first = channel * BINS;
    int total = totals[channel];
    int moved = 0;
    int end = samples * HISTOGRAMS + channel;
    for (int at = channel; at < end; at += HISTOGRAMS) {
      if (noted[at] == Tails.NOTHING) {
        continue;
      }
      int bin = Math.max(0, noted[at] - moved);
      if (bin >= BINS) {
        int up = bin - (BINS - 1);
        moveUp(channel, up);
        moved += up;
        bin = BINS - 1;
      }
      counts[first + bin] = (char) (counts[first + bin] + WEIGHT);
      total += WEIGHT;
      if (total >= FULL - WEIGHT) {
        total = halve(channel);
      }
    }
    totals[channel] = (char) total;
    return moved;
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
  }

  /** Halves all counts; returns their sum. */
  private int halve(int channel) {
    int first = channel * BINS;
    int total = 0;
    for (int bin = 0; bin < BINS; bin++) {
      int half = counts[first + bin] / 2;
      counts[first + bin] = (char) half;
      total += half;
    }
    return total;
  }

  /**
   * Surprise at the lower edge of each bin, and at the upper one of the last; beyond the largest
   * residual with the slope of the tail. All are 0 while there are too few samples.
   *
   * @param units in which it is written
   * @param into its {@value #BINS} + 1 bytes from {@code from} on are written, unsigned
   */
  void surprises(int channel, double units, byte[] into, int from) {
    int first = channel * BINS;
    int total = totals[channel];
    if (total < LEAST * WEIGHT) {
      return;
    }
    double perLog = units * FastLog.LOG10_OF_2;
    double all = perLog * log2((float) total / WEIGHT + 1);
    double largest = all + perLog; // log2(0 + 1/2) is -1
    int top = BINS;
    while (top > 0 && counts[first + top - 1] == 0) {
      top--;
    }
    for (int edge = top; edge <= BINS; edge++) {
      into[from + edge] = rounded(largest + units * Tails.BEYOND * (edge - top), units);
    }
    int count = 0;
    for (int bin = top - 1; bin >= 0; bin--) {
      // the same again for a bin that is empty: no branch
      count += counts[first + bin];
      double here = all - perLog * log2((float) count / WEIGHT + 0.5f);
      into[from + bin] = rounded(here, units);
    }
  }

  /**
   * Logarithm to base 2 within 0.0009, a hundredth of a unit of surprise: by the cubic that meets 1
   * and 2.
   */
  private static double log2(float value) {
    int bits = Float.floatToRawIntBits(value);
    double m = Float.intBitsToFloat((bits & 0x007f_ffff) | 0x3f80_0000) - 1;
    return (bits >>> 23) - 127 + m * (1.4228653 + m * (-0.5820856 + m * 0.1592203));
  }

  private static byte rounded(double surprise, double units) {
    return (byte) Math.max(0, Math.min((int) (units * Tails.MOST), (int) (surprise + 0.5)));
  }

  /**
   * The size of residual that has this surprise; 0 while none is known.
   *
   * @param base position of the lowest bin
   */
  double sizeOf(int channel, double base, double surprise) {
    int total = totals[channel];
    if (total < LEAST * WEIGHT) {
      return 0;
    }
    double all = (double) total / WEIGHT;
    double wanted = WEIGHT * ((all + 1) * Math.pow(10, -surprise) - 0.5);
    double reached = Math.max(WEIGHT, wanted);
    double position = base;
    int first = channel * BINS;
    double count = 0;
    for (int bin = BINS - 1; bin >= 0; bin--) {
      int here = counts[first + bin];
      if (count + here >= reached) {
        position = base + bin + 1 - (reached - count) / here;
        break;
      }
      count += here;
    }
    if (wanted < WEIGHT) {
      double there = (FastLog.log2(all + 1) - FastLog.log2(1.5)) * FastLog.LOG10_OF_2;
      position += Math.max(0, surprise - there) / Tails.BEYOND;
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

  void write(StateWriter to) {
    for (char count : counts) {
      to.writeShort(count);
    }
    for (char total : totals) {
      to.writeShort(total);
    }
  }

  static Histograms read(StateReader from) {
    Histograms histograms = new Histograms();
    for (int i = 0; i < histograms.counts.length; i++) {
      histograms.counts[i] = (char) from.readShort();
    }
    for (int channel = 0; channel < HISTOGRAMS; channel++) {
      histograms.totals[channel] = (char) from.readShort();
    }
    return histograms;
  }

  /** What version 1 kept, where the bases and tops were beside the totals. */
  static Histograms readFirst(StateReader from, float[] bases) {
    Histograms histograms = new Histograms();
    for (int i = 0; i < histograms.counts.length; i++) {
      histograms.counts[i] = (char) from.readShort();
    }
    for (int channel = 0; channel < HISTOGRAMS; channel++) {
      bases[channel] = from.readFloat();
      histograms.totals[channel] = (char) from.readShort();
      from.readByte();
    }
    return histograms;
  }
}
