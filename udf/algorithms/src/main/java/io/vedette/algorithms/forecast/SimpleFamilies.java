package io.vedette.algorithms.forecast;

import java.util.Arrays;

/** The families that need a few lines each: Theta and seasonal naive. Linear in bins. */
final class SimpleFamilies {

  private static final double[] ALPHAS = {0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9};

  private SimpleFamilies() {}

  /**
   * Theta (Assimakopoulos and Nikolopoulos 2000) of the series without its seasons, in the form of
   * Hyndman and Billah (2003): simple exponential smoothing with half the slope of a straight line
   * as drift.
   */
  static Candidate theta(double[] units, Layout layout, double[][] profiles) {
    double[] adjusted = Arrays.copyOf(units, layout.size());
    for (int season = 0; season < profiles.length; season++) {
      for (int i = 0; i < adjusted.length; i++) {
        adjusted[i] -= profiles[season][layout.slots()[season][i]];
      }
    }
    int[] ends = Arrays.copyOf(layout.origins(), layout.origins().length + 1);
    ends[ends.length - 1] = layout.size();
    double[] drifts = new double[ends.length];
    for (int i = 0; i < ends.length; i++) {
      drifts[i] = slope(adjusted, ends[i]) / 2;
    }
    HeldBack heldBack = new HeldBack(units, layout.origins());
    double[][] best = {};
    double least = Double.POSITIVE_INFINITY;
    for (double alpha : ALPHAS) {
      double[][] paths = paths(adjusted, ends, drifts, alpha, layout.horizon());
      double error = heldBack.meanAbsoluteError(withSeasons(paths, layout, profiles));
      if (error < least || best.length == 0) {
        least = error;
        best = paths;
      }
    }
    return new Candidate(
        ModelFamily.THETA, withSeasons(best, layout, profiles), best[best.length - 1], profiles);
  }

  /** Slope of the least-squares line, a bin. */
  static double slope(double[] series, int end) {
    double count = 0;
    double meanTime = 0;
    double mean = 0;
    double product = 0;
    double square = 0;
    for (int i = 0; i < end; i++) {
      if (!Double.isNaN(series[i])) {
        count++;
        double time = i - meanTime;
        meanTime += time / count;
        mean += (series[i] - mean) / count;
        product += time * (series[i] - mean);
        square += time * (i - meanTime);
      }
    }
    return square == 0 ? 0 : product / square;
  }

  static double[][] paths(double[] series, int[] ends, double[] drifts, double alpha, int horizon) {
    double[][] paths = new double[ends.length][horizon];
    double level = Double.NaN;
    int bin = 0;
    for (int i = 0; i < ends.length; i++) {
      for (; bin < ends[i]; bin++) {
        if (!Double.isNaN(series[bin])) {
          level = Double.isNaN(level) ? series[bin] : level + alpha * (series[bin] - level);
        }
      }
      double lag = (1 - Math.pow(1 - alpha, ends[i])) / alpha;
      for (int ahead = 0; ahead < horizon; ahead++) {
        paths[i][ahead] = level + drifts[i] * (ahead + lag);
      }
    }
    return paths;
  }

  private static double[][] withSeasons(double[][] paths, Layout layout, double[][] profiles) {
    double[][] forecasts = new double[layout.origins().length][];
    for (int i = 0; i < forecasts.length; i++) {
      forecasts[i] = paths[i].clone();
      for (int season = 0; season < profiles.length; season++) {
        int[] slots = layout.slots()[season];
        for (int ahead = 0; ahead < forecasts[i].length; ahead++) {
          forecasts[i][ahead] += profiles[season][slots[layout.origins()[i] + ahead]];
        }
      }
    }
    return forecasts;
  }

  /** The last value at the same place of the shortest season; without a season the last value. */
  static Candidate seasonalNaive(double[] units, Layout layout) {
    boolean hasSeason = !layout.seasons().isEmpty();
    int[] slots = hasSeason ? layout.slots()[0] : new int[layout.size() + layout.horizon()];
    double[] latest = new double[hasSeason ? layout.seasons().get(0).slots() : 1];
    int[] origins = layout.origins();
    double[][] rolled = new double[origins.length][layout.horizon()];
    int bin = 0;
    for (int i = 0; i < origins.length; i++) {
      bin = learn(units, slots, latest, bin, origins[i]);
      for (int ahead = 0; ahead < layout.horizon(); ahead++) {
        rolled[i][ahead] = latest[slots[origins[i] + ahead]];
      }
    }
    learn(units, slots, latest, bin, layout.size());
    double[][] profiles = new double[layout.seasons().size()][];
    for (int season = 0; season < profiles.length; season++) {
      profiles[season] = season == 0 ? latest : new double[layout.seasons().get(season).slots()];
    }
    double[] path = new double[layout.horizon()];
    if (!hasSeason) {
      Arrays.fill(path, latest[0]);
    }
    return new Candidate(ModelFamily.SEASONAL_NAIVE, rolled, path, profiles);
  }

  private static int learn(double[] units, int[] slots, double[] latest, int from, int to) {
    for (int bin = from; bin < to; bin++) {
      if (!Double.isNaN(units[bin])) {
        latest[slots[bin]] = units[bin];
      }
    }
    return Math.max(from, to);
  }
}
