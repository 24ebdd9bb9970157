package io.vedette.functions;

import java.io.Serializable;
import java.time.Duration;

/**
 * What is done with samples that are not newer than the newest of their series.
 *
 * @param window a late sample no older than this, measured from the newest, is scored; one that is
 *     older goes to the dead letters. Zero to score none
 * @param recentSamples samples kept of a series in a run of anomalies, to judge late ones and
 *     corrections by; 1 to 62, as many as the run remembers
 */
public record LateOptions(Duration window, int recentSamples) implements Serializable {

  private static final LateOptions DEFAULTS = new LateOptions(Duration.ofMinutes(10), 32);

  /** Checks both. */
  public LateOptions {
    if (window.isNegative()) {
      throw new IllegalArgumentException("window must not be negative, is " + window);
    }
    if (recentSamples < 1 || recentSamples > 62) {
      throw new IllegalArgumentException("recentSamples must be from 1 to 62, is " + recentSamples);
    }
  }

  /** 10 minutes, 32 samples. */
  public static LateOptions defaults() {
    return DEFAULTS;
  }
}
