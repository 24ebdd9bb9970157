package io.vedette.bench.quality.causes;

import io.vedette.bench.quality.report.FigureTable;
import io.vedette.bench.quality.report.FigureTable.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How often the cause is among the first, by data set and method. */
public final class CauseFigures {

  private static final int DIGITS = 3;
  private static final int MOST = 5;

  private final FigureTable table;
  private final List<CauseCase> all = new ArrayList<>();

  private CauseFigures(FigureTable table) {
    this.table = table;
  }

  /**
   * Measures all data sets.
   *
   * @param rca folder of series and spans
   * @param alerts folder of alerts
   */
  public static void measure(Path rca, Path alerts, FigureTable table, FigureTable reliability)
      throws Exception {
    CauseFigures figures = new CauseFigures(table);
    figures.add("PetShop, low traffic", "> .95", "", PetShop.rank(rca));
    figures.add("Nezha TrainTicket 2023-01-30", "> .94", "1", Nezha.rank(rca));
    figures.put("PetShop, low traffic, replayed", "> .95", "", PetShop.replay(rca));
    figures.put("Nezha TrainTicket 2023-01-30, replayed", "> .94", "1", Nezha.replay(rca));
    figures.add("MicroSS", ">= .47", ">= .59", AlertIncidents.rank(alerts.resolve("MicroSS")));
    figures.add(
        "Online-Boutique-cloudbed-1",
        ">= .58",
        ">= .74",
        AlertIncidents.rank(alerts.resolve("Online-Boutique-cloudbed-1")));
    figures.addReliability(reliability);
  }

  private void add(String data, String goalFirst, String goalThree, List<CauseCase> cases) {
    all.addAll(cases);
    put(data, goalFirst, goalThree, cases);
  }

  private void put(String data, String goalFirst, String goalThree, List<CauseCase> cases) {
    String name = data + ", " + cases.size();
    for (String method : methods(cases)) {
      double average = 0;
      for (int k = 1; k <= MOST; k++) {
        double top = top(cases, method, k);
        average += top / MOST;
        if (k == 1 || k == 3 || k == MOST) {
          String goal = k == 1 ? goalFirst : k == 3 ? goalThree : "";
          table.put(new Row(name, "top-" + k, goal, DIGITS), method, top);
        }
      }
      table.put(new Row(name, "Avg@5", "", DIGITS), method, average);
    }
  }

  private static List<String> methods(List<CauseCase> cases) {
    return cases.stream()
        .filter(one -> !one.rankings().isEmpty())
        .findFirst()
        .map(one -> List.copyOf(one.rankings().keySet()))
        .orElse(List.of());
  }

  private static double top(List<CauseCase> cases, String method, int k) {
    return (double) cases.stream().filter(one -> one.place(method) <= k).count() / cases.size();
  }

  /** How often the first was right, by how sure it was said to be. */
  private void addReliability(FigureTable reliability) {
    double squares = 0;
    double[] right = new double[MOST];
    double[] said = new double[MOST];
    int[] count = new int[MOST];
    for (CauseCase one : all) {
      int bin = Math.min(MOST - 1, (int) (one.confidence() * MOST));
      boolean isRight = one.place(Methods.VEDETTE) == 1;
      right[bin] += isRight ? 1 : 0;
      said[bin] += one.confidence();
      count[bin]++;
      squares += Math.pow(one.confidence() - (isRight ? 1 : 0), 2);
    }
    for (int bin = 0; bin < MOST; bin++) {
      String name = "said " + bin * 20 + " to " + (bin + 1) * 20 + " %";
      reliability.put(new Row(name, "share", "", DIGITS), "incidents", count[bin]);
      if (count[bin] > 0) {
        reliability.put(new Row(name, "share", "", DIGITS), "said", said[bin] / count[bin]);
        reliability.put(new Row(name, "share", "", DIGITS), "right", right[bin] / count[bin]);
      }
    }
    reliability.put(
        new Row("all", "Brier score", "", DIGITS), "right", squares / Math.max(1, all.size()));
  }
}
