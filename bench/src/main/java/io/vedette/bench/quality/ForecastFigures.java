package io.vedette.bench.quality;

import io.vedette.bench.quality.data.ForecastCase;
import io.vedette.bench.quality.forecast.Forecaster;
import io.vedette.bench.quality.forecast.Naive2Forecaster;
import io.vedette.bench.quality.forecast.Prediction;
import io.vedette.bench.quality.report.FigureTable;
import io.vedette.bench.quality.report.FigureTable.Row;
import io.vedette.bench.quality.score.ForecastErrors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fills the table with what a forecaster is worth. */
final class ForecastFigures {

  private final FigureTable table;
  private final FigureTable perSeries;
  private final Map<String, Map<String, Double>> secondsByData = new LinkedHashMap<>();
  private final Set<String> withGoals = new HashSet<>();

  /** Figures go into a table, those of single series into another. */
  ForecastFigures(FigureTable table, FigureTable perSeries) {
    this.table = table;
    this.perSeries = perSeries;
  }

  /**
   * Runs a forecaster and adds its figures.
   *
   * @param data name of the data
   * @param goals whether the goals of M4 hold for it
   */
  void add(String data, boolean goals, Forecaster forecaster, List<ForecastCase> cases)
      throws IOException {
    if (goals) {
      withGoals.add(data);
    }
    List<Prediction> predictions = forecaster.forecast(cases);
    ForecastErrors errors = ForecastErrors.of(cases, predictions);
    ForecastErrors naive2 = ForecastErrors.of(cases, new Naive2Forecaster().forecast(cases));
    String method = forecaster.name();
    table.put(new Row(data, "sMAPE, %", "", 2), method, errors.smape());
    table.put(new Row(data, "MASE", "", 3), method, errors.mase());
    table.put(new Row(data, "OWA", goals ? "< .55" : "", 3), method, errors.owa(naive2));
    table.put(
        new Row(data, "coverage of 95 %", goals ? "93-97" : "", 1), method, errors.coverage());
    table.put(new Row(data, "seconds a series", "", 4), method, errors.seconds());
    secondsByData
        .computeIfAbsent(data, added -> new LinkedHashMap<>())
        .put(method, errors.seconds());
    for (int i = 0; i < cases.size(); i++) {
      ForecastErrors one = ForecastErrors.of(List.of(cases.get(i)), List.of(predictions.get(i)));
      String name = cases.get(i).name();
      perSeries.put(new Row(data + ", MASE", name, "", 3), method, one.mase());
      perSeries.put(new Row(data + ", coverage", name, "", 1), method, one.coverage());
    }
  }

  /** Adds how many times as fast as this method the others are, wherever it took part. */
  void addSpeed(String than) {
    secondsByData.forEach(
        (data, secondsByMethod) -> {
          Double slow = secondsByMethod.get(than);
          if (slow != null) {
            String goal = withGoals.contains(data) ? ">= 20" : "";
            Row row = new Row(data, "times as fast as " + than, goal, 0);
            secondsByMethod.forEach((method, seconds) -> table.put(row, method, slow / seconds));
          }
        });
  }

  /** As many of the cases as asked for, spread evenly; all when there are fewer. */
  static List<ForecastCase> sample(List<ForecastCase> cases, int count) {
    if (count >= cases.size()) {
      return cases;
    }
    List<ForecastCase> sample = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sample.add(cases.get((int) ((long) i * cases.size() / count)));
    }
    return sample;
  }
}
