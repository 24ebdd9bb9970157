package io.vedette.jobs.config;

import io.vedette.algorithms.calendar.Calendar;
import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.algorithms.detect.SeverityThresholds;
import io.vedette.algorithms.detect.Sides;
import io.vedette.functions.FeedbackOptions;
import io.vedette.functions.ModelOptions;
import io.vedette.functions.ScoringOptions;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Settings of the scorer: detector, alerts, severity, and what is known of a series. */
public final class ScoringSettings {

  private static final ScoringOptions DEFAULTS = ScoringOptions.defaults();

  /** Samples before the first verdict. */
  public static final Setting<Integer> WARM_UP =
      Setting.ofInt(
              "detector.warm-up",
              DEFAULTS.detector().warmUp(),
              "Samples learned before the first verdict on a series.")
          .between(20, 1_000_000);

  /** How surprising an anomaly must be. */
  public static final Setting<Double> THRESHOLD =
      Setting.ofDouble(
              "detector.threshold",
              DEFAULTS.detector().threshold(),
              "How surprising a sample must be to be an anomaly, in powers of ten; higher is"
                  + " quieter.")
          .checked(value -> value > 0 && Double.isFinite(value), "be above 0 and finite");

  /** Least half width of the band. */
  public static final Setting<Double> MINIMUM_DEVIATION =
      Setting.ofDouble(
              "detector.minimum-deviation",
              DEFAULTS.detector().minimumDeviation(),
              "Least half width of the band, in the unit of the series.")
          .checked(value -> value > 0 && Double.isFinite(value), "be above 0 and finite");

  /** Least half width of the band, relative. */
  public static final Setting<Double> MINIMUM_RELATIVE_DEVIATION =
      Setting.ofDouble(
              "detector.minimum-relative-deviation",
              DEFAULTS.detector().minimumRelativeDeviation(),
              "Least half width of the band as a share of the expected value; 0 for none.")
          .checked(value -> value >= 0 && Double.isFinite(value), "be 0 or more and finite");

  /** Sides of the band. */
  public static final Setting<Sides> SIDES =
      Setting.ofEnum(
          "detector.sides",
          DEFAULTS.detector().sides(),
          "On which sides of its band a value is an anomaly.");

  /** When a new level is taken over. */
  public static final Setting<Integer> ADOPT_AFTER =
      Setting.ofInt(
              "detector.adopt-after",
              DEFAULTS.detector().adoptAfter(),
              "Samples out of the band, never 5 in a row inside it between them, after which their"
                  + " level is the normal one. At least alerts.window.")
          .between(5, 1_000_000);

  /** Time zone. */
  public static final Setting<String> ZONE =
      Setting.ofString(
              "detector.zone",
              "UTC",
              "Time zone by which hours and weekdays go, e.g. Europe/Zurich.")
          .checked(zone -> ZoneId.getAvailableZoneIds().contains(zone), "be a known time zone");

  /** Holidays. */
  public static final Setting<List<String>> HOLIDAYS =
      Setting.ofList(
              "detector.holidays", List.of(), "Days off in that zone, yyyy-MM-dd, by commas.")
          .checked(days -> days.stream().allMatch(ScoringSettings::isDate), "be yyyy-MM-dd");

  /** Counters by their rate. */
  public static final Setting<Boolean> COUNTERS_AS_RATES =
      Setting.ofBoolean(
          "detector.counters-as-rates",
          DEFAULTS.countersAsRates(),
          "Whether counters are scored by their rate in units per second.");

  /** Anomalies it takes to fire. */
  public static final Setting<Integer> ANOMALOUS =
      Setting.ofInt(
              "alerts.anomalous",
              DEFAULTS.hysteresis().anomalous(),
              "Anomalies among the last alerts.window samples that make an alert fire.")
          .between(1, 62);

  /** Samples among which they are counted. */
  public static final Setting<Integer> WINDOW =
      Setting.ofInt(
              "alerts.window",
              DEFAULTS.hysteresis().window(),
              "Samples among which anomalies are counted. At least alerts.anomalous.")
          .between(1, 62);

  /** Samples that resolve. */
  public static final Setting<Integer> NORMAL =
      Setting.ofInt(
              "alerts.normal",
              DEFAULTS.hysteresis().normal(),
              "Samples within the band in a row that resolve an alert.")
          .between(1, 62);

  /** Repetition of alerts. */
  public static final Setting<Duration> REPEAT_EVERY =
      Setting.ofDuration(
              "alerts.repeat-every",
              DEFAULTS.repeatEvery(),
              "How often an alert of a series or a finding of silence that goes on is said again"
                  + " under its id, each at a time of its own. At most half of"
                  + " noise.forget-after.")
          .between(Duration.ofMinutes(1), Duration.ofDays(7));

  /** Least score of a warning. */
  public static final Setting<Double> WARNING =
      Setting.ofDouble(
              "severity.warning",
              DEFAULTS.severity().warning(),
              "Least score of a warning. The band ends at 0.5; n times as far out scores 1 - 2^-n.")
          .between(0.0, 1.0);

  /** Least score of a critical finding. */
  public static final Setting<Double> CRITICAL =
      Setting.ofDouble(
              "severity.critical",
              DEFAULTS.severity().critical(),
              "Least score of a critical finding. Above severity.warning.")
          .between(0.0, 1.0);

  /** Retention of series. */
  public static final Setting<Duration> SERIES_RETENTION =
      Setting.ofDuration(
              "series.retention",
              DEFAULTS.seriesRetention(),
              "How long a series is remembered after its last sample. More than twice"
                  + " sources.announcement-interval.")
          .between(Duration.ofMinutes(3), Duration.ofDays(365));

  /** Labels that name the service. */
  public static final Setting<List<String>> SERVICE_LABELS =
      Setting.ofList(
          "series.service-labels",
          DEFAULTS.serviceLabels(),
          "Labels that may hold the service of a series; the first that is set wins.");

  /** Age of trained models. */
  public static final Setting<Duration> MODEL_MAX_AGE =
      Setting.ofDuration(
              "models.max-age",
              DEFAULTS.models().maxAge(),
              "Age since its training at which a trained model no longer decides.")
          .between(Duration.ofMinutes(1), Duration.ofDays(365));

  /** Samples over which a model is compared. */
  public static final Setting<Integer> MODEL_MEMORY =
      Setting.ofInt(
              "models.memory",
              DEFAULTS.models().memory(),
              "Samples over which the error of a trained model is compared with what the detector"
                  + " expects by itself.")
          .between(2, 1_000_000);

  /** When a model is dropped. */
  public static final Setting<Double> MODEL_DROP_AT =
      Setting.ofDouble(
              "models.drop-at",
              DEFAULTS.models().dropAt(),
              "A trained model whose error is so many times that of the detector by itself no longer"
                  + " decides. Above models.resume-at.")
          .between(0.01, 1000.0);

  /** When a model is taken up again. */
  public static final Setting<Double> MODEL_RESUME_AT =
      Setting.ofDouble(
              "models.resume-at",
              DEFAULTS.models().resumeAt(),
              "A dropped model whose error is at most so many times that of the detector by itself"
                  + " decides again.")
          .between(0.01, 1000.0);

  /** Reports on shadows. */
  public static final Setting<Duration> SHADOW_REPORT_INTERVAL =
      Setting.ofDuration(
              "models.shadow-report-interval",
              DEFAULTS.models().reportInterval(),
              "Event time between two records of the audit on what a model in shadow would have"
                  + " raised.")
          .between(Duration.ofMinutes(1), Duration.ofDays(30));

  /** Retention of feedback. */
  public static final Setting<Duration> FEEDBACK_RETENTION =
      Setting.ofDuration(
              "feedback.retention",
              DEFAULTS.feedback().retention(),
              "How long feedback on a series is remembered after the last of it.")
          .between(Duration.ofMinutes(1), Duration.ofDays(3650));

  /** Commands a series. */
  public static final Setting<Integer> FEEDBACK_COMMANDS =
      Setting.ofInt(
              "feedback.commands-per-series",
              DEFAULTS.feedback().commandsPerSeries(),
              "Most commands of feedback remembered of one series; the oldest is forgotten with its"
                  + " effect.")
          .between(1, 1000);

  /** How changes of sensitivity fade. */
  public static final Setting<Duration> FEEDBACK_HALF_LIFE =
      Setting.ofDuration(
              "feedback.half-life",
              DEFAULTS.feedback().halfLife(),
              "Event time in which a change of sensitivity by feedback is half gone.")
          .between(Duration.ofMinutes(1), Duration.ofDays(3650));

  /** How long a confirmed anomaly is not adopted. */
  public static final Setting<Duration> FEEDBACK_HOLD =
      Setting.ofDuration(
              "feedback.hold",
              DEFAULTS.feedback().hold(),
              "Longest event time over which a confirmed anomaly is kept from becoming normal.")
          .between(Duration.ZERO, Duration.ofDays(365));

  /** Rules there may be. */
  public static final Setting<Integer> MOST_RULES =
      Setting.ofInt(
              "rules.most",
              DEFAULTS.mostRules(),
              "Most rules of topics.rules that are in effect; a new one beyond is refused, with a"
                  + " line in the audit.")
          .between(1, 10_000);

  /** Every score on a topic. */
  public static final Setting<Boolean> PUBLISH_SCORES =
      Setting.ofBoolean(
          "scores.publish",
          false,
          "Whether every sample's score is written to topics.scores: one record a sample, so for"
              + " looking into a few series, not for production.");

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          WARM_UP,
          THRESHOLD,
          MINIMUM_DEVIATION,
          MINIMUM_RELATIVE_DEVIATION,
          SIDES,
          ADOPT_AFTER,
          ZONE,
          HOLIDAYS,
          COUNTERS_AS_RATES,
          ANOMALOUS,
          WINDOW,
          NORMAL,
          REPEAT_EVERY,
          WARNING,
          CRITICAL,
          SERIES_RETENTION,
          SERVICE_LABELS,
          MODEL_MAX_AGE,
          MODEL_MEMORY,
          MODEL_DROP_AT,
          MODEL_RESUME_AT,
          SHADOW_REPORT_INTERVAL,
          FEEDBACK_RETENTION,
          FEEDBACK_COMMANDS,
          FEEDBACK_HALF_LIFE,
          FEEDBACK_HOLD,
          MOST_RULES,
          PUBLISH_SCORES);

  private ScoringSettings() {}

  /**
   * The options of the scorer, its scores emitted when they are published.
   *
   * @throws IllegalArgumentException when they do not go together, which {@link
   *     StreamingSettings#validate} says more readably
   */
  public static ScoringOptions options(Settings settings) {
    return new ScoringOptions(
        new DetectorParameters(
            settings.get(WARM_UP),
            settings.get(THRESHOLD),
            settings.get(MINIMUM_DEVIATION),
            settings.get(MINIMUM_RELATIVE_DEVIATION),
            settings.get(SIDES),
            settings.get(ADOPT_AFTER),
            calendar(settings)),
        new Hysteresis(settings.get(ANOMALOUS), settings.get(WINDOW), settings.get(NORMAL)),
        new SeverityThresholds(settings.get(WARNING), settings.get(CRITICAL)),
        settings.get(SERIES_RETENTION),
        settings.get(SERVICE_LABELS),
        settings.get(COUNTERS_AS_RATES),
        new ModelOptions(
            settings.get(MODEL_MAX_AGE),
            settings.get(MODEL_MEMORY),
            settings.get(MODEL_DROP_AT),
            settings.get(MODEL_RESUME_AT),
            settings.get(SHADOW_REPORT_INTERVAL)),
        new FeedbackOptions(
            settings.get(FEEDBACK_RETENTION),
            settings.get(FEEDBACK_COMMANDS),
            settings.get(FEEDBACK_HALF_LIFE),
            settings.get(FEEDBACK_HOLD)),
        settings.get(MOST_RULES),
        settings.get(REPEAT_EVERY),
        settings.get(PUBLISH_SCORES));
  }

  private static Calendar calendar(Settings settings) {
    return new Calendar(
        ZoneId.of(settings.get(ZONE)),
        settings.get(HOLIDAYS).stream().map(LocalDate::parse).toList());
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException notADate) {
      return false;
    }
  }
}
