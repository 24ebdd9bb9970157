package io.vedette.algorithms.correlate;

import io.vedette.algorithms.correlate.Cluster.KeyState;
import io.vedette.algorithms.correlate.Cluster.Member;
import io.vedette.algorithms.correlate.Cluster.Sort;
import io.vedette.algorithms.correlate.ClusterChange.Kind;
import io.vedette.algorithms.correlate.Node.Edge;
import io.vedette.schema.correlate.ClusterRecord;
import io.vedette.schema.correlate.EdgeRecord;
import io.vedette.schema.correlate.GrouperRecord;
import io.vedette.schema.correlate.KeyRecord;
import io.vedette.schema.correlate.MemberRecord;
import io.vedette.schema.correlate.MergedRecord;
import io.vedette.schema.correlate.NodeRecord;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stored form of an {@link AlertGrouper}, and back: one that was stored and restored goes on as
 * one that was not. Vectors of names are not stored, they are made anew. Time: linear in all that
 * is kept.
 */
final class GrouperStorage {

  private GrouperStorage() {}

  static GrouperRecord store(
      EntityGraph graph, Map<Long, Cluster> open, RestingClusters resting, ClusterChanges changes) {
    IdentityHashMap<Node, Integer> places = new IdentityHashMap<>();
    for (Node node : graph.nodes()) {
      places.put(node, places.size());
    }
    GrouperRecord record = new GrouperRecord();
    record.setNodes(storeNodes(graph, places));
    record.setEdges(storeEdges(graph, places));
    record.setSweptAt(graph.sweptAt());
    Set<Cluster> clusters = new LinkedHashSet<>(open.values());
    resting.all().forEach(clusters::add);
    changes.changed().forEach(clusters::add);
    List<ClusterRecord> stored = new ArrayList<>(clusters.size());
    for (Cluster cluster : clusters) {
      ClusterRecord one = store(cluster, places);
      one.setIsOpen(open.containsKey(cluster.id));
      one.setIsResting(resting.has(cluster.id));
      stored.add(one);
    }
    record.setClusters(stored);
    List<Long> changed = new ArrayList<>();
    changes.changed().forEach(cluster -> changed.add(cluster.id));
    record.setChanged(changed);
    record.setMerged(changes.merged().stream().map(GrouperStorage::storeMerged).toList());
    return record;
  }

  private static List<NodeRecord> storeNodes(
      EntityGraph graph, IdentityHashMap<Node, Integer> places) {
    List<NodeRecord> nodes = new ArrayList<>(places.size());
    for (Node node : graph.nodes()) {
      int service = node.service == null ? -1 : places.getOrDefault(node.service, -1);
      nodes.add(new NodeRecord(node.name, service, node.lastSeen, node.lookedUpBy));
    }
    return nodes;
  }

  private static List<EdgeRecord> storeEdges(
      EntityGraph graph, IdentityHashMap<Node, Integer> places) {
    List<EdgeRecord> edges = new ArrayList<>();
    for (Node node : graph.nodes()) {
      for (Edge edge : node.edges) {
        if (edge.from == node) {
          edges.add(
              new EdgeRecord(
                  places.get(edge.from), places.get(edge.to), edge.kind.name(), edge.lastSeen));
        }
      }
    }
    return edges;
  }

  private static ClusterRecord store(Cluster cluster, IdentityHashMap<Node, Integer> places) {
    ClusterRecord record = new ClusterRecord();
    record.setId(cluster.id);
    record.setStart(cluster.start);
    record.setSince(cluster.since);
    record.setLast(cluster.last);
    record.setCount(cluster.count);
    record.setHasCore(cluster.hasCore);
    record.setSplitFrom(cluster.splitFrom);
    record.setIsTold(cluster.isTold);
    record.setTestedAt(cluster.testedAt);
    record.setChange(cluster.change == null ? null : cluster.change.name());
    record.setNodes(places(cluster.nodes, places));
    List<KeyRecord> keys = new ArrayList<>(cluster.keys.size());
    cluster.keys.forEach((key, state) -> keys.add(new KeyRecord(key, state.last, state.pause)));
    record.setKeys(keys);
    IdentityHashMap<Member, Integer> memberPlaces = new IdentityHashMap<>();
    List<MemberRecord> members = new ArrayList<>();
    for (Member member : cluster.recent) {
      memberPlaces.put(member, members.size());
      members.add(store(member, places, true));
    }
    List<Integer> untold = new ArrayList<>(cluster.untold.size());
    for (Member member : cluster.untold) {
      Integer place = memberPlaces.get(member);
      if (place == null) {
        place = members.size();
        members.add(store(member, places, false));
      }
      untold.add(place);
    }
    record.setMembers(members);
    record.setUntold(untold);
    return record;
  }

  private static MemberRecord store(
      Member member, IdentityHashMap<Node, Integer> places, boolean isRecent) {
    return new MemberRecord(
        member.id,
        member.time,
        member.key,
        places(member.nodes, places),
        member.sort.name(),
        member.pause,
        member.toldIn,
        isRecent);
  }

  /** Nodes forgotten meanwhile are left out. */
  private static List<Integer> places(List<Node> nodes, IdentityHashMap<Node, Integer> places) {
    List<Integer> known = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      Integer place = places.get(node);
      if (place != null) {
        known.add(place);
      }
    }
    return known;
  }

  private static MergedRecord storeMerged(ClusterChange change) {
    return new MergedRecord(
        change.cluster(),
        change.other(),
        change.start(),
        change.last(),
        change.count(),
        change.services());
  }

  static void restore(
      GrouperRecord record,
      EntityGraph graph,
      Map<Long, Cluster> open,
      RestingClusters resting,
      ClusterChanges changes) {
    List<Node> nodes = restoreGraph(record, graph);
    Map<Long, Cluster> clusters = new LinkedHashMap<>();
    for (ClusterRecord stored : record.getClusters()) {
      Cluster cluster = restore(stored, nodes);
      clusters.put(cluster.id, cluster);
      if (stored.getIsOpen()) {
        open.put(cluster.id, cluster);
        cluster.nodes.forEach(node -> node.clusters.add(cluster));
      } else if (stored.getIsResting()) {
        resting.add(cluster);
      }
    }
    for (Long changed : record.getChanged()) {
      Cluster cluster = clusters.get(changed);
      if (cluster == null) {
        throw new IllegalArgumentException(
            "state of the grouping has no cluster "
                + changed
                + ", of which something is to be told");
      }
      changes.restoreChanged(cluster);
    }
    for (MergedRecord merged : record.getMerged()) {
      changes
          .merged()
          .add(
              new ClusterChange(
                  Kind.MERGED,
                  merged.getCluster(),
                  merged.getStart(),
                  merged.getLast(),
                  merged.getCount(),
                  merged.getInto(),
                  merged.getServices(),
                  List.of()));
    }
  }

  private static List<Node> restoreGraph(GrouperRecord record, EntityGraph graph) {
    List<Node> nodes = new ArrayList<>(record.getNodes().size());
    for (NodeRecord stored : record.getNodes()) {
      Node node = new Node(stored.getName());
      node.lastSeen = stored.getLastSeen();
      node.lookedUpBy = stored.getLookedUpBy();
      nodes.add(node);
    }
    for (int i = 0; i < nodes.size(); i++) {
      int service = record.getNodes().get(i).getService();
      nodes.get(i).service = service < 0 ? null : nodes.get(service);
      graph.restore(nodes.get(i));
    }
    for (EdgeRecord stored : record.getEdges()) {
      Node from = nodes.get(stored.getFrom());
      Node to = nodes.get(stored.getTo());
      Edge edge = new Edge(from, to, EdgeKind.valueOf(stored.getKind()));
      edge.lastSeen = stored.getLastSeen();
      from.edges.add(edge);
      to.edges.add(edge);
    }
    graph.restoreSweptAt(record.getSweptAt());
    return nodes;
  }

  private static Cluster restore(ClusterRecord stored, List<Node> nodes) {
    Cluster cluster = new Cluster(stored.getId(), stored.getStart());
    cluster.since = stored.getSince();
    cluster.last = stored.getLast();
    cluster.count = stored.getCount();
    cluster.hasCore = stored.getHasCore();
    cluster.splitFrom = stored.getSplitFrom();
    cluster.isTold = stored.getIsTold();
    cluster.testedAt = stored.getTestedAt();
    cluster.change = stored.getChange() == null ? null : Kind.valueOf(stored.getChange());
    stored.getNodes().forEach(place -> cluster.nodes.add(nodes.get(place)));
    for (KeyRecord key : stored.getKeys()) {
      KeyState state = new KeyState(key.getLast());
      state.pause = key.getPause();
      cluster.keys.put(key.getKey(), state);
    }
    List<Member> members = new ArrayList<>(stored.getMembers().size());
    for (MemberRecord one : stored.getMembers()) {
      Member member =
          new Member(
              one.getId(),
              one.getTime(),
              one.getKey(),
              one.getNodes().stream().map(nodes::get).toList(),
              Sort.valueOf(one.getSort()),
              one.getPause());
      member.toldIn = one.getToldIn();
      members.add(member);
      if (one.getIsRecent()) {
        cluster.recent.addLast(member);
      }
    }
    stored.getUntold().forEach(place -> cluster.untold.add(members.get(place)));
    return cluster;
  }
}
