package io.vedette.bench.quality;

import io.vedette.bench.quality.data.MetricSeries;
import io.vedette.bench.quality.data.NabFile;
import io.vedette.bench.quality.detector.BenchDetector;
import io.vedette.bench.quality.detector.Ewma;
import io.vedette.bench.quality.detector.RandomCutForestDetector;
import io.vedette.bench.quality.detector.ScoredSeries;
import io.vedette.bench.quality.detector.SeasonalNaive;
import io.vedette.bench.quality.detector.Vedette;
import io.vedette.bench.quality.detector.WindowedGaussian;
import io.vedette.bench.quality.python.ProphetDetector;
import io.vedette.bench.quality.report.NabResults;
import io.vedette.bench.quality.score.NabProtocol.ScoredFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs detectors over the labelled data sets; one that is not asked for is empty.
 *
 * @param nab files of the Numenta Anomaly Benchmark
 * @param aiops KPIs of the AIOps challenge
 * @param servers metrics of the Application Server Dataset
 * @param figures where the figures go
 * @param nabResults where to write what detectors say of NAB; null for nowhere
 */
record DetectionRun(
    List<NabFile> nab,
    List<MetricSeries> aiops,
    List<MetricSeries> servers,
    DetectionFigures figures,
    @Nullable Path nabResults) {

  /** Whether no data set was asked for. */
  boolean isEmpty() {
    return nab.isEmpty() && aiops.isEmpty() && servers.isEmpty();
  }

  /** Ours first, then the baselines. */
  static List<BenchDetector> detectors() {
    return List.of(
        new Vedette(),
        new Ewma(),
        new SeasonalNaive(),
        new WindowedGaussian(),
        new RandomCutForestDetector());
  }

  /** Runs a detector over everything. */
  void add(BenchDetector detector) throws IOException {
    String method = detector.name();
    if (!nab.isEmpty()) {
      List<ScoredFile> files =
          nab.stream()
              .map(file -> new ScoredFile(file, ScoredSeries.of(detector, file.series())))
              .toList();
      figures.nab(method, files);
      figures.falseAlarms(
          "NAB",
          method,
          files.stream()
              .filter(file -> file.file().isWithoutAnomaly())
              .map(ScoredFile::scored)
              .toList());
      if (nabResults != null) {
        NabResults.write(nabResults, method, files);
      }
    }
    if (!aiops.isEmpty()) {
      List<ScoredSeries> scored = score(detector, aiops);
      figures.aiops(method, scored);
      figures.falseAlarms("AIOps-2018", method, scored);
    }
    if (!servers.isEmpty()) {
      figures.servers(method, score(detector, servers));
    }
  }

  /** Runs Prophet over the KPIs: of the rest only parts are for learning, or none. */
  void add(ProphetDetector prophet) throws IOException {
    if (!aiops.isEmpty()) {
      figures.aiops(ProphetDetector.NAME, prophet.score(aiops));
    }
  }

  private static List<ScoredSeries> score(BenchDetector detector, List<MetricSeries> all) {
    return all.stream().map(series -> ScoredSeries.of(detector, series)).toList();
  }
}
