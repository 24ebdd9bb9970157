package io.vedette.algorithms.correlate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entity, a service or a host in the {@link EntityGraph}. */
final class Node {

  final String name;
  final List<Edge> edges = new ArrayList<>(4);

  /** Open clusters with an alert on it, oldest first. */
  final List<Cluster> clusters = new ArrayList<>(2);

  /** The service this is an instance of; null for services, hosts and addresses. */
  @Nullable Node service;

  /** Event time it was last named, milliseconds. */
  long lastSeen;

  /** Of a service: the model of names that was asked what it belongs with, 0 for none. */
  long lookedUpBy;

  /** The search that last came here, and how far it was then. */
  int search;

  int distance;

  Node(String name) {
    this.name = name;
  }

  /**
   * The edge to another, or null; those of trained names are apart from the others. Time linear in
   * the edges, which are bounded.
   */
  @Nullable Edge edgeTo(Node other, boolean isTrained) {
    for (int i = 0; i < edges.size(); i++) {
      Edge edge = edges.get(i);
      if (edge.other(this) == other && (edge.kind == EdgeKind.TRAINED) == isTrained) {
        return edge;
      }
    }
    return null;
  }

  /** Connects two nodes; its cost may fall when a closer relation is learned. */
  static final class Edge {

    final Node from;
    final Node to;
    EdgeKind kind;
    long lastSeen;

    Edge(Node from, Node to, EdgeKind kind) {
      this.from = from;
      this.to = to;
      this.kind = kind;
    }

    Node other(Node end) {
      return end == from ? to : from;
    }
  }
}
