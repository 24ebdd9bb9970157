package io.vedette.algorithms.trace;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import java.util.Arrays;

/**
 * Quantiles of durations, within {@value #ACCURACY} of the true value, mergeable: DDSketch (C.
 * Masson, J. E. Rim, H. K. Lee, "DDSketch: a fast and fully-mergeable quantile sketch with
 * relative-error guarantees", PVLDB 12, 2019), with logarithmic bins and without collapsing, since
 * durations have bounds: from 1 microsecond, below which all count as one, to 292 years there are
 * 1,840 bins.
 *
 * <p>Guarantee: the sketch of two sketches merged is that of all their durations, whatever their
 * order. Adding costs a logarithm. Memory is 8 bytes a bin between the shortest and the longest
 * duration: 1.8 KiB where the longest is a hundred times the shortest, 15 KiB at most.
 */
public final class DurationSketch {

  /** Relative error of a quantile. */
  public static final double ACCURACY = 0.01;

  private static final double GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
  private static final double BINS_A_FOLD = 1 / Math.log(GAMMA);
  private static final long SHORTEST = 1_000;
  private static final int LOWEST = binOf(SHORTEST);
  private static final int HIGHEST = binOf(Long.MAX_VALUE);
  private static final double[] NONE = {};

  private int first;
  private double[] counts = NONE;
  private double count;

  /** Adds a duration so many times over. */
  public void add(long nanos, double weight) {
    int bin = binOf(nanos);
    reach(bin, bin);
    counts[bin - first] += weight;
    count += weight;
  }

  /** Adds all of another sketch, which stays as it is. */
  public void merge(DurationSketch other) {
    if (other.counts.length == 0) {
      return;
    }
    reach(other.first, other.first + other.counts.length - 1);
    for (int i = 0; i < other.counts.length; i++) {
      counts[other.first + i - first] += other.counts[i];
    }
    count += other.count;
  }

  /** How many durations there are, by weight. */
  public double count() {
    return count;
  }

  /**
   * A quantile in nanoseconds, NaN of nothing.
   *
   * @param q from 0 to 1
   */
  public double quantile(double q) {
    double rank = q * Math.max(0, count - 1);
    double below = 0;
    int last = -1;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        last = i;
        below += counts[i];
        if (below > rank) {
          break;
        }
      }
    }
    // the middle of a bin in relative terms
    return last < 0 ? Double.NaN : 2 * Math.pow(GAMMA, first + last) / (GAMMA + 1);
  }

  /** All of them together in nanoseconds, each by the middle of its bin. */
  public double sum() {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        sum += counts[i] * 2 * Math.pow(GAMMA, first + i) / (GAMMA + 1);
      }
    }
    return sum;
  }

  /** A copy that stays as it is. */
  public DurationSketch copy() {
    DurationSketch copy = new DurationSketch();
    copy.first = first;
    copy.counts = counts.clone();
    copy.count = count;
    return copy;
  }

  /** Writes the bins that hold something. */
  public void write(StateWriter out) {
    int used = 0;
    for (double inBin : counts) {
      used += inBin > 0 ? 1 : 0;
    }
    out.writeShort(used);
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        out.writeShort(first + i);
        out.writeDouble(counts[i]);
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static DurationSketch read(StateReader in) {
    DurationSketch sketch = new DurationSketch();
    int used = in.readShort();
    for (int i = 0; i < used; i++) {
      int bin = in.readShort();
      double inBin = in.readDouble();
      if (bin < LOWEST || bin > HIGHEST || !(inBin > 0)) {
        throw new IllegalArgumentException("a sketch has no bin " + bin + " with " + inBin);
      }
      sketch.reach(bin, bin);
      sketch.counts[bin - sketch.first] += inBin;
      sketch.count += inBin;
    }
    return sketch;
  }

  private static int binOf(long nanos) {
    return (int) Math.ceil(Math.log((double) Math.max(SHORTEST, nanos)) * BINS_A_FOLD);
  }

  /** Makes room for bins. */
  private void reach(int from, int to) {
    if (counts.length == 0) {
      first = from;
      counts = new double[to - from + 1];
    } else if (from < first) {
      // a little more than asked for: the next one is likely to be near
      int lower = Math.max(LOWEST, Math.min(from, first - 16));
      double[] more = new double[first + counts.length - lower];
      System.arraycopy(counts, 0, more, first - lower, counts.length);
      counts = more;
      first = lower;
    }
    if (to >= first + counts.length) {
      int higher = Math.min(HIGHEST, Math.max(to, first + counts.length + 15));
      counts = Arrays.copyOf(counts, higher - first + 1);
    }
  }
}
