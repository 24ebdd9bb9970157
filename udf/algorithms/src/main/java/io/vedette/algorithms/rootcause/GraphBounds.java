package io.vedette.algorithms.rootcause;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a {@link DependencyGraph} keeps at most, an environment.
 *
 * @param nodes services, instances and hosts; beyond it the one not named for longest goes
 * @param edges calls; beyond it no further one is learned until others are forgotten
 * @param retention event time after which an edge that was not seen again is forgotten
 * @param halfLife event time after which what was seen of an edge counts half
 */
public record GraphBounds(int nodes, int edges, Duration retention, Duration halfLife)
    implements Serializable {

  private static final GraphBounds DEFAULTS =
      new GraphBounds(20_000, 100_000, Duration.ofDays(7), Duration.ofHours(1));

  /** Checks every bound. */
  public GraphBounds {
    RankingParameters.require(nodes >= 8, "nodes must be at least 8, is " + nodes);
    RankingParameters.require(edges >= 8, "edges must be at least 8, is " + edges);
    RankingParameters.require(
        retention.toMillis() > 0, "retention must be above 0, is " + retention);
    RankingParameters.require(halfLife.toMillis() > 0, "halfLife must be above 0, is " + halfLife);
  }

  /** For some thousand services. */
  public static GraphBounds defaults() {
    return DEFAULTS;
  }
}
