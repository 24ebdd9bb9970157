package io.vedette.jobs.config;

import io.vedette.kafka.KafkaSettings;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import io.vedette.settings.SharedSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of the streaming job: how it runs and reads time, beside those of the scorer
 * ({@link ScoringSettings}), of histograms ({@link HistogramSettings}), of silence ({@link
 * SilenceSettings}), of logs ({@link LogSettings}), of traces ({@link TraceSettings}), of inputs
 * ({@link InputSettings}), of noise ({@link NoiseSettings}), of grouping ({@link
 * GroupingSettings}), of incidents ({@link IncidentSettings}), of root causes ({@link
 * CauseSettings}), of similar incidents ({@link SimilarSettings}), of Kafka ({@link KafkaSettings})
 * and those shared with the gateway.
 */
public final class StreamingSettings {

  /** Name of the job. */
  public static final Setting<String> JOB_NAME =
      Setting.ofString("job.name", "vedette-streaming", "Name of the job in Flink.");

  /** Parallelism. */
  public static final Setting<Integer> PARALLELISM =
      Setting.ofInt(
              "job.parallelism", 0, "Tasks of each operator; 0 for the default of the cluster.")
          .between(0, 32_768);

  /** Key groups. */
  public static final Setting<Integer> MAX_PARALLELISM =
      Setting.ofInt(
              "job.max-parallelism",
              720,
              "Key groups: the most tasks there can ever be. State cannot be restored with another"
                  + " number, so choose once.")
          .between(1, 32_768);

  /** Checkpoint interval. */
  public static final Setting<Duration> CHECKPOINT_INTERVAL =
      Setting.ofDuration(
              "checkpoints.interval",
              Duration.ofSeconds(10),
              "Time between checkpoints; with exactly-once results also how long they take to"
                  + " appear.")
          .between(Duration.ofMillis(100), Duration.ofHours(1));

  /** Checkpoint timeout. */
  public static final Setting<Duration> CHECKPOINT_TIMEOUT =
      Setting.ofDuration(
              "checkpoints.timeout",
              Duration.ofMinutes(10),
              "After this time a checkpoint is given up.")
          .between(Duration.ofSeconds(1), Duration.ofDays(1));

  /** Where checkpoints go. */
  public static final Setting<String> CHECKPOINT_FOLDER =
      Setting.ofOptionalString(
          "checkpoints.folder",
          "Where checkpoints go, a URI all task managers reach, e.g. s3://... or file:///...; unset,"
              + " the cluster's own configuration counts.");

  /** Where savepoints go. */
  public static final Setting<String> SAVEPOINT_FOLDER =
      Setting.ofOptionalString(
          "checkpoints.savepoint-folder", "Where savepoints go when none is named; a URI.");

  /** Checkpoints kept. */
  public static final Setting<Integer> CHECKPOINTS_RETAINED =
      Setting.ofInt("checkpoints.retained", 3, "Completed checkpoints kept.").between(1, 1000);

  /** State backend. */
  public static final Setting<StateBackend> STATE_BACKEND =
      Setting.ofEnum(
          "state.backend",
          StateBackend.HASHMAP,
          "Where keyed state lives: on the heap, or in RocksDB for more series than memory holds.");

  /** First backoff. */
  public static final Setting<Duration> RESTART_BACKOFF =
      Setting.ofDuration(
              "restarts.initial-backoff",
              Duration.ofSeconds(1),
              "Wait before the first restart after a failure; doubles with each that follows.")
          .between(Duration.ofMillis(1), Duration.ofHours(1));

  /** Last backoff. */
  public static final Setting<Duration> RESTART_MAX_BACKOFF =
      Setting.ofDuration(
              "restarts.max-backoff", Duration.ofMinutes(1), "Longest wait before a restart.")
          .between(Duration.ofMillis(1), Duration.ofDays(1));

  /** Out-of-orderness. */
  public static final Setting<Duration> OUT_OF_ORDERNESS =
      Setting.ofDuration(
              "event-time.out-of-orderness",
              Duration.ofSeconds(10),
              "How far samples of one partition may be out of order, between series, before event"
                  + " time passes them; event time lags by as much. Within a series order is"
                  + " required regardless: a sample not newer than its series' newest is LATE.")
          .between(Duration.ZERO, Duration.ofDays(1));

  /** Idleness. */
  public static final Setting<Duration> IDLENESS =
      Setting.ofDuration(
              "event-time.idleness",
              Duration.ofSeconds(30),
              "A partition without samples for so long no longer holds event time back.")
          .between(Duration.ofMillis(100), Duration.ofDays(1));

  /** How far a sample may hold event time back. */
  public static final Setting<Duration> MAX_LAG =
      Setting.ofDuration(
              "event-time.max-lag",
              Duration.ofMinutes(5),
              "A sample that came later than this after its time does not hold event time back; it"
                  + " is scored all the same. Together with sources.max-ahead at most"
                  + " event-time.alignment-drift.")
          .between(Duration.ZERO, Duration.ofDays(30));

  /** Alignment. */
  public static final Setting<Duration> ALIGNMENT_DRIFT =
      Setting.ofDuration(
              "event-time.alignment-drift",
              Duration.ofMinutes(20),
              "A source or partition further ahead in event time than this is paused until the"
                  + " others come near, so that a catch-up goes on evenly.")
          .between(Duration.ofSeconds(1), Duration.ofDays(30));

  private static final List<Setting<?>> OWN =
      List.of(
          JOB_NAME,
          PARALLELISM,
          MAX_PARALLELISM,
          CHECKPOINT_INTERVAL,
          CHECKPOINT_TIMEOUT,
          CHECKPOINT_FOLDER,
          SAVEPOINT_FOLDER,
          CHECKPOINTS_RETAINED,
          STATE_BACKEND,
          RESTART_BACKOFF,
          RESTART_MAX_BACKOFF,
          OUT_OF_ORDERNESS,
          IDLENESS,
          MAX_LAG,
          ALIGNMENT_DRIFT);

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      Stream.of(
              SharedSettings.ALL,
              KafkaSettings.ALL,
              OWN,
              ScoringSettings.ALL,
              HistogramSettings.ALL,
              SilenceSettings.ALL,
              LogSettings.ALL,
              TraceSettings.ALL,
              NoiseSettings.ALL,
              GroupingSettings.ALL,
              IncidentSettings.ALL,
              CauseSettings.ALL,
              SimilarSettings.ALL,
              InputSettings.ALL)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  private StreamingSettings() {}

  /**
   * Resolves and validates, relations included.
   *
   * @throws SettingsException with every problem found
   */
  public static Settings resolve(
      Map<String, String> flags, Map<String, String> environment, @Nullable Path file) {
    Settings settings = Settings.resolve(ALL, flags, environment, file);
    validate(settings);
    return settings;
  }

  /**
   * Checks what no setting can check by itself.
   *
   * @throws SettingsException with every problem found, each naming keys, values and reason
   */
  public static void validate(Settings settings) {
    List<String> problems = StreamingRelations.problems(settings);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }
}
