package io.vedette.algorithms.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Half widths of the prediction interval by horizon, from errors on held-back history: conformal
 * prediction with the absolute error as score (Vovk, Gammerman and Shafer 2005), over rolling
 * origins.
 *
 * <p>Errors of neighbouring origins are alike, so the quantile of all of them promises too much.
 * How much is measured: each origin is judged by the widths of the origins whose windows do not
 * overlap its own, and all widths are multiplied by what that takes to hold the coverage.
 */
final class Intervals {

  /** Ends of the horizons that share a width, as shares of the whole horizon. */
  private static final double[] ENDS = {1 / 48.0, 3 / 48.0, 0.125, 0.25, 0.375, 0.5, 0.75, 1};

  /** Errors looked at of an origin and a horizon. */
  private static final int MOST_ERRORS = 96;

  /**
   * Widening by how unlike the origins are: windows of a few days are few, and the next may be
   * worse than all of them. Measured on M4 Hourly, over four windows, to hold 95 %.
   */
  private static final double BLOCK_SPREAD = 0.8;

  /** Room for the number of an origin. */
  private static final long ORIGIN_BITS = 0xff;

  private final int[] ends;
  private final double[] halfWidths;
  private final double coverage;

  private Intervals(int[] ends, double[] halfWidths, double coverage) {
    this.ends = ends;
    this.halfWidths = halfWidths;
    this.coverage = coverage;
  }

  /**
   * Measures the widths.
   *
   * @param errors errors by origin, then by bin of the horizon; several a bin where bins hold
   *     several samples
   * @param origins first bin of each row
   */
  static Intervals of(double[][][] errors, int[] origins, int horizon, double coverage) {
    int[] ends = ends(horizon);
    double[] pooled = new double[ends.length];
    double[] ratios = new double[ends.length * origins.length * MOST_ERRORS];
    int judged = 0;
    double[] sums = new double[origins.length];
    int[] counts = new int[origins.length];
    int ahead = 0;
    for (int bucket = 0; bucket < ends.length; bucket++) {
      double[][] sizes = sizes(errors, ahead, ends[bucket]);
      ahead = ends[bucket];
      long[] keys = sortedKeys(sizes);
      pooled[bucket] = width(keys, coverage, origins, -1, horizon);
      for (int origin = 0; origin < origins.length; origin++) {
        for (double size : sizes[origin]) {
          sums[origin] += pooled[bucket] > 0 ? size / pooled[bucket] : 0;
          counts[origin]++;
        }
        double width = width(keys, coverage, origins, origin, horizon);
        if (width > 0) {
          for (double size : sizes[origin]) {
            ratios[judged++] = size / width;
          }
        }
      }
    }
    ratios = Arrays.copyOf(ratios, judged);
    double held = Double.NaN;
    double factor = 1;
    if (judged > 0) {
      Arrays.sort(ratios);
      int inside = 0;
      while (inside < judged && ratios[inside] <= 1) {
        inside++;
      }
      held = inside / (double) judged;
      factor = Math.max(1, ratios[rank(judged, coverage) - 1]);
    }
    factor *= 1 + BLOCK_SPREAD * spread(sums, counts);
    // near horizons have few errors, so their quantile may be the largest of them: errors grow with
    // the horizon, so no width needs to be above the next one
    double next = Double.POSITIVE_INFINITY;
    for (int bucket = pooled.length - 1; bucket >= 0; bucket--) {
      next = Math.min(next, pooled[bucket]);
      pooled[bucket] = next * factor;
    }
    return new Intervals(ends, pooled, held);
  }

  /** Standard deviation of the logarithm of the mean size of an origin's errors. */
  private static double spread(double[] sums, int[] counts) {
    double mean = 0;
    double squares = 0;
    int known = 0;
    for (int i = 0; i < sums.length; i++) {
      if (sums[i] > 0) {
        double size = Math.log(sums[i] / counts[i]);
        double delta = size - mean;
        mean += delta / ++known;
        squares += delta * (size - mean);
      }
    }
    return known < 2 ? 0 : Math.sqrt(squares / (known - 1));
  }

  /** Intervals of no width, of a series that is constant. */
  static Intervals none(int horizon) {
    return new Intervals(new int[] {horizon}, new double[1], 1);
  }

  private static int[] ends(int horizon) {
    List<Integer> ends = new ArrayList<>();
    for (double share : ENDS) {
      int end = Math.max(1, (int) Math.round(share * horizon));
      if (ends.isEmpty() || end > ends.get(ends.size() - 1)) {
        ends.add(end);
      }
    }
    return ends.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Sizes of the errors of a stretch of the horizon, by origin. */
  private static double[][] sizes(double[][][] errors, int from, int to) {
    double[][] sizes = new double[errors.length][];
    for (int origin = 0; origin < errors.length; origin++) {
      int count = 0;
      for (int ahead = from; ahead < to; ahead++) {
        count += errors[origin][ahead].length;
      }
      double[] collected = new double[count];
      int at = 0;
      for (int ahead = from; ahead < to; ahead++) {
        for (double error : errors[origin][ahead]) {
          collected[at++] = Math.abs(error);
        }
      }
      sizes[origin] = thinned(collected);
    }
    return sizes;
  }

  /** At most a given number of them, evenly. */
  private static double[] thinned(double[] collected) {
    double[] kept = new double[Math.min(collected.length, MOST_ERRORS)];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = collected[(int) ((long) i * collected.length / kept.length)];
    }
    return kept;
  }

  /**
   * All sizes, ascending, each with its origin in the lowest bits: the bits of numbers that are not
   * negative are in their order, and the last few do not matter.
   */
  private static long[] sortedKeys(double[][] sizes) {
    int count = 0;
    for (double[] some : sizes) {
      count += some.length;
    }
    long[] keys = new long[count];
    int at = 0;
    for (int origin = 0; origin < sizes.length; origin++) {
      for (double size : sizes[origin]) {
        keys[at++] = (Double.doubleToRawLongBits(size) & ~ORIGIN_BITS) | origin;
      }
    }
    Arrays.sort(keys);
    return keys;
  }

  /**
   * The finite-sample quantile of conformal prediction, rank ceil((n + 1) * coverage) but at most
   * n, of the errors of all origins whose window does not overlap that of one (-1: of all); 0 when
   * there is none.
   */
  private static double width(
      long[] keys, double coverage, int[] origins, int without, int horizon) {
    int count = 0;
    for (long key : keys) {
      count += isApart(key, origins, without, horizon) ? 1 : 0;
    }
    int above = count - rank(count, coverage);
    for (int i = keys.length - 1; i >= 0; i--) {
      if (isApart(keys[i], origins, without, horizon) && above-- == 0) {
        return Double.longBitsToDouble(keys[i] & ~ORIGIN_BITS);
      }
    }
    return 0;
  }

  private static boolean isApart(long key, int[] origins, int without, int horizon) {
    return without < 0
        || Math.abs(origins[(int) (key & ORIGIN_BITS)] - origins[without]) >= horizon;
  }

  private static int rank(int count, double share) {
    return Math.min(count, (int) Math.ceil((count + 1) * share));
  }

  /** Last bin of each horizon, counted from 1. */
  int[] ends() {
    return ends;
  }

  /** Half width up to each of those bins. */
  double[] halfWidths() {
    return halfWidths;
  }

  /** Share of held-back values inside widths they had no part in; NaN when there are too few. */
  double coverage() {
    return coverage;
  }
}
