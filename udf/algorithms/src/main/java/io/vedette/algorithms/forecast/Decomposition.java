package io.vedette.algorithms.forecast;

import java.util.Arrays;

/**
 * Level, seasons and remainder of the first part of a series, where smoothing begins.
 *
 * <p>Classical decomposition by moving averages, made robust by doing it twice: the second time
 * what lies more than {@value #CLIP} robust standard deviations from the first fit is drawn in to
 * there. A season's profile is shrunk towards nothing by how much of its variance is noise (the
 * empirical Bayes estimate of Efron and Morris 1973), so that a season which is not there vanishes.
 *
 * <p>Cost: linear in bins times seasons.
 */
final class Decomposition {

  private static final double CLIP = 4;
  private static final double DEVIATIONS_PER_MAD = 1.4826;

  private final double[][] profiles;
  private final double[] series;
  private final double[] trend;

  private Decomposition(double[][] profiles, double[] series, double[] trend) {
    this.profiles = profiles;
    this.series = series;
    this.trend = trend;
  }

  /**
   * Decomposes the bins before {@code end}.
   *
   * @param units the series, NaN where it has gaps
   * @param period width of the moving average, bins
   */
  static Decomposition of(double[] units, int end, Layout layout, int period) {
    Decomposition rough = once(Arrays.copyOf(units, end), layout, period);
    return once(rough.drawnIn(layout), layout, period);
  }

  private static Decomposition once(double[] series, Layout layout, int period) {
    double[] trend = movingAverage(series, period);
    double[] rest = new double[series.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = layout.holiday()[i] ? Double.NaN : series[i] - trend[i];
    }
    double[][] profiles = new double[layout.slots().length][];
    for (int season = 0; season < profiles.length; season++) {
      int[] slots = layout.slots()[season];
      profiles[season] = profile(rest, slots, layout.seasons().get(season).slots());
      for (int i = 0; i < rest.length; i++) {
        rest[i] -= profiles[season][slots[i]];
      }
    }
    return new Decomposition(profiles, series, trend);
  }

  /** Mean of a window round each bin; at the ends the first and the last whole window. */
  private static double[] movingAverage(double[] series, int period) {
    int width = Math.min(period, series.length);
    double[] sums = new double[series.length + 1];
    int[] counts = new int[series.length + 1];
    for (int i = 0; i < series.length; i++) {
      boolean isGap = Double.isNaN(series[i]);
      sums[i + 1] = sums[i] + (isGap ? 0 : series[i]);
      counts[i + 1] = counts[i] + (isGap ? 0 : 1);
    }
    double[] averages = new double[series.length];
    double before = 0;
    for (int i = 0; i < series.length; i++) {
      int from = Math.max(0, Math.min(i - width / 2, series.length - width));
      int count = counts[from + width] - counts[from];
      averages[i] = count == 0 ? before : (sums[from + width] - sums[from]) / count;
      before = averages[i];
    }
    return averages;
  }

  private static double[] profile(double[] rest, int[] slots, int places) {
    double[] means = new double[places];
    double[] squares = new double[places];
    int[] counts = new int[places];
    for (int i = 0; i < rest.length; i++) {
      if (!Double.isNaN(rest[i])) {
        int slot = slots[i];
        double delta = rest[i] - means[slot];
        means[slot] += delta / ++counts[slot];
        squares[slot] += delta * (rest[i] - means[slot]);
      }
    }
    double within = 0;
    int freedom = 0;
    double between = 0;
    double perPlace = 0;
    int seen = 0;
    for (int slot = 0; slot < places; slot++) {
      if (counts[slot] > 0) {
        within += squares[slot];
        freedom += counts[slot] - 1;
        between += means[slot] * means[slot];
        perPlace += 1.0 / counts[slot];
        seen++;
      }
    }
    if (freedom == 0 || between == 0) {
      return new double[places];
    }
    double noise = within / freedom * perPlace / seen;
    double signal = Math.max(0, 1 - noise / (between / seen));
    for (int slot = 0; slot < places; slot++) {
      means[slot] *= signal;
    }
    return means;
  }

  private double[] drawnIn(Layout layout) {
    double[] fit = new double[series.length];
    double[] sizes = new double[series.length];
    int count = 0;
    for (int i = 0; i < fit.length; i++) {
      fit[i] = fit(layout, i);
      if (!Double.isNaN(series[i])) {
        sizes[count++] = Math.abs(series[i] - fit[i]);
      }
    }
    Arrays.sort(sizes, 0, count);
    double limit = CLIP * DEVIATIONS_PER_MAD * sizes[count / 2];
    double[] result = series.clone();
    if (limit > 0) {
      for (int i = 0; i < result.length; i++) {
        // a gap stays one: NaN passes through min and max
        result[i] = fit[i] + Math.max(-limit, Math.min(limit, series[i] - fit[i]));
      }
    }
    return result;
  }

  /** One profile a season, value by place. */
  double[][] profiles() {
    return profiles;
  }

  /** Level and seasons at a bin. */
  double fit(Layout layout, int bin) {
    double fit = trend[bin];
    for (int season = 0; season < profiles.length; season++) {
      fit += profiles[season][layout.slots()[season][bin]];
    }
    return fit;
  }

  /** The level at the first bin. */
  double firstLevel() {
    return trend[0];
  }
}
