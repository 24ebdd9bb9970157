package io.vedette.bench.quality.forecast;

import io.vedette.bench.quality.data.ForecastCase;
import java.util.List;

/**
 * The last season over and over. The interval is that of its own errors in the history, wider by
 * the square root of the seasons ahead (Hyndman and Athanasopoulos, "Forecasting: Principles and
 * Practice", section 5.5).
 */
public final class SeasonalNaiveForecaster implements Forecaster {

  @Override
  public String name() {
    return "seasonal naive";
  }

  @Override
  public List<Prediction> forecast(List<ForecastCase> cases) {
    return Forecaster.each(cases, SeasonalNaiveForecaster::forecast);
  }

  static Prediction forecast(ForecastCase one) {
    double[] values = one.values();
    int length = one.historyLength();
    int season = one.season();
    double squares = 0;
    for (int i = season; i < length; i++) {
      squares += (values[i] - values[i - season]) * (values[i] - values[i - season]);
    }
    double deviation = Math.sqrt(squares / (length - season));
    double[] expected = new double[one.heldBack()];
    double[] lower = new double[expected.length];
    double[] upper = new double[expected.length];
    for (int i = 0; i < expected.length; i++) {
      double half = Prediction.NORMAL_95 * deviation * Math.sqrt(i / season + 1);
      expected[i] = values[length - season + i % season];
      lower[i] = expected[i] - half;
      upper[i] = expected[i] + half;
    }
    return new Prediction(expected, lower, upper, 0);
  }
}
