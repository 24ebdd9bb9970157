package io.vedette.bench.quality.score;

import io.vedette.bench.quality.data.ForecastCase;
import io.vedette.bench.quality.forecast.Prediction;
import java.util.List;

/**
 * How far forecasts of several series were off, each series counting alike.
 *
 * <pre>
 *   sMAPE    = mean of 200 |actual - expected| / (|actual| + |expected|), percent
 *   MASE     = mean |actual - expected| / mean |value - value a season before| in the history
 *   OWA      = (sMAPE / sMAPE of Naive2 + MASE / MASE of Naive2) / 2
 *   coverage = share of values in the prediction interval, percent
 * </pre>
 *
 * <p>Makridakis et al. 2020, "The M4 Competition"; Hyndman and Koehler 2006 for MASE. A series
 * whose history repeats exactly has no MASE and is left out of that mean.
 *
 * @param smape percent, 0 to 200
 * @param mase 1 is as good as seasonal naive was in the history
 * @param coverage percent; NaN when there are no intervals
 * @param seconds a series, training included
 */
public record ForecastErrors(double smape, double mase, double coverage, double seconds) {

  /** Errors of predictions of these series, in their order. */
  public static ForecastErrors of(List<ForecastCase> cases, List<Prediction> predictions) {
    double smape = 0;
    double mase = 0;
    double coverage = 0;
    double seconds = 0;
    int scaled = 0;
    for (int i = 0; i < cases.size(); i++) {
      double[] actual = cases.get(i).actual();
      Prediction prediction = predictions.get(i);
      double scale = scale(cases.get(i));
      smape += smape(actual, prediction.expected());
      coverage += coverage(actual, prediction);
      seconds += prediction.seconds();
      if (scale > 0) {
        mase += meanAbsoluteError(actual, prediction.expected()) / scale;
        scaled++;
      }
    }
    return new ForecastErrors(
        smape / cases.size(), mase / scaled, coverage / cases.size(), seconds / cases.size());
  }

  /** Overall weighted average against Naive2's errors on the same series; below 1 is better. */
  public double owa(ForecastErrors naive2) {
    return (smape / naive2.smape + mase / naive2.mase) / 2;
  }

  static double smape(double[] actual, double[] expected) {
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      double size = Math.abs(actual[i]) + Math.abs(expected[i]);
      sum += size == 0 ? 0 : 200 * Math.abs(actual[i] - expected[i]) / size;
    }
    return sum / actual.length;
  }

  static double scale(ForecastCase one) {
    double[] values = one.values();
    double sum = 0;
    for (int i = one.season(); i < one.historyLength(); i++) {
      sum += Math.abs(values[i] - values[i - one.season()]);
    }
    return sum / (one.historyLength() - one.season());
  }

  private static double meanAbsoluteError(double[] actual, double[] expected) {
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      sum += Math.abs(actual[i] - expected[i]);
    }
    return sum / actual.length;
  }

  static double coverage(double[] actual, Prediction prediction) {
    int inside = 0;
    for (int i = 0; i < actual.length; i++) {
      if (Double.isNaN(prediction.lower()[i])) {
        return Double.NaN;
      }
      inside += actual[i] >= prediction.lower()[i] && actual[i] <= prediction.upper()[i] ? 1 : 0;
    }
    return 100.0 * inside / actual.length;
  }
}
