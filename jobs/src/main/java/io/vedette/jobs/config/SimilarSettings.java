package io.vedette.jobs.config;

import io.vedette.algorithms.similar.SimilarParameters;
import io.vedette.functions.similar.SimilarOptions;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import java.time.Duration;
import java.util.List;

/** Settings of similar past incidents. */
public final class SimilarSettings {

  private static final SimilarOptions DEFAULTS = SimilarOptions.defaults();
  private static final SimilarParameters PARAMETERS = DEFAULTS.parameters();

  /** How many. */
  public static final Setting<Integer> REMEMBERED =
      Setting.ofInt(
              "similar.remembered",
              PARAMETERS.remembered(),
              "Resolved incidents a new one is compared with, an environment; the one resolved"
                  + " longest ago is forgotten first.")
          .between(1, 100_000);

  /** For how long. */
  public static final Setting<Duration> REMEMBER_FOR =
      Setting.ofDuration(
              "similar.remember-for",
              PARAMETERS.rememberFor(),
              "How long after it was resolved an incident is compared with.")
          .between(Duration.ofHours(1), Duration.ofDays(3650));

  /** How many are told. */
  public static final Setting<Integer> MOST =
      Setting.ofInt(
              "similar.most", PARAMETERS.most(), "Similar incidents an incident names at most.")
          .between(1, 20);

  /** Least likeness. */
  public static final Setting<Double> LEAST =
      Setting.ofDouble(
              "similar.least",
              PARAMETERS.least(),
              "Least likeness of an incident that is named, 0 to 1: weight of what both have over"
                  + " weight of what either has.")
          .checked(value -> value >= 0 && value <= 1, "be from 0 to 1");

  /** Features. */
  public static final Setting<Integer> FEATURES =
      Setting.ofInt(
              "similar.features",
              PARAMETERS.features(),
              "Services, alerts, log templates and kinds kept of an incident at most.")
          .between(1, 10_000);

  /** Retention. */
  public static final Setting<Duration> RETENTION =
      Setting.ofDuration(
              "similar.retention",
              DEFAULTS.retention(),
              "How long an environment is remembered in which no incident is resolved.")
          .between(Duration.ofHours(1), Duration.ofDays(3650));

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(REMEMBERED, REMEMBER_FOR, MOST, LEAST, FEATURES, RETENTION);

  private SimilarSettings() {}

  /** How similar incidents are found. */
  public static SimilarOptions options(Settings settings) {
    return new SimilarOptions(
        new SimilarParameters(
            settings.get(REMEMBERED),
            settings.get(REMEMBER_FOR),
            settings.get(MOST),
            settings.get(LEAST),
            settings.get(FEATURES)),
        settings.get(RETENTION));
  }
}
