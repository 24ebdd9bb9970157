package io.vedette.bench.quality.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Application Server Dataset (Li et al. 2021, InterFusion): servers of 19 metrics every five
 * minutes, a train part without labels and a test part with them. The labels are per server; {@code
 * interpretation.txt} says which metrics made a segment an anomaly, and these alone are labelled
 * here, since a detector of single series can find nothing in the others.
 */
public final class ApplicationServers {

  /** The files have no times; a Monday, 00:00 UTC. */
  private static final long FIRST = 1_577_664_000_000L;

  private static final long STEP = 300_000L;
  private static final String TRAIN = "_train.csv.gz";

  private ApplicationServers() {}

  /** Every metric of every server of a folder, named {@code server/number}, numbers from 1. */
  public static List<MetricSeries> readAll(Path folder) throws IOException {
    List<MetricSeries> all = new ArrayList<>();
    for (Path train : CsvFile.list(folder, TRAIN)) {
      String file = String.valueOf(train.getFileName());
      String server = file.substring(0, file.length() - TRAIN.length());
      all.addAll(
          metrics(
              server,
              CsvFile.rows(train),
              CsvFile.rows(folder.resolve(server + "_test.csv.gz")),
              Files.readAllLines(folder.resolve(server + "_interpretation.txt"))));
    }
    return all;
  }

  private static List<MetricSeries> metrics(
      String server, List<String[]> train, List<String[]> test, List<String> interpretation) {
    List<String[]> rows = new ArrayList<>(train);
    rows.addAll(test);
    long[] timestamps = new long[rows.size()];
    for (int i = 0; i < timestamps.length; i++) {
      timestamps[i] = FIRST + i * STEP;
    }
    int count = rows.get(0).length;
    boolean[][] labels = new boolean[count][timestamps.length];
    for (String line : interpretation) {
      label(line, train.size(), labels);
    }
    List<MetricSeries> metrics = new ArrayList<>();
    for (int metric = 0; metric < count; metric++) {
      double[] values = new double[timestamps.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = Double.parseDouble(rows.get(i)[metric]);
      }
      metrics.add(
          new MetricSeries(
              server + "/" + (metric + 1), timestamps, values, labels[metric], train.size()));
    }
    return metrics;
  }

  /** {@code first-last:metric,metric}: rows of the test part, both included; metrics from 1. */
  private static void label(String line, int offset, boolean[][] labels) {
    if (line.isBlank()) {
      return;
    }
    int colon = line.indexOf(':');
    int dash = line.indexOf('-');
    int first = Integer.parseInt(line.substring(0, dash));
    int last = Integer.parseInt(line.substring(dash + 1, colon));
    for (String metric : line.substring(colon + 1).strip().split(",", -1)) {
      boolean[] of = labels[Integer.parseInt(metric) - 1];
      for (int i = first; i <= last; i++) {
        of[offset + i] = true;
      }
    }
  }
}
