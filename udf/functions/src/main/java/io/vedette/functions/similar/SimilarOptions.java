package io.vedette.functions.similar;

import io.vedette.algorithms.similar.SimilarParameters;
import java.io.Serializable;
import java.time.Duration;

/**
 * How similar incidents are found.
 *
 * @param parameters what is remembered and what is alike
 * @param retention how long an environment is remembered that no incident comes from (processing
 *     time)
 */
public record SimilarOptions(SimilarParameters parameters, Duration retention)
    implements Serializable {

  private static final SimilarOptions DEFAULTS =
      new SimilarOptions(SimilarParameters.defaults(), Duration.ofDays(365));

  /** Checks the retention. */
  public SimilarOptions {
    if (retention.toMillis() < 1) {
      throw new IllegalArgumentException("retention must be at least 1 ms, is " + retention);
    }
  }

  /** An environment is remembered for a year. */
  public static SimilarOptions defaults() {
    return DEFAULTS;
  }
}
