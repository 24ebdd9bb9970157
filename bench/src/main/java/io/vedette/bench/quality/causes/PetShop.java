package io.vedette.bench.quality.causes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.algorithms.rootcause.Baselines.Anomaly;
import io.vedette.algorithms.rootcause.CausalRanker;
import io.vedette.algorithms.rootcause.Cause;
import io.vedette.algorithms.rootcause.DependencyGraph;
import io.vedette.algorithms.rootcause.Family;
import io.vedette.algorithms.rootcause.GraphBounds;
import io.vedette.algorithms.rootcause.RankingParameters;
import io.vedette.algorithms.rootcause.SeriesScorer;
import io.vedette.algorithms.rootcause.ServiceSeries;
import io.vedette.algorithms.rootcause.ServiceSeries.Period;
import io.vedette.algorithms.rootcause.Share;
import io.vedette.algorithms.rootcause.SignHistory;
import io.vedette.algorithms.rootcause.SignSet;
import io.vedette.algorithms.rootcause.Situation;
import io.vedette.bench.quality.data.TarGzip;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Issues of the PetShop application: latency, requests and availability in steps of 5 minutes. */
final class PetShop {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROOT = "dataset/low_traffic/";

  /** From when on a service counts as out of the ordinary for the baselines. */
  private static final double OUT_OF_THE_ORDINARY = 3;

  /** Between two values of a series, seconds. */
  private static final double STEP = 300;

  /** Before the first issue, seconds. */
  private static final double REST = 3_600;

  private PetShop() {}

  static List<CauseCase> rank(Path folder) throws IOException {
    Map<String, byte[]> files = TarGzip.read(folder.resolve("petshop.tar.gz"));
    DependencyGraph graph = graph(csv(files, ROOT + "graph.csv"));
    Map<String, double[][]> usual = series(csv(files, ROOT + "noissue/metrics.csv"));
    List<CauseCase> cases = new ArrayList<>();
    for (String name : new TreeMap<>(files).keySet()) {
      if (name.startsWith(ROOT) && name.endsWith("/target.json")) {
        String issue = name.substring(0, name.length() - "target.json".length());
        JsonNode target = JSON.readTree(file(files, name));
        cases.add(
            rank(
                issue,
                graph,
                usual,
                series(csv(files, issue + "metrics.csv")),
                target.get("target"),
                target.get("root_cause").get("node").asText()));
      }
    }
    return cases;
  }

  /**
   * The same by a replay: what was normal, moved to before the first issue, then all issues as they
   * came, each noticed by one alert where and when the data say.
   */
  static List<CauseCase> replay(Path folder) throws Exception {
    Map<String, byte[]> files = TarGzip.read(folder.resolve("petshop.tar.gz"));
    List<String> issues =
        files.keySet().stream()
            .filter(name -> name.startsWith(ROOT) && name.endsWith("/target.json"))
            .map(name -> name.substring(0, name.length() - "target.json".length()))
            .sorted(Comparator.comparingDouble(issue -> start(files, issue)))
            .toList();
    try (CauseReplay replay = new CauseReplay()) {
      try (BufferedWriter topology = replay.topology()) {
        topology.write("caller,callee\n");
        List<String[]> rows = csv(files, ROOT + "graph.csv");
        for (String[] row : rows.subList(1, rows.size())) {
          for (int i = 1; i < row.length; i++) {
            if (Double.parseDouble(row[i]) != 0) {
              topology.write(row[0] + ',' + rows.get(0)[i] + '\n');
            }
          }
        }
      }
      try (BufferedWriter metrics = replay.metrics()) {
        metrics.write("timestamp,series,value\n");
        List<String[]> normal = csv(files, ROOT + "noissue/metrics.csv");
        double end = Double.parseDouble(normal.get(normal.size() - 1)[0]);
        double move = start(files, issues.get(0)) - REST - end;
        write(normal, STEP * Math.floor(move / STEP), metrics);
        for (String issue : issues) {
          write(csv(files, issue + "metrics.csv"), 0, metrics);
          JsonNode issued = JSON.readTree(file(files, issue + "target.json"));
          JsonNode target = issued.get("target");
          String metric = target.get("metric").asText();
          replay.noticed(
              issue,
              issued.get("root_cause").get("node").asText(),
              target.get("timestamp").asDouble(),
              target.get("node").asText(),
              metric,
              metric.equals("availability") ? "down" : "up");
        }
      }
      return replay.run();
    }
  }

  private static double start(Map<String, byte[]> files, String issue) {
    try {
      return Double.parseDouble(csv(files, issue + "metrics.csv").get(4)[0]);
    } catch (IOException notThere) {
      throw new UncheckedIOException(notThere);
    }
  }

  /** Means and sums, in order of time. */
  private static void write(List<String[]> rows, double move, BufferedWriter metrics)
      throws IOException {
    for (String[] row : rows.subList(4, rows.size())) {
      for (int i = 1; i < row.length; i++) {
        String statistic = rows.get(2)[i];
        if (!row[i].isEmpty() && ("Average".equals(statistic) || "Sum".equals(statistic))) {
          String series = rows.get(0)[i] + '|' + rows.get(1)[i] + '|' + statistic;
          long time = (long) (Double.parseDouble(row[0]) + move);
          metrics.write(time + "," + series + ',' + row[i] + '\n');
        }
      }
    }
  }

  private static CauseCase rank(
      String issue,
      DependencyGraph graph,
      Map<String, double[][]> usual,
      Map<String, double[][]> during,
      JsonNode target,
      String truth) {
    List<ServiceSeries> services = new ArrayList<>();
    during.forEach(
        (service, now) -> {
          double[][] before = usual.get(service);
          if (before != null) {
            services.add(
                new ServiceSeries(
                    service,
                    new Period(before[0], before[1], before[2]),
                    new Period(now[0], now[1], now[2])));
          }
        });
    String symptom = target.get("node").asText();
    Family family =
        "availability".equals(target.get("metric").asText()) ? Family.ERRORS : Family.LATENCY;
    SeriesScorer scorer = new SeriesScorer(graph, services);
    Map<String, Share> shares = scorer.score(symptom, family);
    RankingParameters parameters = RankingParameters.defaults();
    SignSet none = new SignSet(1);
    Situation situation = new Situation(issue, 0, none, shares, List.of());
    CausalRanker ranker = new CausalRanker(parameters, graph, new SignHistory(parameters));
    List<Cause> causes = ranker.rank(situation, Methods.MOST, 0);
    Map<String, Anomaly> anomalies = new TreeMap<>();
    shares.forEach(
        (service, share) -> {
          if (share.deviation() >= OUT_OF_THE_ORDINARY) {
            anomalies.put(service, new Anomaly(share.deviation(), 0));
          }
        });
    return new CauseCase(
        issue, truth, Methods.rank(causes, graph, anomalies, symptom, 0), Methods.scores(causes));
  }

  private static DependencyGraph graph(List<String[]> rows) {
    DependencyGraph graph = new DependencyGraph(GraphBounds.defaults());
    String[] header = rows.get(0);
    for (String[] row : rows.subList(1, rows.size())) {
      for (int i = 1; i < row.length; i++) {
        if (Double.parseDouble(row[i]) != 0) {
          graph.learnCall(row[0], header[i], 0);
        }
      }
    }
    return graph;
  }

  /** By service: requests, latency, share of failing, a value an interval. */
  private static Map<String, double[][]> series(List<String[]> rows) {
    int intervals = rows.size() - 4;
    Map<String, double[][]> series = new LinkedHashMap<>();
    Map<String, Integer> places =
        new HashMap<>(Map.of("requests", 0, "latency", 1, "availability", 2));
    for (int column = 1; column < rows.get(0).length; column++) {
      String statistic = rows.get(2)[column];
      Integer place = places.get(rows.get(1)[column]);
      if (place == null || !("Average".equals(statistic) || "Sum".equals(statistic))) {
        continue;
      }
      double[][] of =
          series.computeIfAbsent(
              rows.get(0)[column],
              added -> {
                double[][] empty = new double[3][intervals];
                Arrays.stream(empty).forEach(values -> Arrays.fill(values, Double.NaN));
                return empty;
              });
      for (int row = 0; row < intervals; row++) {
        String[] cells = rows.get(row + 4);
        if (column < cells.length && !cells[column].isEmpty()) {
          double value = Double.parseDouble(cells[column]);
          of[place][row] = place == 2 ? 1 - value / 100 : value;
        }
      }
    }
    return series;
  }

  private static List<String[]> csv(Map<String, byte[]> files, String name) throws IOException {
    return new String(file(files, name), StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(",", -1))
        .toList();
  }

  private static byte[] file(Map<String, byte[]> files, String name) throws IOException {
    byte[] file = files.get(name);
    if (file == null) {
      throw new IOException("petshop.tar.gz holds no " + name);
    }
    return file;
  }
}
