package io.vedette.algorithms.correlate;

import io.vedette.algorithms.correlate.Cluster.Member;
import io.vedette.algorithms.correlate.ClusterChange.Kind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be told of clusters. Nothing is told of a cluster before it has so many alerts that it
 * opens; one that never gets there is never known outside.
 */
final class ClusterChanges {

  private static final int MOST_SERVICES = 20;

  private final int opensAt;

  /** Those with a change to tell, in the order they changed. */
  private final Map<Long, Cluster> changed = new LinkedHashMap<>();

  private final List<ClusterChange> merged = new ArrayList<>();

  ClusterChanges(int opensAt) {
    this.opensAt = opensAt;
  }

  /** Something happened; of several things, what is not a mere update is told. */
  void add(Cluster cluster, Kind kind) {
    changed.put(cluster.id, cluster);
    if (cluster.change == null || kind != Kind.UPDATED) {
      cluster.change = kind;
    }
  }

  /** All alerts of one are now another's. */
  void merged(Cluster younger, Cluster older) {
    changed.remove(younger.id);
    if (younger.isTold) {
      merged.add(told(younger, Kind.MERGED, older.id, List.of()));
    }
  }

  boolean isEmpty() {
    return changed.isEmpty() && merged.isEmpty();
  }

  /** Everything there is to tell; mergers stand behind what joined. */
  List<ClusterChange> drain() {
    List<ClusterChange> told = new ArrayList<>(changed.size() + merged.size());
    Iterator<Cluster> clusters = changed.values().iterator();
    while (clusters.hasNext()) {
      Cluster cluster = clusters.next();
      boolean isClosed = cluster.change == Kind.CLOSED;
      if (cluster.isTold || cluster.count >= opensAt) {
        tell(cluster, told);
        clusters.remove();
      } else if (isClosed) {
        cluster.change = null;
        clusters.remove();
      }
    }
    told.addAll(merged);
    merged.clear();
    return told;
  }

  private static void tell(Cluster cluster, List<ClusterChange> told) {
    List<ClusterChange.Joined> joined = new ArrayList<>(cluster.untold.size());
    for (Member member : cluster.untold) {
      joined.add(new ClusterChange.Joined(member.id, member.toldIn));
      member.toldIn = cluster.id;
    }
    cluster.untold.clear();
    Kind kind = cluster.change == null ? Kind.UPDATED : cluster.change;
    if (!cluster.isTold) {
      told.add(told(cluster, Kind.OPENED, cluster.splitFrom, joined));
      if (kind == Kind.CLOSED) {
        told.add(told(cluster, kind, cluster.splitFrom, List.of()));
      }
    } else {
      told.add(told(cluster, kind, cluster.splitFrom, joined));
    }
    cluster.isTold = true;
    cluster.change = null;
  }

  private static ClusterChange told(
      Cluster cluster, Kind kind, long other, List<ClusterChange.Joined> joined) {
    return new ClusterChange(
        kind,
        cluster.id,
        cluster.start,
        cluster.last,
        cluster.count,
        other,
        EntityGraph.services(cluster.nodes, MOST_SERVICES),
        joined);
  }

  Iterable<Cluster> changed() {
    return changed.values();
  }

  List<ClusterChange> merged() {
    return merged;
  }

  void restoreChanged(Cluster cluster) {
    changed.put(cluster.id, cluster);
  }
}
