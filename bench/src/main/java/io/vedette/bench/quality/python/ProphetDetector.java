package io.vedette.bench.quality.python;

import io.vedette.bench.quality.data.MetricSeries;
import io.vedette.bench.quality.detector.ScoredSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Prophet as a detector: fitted once to what is for learning, then the distance of each point from
 * its forecast counts in half widths of the prediction interval, which is as wide as three standard
 * deviations of normal noise. Only for series that have a part for learning, which is scored 0.
 */
public final class ProphetDetector {

  /** Its name in the table. */
  public static final String NAME = "Prophet, fitted once";

  private final PythonBaselines python;

  /** Runs by these. */
  public ProphetDetector(PythonBaselines python) {
    this.python = python;
  }

  /** What it says of each series. */
  public List<ScoredSeries> score(List<MetricSeries> all) throws IOException {
    List<String> lines = new ArrayList<>(List.of("series,season,timestamp,value"));
    for (MetricSeries series : all) {
      for (int i = 0; i < series.length(); i++) {
        String value = i < series.scoredFrom() ? Double.toString(series.values()[i]) : "";
        lines.add(series.name() + ",0," + series.timestamps()[i] / 1000 + ',' + value);
      }
    }
    return read(all, python.run("prophet-detector", lines));
  }

  private static List<ScoredSeries> read(List<MetricSeries> all, List<String> lines)
      throws IOException {
    List<ScoredSeries> scored = new ArrayList<>();
    int next = 1;
    for (MetricSeries series : all) {
      double[] scores = new double[series.length()];
      boolean[] anomalies = new boolean[series.length()];
      for (int i = series.scoredFrom(); i < scores.length; i++) {
        String[] cells = lines.get(next++).split(",", -1);
        if (!cells[0].equals(series.name())) {
          throw new IOException("expected a row of " + series.name() + ", found " + cells[0]);
        }
        double expected = Double.parseDouble(cells[2]);
        double half = (Double.parseDouble(cells[4]) - Double.parseDouble(cells[3])) / 2;
        scores[i] = Math.abs(series.values()[i] - expected) / half;
        anomalies[i] = scores[i] > 1;
      }
      scored.add(new ScoredSeries(series, scores, anomalies, anomalies));
    }
    return scored;
  }
}
