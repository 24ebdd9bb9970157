package io.vedette.algorithms.rootcause;

import io.vedette.algorithms.rootcause.Node.CallEdge;
import io.vedette.schema.rootcause.DependencyCallRecord;
import io.vedette.schema.rootcause.DependencyGraphRecord;
import io.vedette.schema.rootcause.DependencyNodeRecord;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link DependencyGraph} as it is stored, and back. */
final class DependencyGraphStorage {

  private static final int NONE = -1;

  private DependencyGraphStorage() {}

  static DependencyGraphRecord toStored(DependencyGraph graph) {
    IdentityHashMap<Node, Integer> places = new IdentityHashMap<>();
    graph.nodes().forEach(node -> places.put(node, places.size()));
    List<DependencyNodeRecord> nodes = new ArrayList<>(places.size());
    List<DependencyCallRecord> calls = new ArrayList<>(graph.edgeCount());
    for (Node node : graph.nodes()) {
      nodes.add(
          new DependencyNodeRecord(
              node.name,
              node.level.name(),
              node.isToldLevel,
              place(places, node.service),
              place(places, node.host),
              node.lastSeen));
      for (CallEdge edge : node.callees.values()) {
        calls.add(
            new DependencyCallRecord(
                place(places, node),
                place(places, edge.callee),
                edge.firstSeen,
                edge.lastSeen,
                edge.calls,
                edge.errors,
                edge.latency));
      }
    }
    return new DependencyGraphRecord(nodes, calls, graph.sweptAt());
  }

  private static int place(IdentityHashMap<Node, Integer> places, @Nullable Node node) {
    return node == null ? NONE : places.getOrDefault(node, NONE);
  }

  static void restore(DependencyGraphRecord record, DependencyGraph graph) {
    List<Node> nodes = new ArrayList<>(record.getNodes().size());
    for (DependencyNodeRecord one : record.getNodes()) {
      Node node = new Node(one.getName(), Level.valueOf(one.getLevel()), one.getLastSeen());
      node.isToldLevel = one.getIsToldLevel();
      nodes.add(node);
      graph.restore(node);
    }
    for (int i = 0; i < nodes.size(); i++) {
      DependencyNodeRecord one = record.getNodes().get(i);
      Node node = nodes.get(i);
      if (one.getService() != NONE) {
        Node service = nodes.get(one.getService());
        node.service = service;
        service.instances.add(node);
      }
      if (one.getHost() != NONE) {
        node.host = nodes.get(one.getHost());
      }
    }
    for (DependencyCallRecord one : record.getCalls()) {
      CallEdge edge =
          new CallEdge(nodes.get(one.getCaller()), nodes.get(one.getCallee()), one.getFirstSeen());
      edge.lastSeen = one.getLastSeen();
      edge.calls = one.getCalls();
      edge.errors = one.getErrors();
      edge.latency = one.getLatency();
      graph.restore(edge);
    }
    graph.restoreSweptAt(record.getSweptAt());
  }
}
