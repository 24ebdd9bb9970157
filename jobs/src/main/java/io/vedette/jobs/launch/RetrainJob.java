package io.vedette.jobs.launch;

import io.vedette.files.AlertFiles;
import io.vedette.files.AlertFilesSource;
import io.vedette.files.FileLimits;
import io.vedette.files.FileSettings;
import io.vedette.files.JsonLinesSink;
import io.vedette.files.MetricFiles;
import io.vedette.files.MetricFilesSource;
import io.vedette.files.ModelLogSink;
import io.vedette.files.ModelLogSource;
import io.vedette.files.ReplayTally;
import io.vedette.files.TopologyFileSource;
import io.vedette.jobs.config.AlertHistory;
import io.vedette.jobs.config.HistogramSettings;
import io.vedette.jobs.config.HistoryOrigin;
import io.vedette.jobs.config.NamesSettings;
import io.vedette.jobs.config.RetrainSettings;
import io.vedette.jobs.config.StreamingSettings;
import io.vedette.jobs.retrain.NamesHistory;
import io.vedette.jobs.retrain.RetrainOptions;
import io.vedette.jobs.retrain.RetrainSinks;
import io.vedette.jobs.retrain.RetrainSources;
import io.vedette.jobs.retrain.RetrainTopology;
import io.vedette.jobs.streaming.AlertSource;
import io.vedette.jobs.streaming.InputSource;
import io.vedette.jobs.streaming.MetricSource;
import io.vedette.jobs.streaming.TopologySource;
import io.vedette.kafka.KafkaHistory;
import io.vedette.kafka.KafkaMetricSource;
import io.vedette.kafka.KafkaModels;
import io.vedette.kafka.KafkaResults;
import io.vedette.kafka.KafkaSettings;
import io.vedette.kafka.MetricTopic;
import io.vedette.prometheus.PrometheusSettings;
import io.vedette.prometheus.PrometheusSource;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.schema.result.DeadLetter;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The retrain job: reads history, trains, writes models, ends.
 *
 * <pre>{@code
 * flink run -c io.vedette.jobs.launch.RetrainJob vedette-streaming-job.jar --set training.history=prometheus
 * }</pre>
 */
public final class RetrainJob {

  /** Models, one a line, in the folder {@code training.out}. */
  public static final String MODELS = "models.jsonl";

  /** Models of names, one a line, in that folder. */
  public static final String NAMES = "names.jsonl";

  /** History that could not be read, one a line, in that folder. */
  public static final String DEAD_LETTERS = "dead-letters.jsonl";

  private RetrainJob() {}

  /**
   * Runs the job to its end.
   *
   * @throws SettingsException when the settings are wrong, after saying so on standard error
   */
  public static void main(String[] arguments) throws Exception {
    Settings settings;
    try {
      Arguments parsed = Arguments.parse(arguments);
      settings =
          Settings.resolve(RetrainSettings.ALL, parsed.flags(), System.getenv(), parsed.file());
      RetrainSettings.validate(settings);
    } catch (SettingsException wrong) {
      complain(wrong, new PrintStream(System.err, true, StandardCharsets.UTF_8));
      throw wrong;
    }
    Instant now = Instant.now();
    Settings begun = RetrainSettings.begun(settings, now);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(begun));
    try (ReplayTally nobodyWatches = ReplayTally.open()) {
      build(env, begun, now, nobodyWatches);
      env.execute(begun.get(RetrainSettings.JOB_NAME));
    }
  }

  private static void complain(SettingsException wrong, PrintStream err) {
    err.println("vedette: the retrain job cannot start:");
    wrong.problems().forEach(problem -> err.println("  " + problem));
    err.println("usage: [--settings FILE] [--set KEY=VALUE]...   (keys: docs/settings-retrain.md)");
  }

  /**
   * Builds the graph; nothing is run.
   *
   * @param settings validated, and {@link RetrainSettings#begun}
   * @param startedAt when the run begins
   * @param tally counts what is read of files
   * @throws IOException when files of metrics cannot be read or understood
   */
  public static void build(
      StreamExecutionEnvironment env, Settings settings, Instant startedAt, ReplayTally tally)
      throws IOException {
    RetrainTopology.build(
        env,
        sources(settings, tally),
        sinks(settings),
        new RetrainOptions(
            RetrainSettings.options(settings, startedAt),
            HistogramSettings.options(settings),
            settings.get(HistogramSettings.SCORE_BUCKETS),
            NamesSettings.options(settings, startedAt)));
  }

  private static RetrainSources sources(Settings settings, ReplayTally tally) throws IOException {
    List<MetricSource> history =
        switch (settings.get(RetrainSettings.ORIGIN)) {
          case KAFKA -> topics(settings);
          case FILES -> List.of(files(settings, tally));
          case PROMETHEUS -> List.of(prometheus(settings));
          case NONE -> List.of();
        };
    Optional<Path> log = models(settings);
    return new RetrainSources(
        history,
        log.isPresent() ? ModelLogSource.ofSeries(log.get()) : KafkaModels.present(settings),
        names(settings));
  }

  private static @Nullable NamesHistory names(Settings settings) throws IOException {
    AlertHistory origin = NamesSettings.origin(settings);
    if (origin == AlertHistory.NONE) {
      return null;
    }
    boolean isKafka = origin == AlertHistory.KAFKA;
    long since = RetrainSettings.since(settings).toEpochMilli();
    Optional<Path> topology = settings.find(NamesSettings.TOPOLOGY);
    FileLimits limits = limits(settings);
    return new NamesHistory(
        List.of(
            isKafka
                ? new AlertSource("alerts-in", KafkaHistory.alertsIn(settings, since))
                : new AlertSource(
                    "alert-files",
                    new AlertFilesSource(
                        AlertFiles.find(settings.get(NamesSettings.ALERTS), limits), limits))),
        isKafka
            ? List.of(new InputSource<>("alerts", KafkaHistory.alerts(settings, since)))
            : List.of(),
        topology.isPresent()
            ? List.of(
                new TopologySource("topology-file", new TopologyFileSource(topology.get(), limits)))
            : List.of(),
        isKafka
            ? List.of(new InputSource<>("topology", KafkaHistory.callEdges(settings)))
            : List.of(),
        names(models(settings))
            .<Source<NamesModelRecord, ?, ?>>map(ModelLogSource::ofNames)
            .orElseGet(() -> KafkaModels.presentNames(settings)));
  }

  /** The file of models of names beside that of series. */
  static Optional<Path> names(Optional<Path> models) {
    return models.map(log -> log.resolveSibling(NAMES));
  }

  private static FileLimits limits(Settings settings) {
    return FileSettings.limits(
        settings, Math.toIntExact(settings.get(KafkaSettings.DEAD_LETTER_PAYLOAD)));
  }

  private static List<MetricSource> topics(Settings settings) {
    long since = RetrainSettings.since(settings).toEpochMilli();
    return MetricTopic.all(settings).stream()
        .map(
            topic ->
                new MetricSource(topic.name(), KafkaMetricSource.history(settings, topic, since)))
        .toList();
  }

  private static MetricSource files(Settings settings, ReplayTally tally) throws IOException {
    FileLimits limits = limits(settings);
    MetricFiles files = MetricFiles.find(settings.get(RetrainSettings.METRICS), limits);
    return new MetricSource("metric-files", new MetricFilesSource(files, limits, tally));
  }

  private static MetricSource prometheus(Settings settings) {
    return new MetricSource(
        "prometheus",
        new PrometheusSource(
            PrometheusSettings.options(
                settings,
                RetrainSettings.since(settings),
                RetrainSettings.to(settings, Instant.now()))));
  }

  private static RetrainSinks sinks(Settings settings) {
    return models(settings)
        .map(
            log ->
                new RetrainSinks(
                    new ModelLogSink<>(log),
                    new ModelLogSink<>(log.resolveSibling(NAMES)),
                    new JsonLinesSink<>(log.resolveSibling(DEAD_LETTERS))))
        .orElseGet(
            () ->
                new RetrainSinks(
                    KafkaModels.sink(settings),
                    KafkaModels.namesSink(settings),
                    letters(settings)));
  }

  /** What is wrong in the topics the streaming job has told already. */
  private static @Nullable Sink<DeadLetter> letters(Settings settings) {
    HistoryOrigin origin = settings.get(RetrainSettings.ORIGIN);
    boolean isTold =
        origin == HistoryOrigin.KAFKA
            || (origin == HistoryOrigin.NONE
                && NamesSettings.origin(settings) == AlertHistory.KAFKA);
    return isTold ? null : KafkaResults.deadLettersAtLeastOnce(settings);
  }

  /** The file of models; empty where they go to Kafka. */
  static Optional<Path> models(Settings settings) {
    return settings.find(RetrainSettings.OUT).map(folder -> folder.resolve(MODELS));
  }

  /** Flink's configuration for the settings. */
  public static Configuration configuration(Settings settings) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("execution.runtime-mode", "BATCH");
    values.put("pipeline.generic-types", "false");
    values.put("pipeline.object-reuse", "true");
    // by the size of the data Flink would take too few tasks: training, not reading, is the work
    values.put("execution.batch.adaptive.auto-parallelism.enabled", "false");
    values.put("restart-strategy.type", "fixed-delay");
    values.put("restart-strategy.fixed-delay.attempts", "3");
    values.put("restart-strategy.fixed-delay.delay", "10 s");
    int parallelism = settings.get(StreamingSettings.PARALLELISM);
    if (parallelism > 0) {
      values.put("parallelism.default", Integer.toString(parallelism));
    }
    Configuration configuration = new Configuration();
    values.forEach(configuration::setString);
    return configuration;
  }
}
