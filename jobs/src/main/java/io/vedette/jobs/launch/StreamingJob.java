package io.vedette.jobs.launch;

import io.vedette.jobs.config.ScoringSettings;
import io.vedette.jobs.config.StateBackend;
import io.vedette.jobs.config.StreamingSettings;
import io.vedette.jobs.streaming.AlertSource;
import io.vedette.jobs.streaming.ControlSource;
import io.vedette.jobs.streaming.InputSource;
import io.vedette.jobs.streaming.InputSources;
import io.vedette.jobs.streaming.LogSinks;
import io.vedette.jobs.streaming.LogSource;
import io.vedette.jobs.streaming.MetricSource;
import io.vedette.jobs.streaming.SpanSource;
import io.vedette.jobs.streaming.StreamingSinks;
import io.vedette.jobs.streaming.StreamingSources;
import io.vedette.jobs.streaming.StreamingTopology;
import io.vedette.kafka.KafkaControlSource;
import io.vedette.kafka.KafkaInputSource;
import io.vedette.kafka.KafkaLogSource;
import io.vedette.kafka.KafkaMetricSource;
import io.vedette.kafka.KafkaResults;
import io.vedette.kafka.KafkaSpanSource;
import io.vedette.kafka.LogTopic;
import io.vedette.kafka.MetricTopic;
import io.vedette.kafka.SpanTopic;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The streaming job on Kafka.
 *
 * <pre>{@code
 * flink run vedette-streaming-job.jar --settings vedette.yaml --set job.parallelism=4
 * }</pre>
 */
public final class StreamingJob {

  private StreamingJob() {}

  /**
   * Runs the job until it is stopped.
   *
   * @throws SettingsException when the settings are wrong, after saying so on standard error. It
   *     never ends the process: submitted over REST, this runs inside the JobManager
   */
  public static void main(String[] arguments) throws Exception {
    Settings settings;
    try {
      settings = Arguments.parse(arguments).resolve(System.getenv());
    } catch (SettingsException wrong) {
      complain(wrong, new PrintStream(System.err, true, StandardCharsets.UTF_8));
      throw wrong;
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(settings));
    build(env, settings);
    env.execute(settings.get(StreamingSettings.JOB_NAME));
  }

  static void complain(SettingsException wrong, PrintStream err) {
    err.println("vedette: the streaming job cannot start:");
    wrong.problems().forEach(problem -> err.println("  " + problem));
    err.println(Arguments.USAGE);
  }

  /**
   * Builds the graph with Kafka in and out; nothing is run and no connection made.
   *
   * @param settings validated
   */
  public static void build(StreamExecutionEnvironment env, Settings settings) {
    StreamingTopology.build(env, sources(settings), sinks(settings), settings);
  }

  private static StreamingSources sources(Settings settings) {
    return new StreamingSources(
            MetricTopic.all(settings).stream()
                .map(
                    topic ->
                        new MetricSource(topic.name(), KafkaMetricSource.create(settings, topic)))
                .toList(),
            List.of(new AlertSource("alerts-in", KafkaInputSource.alerts(settings))),
            List.of(
                new ControlSource("commands", KafkaControlSource.commands(settings), false),
                new ControlSource("rules", KafkaControlSource.rules(settings), false),
                new ControlSource("models", KafkaControlSource.models(settings), true)),
            LogTopic.all(settings).stream()
                .map(topic -> new LogSource(topic.name(), KafkaLogSource.create(settings, topic)))
                .toList())
        .withSpans(
            SpanTopic.all(settings).stream()
                .map(topic -> new SpanSource(topic.name(), KafkaSpanSource.create(settings, topic)))
                .toList())
        .withInputs(
            new InputSources(
                List.of(new InputSource<>("changes", KafkaInputSource.changes(settings))),
                List.of(new InputSource<>("events", KafkaInputSource.events(settings)))));
  }

  private static StreamingSinks sinks(Settings settings) {
    return new StreamingSinks(
            KafkaResults.anomalies(settings),
            KafkaResults.alerts(settings),
            KafkaResults.audits(settings),
            KafkaResults.deadLetters(settings),
            settings.get(ScoringSettings.PUBLISH_SCORES) ? KafkaResults.scores(settings) : null,
            new LogSinks(KafkaResults.logTemplates(settings), null),
            null,
            null,
            KafkaResults.incidents(settings),
            KafkaResults.alertStates(settings))
        .withEdges(KafkaResults.callEdges(settings));
  }

  /** Flink's configuration for the settings, by keys that Flink 1.20 and 2 both know. */
  public static Configuration configuration(Settings settings) {
    Configuration configuration = new Configuration();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("pipeline.generic-types", "false");
    values.put("pipeline.object-reuse", "true");
    values.put(
        "pipeline.max-parallelism", settings.get(StreamingSettings.MAX_PARALLELISM).toString());
    int parallelism = settings.get(StreamingSettings.PARALLELISM);
    if (parallelism > 0) {
      values.put("parallelism.default", Integer.toString(parallelism));
    }
    checkpoints(settings, values);
    restarts(settings, values);
    StateBackend backend = settings.get(StreamingSettings.STATE_BACKEND);
    values.put("state.backend.type", backend == StateBackend.ROCKSDB ? "rocksdb" : "hashmap");
    values.forEach(configuration::setString);
    return configuration;
  }

  private static void checkpoints(Settings settings, Map<String, String> values) {
    values.put(
        "execution.checkpointing.interval",
        ms(settings.get(StreamingSettings.CHECKPOINT_INTERVAL)));
    values.put(
        "execution.checkpointing.timeout", ms(settings.get(StreamingSettings.CHECKPOINT_TIMEOUT)));
    values.put("execution.checkpointing.mode", "EXACTLY_ONCE");
    values.put("execution.checkpointing.unaligned.enabled", "false");
    values.put("execution.checkpointing.incremental", "true");
    values.put(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    values.put(
        "execution.checkpointing.num-retained",
        settings.get(StreamingSettings.CHECKPOINTS_RETAINED).toString());
    settings
        .find(StreamingSettings.CHECKPOINT_FOLDER)
        .ifPresent(folder -> values.put("execution.checkpointing.dir", folder));
    settings
        .find(StreamingSettings.SAVEPOINT_FOLDER)
        .ifPresent(folder -> values.put("execution.checkpointing.savepoint-dir", folder));
  }

  /**
   * Without a limit on attempts, which is Flink's default: a monitor that is down must come back
   * when what it needs does.
   */
  private static void restarts(Settings settings, Map<String, String> values) {
    String prefix = "restart-strategy.exponential-delay.";
    values.put("restart-strategy.type", "exponential-delay");
    values.put(prefix + "initial-backoff", ms(settings.get(StreamingSettings.RESTART_BACKOFF)));
    values.put(prefix + "max-backoff", ms(settings.get(StreamingSettings.RESTART_MAX_BACKOFF)));
    values.put(prefix + "backoff-multiplier", "2.0");
  }

  private static String ms(Duration span) {
    return span.toMillis() + " ms";
  }
}
