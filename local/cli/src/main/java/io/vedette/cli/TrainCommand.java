package io.vedette.cli;

import io.vedette.jobs.config.HistoryOrigin;
import io.vedette.jobs.config.NamesSettings;
import io.vedette.jobs.config.RetrainSettings;
import io.vedette.jobs.launch.Training;
import io.vedette.jobs.launch.TrainingException;
import io.vedette.jobs.launch.TrainingListener;
import io.vedette.jobs.launch.TrainingSummary;
import io.vedette.prometheus.PrometheusSettings;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Train a model for every series from its history, and keep those that forecast better than the"
          + " ones in use; and names on past alerts, to group alerts by.",
      "",
      "docs/training.md says how, and what the figures mean. A run that was killed goes on with"
          + " --run and its name."
    })
final class TrainCommand implements Callable<Integer> {

  /** Where history is; from Kafka's topics of metrics when nothing is said. */
  static final class History {

    @Option(names = "--kafka", description = "From the topics of metrics (the default).")
    boolean kafka;

    @Option(
        names = "--metrics",
        paramLabel = "FILE_OR_DIR",
        description = "From recorded metrics, as for replay.")
    @Nullable Path metrics;

    @ArgGroup(exclusive = false)
    @Nullable Server server;
  }

  /** A Prometheus server and what to read of it. */
  static final class Server {

    @Option(
        names = "--prometheus",
        required = true,
        paramLabel = "URL",
        description = "From a Prometheus server.")
    @Nullable String url;

    @Option(
        names = "--match",
        paramLabel = "SELECTOR",
        description = "Series to read; may be repeated. All of them when it is not said.")
    List<String> match = new ArrayList<>();

    @Option(names = "--step", paramLabel = "SPAN", description = "Resolution, e.g. 1m.")
    @Nullable String step;
  }

  @ArgGroup(exclusive = true)
  History history = new History();

  @Option(
      names = "--alerts",
      paramLabel = "FILE_OR_DIR",
      description = {
        "Train names on recorded alerts, as for replay; without another history, on nothing else.",
        "With --kafka names are trained on the topics of alerts."
      })
  @Nullable Path alerts;

  @Option(
      names = "--topology",
      paramLabel = "FILE",
      description = "Who calls whom, for names: CSV caller,callee, or JSON.")
  @Nullable Path topology;

  @Option(names = "--only-names", description = "Train no series.")
  boolean onlyNames;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Oldest history, ISO-8601; else 28 days before the end.")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Newest history, ISO-8601; else now.")
  @Nullable String to;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Keep models in DIR/models.jsonl, and not in Kafka.")
  @Nullable Path out;

  @Option(
      names = "--run",
      paramLabel = "NAME",
      description = "Name of the run, the version of its models; else the time it begins.")
  @Nullable String run;

  @Option(
      names = "--shadow",
      description = "Let a model that is not better than the one in use run in its shadow.")
  boolean shadow;

  @Option(
      names = "--job-manager",
      paramLabel = "URL",
      description = "Train on the Flink cluster at this REST address, and not in this process.")
  @Nullable URI jobManager;

  @Mixin SettingsOptions settingsOptions = new SettingsOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    Settings settings = settingsOptions.resolve(EverySetting.ALL, fixed());
    RetrainSettings.validate(settings);
    if (jobManager != null && settings.find(RetrainSettings.OUT).isPresent()) {
      throw new Problem("a cluster keeps models in Kafka: --out is for training in this process");
    }
    Settings begun = RetrainSettings.begun(settings, Instant.now());
    PrintWriter err = command.getErr();
    err.println("run " + begun.get(RetrainSettings.RUN_NAME));
    err.flush();
    ProgressBar bar = new ProgressBar(err, System::nanoTime);
    TrainingListener listener =
        Terminal.hasError()
            ? (read, samples, trained, series) -> show(bar, read, samples, trained, series)
            : (read, samples, trained, series) -> {};
    try {
      TrainingSummary done =
          jobManager == null
              ? Training.run(begun, listener)
              : new ClusterTraining(jobManager, begun, listener).run();
      bar.clear();
      TrainingTable.print(done, command.getOut());
      return 0;
    } catch (IOException | TrainingException wrong) {
      bar.clear();
      throw new Problem(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private static void show(
      ProgressBar bar, double read, long samples, double trained, long series) {
    if (Double.isNaN(trained) || trained > 0) {
      bar.show(trained, series, "series");
    } else {
      bar.show(read, samples, "samples");
    }
  }

  /** What the options say, as settings. */
  private Map<String, String> fixed() {
    Map<String, String> fixed = new LinkedHashMap<>();
    if (history.kafka) {
      put(fixed, RetrainSettings.ORIGIN, name(HistoryOrigin.KAFKA));
    }
    if (history.metrics != null) {
      put(fixed, RetrainSettings.ORIGIN, name(HistoryOrigin.FILES));
      put(fixed, RetrainSettings.METRICS, history.metrics);
    }
    if (history.server != null) {
      put(fixed, RetrainSettings.ORIGIN, name(HistoryOrigin.PROMETHEUS));
      put(fixed, PrometheusSettings.URL, history.server.url);
      put(fixed, PrometheusSettings.STEP, history.server.step);
      if (!history.server.match.isEmpty()) {
        put(fixed, PrometheusSettings.MATCH, String.join("\n", history.server.match));
      }
    }
    put(fixed, NamesSettings.ALERTS, alerts);
    put(fixed, NamesSettings.TOPOLOGY, topology);
    if (onlyNames && alerts == null && history.metrics == null && history.server == null) {
      put(fixed, NamesSettings.ALERT_HISTORY, "kafka");
    }
    if (onlyNames || (alerts != null && fixed.get(RetrainSettings.ORIGIN.key()) == null)) {
      put(fixed, RetrainSettings.ORIGIN, name(HistoryOrigin.NONE));
    }
    put(fixed, RetrainSettings.FROM, from);
    put(fixed, RetrainSettings.TO, to);
    put(fixed, RetrainSettings.OUT, out);
    put(fixed, RetrainSettings.RUN_NAME, run);
    if (shadow) {
      put(fixed, RetrainSettings.SHADOW, true);
    }
    return fixed;
  }

  private static void put(Map<String, String> fixed, Setting<?> setting, @Nullable Object value) {
    if (value != null) {
      fixed.put(setting.key(), value.toString());
    }
  }

  private static String name(HistoryOrigin origin) {
    return origin.name().toLowerCase(Locale.ROOT);
  }
}
