package io.vedette.jobs.config;

import io.vedette.algorithms.calendar.Calendar;
import io.vedette.algorithms.forecast.TrainingOptions;
import io.vedette.files.FileSettings;
import io.vedette.functions.train.TrainModelOptions;
import io.vedette.kafka.KafkaSettings;
import io.vedette.prometheus.PrometheusSettings;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import io.vedette.settings.SharedSettings;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every setting of the retrain job: what history it reads and how it trains, beside those of Kafka,
 * of files, and those shared with the streaming job.
 */
public final class RetrainSettings {

  private static final TrainingOptions DEFAULTS = TrainingOptions.defaults();

  private static final DateTimeFormatter RUN =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Name of the job. */
  public static final Setting<String> JOB_NAME =
      Setting.ofString("training.job-name", "vedette-retrain", "Name of the job in Flink.");

  /** Name of the run. */
  public static final Setting<String> RUN_NAME =
      Setting.ofOptionalString(
              "training.run",
              "Name of the run, which is the version of its models. A run of the same name goes on"
                  + " where the one before it was killed: series that have a record of this run are"
                  + " not trained again. Unset, the time it begins.")
          .checked(
              Pattern.compile("[A-Za-z0-9._-]{1,64}").asMatchPredicate(),
              "be 1 to 64 letters, digits, '.', '_' or '-'");

  /** Where history comes from. */
  public static final Setting<HistoryOrigin> ORIGIN =
      Setting.ofEnum(
          "training.history",
          HistoryOrigin.KAFKA,
          "Where history of series is read; none trains no series.");

  /** Recorded metrics. */
  public static final Setting<Path> METRICS =
      Setting.ofOptionalPath(
          "training.metrics",
          "File or folder of recorded metrics, where training.history is files; every task must"
              + " reach it.");

  /** A file of models. */
  public static final Setting<Path> OUT =
      Setting.ofOptionalPath(
          "training.out",
          "Folder for models.jsonl; unset, models go to topics.models. For a run in one process.");

  /** Newest history. */
  public static final Setting<String> TO =
      Setting.ofOptionalString(
              "training.to",
              "End of the history read from Prometheus, ISO-8601, e.g. 2026-01-05T00:00:00Z; unset,"
                  + " now.")
          .checked(RetrainSettings::isInstant, "be a time with its zone, ISO-8601");

  /** Oldest history. */
  public static final Setting<String> FROM =
      Setting.ofOptionalString(
              "training.from",
              "Beginning of the history read from Prometheus, and from Kafka by the time of its"
                  + " records, ISO-8601; unset, training.span before the end.")
          .checked(RetrainSettings::isInstant, "be a time with its zone, ISO-8601");

  /** Length of history. */
  public static final Setting<Duration> SPAN =
      Setting.ofDuration(
              "training.span",
              Duration.ofDays(28),
              "How far back history is read where training.from is not set.")
          .between(Duration.ofMinutes(1), Duration.ofDays(3650));

  /** Step of the grid. */
  public static final Setting<Duration> STEP =
      Setting.ofDuration(
              "training.step",
              Duration.ofMinutes(5),
              "Step of the training grid: the samples of a step are averaged to one point.")
          .between(Duration.ofSeconds(1), Duration.ofDays(1));

  /** Points a series. */
  public static final Setting<Integer> MAX_POINTS =
      Setting.ofInt(
              "training.max-points",
              20_000,
              "Most points of the grid kept of a series, the newest: 16 bytes each, of one series a"
                  + " task at a time. 20000 are 69 days of 5 minutes.")
          .between(100, 10_000_000);

  /** Horizon. */
  public static final Setting<Duration> HORIZON =
      Setting.ofDuration(
              "training.horizon",
              DEFAULTS.horizon(),
              "How far beyond its history a model forecasts, at most a third of it. Train at least"
                  + " twice in that time.")
          .between(Duration.ofMinutes(1), Duration.ofDays(365));

  /** Coverage. */
  public static final Setting<Double> COVERAGE =
      Setting.ofDouble(
              "training.coverage",
              DEFAULTS.coverage(),
              "Share of values the prediction interval is to hold.")
          .between(0.5, 0.999);

  /** Zone of the seasons. */
  public static final Setting<String> TIME_ZONE =
      Setting.ofString(
              "training.time-zone",
              "UTC",
              "Time zone that days and weeks of the series follow, e.g. Europe/Berlin.")
          .checked(RetrainSettings::isZone, "be a time zone by its name");

  /** Holidays. */
  public static final Setting<List<String>> HOLIDAYS =
      Setting.ofList(
              "training.holidays",
              List.of(),
              "Days unlike others of their weekday, in that time zone, e.g. 2026-12-25,2026-12-26.")
          .checked(days -> days.stream().allMatch(RetrainSettings::isDate), "be dates, yyyy-MM-dd");

  /** What champion and challenger are compared on. */
  public static final Setting<Duration> COMPARED =
      Setting.ofDuration(
              "training.compared",
              Duration.ofDays(1),
              "Newest history held back to compare a new model with the one in use; at most a"
                  + " quarter of the history.")
          .between(Duration.ofMinutes(1), Duration.ofDays(365));

  /** Shadow. */
  public static final Setting<Boolean> SHADOW =
      Setting.ofBoolean(
          "training.shadow",
          false,
          "Whether a model that did not beat the one in use runs beside it, in its shadow.");

  private static final List<Setting<?>> OWN =
      List.of(
          JOB_NAME,
          RUN_NAME,
          ORIGIN,
          METRICS,
          OUT,
          FROM,
          TO,
          SPAN,
          STEP,
          MAX_POINTS,
          HORIZON,
          COVERAGE,
          TIME_ZONE,
          HOLIDAYS,
          COMPARED,
          SHADOW);

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      Stream.of(
              SharedSettings.ALL,
              KafkaSettings.ALL,
              FileSettings.ALL,
              PrometheusSettings.ALL,
              List.of(StreamingSettings.PARALLELISM, ScoringSettings.COUNTERS_AS_RATES),
              List.of(
                  HistogramSettings.QUANTILES,
                  HistogramSettings.SCORE_BUCKETS,
                  HistogramSettings.MINIMUM_OBSERVATIONS,
                  HistogramSettings.MAXIMUM_BUCKETS),
              OWN,
              NamesSettings.ALL)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  private RetrainSettings() {}

  /**
   * Checks what no setting can check by itself.
   *
   * @throws SettingsException with every problem found, each naming keys, values and reason
   */
  public static void validate(Settings settings) {
    List<String> problems = new ArrayList<>();
    if (settings.get(ORIGIN) == HistoryOrigin.FILES && settings.find(METRICS).isEmpty()) {
      problems.add("training.history=files: training.metrics must say which");
    }
    if (settings.get(ORIGIN) == HistoryOrigin.PROMETHEUS) {
      problems.addAll(PrometheusSettings.problems(settings));
      if (settings.get(PrometheusSettings.STEP).compareTo(settings.get(STEP)) > 0) {
        problems.add(
            "prometheus.step=%s, training.step=%s: what is read must not be coarser than the grid"
                .formatted(settings.text(PrometheusSettings.STEP), settings.text(STEP)));
      }
    }
    Instant to = to(settings, Instant.MAX);
    from(settings)
        .filter(from -> !from.isBefore(to))
        .ifPresent(
            wrong ->
                problems.add(
                    "training.from=%s, training.to=%s: history must begin before it ends"
                        .formatted(settings.text(FROM), settings.text(TO))));
    problems.addAll(NamesSettings.problems(settings));
    if (settings.get(COMPARED).compareTo(settings.get(HORIZON)) > 0) {
      problems.add(
          "training.compared=%s, training.horizon=%s: a model cannot be compared where it says"
                  .formatted(settings.text(COMPARED), settings.text(HORIZON))
              + " nothing");
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  /** The name a run has that begins now. */
  public static String runNameAt(Instant now) {
    return RUN.format(now);
  }

  /** These settings with what depends on when the run begins written down. */
  public static Settings begun(Settings settings, Instant now) {
    Settings named =
        settings.find(RUN_NAME).isPresent() ? settings : settings.with(RUN_NAME, runNameAt(now));
    return named.find(TO).isPresent() ? named : named.with(TO, now.toString());
  }

  /** End of history. */
  public static Instant to(Settings settings, Instant unset) {
    return settings.find(TO).map(Instant::parse).orElse(unset);
  }

  /** Beginning of history, by the settings {@link #begun}. */
  public static Instant since(Settings settings) {
    return from(settings).orElseGet(() -> to(settings, Instant.MAX).minus(settings.get(SPAN)));
  }

  private static Optional<Instant> from(Settings settings) {
    return settings.find(FROM).map(Instant::parse);
  }

  /** The options of the trainer, by the settings {@link #begun}. */
  public static TrainModelOptions options(Settings settings, Instant startedAt) {
    return new TrainModelOptions(
        settings.get(RUN_NAME),
        startedAt.toEpochMilli(),
        settings.get(STEP),
        settings.get(MAX_POINTS),
        settings.get(ScoringSettings.COUNTERS_AS_RATES),
        settings.get(SHADOW),
        settings.get(COMPARED),
        new TrainingOptions(
            settings.get(HORIZON),
            settings.get(COVERAGE),
            new Calendar(
                ZoneId.of(settings.get(TIME_ZONE)),
                settings.get(HOLIDAYS).stream().map(LocalDate::parse).toList())));
  }

  private static boolean isInstant(String text) {
    return parses(() -> Instant.parse(text));
  }

  private static boolean isZone(String text) {
    return parses(() -> ZoneId.of(text));
  }

  private static boolean isDate(String text) {
    return parses(() -> LocalDate.parse(text));
  }

  private static boolean parses(Runnable parser) {
    try {
      parser.run();
      return true;
    } catch (DateTimeException wrong) {
      return false;
    }
  }
}
