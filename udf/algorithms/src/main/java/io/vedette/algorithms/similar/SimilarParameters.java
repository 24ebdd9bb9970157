package io.vedette.algorithms.similar;

import java.io.Serializable;
import java.time.Duration;

/**
 * How past incidents are remembered and found.
 *
 * @param remembered resolved incidents at most; beyond, the one resolved longest ago is forgotten
 * @param rememberFor how long after it was resolved an incident is known (event time)
 * @param most similar incidents told, at most
 * @param least likeness of one that is told, 0 to 1
 * @param features kept of an incident, at most
 */
public record SimilarParameters(
    int remembered, Duration rememberFor, int most, double least, int features)
    implements Serializable {

  private static final SimilarParameters DEFAULTS =
      new SimilarParameters(500, Duration.ofDays(180), 3, 0.2, 256);

  /** Checks every parameter. */
  public SimilarParameters {
    require(remembered >= 1, "remembered must be at least 1, is " + remembered);
    require(rememberFor.toMillis() > 0, "rememberFor must be above 0, is " + rememberFor);
    require(most >= 1, "most must be at least 1, is " + most);
    require(least >= 0 && least <= 1, "least must be from 0 to 1, is " + least);
    require(features >= 1, "features must be at least 1, is " + features);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Three of the last five hundred. */
  public static SimilarParameters defaults() {
    return DEFAULTS;
  }
}
