package io.vedette.algorithms.forecast;

/**
 * Exponential smoothing with any number of seasons, a damped trend and autocorrelated errors, in
 * innovations state-space form: BATS of De Livera, Hyndman and Snyder (2011) with an AR(1) error,
 * which with two seasons is Taylor's (2003) double-seasonal method.
 *
 * <pre>
 *   forecast = level + damping * trend + seasons + phi * deviation
 *   error    = value - forecast, drawn in to {@value #CLIP} standard deviations of recent errors
 *   level, trend, deviation, season i += alpha, beta, 1, gamma i times the error
 * </pre>
 *
 * <p>Drawing errors in keeps an incident in the history from bending level and seasons (Gelper,
 * Fried and Croux 2010). A gap lets the state run on without an error.
 *
 * <p>Cost of a run: linear in bins times seasons.
 */
final class Smoothing {

  static final double CLIP = 4;

  /** Errors seen before any is drawn in, and weight of the newest in their variance. */
  private static final int LEARNED_ERRORS = 30;

  private static final double NEWEST_ERROR = 0.02;

  /** Errors after which the newest weighs no less. */
  private static final int SETTLED_ERRORS = (int) (1 / NEWEST_ERROR);

  /** Weights of the newest error, and what remains of trend and deviation after one bin. */
  static final class Parameters {
    private final double alpha;
    private final double phi;
    private final double beta;
    private final double damping;
    private final double[] gammas;

    Parameters(double alpha, double phi, double beta, double damping, double[] gammas) {
      this.alpha = alpha;
      this.phi = phi;
      this.beta = beta;
      this.damping = damping;
      this.gammas = gammas;
    }

    /** Of the level, 0 to 1. */
    double alpha() {
      return alpha;
    }

    /** Of the deviation, 0 to below 1. */
    double phi() {
      return phi;
    }

    /** Of the trend, 0 to 1. */
    double beta() {
      return beta;
    }

    /** Of the trend, above 0 to 1. */
    double damping() {
      return damping;
    }

    /** Of each season, 0 to 1. */
    double[] gammas() {
      return gammas;
    }
  }

  private final double[] units;
  private final int[][] slots;
  private final double clip;
  private final double firstLevel;
  private final double[][] firstSeasons;

  private final double[][] seasons;
  private double level;
  private double trend;
  private double deviation;

  /**
   * A smoother of this series.
   *
   * @param units the series, NaN where it has gaps
   * @param slots place of each bin, season by season, also of the bins to forecast
   * @param firstLevel where the level begins
   * @param firstSeasons where the seasons begin, by place
   * @param clip standard deviations to which an error is drawn in
   */
  Smoothing(
      double[] units, int[][] slots, double firstLevel, double[][] firstSeasons, double clip) {
    this.units = units;
    this.slots = slots;
    this.firstLevel = firstLevel;
    this.firstSeasons = firstSeasons;
    this.clip = clip;
    this.seasons = new double[firstSeasons.length][];
    for (int season = 0; season < seasons.length; season++) {
      seasons[season] = new double[firstSeasons[season].length];
    }
  }

  /**
   * Runs through the series and forecasts from each origin, by earlier bins only.
   *
   * @param origins first bin of each forecast, ascending; the run ends at the last
   * @param forecasts filled: a row an origin, a column a bin
   */
  void run(Parameters parameters, int[] origins, double[][] forecasts) {
    double alpha = parameters.alpha();
    double phi = parameters.phi();
    double beta = parameters.beta();
    double damping = parameters.damping();
    double[] gammas = parameters.gammas();
    begin();
    double clipSquared = clip * clip;
    double variance = 0;
    int errors = 0;
    int bin = 0;
    for (int origin = 0; origin < origins.length; origin++) {
      // in locals, since this loop is where training spends its time
      double height = level;
      double slope = trend;
      double remaining = deviation;
      for (; bin < origins[origin]; bin++) {
        slope *= damping;
        height += slope;
        remaining *= phi;
        double expected = height + remaining;
        for (int season = 0; season < seasons.length; season++) {
          expected += seasons[season][slots[season][bin]];
        }
        double error = units[bin] - expected;
        if (Double.isNaN(error)) {
          continue;
        }
        double square = error * error;
        if (errors >= LEARNED_ERRORS && square > clipSquared * variance) {
          square = clipSquared * variance;
          error = Math.copySign(Math.sqrt(square), error);
        }
        double rate = errors < SETTLED_ERRORS ? 1.0 / ++errors : NEWEST_ERROR;
        variance += rate * (square - variance);
        height += alpha * error;
        slope += beta * error;
        remaining += error;
        for (int season = 0; season < seasons.length; season++) {
          seasons[season][slots[season][bin]] += gammas[season] * error;
        }
      }
      level = height;
      trend = slope;
      deviation = remaining;
      forecast(parameters, origins[origin], forecasts[origin]);
    }
  }

  private void begin() {
    level = firstLevel;
    trend = 0;
    deviation = 0;
    for (int season = 0; season < seasons.length; season++) {
      System.arraycopy(firstSeasons[season], 0, seasons[season], 0, seasons[season].length);
    }
  }

  private void forecast(Parameters parameters, int origin, double[] into) {
    path(parameters, into);
    for (int season = 0; season < seasons.length; season++) {
      double[] profile = seasons[season];
      int[] places = slots[season];
      for (int ahead = 0; ahead < into.length; ahead++) {
        into[ahead] += profile[places[origin + ahead]];
      }
    }
  }

  /** The forecast from where the run ended, without the seasons. */
  void path(Parameters parameters, double[] into) {
    double slope = trend;
    double height = level;
    double remaining = deviation;
    for (int ahead = 0; ahead < into.length; ahead++) {
      slope *= parameters.damping();
      height += slope;
      remaining *= parameters.phi();
      into[ahead] = height + remaining;
    }
  }

  /** The seasons where the run ended, by place; not to be changed. */
  double[][] seasons() {
    return seasons;
  }
}
