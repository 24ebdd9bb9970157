package io.vedette.jobs.config;

import io.vedette.algorithms.noise.NoiseParameters;
import io.vedette.functions.noise.NoiseOptions;
import io.vedette.schema.rules.FlapLimits;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import java.time.Duration;
import java.util.List;

/** Settings of how rules of noise are applied; the rules themselves are on topics.rules. */
public final class NoiseSettings {

  private static final NoiseOptions DEFAULTS = NoiseOptions.defaults();
  private static final NoiseParameters PARAMETERS = DEFAULTS.parameters();
  private static final FlapLimits FLAPPING_DEFAULTS = FlapLimits.defaults();

  /** Rules. */
  public static final Setting<Integer> RULES =
      Setting.ofInt(
              "noise.rules",
              DEFAULTS.rules(),
              "Most silences, maintenance windows, inhibitions and rules of flapping in effect; a new"
                  + " one beyond is refused, with a line in the audit.")
          .between(1, 100_000);

  /** Alerts. */
  public static final Setting<Integer> ALERTS =
      Setting.ofInt(
              "noise.alerts",
              PARAMETERS.alerts(),
              "Alerts remembered at most, an environment; those beyond are judged as they come, and"
                  + " not released when a rule ends.")
          .between(1, 10_000_000);

  /** Delay. */
  public static final Setting<Duration> EVERY =
      Setting.ofDuration(
              "noise.every",
              DEFAULTS.every(),
              "A rule that comes, begins or ends takes effect on alerts that fire within this time.")
          .between(Duration.ofMillis(100), Duration.ofMinutes(1));

  /** Repetitions. */
  public static final Setting<Duration> REFRESH_WITHIN =
      Setting.ofDuration(
              "noise.refresh-within",
              PARAMETERS.refreshWithin(),
              "An alert that fires and comes again within this time under another id is the same"
                  + " firing.")
          .between(Duration.ZERO, Duration.ofDays(1));

  /** Inhibition. */
  public static final Setting<Duration> INHIBITION_LINGER =
      Setting.ofDuration(
              "noise.inhibition-linger",
              PARAMETERS.inhibitionLinger(),
              "An inhibition goes on for so long after its source was resolved.")
          .between(Duration.ZERO, Duration.ofHours(1));

  /** Flapping. */
  public static final Setting<Boolean> FLAPPING =
      Setting.ofBoolean(
          "noise.flapping",
          true,
          "Whether alerts count as flapping by noise.flapping-* where no rule says otherwise.");

  /** Transitions. */
  public static final Setting<Integer> FLAPPING_TRANSITIONS =
      Setting.ofInt(
              "noise.flapping-transitions",
              FLAPPING_DEFAULTS.transitions(),
              "Changes between firing and resolved within noise.flapping-within that make an alert"
                  + " flap.")
          .between(3, FlapLimits.MOST_TRANSITIONS);

  /** Span. */
  public static final Setting<Duration> FLAPPING_WITHIN =
      Setting.ofDuration(
              "noise.flapping-within",
              FLAPPING_DEFAULTS.within(),
              "The time (event time) in which changes are counted; at most noise.remember-for.")
          .between(Duration.ofSeconds(1), FlapLimits.LONGEST);

  /** Stability. */
  public static final Setting<Duration> FLAPPING_STABLE_FOR =
      Setting.ofDuration(
              "noise.flapping-stable-for",
              FLAPPING_DEFAULTS.stableFor(),
              "An alert flaps no longer when it has not changed for so long.")
          .between(Duration.ofSeconds(1), FlapLimits.LONGEST);

  /** Reminder of flapping. */
  public static final Setting<Duration> REMIND_FLAPPING =
      Setting.ofDuration(
              "noise.remind-flapping",
              PARAMETERS.remindFlapping(),
              "How often an alert that keeps flapping is passed on again.")
          .between(Duration.ofMinutes(1), Duration.ofDays(30));

  /** Reminder of rules. */
  public static final Setting<Duration> REMIND_BEFORE =
      Setting.ofDuration(
              "noise.remind-before",
              PARAMETERS.remindBefore(),
              "How long before its end the audit reminds of a silence or maintenance window that still"
                  + " holds back alerts; zero turns it off.")
          .between(Duration.ZERO, Duration.ofDays(7));

  /** Resolved alerts. */
  public static final Setting<Duration> REMEMBER_FOR =
      Setting.ofDuration(
              "noise.remember-for",
              PARAMETERS.rememberFor(),
              "How long a resolved alert is remembered, so that repetitions and flapping are told.")
          .between(Duration.ofMinutes(1), Duration.ofDays(30));

  /** Firing alerts. */
  public static final Setting<Duration> FORGET_AFTER =
      Setting.ofDuration(
              "noise.forget-after",
              PARAMETERS.forgetAfter(),
              "An alert that fires is forgotten when nothing is heard of it for so long.")
          .between(Duration.ofHours(1), Duration.ofDays(365));

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          RULES,
          ALERTS,
          EVERY,
          REFRESH_WITHIN,
          INHIBITION_LINGER,
          FLAPPING,
          FLAPPING_TRANSITIONS,
          FLAPPING_WITHIN,
          FLAPPING_STABLE_FOR,
          REMIND_FLAPPING,
          REMIND_BEFORE,
          REMEMBER_FOR,
          FORGET_AFTER);

  private NoiseSettings() {}

  /**
   * How rules of noise are applied.
   *
   * @param isLive whether time is that of the clock
   * @throws IllegalArgumentException when settings do not go together
   */
  public static NoiseOptions options(Settings settings, boolean isLive) {
    return new NoiseOptions(
        new NoiseParameters(
            settings.get(REFRESH_WITHIN),
            settings.get(INHIBITION_LINGER),
            settings.get(FLAPPING)
                ? new FlapLimits(
                    settings.get(FLAPPING_TRANSITIONS),
                    settings.get(FLAPPING_WITHIN),
                    settings.get(FLAPPING_STABLE_FOR))
                : null,
            settings.get(REMIND_FLAPPING),
            settings.get(REMIND_BEFORE),
            settings.get(REMEMBER_FOR),
            settings.get(FORGET_AFTER),
            settings.get(ALERTS)),
        settings.get(RULES),
        settings.get(EVERY),
        isLive);
  }
}
