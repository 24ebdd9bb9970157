package io.vedette.bench.quality.python;

import io.vedette.bench.quality.data.ForecastCase;
import io.vedette.bench.quality.forecast.Forecaster;
import io.vedette.bench.quality.forecast.Prediction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A forecaster of the Python world. Its seconds are taken there, imports left out. */
final class PythonForecaster implements Forecaster {

  private final PythonBaselines python;
  private final String method;
  private final String name;

  PythonForecaster(PythonBaselines python, String method, String name) {
    this.python = python;
    this.method = method;
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Prediction> forecast(List<ForecastCase> cases) throws IOException {
    return read(cases, python.run(method, lines(cases)));
  }

  private static List<String> lines(List<ForecastCase> cases) {
    List<String> lines = new ArrayList<>(List.of("series,season,timestamp,value"));
    for (ForecastCase one : cases) {
      for (int i = 0; i < one.values().length; i++) {
        String value = i < one.historyLength() ? Double.toString(one.values()[i]) : "";
        long seconds = one.timestamps()[i] / 1000;
        lines.add(one.name() + ',' + one.season() + ',' + seconds + ',' + value);
      }
    }
    return lines;
  }

  private static List<Prediction> read(List<ForecastCase> cases, List<String> lines)
      throws IOException {
    List<Prediction> predictions = new ArrayList<>();
    int next = 1;
    for (ForecastCase one : cases) {
      int length = one.heldBack();
      double[] expected = new double[length];
      double[] lower = new double[length];
      double[] upper = new double[length];
      double seconds = 0;
      for (int i = 0; i < length; i++) {
        String[] cells = lines.get(next++).split(",", -1);
        if (!cells[0].equals(one.name())) {
          throw new IOException("expected a row of " + one.name() + ", found " + cells[0]);
        }
        seconds = Double.parseDouble(cells[1]);
        expected[i] = Double.parseDouble(cells[2]);
        lower[i] = Double.parseDouble(cells[3]);
        upper[i] = Double.parseDouble(cells[4]);
      }
      predictions.add(new Prediction(expected, lower, upper, seconds));
    }
    return predictions;
  }
}
