package io.vedette.jobs.launch;

import static java.util.Map.entry;

import io.vedette.files.AlertFiles;
import io.vedette.files.AlertFilesSource;
import io.vedette.files.AlertIncidentsCsv;
import io.vedette.files.ChangeFileSource;
import io.vedette.files.FileLimits;
import io.vedette.files.IncidentsJsonl;
import io.vedette.files.JsonLinesSink;
import io.vedette.files.MetricFileException;
import io.vedette.files.MetricFiles;
import io.vedette.files.MetricFilesSource;
import io.vedette.files.ModelLog;
import io.vedette.files.ModelLogSource;
import io.vedette.files.NoiseRuleFile;
import io.vedette.files.ReplayTally;
import io.vedette.files.ScoresCsv;
import io.vedette.files.SpanFiles;
import io.vedette.files.SpanFilesSource;
import io.vedette.files.TopologyFileSource;
import io.vedette.jobs.config.NoiseSettings;
import io.vedette.jobs.streaming.AlertSource;
import io.vedette.jobs.streaming.InputSource;
import io.vedette.jobs.streaming.InputSources;
import io.vedette.jobs.streaming.MetricSource;
import io.vedette.jobs.streaming.SpanSource;
import io.vedette.jobs.streaming.StreamingSinks;
import io.vedette.jobs.streaming.StreamingSources;
import io.vedette.jobs.streaming.StreamingTopology;
import io.vedette.jobs.streaming.TopologySource;
import io.vedette.schema.control.NoiseRule;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.DeadLetterReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Runs the streaming graph over recorded metrics, logs and alerts, in this process, as fast as it
 * goes.
 *
 * <pre>
 *   metric files --&gt; the graph of {@link StreamingTopology} --&gt; scores.csv, alerts.jsonl,
 *   log files                                                anomalies.jsonl, audit.jsonl,
 *   alert files                                              dead-letters.jsonl, templates.csv,
 *                                                            log-templates.jsonl,
 *                                                            clusters.jsonl,
 *                                                            alert_to_incident.csv,
 *                                                            incidents.jsonl,
 *                                                            alert-states.jsonl
 * </pre>
 *
 * <p>Guarantees: one row of scores.csv for every point read, in input order; a row depends on no
 * later one; the same input gives the same bytes. They hold because every operator has one task, so
 * that there is one order, and because nothing in the graph looks at the clock but the retention of
 * silent series, which a replay would have to outlast. A replay that fails leaves no result under
 * its name.
 */
public final class Replay {

  /** One row a point. */
  public static final String SCORES = "scores.csv";

  /** Alerts, one a line. */
  public static final String ALERTS = "alerts.jsonl";

  /** Anomalies, one a line. */
  public static final String ANOMALIES = "anomalies.jsonl";

  /** What changed how series are judged, one a line. */
  public static final String AUDIT = "audit.jsonl";

  /** What became of clusters of alerts, one a line. */
  public static final String CLUSTERS = "clusters.jsonl";

  /** The cluster each alert is in at the end. */
  public static final String ALERT_INCIDENTS = "alert_to_incident.csv";

  /** Incidents as they are at the end, one a line. */
  public static final String INCIDENTS = "incidents.jsonl";

  /** What became of alerts by the rules of noise, one a line. */
  public static final String ALERT_STATES = "alert-states.jsonl";

  /** Who called whom in each interval, as traces tell, one a line. */
  public static final String CALLS = "calls.jsonl";

  /** What was not processed, one a line. */
  public static final String DEAD_LETTERS = "dead-letters.jsonl";

  private static final List<String> RESULTS =
      List.of(
          SCORES,
          ALERTS,
          ANOMALIES,
          AUDIT,
          CLUSTERS,
          ALERT_INCIDENTS,
          INCIDENTS,
          ALERT_STATES,
          CALLS,
          DEAD_LETTERS);

  /** A replay runs once and needs nothing but memory; Flink's defaults would keep checkpoints. */
  private static final Map<String, String> CONFIGURATION =
      Map.ofEntries(
          entry("parallelism.default", "1"),
          // key groups: the scorer's clean-up walks them all, however few series there are
          entry("pipeline.max-parallelism", "1"),
          entry("execution.runtime-mode", "STREAMING"),
          entry("restart-strategy.type", "none"),
          entry("state.backend.type", "hashmap"),
          entry("pipeline.generic-types", "false"),
          entry("pipeline.object-reuse", "true"),
          // by the clock watermarks would come at other places every time; one comes at the end
          entry("pipeline.auto-watermark-interval", "0 ms"),
          entry("rest.bind-address", "127.0.0.1"),
          entry("rest.bind-port", "0"),
          // else the server of jars and large objects listens on every address of the machine
          entry("jobmanager.bind-host", "127.0.0.1"),
          entry("taskmanager.bind-host", "127.0.0.1"),
          entry("taskmanager.host", "127.0.0.1"));

  private final ReplayOptions options;
  private final ReplayListener listener;

  private Replay(ReplayOptions options, ReplayListener listener) {
    this.options = options;
    this.listener = listener;
  }

  /**
   * Runs to the end. Interrupted, it cancels the job and leaves no results.
   *
   * @throws MetricFileException when the files cannot be understood; nothing was run then
   * @throws IOException when files cannot be read or results not written
   * @throws ReplayException when the job fails
   */
  public static ReplaySummary run(ReplayOptions options, ReplayListener listener)
      throws IOException, ReplayException, InterruptedException {
    return new Replay(options, listener).run();
  }

  private ReplaySummary run() throws IOException, ReplayException, InterruptedException {
    long begin = System.nanoTime();
    FileLimits limits = ReplaySettings.limits(options.settings());
    requireOutsideOfInput();
    Path inMetrics = options.metrics();
    Path inAlerts = options.alerts();
    MetricFiles metrics = inMetrics == null ? null : MetricFiles.find(inMetrics, limits);
    AlertFiles alerts = inAlerts == null ? null : AlertFiles.find(inAlerts, limits);
    ReplayLogs logs = ReplayLogs.find(options.logs(), options.out());
    for (String result : RESULTS) {
      Files.deleteIfExists(options.out().resolve(result));
    }
    for (String result : ReplayLogs.RESULTS) {
      Files.deleteIfExists(options.out().resolve(result));
    }
    try (ReplayTally tally = ReplayTally.open()) {
      await(
          start(
              metrics,
              alerts,
              logs,
              spanFiles(),
              topologies(limits),
              changes(limits).withNames(names()),
              rules(limits),
              limits,
              tally),
          tally);
      if (logs != null) {
        logs.finish();
      }
      return new ReplaySummary(
          (metrics == null ? 0 : metrics.count())
              + (options.topology() == null ? 0 : 1)
              + (options.changes() == null ? 0 : 1)
              + (options.rules() == null ? 0 : 1)
              + spanFiles().size()
              + (logs == null ? 0 : logs.count())
              + (alerts == null ? 0 : alerts.count()),
          tally.series(),
          tally.points(),
          tally.anomalies(),
          countAlerts(),
          tally.lines(),
          Math.max(0, countLines(ALERT_INCIDENTS) - 1),
          countClusters(),
          countLines(DEAD_LETTERS),
          Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  private List<String> spanFiles() throws IOException {
    Path traces = options.traces();
    return traces == null ? List.of() : SpanFiles.find(traces);
  }

  private List<TopologySource> topologies(FileLimits limits) throws IOException {
    Path topology = options.topology();
    return topology == null
        ? List.of()
        : List.of(new TopologySource("topology-file", new TopologyFileSource(topology, limits)));
  }

  private InputSources changes(FileLimits limits) throws IOException {
    Path changes = options.changes();
    return changes == null
        ? InputSources.NONE
        : new InputSources(
            List.of(new InputSource<>("change-file", new ChangeFileSource(changes, limits))),
            List.of());
  }

  private Map<String, NoiseRule> rules(FileLimits limits) throws IOException {
    Path rules = options.rules();
    if (rules == null) {
      return Map.of();
    }
    int most = options.settings().get(NoiseSettings.RULES);
    return NoiseRuleFile.read(rules, most, limits);
  }

  /**
   * Models of names.
   *
   * @throws MetricFileException when there is no such file
   * @throws IOException when a line is no model, naming file and line
   */
  private List<InputSource<NamesModelRecord>> names() throws IOException {
    Path models = options.models();
    if (models == null) {
      return List.of();
    }
    if (!Files.isRegularFile(models)) {
      throw new MetricFileException(models + ": no such file; expected models of names");
    }
    try {
      ModelLog.readNames(models, model -> {});
    } catch (IOException wrong) {
      throw new MetricFileException(String.valueOf(wrong.getMessage()));
    }
    return List.of(new InputSource<>("names-file", ModelLogSource.ofNames(models)));
  }

  /** Results among the input would be input of the next replay. */
  private void requireOutsideOfInput() throws MetricFileException {
    requireOutside(options.metrics());
    requireOutside(options.logs());
    requireOutside(options.alerts());
    requireOutside(options.traces());
  }

  private void requireOutside(@Nullable Path input) throws MetricFileException {
    Path out = options.out().toAbsolutePath().normalize();
    Path in = input == null ? null : input.toAbsolutePath().normalize();
    if (in != null && Files.isDirectory(in) && out.startsWith(in)) {
      throw new MetricFileException(
          out + ": results would be written into the folder that is read, " + in);
    }
  }

  private JobClient start(
      @Nullable MetricFiles metrics,
      @Nullable AlertFiles alerts,
      @Nullable ReplayLogs logs,
      List<String> spans,
      List<TopologySource> topologies,
      InputSources changes,
      Map<String, NoiseRule> rules,
      FileLimits limits,
      ReplayTally tally)
      throws ReplayException {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, Configuration.fromMap(CONFIGURATION));
    StreamingSources sources =
        new StreamingSources(
            metrics == null
                ? List.of()
                : List.of(
                    new MetricSource(
                        "metric-files", new MetricFilesSource(metrics, limits, tally))),
            alerts == null
                ? List.of()
                : List.of(new AlertSource("alert-files", new AlertFilesSource(alerts, limits))),
            List.of(),
            logs == null ? List.of() : List.of(logs.source(limits, tally)),
            topologies,
            changes,
            spans.isEmpty()
                ? List.of()
                : List.of(new SpanSource("span-files", new SpanFilesSource(spans, limits))),
            rules);
    StreamingTopology.build(env, sources, sinks(metrics, logs, tally), options.settings());
    try {
      return env.executeAsync("vedette-replay");
    } catch (Exception failed) {
      throw new ReplayException("the replay could not start: " + failed.getMessage(), failed);
    }
  }

  private StreamingSinks sinks(
      @Nullable MetricFiles metrics, @Nullable ReplayLogs logs, ReplayTally tally) {
    return new StreamingSinks(
        new JsonLinesSink<>(options.out().resolve(ANOMALIES)),
        new JsonLinesSink<>(options.out().resolve(ALERTS)),
        // the scorer and the incidents write it, each in its own order
        new JsonLinesSink<>(options.out().resolve(AUDIT), audit -> audit.getIncidentId() != null),
        // lines refused come from the reader, late points from the scorer
        new JsonLinesSink<>(
            options.out().resolve(DEAD_LETTERS),
            letter -> letter.getReason() == DeadLetterReason.LATE),
        metrics == null && logs == null && options.traces() == null
            ? null
            : new ScoresCsv(options.out().resolve(SCORES), metrics, tally),
        logs == null ? null : logs.sinks(),
        new JsonLinesSink<>(options.out().resolve(CLUSTERS)),
        new AlertIncidentsCsv(options.out().resolve(ALERT_INCIDENTS)),
        new IncidentsJsonl(options.out().resolve(INCIDENTS)),
        options.rules() == null ? null : new JsonLinesSink<>(options.out().resolve(ALERT_STATES)),
        options.traces() == null ? null : new JsonLinesSink<>(options.out().resolve(CALLS)));
  }

  private void await(JobClient job, ReplayTally tally)
      throws ReplayException, InterruptedException {
    try {
      RunningJob.await(
          job, () -> listener.progress(tally.bytesRead(), tally.bytesExpected(), tally.points()));
    } catch (ExecutionException failed) {
      throw new ReplayException("the replay failed: " + RunningJob.rootOf(failed), failed);
    }
  }

  /** Firings: an alert is written when it fires, gets worse and is resolved, under one id. */
  private long countAlerts() throws IOException {
    if (!Files.exists(options.out().resolve(ALERTS))) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(options.out().resolve(ALERTS))) {
      return lines
          .map(line -> ResultJson.read(line.getBytes(StandardCharsets.UTF_8), Alert.class).getId())
          .distinct()
          .count();
    }
  }

  private long countClusters() throws IOException {
    try (Stream<String> lines = Files.lines(options.out().resolve(ALERT_INCIDENTS))) {
      return lines
          .skip(1)
          .map(line -> line.substring(line.lastIndexOf(',') + 1))
          .distinct()
          .count();
    }
  }

  private long countLines(String result) throws IOException {
    if (!Files.exists(options.out().resolve(result))) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(options.out().resolve(result))) {
      return lines.count();
    }
  }
}
