package io.vedette.bench.quality.forecast;

import io.vedette.bench.quality.data.ForecastCase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A way to forecast, one configuration for all series. */
public interface Forecaster {

  /** Its name in the table. */
  String name();

  /** What it expects of each series, in the order given. */
  List<Prediction> forecast(List<ForecastCase> cases) throws IOException;

  /**
   * Forecasts one series after the other and takes the time of each. What the very first costs
   * more, loading classes, does not count, as imports do not in Python.
   */
  static List<Prediction> each(
      List<ForecastCase> cases, Function<ForecastCase, Prediction> forecaster) {
    if (!cases.isEmpty()) {
      var unused = forecaster.apply(cases.get(0));
    }
    List<Prediction> predictions = new ArrayList<>();
    for (ForecastCase one : cases) {
      long from = System.nanoTime();
      Prediction made = forecaster.apply(one);
      predictions.add(
          new Prediction(
              made.expected(), made.lower(), made.upper(), (System.nanoTime() - from) / 1e9));
    }
    return predictions;
  }
}
