package io.vedette.algorithms.correlate;

import java.io.Serializable;
import java.time.Duration;

/**
 * Parameters of {@link AlertGrouper}. Each scale means something by itself; all are for every
 * system alike.
 *
 * @param sessionGap quiet time after which a cluster takes no more alerts
 * @param reach how far two alerts may be apart in the graph, in {@link EdgeKind#cost}: 4 is two
 *     calls, or a host and an instance; 0 connects the same entity only
 * @param similarity least cosine at which the names of two entities that no edge connects are taken
 *     for one; above 1 turns it off
 * @param mergeWithin clusters that turn out to be connected and started within this time are one
 * @param isSplitting whether a burst in a running cluster begins another
 * @param burst how a burst is told
 * @param recurWithin how long a closed cluster of few keys is continued by one of them, instead of
 *     a new cluster for every time the same thing comes again; zero turns it off
 * @param opensAt alerts in a cluster before anything is told of it, at least 1
 * @param bounds of memory
 */
public record CorrelateParameters(
    Duration sessionGap,
    int reach,
    double similarity,
    Duration mergeWithin,
    boolean isSplitting,
    BurstParameters burst,
    Duration recurWithin,
    int opensAt,
    CorrelateBounds bounds)
    implements Serializable {

  private static final CorrelateParameters DEFAULTS =
      new CorrelateParameters(
          Duration.ofSeconds(120),
          4,
          0.8,
          Duration.ofSeconds(60),
          true,
          BurstParameters.defaults(),
          Duration.ofMinutes(30),
          1,
          CorrelateBounds.defaults());

  /** Checks every parameter and how they relate. */
  public CorrelateParameters {
    require(
        sessionGap.compareTo(burst.window()) > 0,
        "sessionGap (" + sessionGap + ") must be longer than the burst window, " + burst.window());
    require(reach >= 0 && reach <= 16, "reach must be from 0 to 16, is " + reach);
    require(similarity > 0, "similarity must be above 0, is " + similarity);
    require(!mergeWithin.isNegative(), "mergeWithin must not be negative, is " + mergeWithin);
    require(opensAt >= 1, "opensAt must be at least 1, is " + opensAt);
    require(!recurWithin.isNegative(), "recurWithin must not be negative, is " + recurWithin);
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The defaults that docs/correlation.md lists; its figures were measured with them. */
  public static CorrelateParameters defaults() {
    return DEFAULTS;
  }

  /** These, with another gap. */
  public CorrelateParameters withSessionGap(Duration value) {
    return new CorrelateParameters(
        value, reach, similarity, mergeWithin, isSplitting, burst, recurWithin, opensAt, bounds);
  }

  /** These, with another reach. */
  public CorrelateParameters withReach(int value) {
    return new CorrelateParameters(
        sessionGap,
        value,
        similarity,
        mergeWithin,
        isSplitting,
        burst,
        recurWithin,
        opensAt,
        bounds);
  }

  /** These, with another least cosine. */
  public CorrelateParameters withSimilarity(double value) {
    return new CorrelateParameters(
        sessionGap, reach, value, mergeWithin, isSplitting, burst, recurWithin, opensAt, bounds);
  }

  /** These, splitting or not. */
  public CorrelateParameters withSplitting(boolean value) {
    return new CorrelateParameters(
        sessionGap, reach, similarity, mergeWithin, value, burst, recurWithin, opensAt, bounds);
  }

  /** These, with another time in which the same thing recurs. */
  public CorrelateParameters withRecurWithin(Duration value) {
    return new CorrelateParameters(
        sessionGap, reach, similarity, mergeWithin, isSplitting, burst, value, opensAt, bounds);
  }

  /** These, opening at so many alerts. */
  public CorrelateParameters withOpensAt(int alerts) {
    return new CorrelateParameters(
        sessionGap,
        reach,
        similarity,
        mergeWithin,
        isSplitting,
        burst,
        recurWithin,
        alerts,
        bounds);
  }

  /** These, with other bounds. */
  public CorrelateParameters withBounds(CorrelateBounds value) {
    return new CorrelateParameters(
        sessionGap,
        reach,
        similarity,
        mergeWithin,
        isSplitting,
        burst,
        recurWithin,
        opensAt,
        value);
  }
}
