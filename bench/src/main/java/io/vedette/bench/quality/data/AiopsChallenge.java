package io.vedette.bench.quality.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * KPIs of the AIOps challenge of 2018, {@code timestamp,value,label,split}: the test split is what
 * counts, after a detector has seen the train split.
 */
public final class AiopsChallenge {

  private static final String ENDING = ".csv.gz";

  private AiopsChallenge() {}

  /** All KPIs of a folder, by name. */
  public static List<MetricSeries> readAll(Path folder) throws IOException {
    List<MetricSeries> all = new ArrayList<>();
    for (Path file : CsvFile.list(folder, ENDING)) {
      all.add(read(file));
    }
    return all;
  }

  private static MetricSeries read(Path file) throws IOException {
    List<String[]> rows = CsvFile.rows(file, "timestamp,value,label,split");
    long[] timestamps = new long[rows.size()];
    double[] values = new double[rows.size()];
    boolean[] labels = new boolean[rows.size()];
    int train = 0;
    for (int i = 0; i < timestamps.length; i++) {
      String[] row = rows.get(i);
      timestamps[i] = 1000 * Long.parseLong(row[0]);
      values[i] = Double.parseDouble(row[1]);
      labels[i] = row[2].equals("1");
      train += row[3].equals("train") ? 1 : 0;
    }
    String name = String.valueOf(file.getFileName());
    return new MetricSeries(
        name.substring(0, name.length() - ENDING.length()), timestamps, values, labels, train);
  }
}
