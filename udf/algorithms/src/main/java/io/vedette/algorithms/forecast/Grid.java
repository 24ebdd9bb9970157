package io.vedette.algorithms.forecast;

import java.util.Arrays;

/**
 * A history on an even grid: bins with the mean of what fell into each, NaN where nothing did.
 *
 * <p>The spacing is that of the samples where it can be told, but not finer than 15 minutes once
 * the history is long enough for a daily season, since no more can be kept of a day. Where bins are
 * wider than the distance of samples, a few samples of each are kept besides: the spread of single
 * values is not that of means.
 *
 * <p>Cost: sorting, then linear.
 */
final class Grid {

  /** More bins are not looked at; the newest count. Two years of hours. */
  static final int MOST_BINS = 18_000;

  private static final long QUARTER_HOUR = 900_000;

  /** Bins of a history too short for a daily season. */
  private static final int SHORT_HISTORY_BINS = 2_000;

  /** Samples kept of a bin that holds several. */
  private static final int MOST_PROBES = 4;

  /** Usual spacings, milliseconds: a measured one this near (1 %) to one of them is it. */
  private static final long[] USUAL = {
    1_000,
    5_000,
    10_000,
    15_000,
    20_000,
    30_000,
    60_000,
    120_000,
    300_000,
    600_000,
    QUARTER_HOUR,
    1_800_000,
    3_600_000,
    7_200_000,
    10_800_000,
    14_400_000,
    21_600_000,
    28_800_000,
    43_200_000,
    Season.DAY,
    Season.WEEK
  };

  private final long start;
  private final long step;
  private final double[] values;
  private final long[] probeTimes;
  private final double[] probeValues;
  private final int[] probeFirst;

  private Grid(
      long start,
      long step,
      double[] values,
      long[] probeTimes,
      double[] probeValues,
      int[] probeFirst) {
    this.start = start;
    this.step = step;
    this.values = values;
    this.probeTimes = probeTimes;
    this.probeValues = probeValues;
    this.probeFirst = probeFirst;
  }

  /**
   * Lays a history out.
   *
   * @param times ascending, at least two of them different
   * @param samples the values at these times
   */
  static Grid of(long[] times, double[] samples) {
    int count = times.length;
    long sampling = sampling(times);
    long span = times[count - 1] - times[0];
    long step = sampling;
    if (span >= 2 * Season.DAY) {
      step = Math.max(step, QUARTER_HOUR);
    } else {
      step = Math.max(step, sampling * (span / (sampling * SHORT_HISTORY_BINS) + 1));
    }
    while (isSparse(times, step)) {
      step *= 2;
    }
    long phase = step > sampling ? (step - sampling) / 2 : phase(times, step);
    long last = nearest(times[count - 1], phase, step);
    long first = Math.max(nearest(times[0], phase, step), last - (long) (MOST_BINS - 1) * step);
    return fill(times, samples, first, step, (int) ((last - first) / step) + 1);
  }

  private static Grid fill(long[] times, double[] samples, long start, long step, int size) {
    double[] values = new double[size];
    Arrays.fill(values, Double.NaN);
    int[] probeFirst = new int[size + 1];
    long[] probeTimes = new long[Math.min(times.length, size * MOST_PROBES)];
    double[] probeValues = new double[probeTimes.length];
    int probes = 0;
    int at = 0;
    while (at < times.length && times[at] < start - step / 2) {
      at++;
    }
    for (int bin = 0; bin < size; bin++) {
      long end = start + bin * step + (step + 1) / 2;
      int from = at;
      double mean = 0;
      while (at < times.length && times[at] < end) {
        // a running mean: a sum could overflow
        mean += (samples[at] - mean) / (at - from + 1);
        at++;
      }
      probeFirst[bin] = probes;
      int inside = at - from;
      if (inside > 0) {
        values[bin] = mean;
        int kept = Math.min(inside, MOST_PROBES);
        for (int k = 0; k < kept; k++) {
          int chosen = from + (int) ((2L * k + 1) * inside / (2L * kept));
          probeTimes[probes] = times[chosen];
          probeValues[probes++] = samples[chosen];
        }
      }
    }
    probeFirst[size] = probes;
    return new Grid(start, step, values, probeTimes, probeValues, probeFirst);
  }

  /** The usual distance of two samples: the median, brought to a usual number when near one. */
  private static long sampling(long[] times) {
    long[] distances = new long[times.length - 1];
    int count = 0;
    for (int i = 1; i < times.length; i++) {
      if (times[i] > times[i - 1]) {
        distances[count++] = times[i] - times[i - 1];
      }
    }
    Arrays.sort(distances, 0, count);
    long median = distances[count / 2];
    for (long usual : USUAL) {
      if (Math.abs(median - usual) <= usual / 100) {
        return usual;
      }
    }
    for (int months : new int[] {1, 3, 12}) {
      long calendar = Season.YEAR * months / 12;
      if (Math.abs(median - calendar) <= 3 * Season.DAY) {
        return calendar;
      }
    }
    return median;
  }

  /** Whether fewer than half of the bins would hold anything. */
  private static boolean isSparse(long[] times, long step) {
    long span = times[times.length - 1] - times[0];
    long filled = 1;
    long bin = 0;
    for (long time : times) {
      long here = (time - times[0]) / step;
      if (here != bin) {
        filled++;
        bin = here;
      }
    }
    return filled * 2 < span / step;
  }

  /** Where in a step the samples lie: their mean direction on a circle. */
  private static long phase(long[] times, long step) {
    double sine = 0;
    double cosine = 0;
    for (long time : times) {
      double angle = 2 * Math.PI * Math.floorMod(time, step) / step;
      sine += Math.sin(angle);
      cosine += Math.cos(angle);
    }
    return Math.floorMod(Math.round(Math.atan2(sine, cosine) / (2 * Math.PI) * step), step);
  }

  private static long nearest(long time, long phase, long step) {
    return Math.floorDiv(time - phase + step / 2, step) * step + phase;
  }

  /** Time of the middle of a bin, also of one yet to come. */
  long time(int bin) {
    return start + bin * step;
  }

  long step() {
    return step;
  }

  int size() {
    return values.length;
  }

  /** Means by bin, NaN where there is none; not to be changed. */
  double[] values() {
    return values;
  }

  /** How many bins hold anything. */
  int filled() {
    int filled = 0;
    for (double value : values) {
      filled += Double.isNaN(value) ? 0 : 1;
    }
    return filled;
  }

  /** Whether bins hold more than one sample, so that means vary less than samples do. */
  boolean isCoarse() {
    return probeFirst[values.length] > filled() * 3L / 2;
  }

  /** First of the samples kept of a bin; those of the next begin where it ends. */
  int probeFirst(int bin) {
    return probeFirst[bin];
  }

  long probeTime(int probe) {
    return probeTimes[probe];
  }

  double probeValue(int probe) {
    return probeValues[probe];
  }
}
