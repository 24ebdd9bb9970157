package io.vedette.algorithms.forecast;

import java.util.Arrays;

/**
 * Additive regression in the role of Prophet (Taylor and Letham 2018): piecewise-linear trend,
 * Fourier seasons, robust loss; and what recent values deviate from it.
 *
 * <ul>
 *   <li>Changes of slope have a Laplace prior, so most of them are 0: its absolute value is
 *       minimised by squares that are weighted anew (Hunter and Li 2005).
 *   <li>Huber's loss (1964), by squares weighted anew: an incident counts in proportion to its size
 *       and not to its square.
 *   <li>The deviation of the last bins from the fit is carried on and fades: level (weight alpha)
 *       and what remains after each bin (phi) are chosen by the error held back. Prophet has no
 *       such term, which is why it misses what happened yesterday.
 * </ul>
 *
 * <p>For every second origin the regression is fitted anew by the bins before it; weights of a bin
 * come from a fit that had not seen it. Cost: bins times half the square of the columns (about 70
 * with day and week), three times.
 */
final class Regression {

  private static final double HUBER = 1.345;
  private static final double DEVIATIONS_PER_MAD = 1.4826;
  private static final int ROBUST_ROUNDS = 2;

  /** Scale of the Laplace prior of a change of slope, in units a length of the history. */
  private static final double CHANGE_SCALE = 0.05;

  /** A change this small is as good as none; keeps its weight finite. */
  private static final double SMALLEST_CHANGE = 1e-3;

  /** Variance of the normal prior of a Fourier coefficient, in units squared. */
  private static final double FOURIER_VARIANCE = 4;

  /** Origins that share a fit, that of the first of them. */
  private static final int REFIT_EVERY = 2;

  /** A penalty that leaves nothing. */
  private static final double EXCLUDED = 1e12;

  /** Bins before an origin whose deviations are looked at. */
  private static final int RECENT = 96;

  private static final double[] ALPHAS = {0, 0.02, 0.05, 0.1, 0.2};
  private static final double[] PHIS = {0, 0.5, 0.8, 0.9, 0.97};

  private final double[] units;
  private final Layout layout;
  private final RegressionBasis basis;
  private final NormalEquations equations;
  private final double[] row;
  private double[] coefficients;
  private double spread;

  private Regression(double[] units, Layout layout) {
    this.units = units;
    this.layout = layout;
    this.basis = new RegressionBasis(layout);
    this.equations = new NormalEquations(basis.columns());
    this.row = new double[basis.columns()];
    this.coefficients = new double[basis.columns()];
    this.spread = 1;
  }

  /**
   * Fits the series.
   *
   * @param units the series, NaN where it has gaps
   */
  static Candidate fit(double[] units, Layout layout) {
    return new Regression(units, layout).fit();
  }

  /** What is known at an origin: the forecast by coefficients, and the latest deviations. */
  private static final class Outlook {
    private final double[] forecast;
    private final double[] recent;

    Outlook(double[] forecast, double[] recent) {
      this.forecast = forecast;
      this.recent = recent;
    }

    double[] forecast() {
      return forecast;
    }

    double[] recent() {
      return recent;
    }
  }

  private Candidate fit() {
    int[] origins = layout.origins();
    fitFirst(origins[0]);
    Outlook[] outlooks = new Outlook[origins.length];
    for (int i = 0; i < origins.length; i++) {
      if (i > 0) {
        addBins(origins[i - 1], origins[i]);
      }
      if (i > 0 && i % REFIT_EVERY == 0) {
        solve(origins[i]);
      }
      outlooks[i] = outlook(origins[i]);
    }
    addBins(origins[origins.length - 1], layout.size());
    solve(layout.size());
    Outlook last = outlook(layout.size());

    double[][] rolled = new double[origins.length][layout.horizon()];
    double[] carried = chooseCarry(outlooks, rolled);
    for (int i = 0; i < origins.length; i++) {
      carry(outlooks[i], carried[0], carried[1], rolled[i]);
    }
    double[] path = new double[layout.horizon()];
    carry(last, carried[0], carried[1], path);
    double[][] profiles = basis.profiles(coefficients);
    for (int season = 0; season < profiles.length; season++) {
      for (int ahead = 0; ahead < path.length; ahead++) {
        path[ahead] -= profiles[season][layout.slots()[season][layout.size() + ahead]];
      }
    }
    return new Candidate(ModelFamily.REGRESSION, rolled, path, profiles);
  }

  private void fitFirst(int end) {
    addBins(0, end, false);
    solve(end);
    for (int round = 0; round < ROBUST_ROUNDS; round++) {
      measureSpread(end);
      equations.clear();
      addBins(0, end, true);
      solve(end);
    }
  }

  private void addBins(int from, int to) {
    addBins(from, to, true);
  }

  private void addBins(int from, int to, boolean isRobust) {
    for (int bin = from; bin < to; bin++) {
      if (!Double.isNaN(units[bin])) {
        basis.row(bin, row);
        double weight = 1;
        if (isRobust) {
          double size = Math.abs(units[bin] - product());
          weight = size <= HUBER * spread ? 1 : HUBER * spread / size;
        }
        equations.add(row, units[bin], weight);
      }
    }
  }

  private double product() {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += row[i] * coefficients[i];
    }
    return sum;
  }

  private void measureSpread(int end) {
    double[] sizes = new double[end];
    int count = 0;
    for (int bin = 0; bin < end; bin++) {
      if (!Double.isNaN(units[bin])) {
        basis.row(bin, row);
        sizes[count++] = Math.abs(units[bin] - product());
      }
    }
    Arrays.sort(sizes, 0, count);
    spread = Math.max(1e-6, DEVIATIONS_PER_MAD * sizes[count / 2]);
  }

  private void solve(int known) {
    double variance = spread * spread;
    double[] penalties = new double[basis.columns()];
    for (int i = 0; i < penalties.length; i++) {
      if (basis.isChange(i)) {
        double change = Math.max(SMALLEST_CHANGE, Math.abs(coefficients[i]));
        penalties[i] = basis.isTooLate(i, known) ? EXCLUDED : variance / (CHANGE_SCALE * change);
      } else if (basis.isFourier(i)) {
        penalties[i] = variance / FOURIER_VARIANCE;
      }
    }
    coefficients = equations.solve(penalties);
  }

  private Outlook outlook(int origin) {
    double[] forecast = new double[layout.horizon()];
    for (int ahead = 0; ahead < forecast.length; ahead++) {
      basis.row(origin + ahead, row);
      forecast[ahead] = product();
    }
    double[] recent = new double[Math.min(RECENT, origin)];
    for (int i = 0; i < recent.length; i++) {
      int bin = origin - recent.length + i;
      basis.row(bin, row);
      recent[i] = units[bin] - product();
    }
    return new Outlook(forecast, recent);
  }

  private double[] chooseCarry(Outlook[] outlooks, double[][] rolled) {
    HeldBack heldBack = new HeldBack(units, layout.origins());
    double[] best = {0, 0};
    double least = Double.POSITIVE_INFINITY;
    for (double alpha : ALPHAS) {
      for (double phi : PHIS) {
        for (int i = 0; i < outlooks.length; i++) {
          carry(outlooks[i], alpha, phi, rolled[i]);
        }
        double error = heldBack.meanAbsoluteError(rolled);
        if (error < least) {
          least = error;
          best = new double[] {alpha, phi};
        }
      }
    }
    return best;
  }

  /** The forecast with the deviations of the last bins carried on. */
  private void carry(Outlook outlook, double alpha, double phi, double[] into) {
    double limit = Smoothing.CLIP * spread;
    double level = 0;
    double deviation = 0;
    for (double value : outlook.recent()) {
      deviation *= phi;
      double error = value - level - deviation;
      if (!Double.isNaN(error)) {
        error = Math.max(-limit, Math.min(limit, error));
        level += alpha * error;
        deviation += error;
      }
    }
    for (int ahead = 0; ahead < into.length; ahead++) {
      deviation *= phi;
      into[ahead] = outlook.forecast()[ahead] + level + deviation;
    }
  }
}
