package io.vedette.jobs.config;

import io.vedette.algorithms.silence.FallToZero;
import io.vedette.algorithms.silence.ReportingInterval;
import io.vedette.algorithms.silence.SourceRule;
import io.vedette.functions.LateOptions;
import io.vedette.functions.silence.SilenceOptions;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import java.time.Duration;
import java.util.List;

/** Settings of silence, and of samples that come late. */
public final class SilenceSettings {

  private static final SilenceOptions DEFAULTS = SilenceOptions.defaults();

  /** Whether silence is looked for. */
  public static final Setting<Boolean> ENABLED =
      Setting.ofBoolean(
          "silence.enabled",
          true,
          "Whether silence is a signal: series that no longer report, fell to zero or lag.");

  /** Labels of a source. */
  public static final Setting<List<String>> SOURCE_LABELS =
      Setting.ofList(
          "silence.source-labels",
          DEFAULTS.sourceLabels(),
          "Labels that together name the source of a series; of a series with none of them, its"
              + " service is the source.");

  /** Intervals until overdue. */
  public static final Setting<Double> OVERDUE_MULTIPLE =
      Setting.ofDouble(
              "silence.overdue-multiple",
              DEFAULTS.interval().multiple(),
              "Reporting intervals of a series, as learned, after which it is overdue.")
          .checked(value -> value > 1 && Double.isFinite(value), "be above 1 and finite");

  /** Least time until overdue. */
  public static final Setting<Duration> OVERDUE_FLOOR =
      Setting.ofDuration(
              "silence.overdue-floor",
              Duration.ofMillis(DEFAULTS.interval().floorMillis()),
              "No series is overdue earlier. Also how often, at most, a series that reports is"
                  + " looked after.")
          .between(Duration.ofMillis(100), Duration.ofDays(7));

  /** Gaps before anything is expected. */
  public static final Setting<Integer> MINIMUM_GAPS =
      Setting.ofInt(
              "silence.minimum-gaps",
              DEFAULTS.interval().minimumGaps(),
              "Times a series must have reported again before it is expected to.")
          .between(1, 100);

  /** Share of a source that speaks for it. */
  public static final Setting<Double> SOURCE_SHARE =
      Setting.ofDouble(
              "silence.source-share",
              DEFAULTS.source().share(),
              "Share of the series of a source that, silent or lagging, make it one finding of the"
                  + " source.")
          .checked(value -> value > 0 && value <= 1, "be above 0 and at most 1");

  /** Wait for others. */
  public static final Setting<Duration> COLLECT =
      Setting.ofDuration(
              "silence.collect",
              DEFAULTS.collect(),
              "How long a source waits for more of its series before it is decided what is silent.")
          .between(Duration.ZERO, Duration.ofHours(1));

  /** How long up must be 0. */
  public static final Setting<Duration> NOT_SCRAPED_FOR =
      Setting.ofDuration(
              "silence.not-scraped-for",
              DEFAULTS.notScrapedFor(),
              "How long `up` must be 0 until its target is said not to be scraped.")
          .between(Duration.ZERO, Duration.ofDays(1));

  /** When a silent series is taken as gone. */
  public static final Setting<Duration> GIVE_UP_AFTER =
      Setting.ofDuration(
              "silence.give-up-after",
              DEFAULTS.giveUpAfter(),
              "A series that stays silent is then taken as gone, and its finding resolved. Shorter"
                  + " than series.retention.")
          .between(Duration.ofMillis(100), Duration.ofDays(365));

  /** How long event time may stand still. */
  public static final Setting<Duration> STANDSTILL =
      Setting.ofDuration(
              "silence.standstill",
              DEFAULTS.standstill(),
              "After so long without any input, by the clock, every source is silent. Longer than"
                  + " event-time.idleness.")
          .between(Duration.ofMillis(200), Duration.ofDays(1));

  /** How long a pause lasts. */
  public static final Setting<Duration> LONGEST_PAUSE =
      Setting.ofDuration(
              "silence.longest-pause",
              DEFAULTS.longestPause(),
              "A series that lags by more than event-time.max-lag raises no alerts; after this time"
                  + " it does again, since it then lags by nature.")
          .between(Duration.ZERO, Duration.ofDays(30));

  /** Findings of single series. */
  public static final Setting<Integer> FINDINGS_PER_SOURCE =
      Setting.ofInt(
              "silence.findings-per-source",
              DEFAULTS.findingsPerSource(),
              "Silent or ended series a source tells of at the same time; more are counted only.")
          .between(1, 1_000);

  /** Zeros that make a finding. */
  public static final Setting<Integer> ZEROS =
      Setting.ofInt(
              "silence.zeros",
              DEFAULTS.fallToZero().samples(),
              "Samples of exactly zero in a row of a series that was reliably above it, that make a"
                  + " finding.")
          .between(1, 100);

  /** How long a series must have been without zero. */
  public static final Setting<Duration> ZERO_RELIABLE =
      Setting.ofDuration(
              "silence.reliable-for",
              Duration.ofMillis(DEFAULTS.fallToZero().reliableForMillis()),
              "How long a series must have been without a zero to be reliably above it.")
          .between(Duration.ZERO, Duration.ofDays(365));

  /** How late a sample is still scored. */
  public static final Setting<Duration> LATE_WINDOW =
      Setting.ofDuration(
              "late.window",
              LateOptions.defaults().window(),
              "A sample older than the newest of its series by no more is scored; an older one goes"
                  + " to the dead letters.")
          .between(Duration.ZERO, Duration.ofDays(30));

  /** Samples kept in a run. */
  public static final Setting<Integer> LATE_RECENT_SAMPLES =
      Setting.ofInt(
              "late.recent-samples",
              LateOptions.defaults().recentSamples(),
              "Samples kept of a series while a run of anomalies lasts and for as many samples after"
                  + " it, so that late and corrected ones amend it; 49 bytes each.")
          .between(1, 62);

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          ENABLED,
          SOURCE_LABELS,
          OVERDUE_MULTIPLE,
          OVERDUE_FLOOR,
          MINIMUM_GAPS,
          SOURCE_SHARE,
          COLLECT,
          NOT_SCRAPED_FOR,
          GIVE_UP_AFTER,
          STANDSTILL,
          LONGEST_PAUSE,
          FINDINGS_PER_SOURCE,
          ZEROS,
          ZERO_RELIABLE,
          LATE_WINDOW,
          LATE_RECENT_SAMPLES);

  private SilenceSettings() {}

  /**
   * How silence is found.
   *
   * @param live whether event time is expected to follow the clock; it does not in a replay
   */
  public static SilenceOptions silence(Settings settings, boolean live) {
    return new SilenceOptions(
        new ReportingInterval(
            settings.get(OVERDUE_MULTIPLE),
            settings.get(OVERDUE_FLOOR).toMillis(),
            settings.get(MINIMUM_GAPS)),
        new FallToZero(settings.get(ZEROS), settings.get(ZERO_RELIABLE).toMillis()),
        new SourceRule(settings.get(SOURCE_SHARE)),
        settings.get(SOURCE_LABELS),
        settings.get(COLLECT),
        settings.get(NOT_SCRAPED_FOR),
        settings.get(GIVE_UP_AFTER),
        live ? settings.get(STANDSTILL) : Duration.ZERO,
        settings.get(LONGEST_PAUSE),
        settings.get(StreamingSettings.MAX_LAG),
        settings.get(ScoringSettings.REPEAT_EVERY),
        settings.get(FINDINGS_PER_SOURCE),
        settings.get(ScoringSettings.SERIES_RETENTION));
  }

  /** What is done with late samples. */
  public static LateOptions late(Settings settings) {
    return new LateOptions(settings.get(LATE_WINDOW), settings.get(LATE_RECENT_SAMPLES));
  }
}
