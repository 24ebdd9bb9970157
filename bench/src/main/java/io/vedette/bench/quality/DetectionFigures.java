package io.vedette.bench.quality;

import io.vedette.bench.quality.detector.ScoredSeries;
import io.vedette.bench.quality.report.FigureTable;
import io.vedette.bench.quality.report.FigureTable.Row;
import io.vedette.bench.quality.score.Counts;
import io.vedette.bench.quality.score.F1Protocol;
import io.vedette.bench.quality.score.FalseAlarms;
import io.vedette.bench.quality.score.NabProtocol;
import io.vedette.bench.quality.score.NabProtocol.Profile;
import io.vedette.bench.quality.score.NabProtocol.ScoredFile;
import java.util.List;

/** Fills the table with what a detector is worth, data set by data set. */
final class DetectionFigures {

  private static final int DELAY = 7;
  private static final String BEST = "one best threshold";
  private static final String SHIPPED = "default threshold";
  private static final String EVERY = "every anomalous point";

  private final FigureTable table;
  private final FigureTable perSeries;

  /** Figures go into a table, those of single series into another. */
  DetectionFigures(FigureTable table, FigureTable perSeries) {
    this.table = table;
    this.perSeries = perSeries;
  }

  /** The Numenta Anomaly Benchmark. */
  void nab(String method, List<ScoredFile> files) {
    String data = "NAB, " + files.size() + " files";
    for (Profile profile : Profile.values()) {
      NabProtocol.Result best = NabProtocol.atBestThreshold(files, profile);
      String goal = profile == Profile.STANDARD ? "> 75.1" : "";
      put(data, profile.text() + ", " + BEST, goal, 1, method, best.score());
      if (profile == Profile.STANDARD) {
        put(data, "standard, that threshold", "", 3, method, best.threshold());
        nabByFile(method, files, best.threshold());
      }
    }
    for (Profile profile : Profile.values()) {
      NabProtocol.Result own = NabProtocol.atOwnThreshold(files, profile);
      put(data, profile.text() + ", " + SHIPPED, "", 1, method, own.score());
    }
    List<ScoredFile> everyAnomaly =
        files.stream()
            .map(file -> new ScoredFile(file.file(), file.scored().withEveryAnomaly()))
            .toList();
    NabProtocol.Result all = NabProtocol.atOwnThreshold(everyAnomaly, Profile.STANDARD);
    put(data, "standard, " + EVERY, "", 1, method, all.score());
  }

  private void nabByFile(String method, List<ScoredFile> files, double threshold) {
    for (ScoredFile file : files) {
      String name = file.file().series().name();
      double best = NabProtocol.at(threshold, List.of(file), Profile.STANDARD).raw();
      double own = NabProtocol.atOwnThreshold(List.of(file), Profile.STANDARD).raw();
      String windows = file.file().windows().size() + " windows";
      putSeries("NAB raw, " + BEST, name + ", " + windows, method, best);
      putSeries("NAB raw, " + SHIPPED, name + ", " + windows, method, own);
    }
  }

  /** The AIOps challenge of 2018. */
  void aiops(String method, List<ScoredSeries> all) {
    F1Protocol protocol = F1Protocol.delayAdjusted(DELAY);
    String data = "AIOps-2018, " + all.size() + " KPIs";
    String figure = "delay-F1 (k=" + DELAY + ") ";
    F1Protocol.Best pooled = protocol.bestPooled(all);
    put(data, figure + "pooled, " + BEST, "> .80", 3, method, pooled.f1());
    put(data, figure + "pooled, that threshold", "", 3, method, pooled.threshold());
    put(data, figure + "macro, " + BEST, "> .80", 3, method, protocol.bestMacro(all).f1());
    Summary shipped = new Summary();
    Summary oracle = new Summary();
    Summary every = new Summary();
    for (ScoredSeries one : all) {
      String name = one.series().name();
      Counts own = protocol.atOwnThreshold(one);
      Counts best = protocol.atBestThreshold(one);
      shipped.add(own);
      oracle.add(best);
      every.add(protocol.atOwnThreshold(one.withEveryAnomaly()));
      putSeries("AIOps-2018, pooled best", name, method, protocol.at(pooled.threshold(), one).f1());
      putSeries("AIOps-2018, " + SHIPPED, name, method, own.f1());
      putSeries("AIOps-2018, oracle", name, method, best.f1());
    }
    put(data, figure + "pooled, " + SHIPPED, "> .65", 3, method, shipped.pooled());
    put(data, figure + "macro, " + SHIPPED, "> .65", 3, method, shipped.macro());
    put(data, figure + "pooled, " + EVERY, "", 3, method, every.pooled());
    put(data, figure + "macro, " + EVERY, "", 3, method, every.macro());
    put(data, figure + "pooled, oracle per KPI", "", 3, method, oracle.pooled());
    put(data, figure + "macro, oracle per KPI", "", 3, method, oracle.macro());
  }

  /** The servers of the Application Server Dataset. */
  void servers(String method, List<ScoredSeries> all) {
    String data = "ASD, " + all.size() + " metrics";
    f1(data, "delay-F1 (k=" + DELAY + ")", F1Protocol.delayAdjusted(DELAY), method, all);
    f1(data, "point F1", F1Protocol.pointwise(), method, all);
  }

  private void f1(
      String data, String figure, F1Protocol protocol, String method, List<ScoredSeries> all) {
    Summary shipped = new Summary();
    for (ScoredSeries one : all) {
      shipped.add(protocol.atOwnThreshold(one));
    }
    put(data, figure + " pooled, " + BEST, "", 3, method, protocol.bestPooled(all).f1());
    put(data, figure + " pooled, " + SHIPPED, "", 3, method, shipped.pooled());
  }

  /** Alerts where there is nothing to find, by name of the data. */
  void falseAlarms(String of, String method, List<ScoredSeries> all) {
    FalseAlarms.Tally total = new FalseAlarms.Tally(0, 0);
    double worst = 0;
    for (ScoredSeries one : all) {
      FalseAlarms.Tally tally = FalseAlarms.of(one);
      total = total.plus(tally);
      if (tally.weeks() > 0) {
        worst = Math.max(worst, tally.perWeek());
        String name = one.series().name() + ", " + tally.weeks() + " weeks";
        putSeries("alerts a week, " + of, name, method, tally.perWeek());
      }
    }
    String data = "no anomaly, " + of;
    String figure = "alerts a series and week, " + total.weeks() + " weeks";
    put(data, figure, "<= 1", 2, method, total.perWeek());
    put(data, "alerts a week, worst series", "", 2, method, worst);
  }

  private void put(
      String data, String figure, String goal, int digits, String method, double value) {
    table.put(new Row(data, figure, goal, digits), method, value);
  }

  private void putSeries(String data, String series, String method, double value) {
    perSeries.put(new Row(data, series, "", 3), method, value);
  }

  /** F1 of several series, pooled and macro. */
  private static final class Summary {

    private Counts sum = Counts.NONE;
    private double sumOfF1;
    private int series;

    void add(Counts counts) {
      sum = sum.plus(counts);
      sumOfF1 += counts.f1();
      series++;
    }

    double pooled() {
      return sum.f1();
    }

    double macro() {
      return sumOfF1 / series;
    }
  }
}
