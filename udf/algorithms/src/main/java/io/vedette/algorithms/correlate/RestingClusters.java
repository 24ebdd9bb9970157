package io.vedette.algorithms.correlate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Closed clusters of few keys, which go on when one of their keys fires again: what comes every few
 * minutes, day and night, is one thing that goes on, not hundreds of incidents. A cluster of many
 * keys is an event of its own and never recurs.
 */
final class RestingClusters {

  private static final int MOST_KEYS = 3;

  private final long recurWithin;
  private final int bound;

  /** By id, closed for longest first. */
  private final Map<Long, Cluster> clusters = new LinkedHashMap<>();

  private final Map<Long, Cluster> byKey = new HashMap<>();

  RestingClusters(CorrelateParameters parameters) {
    recurWithin = parameters.recurWithin().toMillis();
    bound = parameters.bounds().clusters();
  }

  /** Takes a cluster that closed, unless it has too many keys. */
  void add(Cluster cluster) {
    if (cluster.keys.size() > MOST_KEYS || recurWithin == 0) {
      return;
    }
    if (clusters.size() >= bound) {
      remove(clusters.values().iterator().next());
    }
    clusters.put(cluster.id, cluster);
    cluster.keys.keySet().forEach(key -> byKey.put(key, cluster));
  }

  /** Gives the cluster of a key back, or null. */
  @Nullable Cluster take(long key) {
    Cluster cluster = byKey.get(key);
    if (cluster != null) {
      remove(cluster);
    }
    return cluster;
  }

  boolean has(long id) {
    return clusters.containsKey(id);
  }

  Iterable<Cluster> all() {
    return clusters.values();
  }

  /** Forgets those that rested for too long. */
  void advance(long time) {
    while (!clusters.isEmpty()) {
      Cluster longest = clusters.values().iterator().next();
      if (longest.last >= time - recurWithin) {
        return;
      }
      remove(longest);
    }
  }

  private void remove(Cluster cluster) {
    clusters.remove(cluster.id);
    cluster.keys.keySet().forEach(key -> byKey.remove(key, cluster));
  }
}
