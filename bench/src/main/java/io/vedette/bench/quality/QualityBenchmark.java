package io.vedette.bench.quality;

import io.vedette.bench.quality.alerts.GroupingFigures;
import io.vedette.bench.quality.alerts.SimilarFigures;
import io.vedette.bench.quality.causes.CauseFigures;
import io.vedette.bench.quality.data.AiopsChallenge;
import io.vedette.bench.quality.data.ApplicationServers;
import io.vedette.bench.quality.data.DataFolder;
import io.vedette.bench.quality.data.ForecastCase;
import io.vedette.bench.quality.data.ForecastSeries;
import io.vedette.bench.quality.data.LabelledLogs;
import io.vedette.bench.quality.data.NabFile;
import io.vedette.bench.quality.detector.BenchDetector;
import io.vedette.bench.quality.forecast.Forecaster;
import io.vedette.bench.quality.forecast.Naive2Forecaster;
import io.vedette.bench.quality.forecast.SeasonalNaiveForecaster;
import io.vedette.bench.quality.forecast.VedetteForecaster;
import io.vedette.bench.quality.python.ProphetDetector;
import io.vedette.bench.quality.python.PythonBaselines;
import io.vedette.bench.quality.report.FigureTable;
import io.vedette.bench.quality.report.MarkedSection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/run quality}: every quality figure beside its baselines, in one run. */
@Command(
    name = "bench/run quality",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Print every quality figure beside its baselines, all on the same data.",
      "",
      "The data is found by the environment variable VEDETTE_DATA, by default ../shared/data.",
      "Figures: docs/benchmarks.md."
    })
public final class QualityBenchmark implements Callable<Integer> {

  private static final Path PROJECT = Path.of("");

  /** What can be measured by itself. */
  enum Part {
    NAB,
    AIOPS,
    ASD,
    FORECAST,
    LOGS,
    GROUPING,
    CAUSES,
    SIMILAR
  }

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "Only these of ${COMPLETION-CANDIDATES}.")
  @Nullable Set<Part> only;

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "NAME",
      description = "Only methods whose name contains one of these, in any case.")
  @Nullable List<String> methods;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the table goes, as quality.md and quality.csv.",
      defaultValue = "bench/target/quality")
  @Nullable Path out;

  @Option(
      names = "--docs",
      description = "Write the tables into docs/benchmarks.md, correlation.md, root-cause.md.")
  boolean docs;

  @Option(names = "--per-series", description = "Print the figures of every series, too.")
  boolean perSeries;

  @Option(
      names = "--nab-results",
      paramLabel = "DIR",
      description = "Write what each detector says of NAB there, for the benchmark's own scorer.")
  @Nullable Path nabResults;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "How many series of M4 the slow Python baselines forecast (${DEFAULT-VALUE}).",
      defaultValue = "40")
  int sample;

  @Option(names = "--no-python", description = "Leave the Python baselines out.")
  boolean noPython;

  private final FigureTable detection = new FigureTable("Detection");
  private final FigureTable detectionBySeries = new FigureTable("Detection, series by series");
  private final FigureTable forecasts = new FigureTable("Forecasts");
  private final FigureTable forecastsBySeries = new FigureTable("Forecasts, series by series");
  private final FigureTable logs = new FigureTable("Log templates");
  private final FigureTable grouping = new FigureTable("Grouping of alerts");
  private final FigureTable causes = new FigureTable("Root causes");
  private final FigureTable reliability = new FigureTable("How sure, how right");
  private final FigureTable similar = new FigureTable("Similar past incidents");
  private final PrintWriter console;

  private QualityBenchmark(PrintWriter console) {
    this.console = console;
  }

  /** Runs what the options say and prints the tables. */
  public static void main(String[] arguments) {
    PrintWriter console = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    System.exit(
        new CommandLine(new QualityBenchmark(console))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(QualityBenchmark::explain)
            .execute(arguments));
  }

  private static int explain(Exception failed, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (failed instanceof DataFolder.MissingDataException) {
      command.getErr().println(failed.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw failed;
  }

  @Override
  public Integer call() throws Exception {
    Set<Part> parts = only == null ? EnumSet.allOf(Part.class) : only;
    Optional<PythonBaselines> python = python();
    detect(parts, python);
    if (parts.contains(Part.FORECAST)) {
      forecast(python);
    }
    if (parts.contains(Part.LOGS)) {
      new LogFigures(logs)
          .add(LabelledLogs.readAll(DataFolder.of(PROJECT, "logs/loghub_2k_corrected")));
    }
    if (parts.contains(Part.GROUPING)) {
      new GroupingFigures(grouping)
          .addAll(DataFolder.of(PROJECT, "alerts"), QualityBenchmark::progress);
    }
    if (parts.contains(Part.CAUSES)) {
      CauseFigures.measure(
          DataFolder.of(PROJECT, "rca"), DataFolder.of(PROJECT, "alerts"), causes, reliability);
    }
    if (parts.contains(Part.SIMILAR)) {
      new SimilarFigures(similar).addAll(DataFolder.of(PROJECT, "alerts"));
    }
    write(
        List.of(detection, forecasts, logs, grouping, causes, reliability, similar),
        List.of(detectionBySeries, forecastsBySeries));
    return 0;
  }

  /** The Python baselines, or none and a word about it. */
  private Optional<PythonBaselines> python() throws IOException {
    if (noPython) {
      console.println("Prophet and statsmodels: left out by --no-python");
      return Optional.empty();
    }
    Optional<PythonBaselines> python = PythonBaselines.find(PROJECT);
    if (python.isEmpty()) {
      console.println(
          "Prophet and statsmodels: left out, "
              + PythonBaselines.VARIABLE
              + " (default python3) names no Python that has both: pip install prophet"
              + " statsmodels");
    }
    return python;
  }

  private void detect(Set<Part> parts, Optional<PythonBaselines> python) throws IOException {
    DetectionRun run =
        new DetectionRun(
            parts.contains(Part.NAB)
                ? NabFile.readAll(DataFolder.of(PROJECT, "metric/nab"))
                : List.of(),
            parts.contains(Part.AIOPS)
                ? AiopsChallenge.readAll(DataFolder.of(PROJECT, "metric/aiops2018"))
                : List.of(),
            parts.contains(Part.ASD)
                ? ApplicationServers.readAll(DataFolder.of(PROJECT, "metric/asd"))
                : List.of(),
            new DetectionFigures(detection, detectionBySeries),
            nabResults);
    if (run.isEmpty()) {
      return;
    }
    for (BenchDetector detector : DetectionRun.detectors()) {
      if (isWanted(detector.name())) {
        long from = System.nanoTime();
        run.add(detector);
        progress(detector.name(), from);
      }
    }
    if (python.isPresent() && isWanted(ProphetDetector.NAME)) {
      long from = System.nanoTime();
      run.add(new ProphetDetector(python.get()));
      progress(ProphetDetector.NAME, from);
    }
  }

  private void forecast(Optional<PythonBaselines> python) throws IOException {
    List<ForecastCase> m4 = ForecastSeries.m4Hourly(DataFolder.of(PROJECT, "forecast/m4"));
    List<ForecastCase> few = ForecastFigures.sample(m4, sample);
    List<ForecastCase> examples =
        ForecastSeries.prophetExamples(DataFolder.of(PROJECT, "forecast/prophet"));
    List<Forecaster> fast =
        List.of(new VedetteForecaster(), new SeasonalNaiveForecaster(), new Naive2Forecaster());
    ForecastFigures figures = new ForecastFigures(forecasts, forecastsBySeries);
    for (Forecaster forecaster : fast) {
      forecast(figures, forecaster, "M4 Hourly, " + m4.size() + " series", true, m4);
    }
    List<Forecaster> all = new ArrayList<>(fast);
    python.ifPresent(baselines -> all.addAll(baselines.forecasters()));
    for (Forecaster forecaster : all) {
      if (few.size() < m4.size()) {
        forecast(figures, forecaster, "M4 Hourly, " + few.size() + " of them", true, few);
      }
      forecast(
          figures, forecaster, "Prophet examples, " + examples.size() + " series", false, examples);
    }
    figures.addSpeed(PythonBaselines.PROPHET);
  }

  private void forecast(
      ForecastFigures figures,
      Forecaster forecaster,
      String data,
      boolean goals,
      List<ForecastCase> cases)
      throws IOException {
    if (isWanted(forecaster.name())) {
      long from = System.nanoTime();
      figures.add(data, goals, forecaster, cases);
      progress(forecaster.name() + ", " + data, from);
    }
  }

  private boolean isWanted(String method) {
    String name = method.toLowerCase(Locale.ROOT);
    return methods == null
        || methods.stream().anyMatch(part -> name.contains(part.toLowerCase(Locale.ROOT)));
  }

  private void write(List<FigureTable> tables, List<FigureTable> details) throws IOException {
    Path folder = Objects.requireNonNull(out);
    Files.createDirectories(folder);
    StringBuilder page = new StringBuilder();
    StringBuilder csv = new StringBuilder();
    for (FigureTable table : tables) {
      if (!table.isEmpty()) {
        page.append("### ").append(table.title()).append("\n\n");
        page.append(table.toMarkdown()).append('\n');
        csv.append(table.toCsv());
      }
    }
    console.println(page);
    if (!grouping.isEmpty()) {
      console.println("### " + grouping.title() + "\n\n" + grouping.toMarkdown());
      csv.append(grouping.toCsv());
    }
    Files.writeString(folder.resolve("quality.md"), page);
    Files.writeString(folder.resolve("quality.csv"), csv);
    for (FigureTable table : details) {
      if (perSeries && !table.isEmpty()) {
        console.println("### " + table.title() + "\n\n" + table.toMarkdown());
      }
    }
    if (docs) {
      if (!grouping.isEmpty()) {
        MarkedSection.replace(
            PROJECT.resolve("docs/correlation.md"), "grouping", grouping.toMarkdown());
      }
      if (!causes.isEmpty()) {
        Path rootCause = PROJECT.resolve("docs/root-cause.md");
        MarkedSection.replace(rootCause, "causes", causes.toMarkdown());
        MarkedSection.replace(rootCause, "reliability", reliability.toMarkdown());
      }
      if (!similar.isEmpty()) {
        MarkedSection.replace(
            PROJECT.resolve("docs/similar-incidents.md"), "similar", similar.toMarkdown());
      }
      if (!detection.isEmpty() || !forecasts.isEmpty()) {
        MarkedSection.replace(PROJECT.resolve("docs/benchmarks.md"), "quality", page.toString());
      }
    }
    console.println("written to " + folder);
  }

  private static void progress(String what, long from) {
    System.err.printf(Locale.ROOT, "%s: %.1f s%n", what, (System.nanoTime() - from) / 1e9);
  }
}
