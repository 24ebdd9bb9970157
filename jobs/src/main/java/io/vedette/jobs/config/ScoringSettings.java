package io.vedette.jobs.config;

import io.vedette.algorithms.detect.EwmaParameters;
import io.vedette.algorithms.detect.Hysteresis;
import io.vedette.algorithms.detect.SeverityThresholds;
import io.vedette.algorithms.detect.Sides;
import io.vedette.functions.ScoringOptions;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import java.time.Duration;
import java.util.List;

/** Settings of the scorer: detector, alerts, severity, and what is known of a series. */
public final class ScoringSettings {

  private static final ScoringOptions DEFAULTS = ScoringOptions.defaults();

  /** Weight of the newest sample. */
  public static final Setting<Double> ALPHA =
      Setting.ofDouble(
              "detector.alpha",
              DEFAULTS.detector().alpha(),
              "Weight of the newest sample in what is expected; memory is about 1 / alpha samples.")
          .checked(alpha -> alpha > 0 && alpha < 1, "be above 0 and below 1");

  /** Samples before the first verdict. */
  public static final Setting<Integer> WARM_UP =
      Setting.ofInt(
              "detector.warm-up",
              DEFAULTS.detector().warmUp(),
              "Samples learned before the first verdict on a series.")
          .between(2, 1_000_000);

  /** Half width of the band. */
  public static final Setting<Double> THRESHOLD =
      Setting.ofDouble(
              "detector.threshold",
              DEFAULTS.detector().threshold(),
              "Half width of the band in standard deviations.")
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
                  + " level is the normal one. At least detector.warm-up and alerts.window.")
          .between(2, 1_000_000);

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
          ALPHA,
          WARM_UP,
          THRESHOLD,
          MINIMUM_DEVIATION,
          MINIMUM_RELATIVE_DEVIATION,
          SIDES,
          ADOPT_AFTER,
          COUNTERS_AS_RATES,
          ANOMALOUS,
          WINDOW,
          NORMAL,
          WARNING,
          CRITICAL,
          SERIES_RETENTION,
          SERVICE_LABELS,
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
        new EwmaParameters(
            settings.get(ALPHA),
            settings.get(WARM_UP),
            settings.get(THRESHOLD),
            settings.get(MINIMUM_DEVIATION),
            settings.get(MINIMUM_RELATIVE_DEVIATION),
            settings.get(SIDES),
            settings.get(ADOPT_AFTER)),
        new Hysteresis(settings.get(ANOMALOUS), settings.get(WINDOW), settings.get(NORMAL)),
        new SeverityThresholds(settings.get(WARNING), settings.get(CRITICAL)),
        settings.get(SERIES_RETENTION),
        settings.get(SERVICE_LABELS),
        settings.get(COUNTERS_AS_RATES),
        settings.get(PUBLISH_SCORES));
  }
}
