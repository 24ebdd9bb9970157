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
    double[][][] sizes = byBucket(errors, ends);
    double[] pooled = new double[ends.length];
    for (int bucket = 0; bucket < ends.length; bucket++) {
      pooled[bucket] = width(sizes, bucket, coverage, origins, Integer.MIN_VALUE, horizon);
    }
    double[] ratios = {};
    for (int origin = 0; origin < origins.length; origin++) {
      for (int bucket = 0; bucket < ends.length; bucket++) {
        double width = width(sizes, bucket, coverage, origins, origins[origin], horizon);
        if (width > 0) {
          int known = ratios.length;
          double[] judged = sizes[origin][bucket];
          ratios = Arrays.copyOf(ratios, known + judged.length);
          for (int i = 0; i < judged.length; i++) {
            ratios[known + i] = judged[i] / width;
          }
        }
      }
    }
    double held = Double.NaN;
    double factor = 1;
    if (ratios.length > 0) {
      Arrays.sort(ratios);
      int inside = 0;
      while (inside < ratios.length && ratios[inside] <= 1) {
        inside++;
      }
      held = inside / (double) ratios.length;
      factor = Math.max(1, quantile(ratios, ratios.length, coverage));
    }
    double widest = 0;
    for (int bucket = 0; bucket < pooled.length; bucket++) {
      widest = Math.max(widest, pooled[bucket] * factor);
      pooled[bucket] = widest;
    }
    return new Intervals(ends, pooled, held);
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

  private static double[][][] byBucket(double[][][] errors, int[] ends) {
    double[][][] sizes = new double[errors.length][ends.length][];
    for (int origin = 0; origin < errors.length; origin++) {
      int ahead = 0;
      for (int bucket = 0; bucket < ends.length; bucket++) {
        double[] collected = new double[16];
        int count = 0;
        for (; ahead < ends[bucket] && ahead < errors[origin].length; ahead++) {
          for (double error : errors[origin][ahead]) {
            if (count == collected.length) {
              collected = Arrays.copyOf(collected, 2 * count);
            }
            collected[count++] = Math.abs(error);
          }
        }
        sizes[origin][bucket] = thinned(collected, count);
      }
    }
    return sizes;
  }

  /** At most a given number of them, evenly. */
  private static double[] thinned(double[] collected, int count) {
    double[] kept = new double[Math.min(count, MOST_ERRORS)];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = collected[(int) ((long) i * count / kept.length)];
    }
    return kept;
  }

  /** Quantile of the errors of all origins whose window does not overlap that of one. */
  private static double width(
      double[][][] sizes, int bucket, double coverage, int[] origins, int without, int horizon) {
    int count = 0;
    for (int origin = 0; origin < origins.length; origin++) {
      count += isApart(origins[origin], without, horizon) ? sizes[origin][bucket].length : 0;
    }
    double[] collected = new double[count];
    int at = 0;
    for (int origin = 0; origin < origins.length; origin++) {
      if (isApart(origins[origin], without, horizon)) {
        double[] some = sizes[origin][bucket];
        System.arraycopy(some, 0, collected, at, some.length);
        at += some.length;
      }
    }
    Arrays.sort(collected);
    return count == 0 ? 0 : quantile(collected, count, coverage);
  }

  private static boolean isApart(int origin, int other, int horizon) {
    return other == Integer.MIN_VALUE || Math.abs(origin - other) >= horizon;
  }

  /** The finite-sample quantile of conformal prediction: rank ceil((n + 1) * share), at most n. */
  private static double quantile(double[] sorted, int count, double share) {
    int rank = (int) Math.ceil((count + 1) * share);
    return sorted[Math.min(rank, count) - 1];
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
