package io.vedette.algorithms.correlate;

import java.io.Serializable;
import java.time.Duration;

/**
 * What the grouping keeps at most, an environment. Where a bound is met the oldest goes.
 *
 * @param nodes of the graph: entities, services, hosts
 * @param degree edges a node may have and still connect; a node with more, a hub, connects nothing
 * @param edgeRetention event time after which an edge that was not seen again is forgotten
 * @param clusters open or waiting to recur
 * @param keysPerCluster that are told apart
 * @param recentPerCluster alerts that a split can still move
 */
public record CorrelateBounds(
    int nodes,
    int degree,
    Duration edgeRetention,
    int clusters,
    int keysPerCluster,
    int recentPerCluster)
    implements Serializable {

  private static final CorrelateBounds DEFAULTS =
      new CorrelateBounds(20_000, 64, Duration.ofDays(7), 20_000, 10_000, 20_000);

  /** Checks every bound. */
  public CorrelateBounds {
    CorrelateParameters.require(nodes >= 8, "nodes must be at least 8, is " + nodes);
    CorrelateParameters.require(degree >= 1, "degree must be at least 1, is " + degree);
    CorrelateParameters.require(
        edgeRetention.toMillis() > 0, "edgeRetention must be above 0, is " + edgeRetention);
    CorrelateParameters.require(clusters >= 1, "clusters must be at least 1, is " + clusters);
    CorrelateParameters.require(
        keysPerCluster >= 1, "keysPerCluster must be at least 1, is " + keysPerCluster);
    CorrelateParameters.require(
        recentPerCluster >= 1, "recentPerCluster must be at least 1, is " + recentPerCluster);
  }

  /** For some thousand services and ten thousand open alerts. */
  public static CorrelateBounds defaults() {
    return DEFAULTS;
  }
}
