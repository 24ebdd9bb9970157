package io.vedette.algorithms.correlate;

import java.io.Serializable;
import java.time.Duration;

/**
 * When many alerts at once in a running cluster are a second incident of the same services.
 *
 * @param window in which alerts are counted, whole seconds
 * @param baseline before the window, by which what is usual is known, whole seconds
 * @param duplicate a key that fires again within this time says nothing
 * @param leastAge of a cluster that may be split; younger ones are still unfolding
 * @param repeats keys firing again, at least
 * @param repeatChance of so many by the rate of the baseline, at most
 * @param fresh keys firing for the first time, at least
 * @param freshChance of so many by {@link #freshRate} times the rate of the baseline, at most
 * @param freshRate how much faster a spreading incident may come upon new keys
 */
public record BurstParameters(
    Duration window,
    Duration baseline,
    Duration duplicate,
    Duration leastAge,
    int repeats,
    double repeatChance,
    int fresh,
    double freshChance,
    double freshRate)
    implements Serializable {

  private static final BurstParameters DEFAULTS =
      new BurstParameters(
          Duration.ofSeconds(15),
          Duration.ofSeconds(90),
          Duration.ofSeconds(30),
          Duration.ofSeconds(45),
          5,
          1e-4,
          20,
          1e-6,
          3);

  /** Checks every parameter and how they relate. */
  public BurstParameters {
    CorrelateParameters.require(
        window.toSeconds() >= 1 && window.toSeconds() <= 300,
        "window must be from 1 to 300 seconds, is " + window);
    CorrelateParameters.require(
        baseline.compareTo(window) >= 0 && baseline.toSeconds() <= 3600,
        "baseline must be at least the window (" + window + ") and an hour at most: " + baseline);
    CorrelateParameters.require(
        leastAge.compareTo(window) >= 0,
        "leastAge (" + leastAge + ") must be at least the window, " + window);
    CorrelateParameters.require(
        repeats >= 1 && fresh >= 1, "counts must be at least 1, are " + repeats + ", " + fresh);
    CorrelateParameters.require(freshRate > 0, "freshRate must be above 0, is " + freshRate);
  }

  /** Fifteen seconds against the ninety before. */
  public static BurstParameters defaults() {
    return DEFAULTS;
  }
}
