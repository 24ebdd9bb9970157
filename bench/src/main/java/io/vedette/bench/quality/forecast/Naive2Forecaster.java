package io.vedette.bench.quality.forecast;

import io.vedette.bench.quality.data.ForecastCase;
import java.util.Arrays;
import java.util.List;

/**
 * Naive2, by which the M4 competition measures all others: where a season is significant, the last
 * value with the season taken out, then put back in; else the last value.
 *
 * <p>Significance is by the autocorrelation at the season's lag, at 90 %; the season is that of a
 * classical multiplicative decomposition, as R's {@code decompose} makes it. (Makridakis et al.
 * 2020 and the competition's published R code.) There is no interval.
 */
public final class Naive2Forecaster implements Forecaster {

  private static final double CRITICAL_90 = 1.645;
  private static final int LEAST_SEASONS = 3;

  @Override
  public String name() {
    return "Naive2";
  }

  @Override
  public List<Prediction> forecast(List<ForecastCase> cases) {
    return Forecaster.each(cases, Naive2Forecaster::forecast);
  }

  private static Prediction forecast(ForecastCase one) {
    double[] history = one.history();
    double[] factors = factors(history, one.season());
    int last = history.length - 1;
    double level = history[last] / factors[last % one.season()];
    double[] expected = new double[one.heldBack()];
    double[] unknown = new double[expected.length];
    Arrays.fill(unknown, Double.NaN);
    for (int i = 0; i < expected.length; i++) {
      expected[i] = level * factors[(history.length + i) % one.season()];
    }
    return new Prediction(expected, unknown, unknown, 0);
  }

  /** Factor of each place in the season, the first value's first; all 1 where there is none. */
  static double[] factors(double[] values, int season) {
    double[] factors = new double[season];
    if (!isSeasonal(values, season)) {
      Arrays.fill(factors, 1);
      return factors;
    }
    int[] counts = new int[season];
    int half = season / 2;
    for (int i = half; i + half < values.length; i++) {
      factors[i % season] += values[i] / centredMean(values, i, season);
      counts[i % season]++;
    }
    double sum = 0;
    for (int i = 0; i < season; i++) {
      factors[i] /= counts[i];
      sum += factors[i];
    }
    for (int i = 0; i < season; i++) {
      factors[i] *= season / sum;
    }
    return factors;
  }

  /** Mean over a season round a value; of an even season both ends count half. */
  private static double centredMean(double[] values, int i, int season) {
    int half = season / 2;
    double sum = 0;
    for (int j = i - half; j <= i + half; j++) {
      sum += values[j];
    }
    if (season % 2 == 0) {
      sum -= (values[i - half] + values[i + half]) / 2;
    }
    return sum / season;
  }

  static boolean isSeasonal(double[] values, int season) {
    if (season < 2 || values.length < LEAST_SEASONS * season) {
      return false;
    }
    double squares = 0;
    for (int lag = 1; lag < season; lag++) {
      double correlation = autocorrelation(values, lag);
      squares += correlation * correlation;
    }
    double limit = CRITICAL_90 * Math.sqrt((1 + 2 * squares) / values.length);
    return Math.abs(autocorrelation(values, season)) > limit;
  }

  private static double autocorrelation(double[] values, int lag) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
      if (i >= lag) {
        products += (values[i] - mean) * (values[i - lag] - mean);
      }
    }
    return squares == 0 ? 0 : products / squares;
  }
}
