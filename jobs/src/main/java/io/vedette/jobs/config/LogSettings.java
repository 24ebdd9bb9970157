package io.vedette.jobs.config;

import io.vedette.algorithms.logs.BurstRule;
import io.vedette.algorithms.logs.MinerParameters;
import io.vedette.functions.logs.MineOptions;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import java.time.Duration;
import java.util.List;

/** Settings of log templates. */
public final class LogSettings {

  private static final MineOptions DEFAULTS = MineOptions.defaults();

  /** Templates a service. */
  public static final Setting<Integer> MAX_TEMPLATES =
      Setting.ofInt(
              "logs.templates-per-service",
              DEFAULTS.miner().maxTemplates(),
              "Most templates of a service; for a new one the one not seen for longest is forgotten.")
          .between(10, 100_000);

  /** Tokens a line. */
  public static final Setting<Integer> MAX_TOKENS =
      Setting.ofInt(
              "logs.tokens-per-line",
              DEFAULTS.miner().maxTokens(),
              "Tokens of a line that its template is made of; what follows is ignored.")
          .between(8, 1_024);

  /** Length of a line. */
  public static final Setting<Integer> MAX_LENGTH =
      Setting.ofInt(
              "logs.line-length",
              DEFAULTS.miner().maxLength(),
              "Characters of a line that its template is made of; what follows is ignored.")
          .between(64, 65_536);

  /** Interval of counts. */
  public static final Setting<Duration> INTERVAL =
      Setting.ofDuration(
              "logs.interval",
              DEFAULTS.interval(),
              "Lines are counted by template and interval; each count is a sample of"
                  + " log_template_lines.")
          .between(Duration.ofSeconds(1), Duration.ofHours(1));

  /** Grace of late lines. */
  public static final Setting<Duration> GRACE =
      Setting.ofDuration(
              "logs.grace",
              DEFAULTS.grace(),
              "How much later than its time a line may come and still count in its interval; one that"
                  + " is later counts in the open one.")
          .between(Duration.ZERO, Duration.ofHours(1));

  /** How long zeros are counted. */
  public static final Setting<Duration> QUIET =
      Setting.ofDuration(
              "logs.quiet",
              DEFAULTS.quiet(),
              "How long after the last line of a service its templates still count zero; then its"
                  + " series are silent.")
          .between(Duration.ZERO, Duration.ofDays(7));

  /** How long a service is learned. */
  public static final Setting<Duration> LEARNING =
      Setting.ofDuration(
              "logs.learning",
              DEFAULTS.learning(),
              "How long after its first line no new template and no burst of a service is told of.")
          .between(Duration.ZERO, Duration.ofDays(30));

  /** How long a template is new. */
  public static final Setting<Duration> NEW_FOR =
      Setting.ofDuration(
              "logs.new-for", DEFAULTS.newFor(), "How long the alert of a new template fires.")
          .between(Duration.ZERO, Duration.ofDays(7));

  /** New templates told of. */
  public static final Setting<Integer> FINDINGS =
      Setting.ofInt(
              "logs.findings-per-interval",
              DEFAULTS.findingsPerInterval(),
              "New templates of a service that are told of in an interval; more are counted only.")
          .between(0, 1_000);

  /** Deviations that make a burst. */
  public static final Setting<Double> BURST_SIGMAS =
      Setting.ofDouble(
              "logs.burst-sigmas",
              DEFAULTS.burst().sigmas(),
              "Standard deviations of a Poisson count above the usual that make a burst.")
          .checked(value -> value >= 1 && value <= 100, "be from 1 to 100");

  /** Lines that make a burst. */
  public static final Setting<Integer> BURST_LEAST =
      Setting.ofInt(
              "logs.burst-least",
              DEFAULTS.burst().least(),
              "Fewest lines of a template in an interval that make a burst.")
          .between(1, 1_000_000);

  /** Intervals that what is usual is learned from. */
  public static final Setting<Integer> BURST_MEMORY =
      Setting.ofInt(
              "logs.burst-memory",
              DEFAULTS.burst().memory(),
              "Intervals after which what was usual has faded.")
          .between(2, 100_000);

  /** Length of the lines kept. */
  public static final Setting<Integer> SAMPLE_LENGTH =
      Setting.ofInt(
              "logs.sample-length",
              DEFAULTS.sampleLength(),
              "Characters of the lines kept as evidence, three a template, secrets masked.")
          .between(1, 10_000);

  /** Retention. */
  public static final Setting<Duration> RETENTION =
      Setting.ofDuration(
              "logs.retention",
              DEFAULTS.retention(),
              "A template not seen for so long is forgotten, by the clock.")
          .between(Duration.ofMinutes(1), Duration.ofDays(365));

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          MAX_TEMPLATES,
          MAX_TOKENS,
          MAX_LENGTH,
          INTERVAL,
          GRACE,
          QUIET,
          LEARNING,
          NEW_FOR,
          FINDINGS,
          BURST_SIGMAS,
          BURST_LEAST,
          BURST_MEMORY,
          SAMPLE_LENGTH,
          RETENTION);

  private LogSettings() {}

  /** How log templates are mined. */
  public static MineOptions options(Settings settings) {
    return new MineOptions(
        new MinerParameters(
            settings.get(MAX_TEMPLATES), settings.get(MAX_TOKENS), settings.get(MAX_LENGTH)),
        new BurstRule(
            settings.get(BURST_SIGMAS), settings.get(BURST_LEAST), settings.get(BURST_MEMORY)),
        settings.get(INTERVAL),
        settings.get(GRACE),
        settings.get(QUIET),
        settings.get(LEARNING),
        settings.get(NEW_FOR),
        settings.get(FINDINGS),
        settings.get(SAMPLE_LENGTH),
        settings.get(RETENTION),
        false);
  }
}
