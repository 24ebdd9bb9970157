package io.vedette.cli;

import io.vedette.files.MetricFileException;
import io.vedette.jobs.config.StreamingSettings;
import io.vedette.jobs.launch.Replay;
import io.vedette.jobs.launch.ReplayException;
import io.vedette.jobs.launch.ReplayListener;
import io.vedette.jobs.launch.ReplayOptions;
import io.vedette.jobs.launch.ReplaySummary;
import io.vedette.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Run the streaming job over recorded metrics, logs, alerts or traces, and write what it says",
      "of them.",
      "",
      "Files and formats: docs/replay.md. The same input gives the same bytes."
    })
final class ReplayCommand implements Callable<Integer> {

  @Option(
      names = "--metrics",
      paramLabel = "FILE_OR_DIR",
      description = "CSV or recorded remote write.")
  @Nullable Path metrics;

  @Option(
      names = "--logs",
      paramLabel = "FILE_OR_DIR",
      description = "Log lines, plain or one JSON object a line.")
  @Nullable Path logs;

  @Option(
      names = "--alerts",
      paramLabel = "FILE_OR_DIR",
      description = "Alerts to be grouped: JSON lines or CSV.")
  @Nullable Path alerts;

  @Option(
      names = "--topology",
      paramLabel = "FILE",
      description = "Who calls whom, for what alerts do not tell: CSV caller,callee, or JSON.")
  @Nullable Path topology;

  @Option(
      names = "--models",
      paramLabel = "FILE",
      description = "Models of names to group alerts by: names.jsonl of vedette train --alerts.")
  @Nullable Path models;

  @Option(
      names = "--changes",
      paramLabel = "FILE",
      description = "Deployments and other changes, JSON lines: evidence in incidents.")
  @Nullable Path changes;

  @Option(
      names = "--traces",
      paramLabel = "FILE_OR_DIR",
      description = "Spans: OTLP JSON lines, Zipkin or Jaeger JSON, or CSV.")
  @Nullable Path traces;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description =
          "Rules of noise to try, YAML or JSON by their keys; what became of each alert is in"
              + " alert-states.jsonl.")
  @Nullable Path rules;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "Where scores.csv, alerts.jsonl, templates.csv, ... go; earlier ones in it are replaced.")
  @Nullable Path out;

  @Mixin SettingsOptions settingsOptions = new SettingsOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    Settings settings = settingsOptions.resolve(EverySetting.ALL, Map.of());
    StreamingSettings.validate(settings);
    Path results = Objects.requireNonNull(out);
    if (metrics == null && logs == null && alerts == null && traces == null) {
      throw new CommandLine.ParameterException(
          command, "nothing to replay: name --metrics, --logs, --alerts or --traces");
    }
    ReplayOptions options =
        new ReplayOptions(
            metrics, logs, alerts, topology, changes, traces, rules, results, settings, models);
    ProgressBar bar = new ProgressBar(command.getErr(), System::nanoTime);
    ReplayListener listener =
        Terminal.hasError() ? bar::show : (bytesRead, totalBytes, points) -> {};
    try {
      print(Replay.run(options, listener), results, command.getOut(), bar);
      return 0;
    } catch (MetricFileException | ReplayException wrong) {
      bar.clear();
      throw new Problem(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private static void print(ReplaySummary done, Path results, PrintWriter out, ProgressBar bar) {
    bar.clear();
    if (done.alertsGrouped() > 0) {
      out.printf(
          Locale.ROOT, "%,d alerts in %,d incidents%n", done.alertsGrouped(), done.clusters());
    }
    out.printf(
        Locale.ROOT,
        "%,d points of %,d series and %,d log lines in %,d files: %,d anomalies, %,d alerts, %,d dead letters; %.1f s,"
            + " %,.0f points/s; results in %s%n",
        done.points(),
        done.series(),
        done.lines(),
        done.files(),
        done.anomalies(),
        done.alerts(),
        done.deadLetters(),
        done.took().toMillis() / 1000.0,
        done.pointsPerSecond(),
        results);
  }
}
