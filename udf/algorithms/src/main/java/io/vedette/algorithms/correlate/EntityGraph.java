package io.vedette.algorithms.correlate;

import io.vedette.algorithms.correlate.Node.Edge;
import io.vedette.schema.correlate.TopologyEdgeKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is connected with what, learned from the alerts themselves and from a topology, if one is
 * told.
 *
 * <p>Bounded: at most {@link CorrelateBounds#nodes} nodes, the one not named for longest goes
 * first; a node takes no edge beyond those that make it a hub; what is not seen for {@link
 * CorrelateBounds#edgeRetention} is forgotten, looked at once in a 64th of that time.
 */
final class EntityGraph {

  private static final String SERVICE = "service:";
  private static final int SWEEPS = 64;

  private final CorrelateBounds bounds;
  private final int reach;
  private final SimilarNames similar;

  /** By name, longest unnamed first. */
  private final Map<String, Node> nodes = new LinkedHashMap<>(256, 0.75f, true);

  private final List<Node> found = new ArrayList<>();
  private final List<List<Node>> frontier = new ArrayList<>();
  private int searches;
  private long sweptAt = Long.MIN_VALUE;

  EntityGraph(CorrelateParameters parameters) {
    this.bounds = parameters.bounds();
    this.reach = parameters.reach();
    this.similar = new SimilarNames(parameters.similarity());
    for (int distance = 0; distance <= reach; distance++) {
      frontier.add(new ArrayList<>());
    }
  }

  Iterable<Node> nodes() {
    return nodes.values();
  }

  /**
   * The node of a name, made when it is new, and connected with its service.
   *
   * @param serviceName its service, if that is known; else its name tells
   * @param isKnownByName whether nothing but its name says what it belongs to; then a new service
   *     is connected with the known one whose name means the same
   */
  Node named(String name, @Nullable String serviceName, long time, boolean isKnownByName) {
    Node node = node(name, time);
    if (node.service != null && nodes.get(node.service.name) != node.service) {
      node.service = null; // forgotten meanwhile, and not by this node: a hub takes no edge to it
    }
    if (node.service == null) {
      String service = EntityNames.service(serviceName == null ? name : serviceName);
      if (service == null) {
        return node;
      }
      String key = SERVICE + service;
      boolean isNew = !nodes.containsKey(key);
      Node of = node(key, time);
      node.service = of;
      if (isNew) {
        Node alike = similar.add(service, of, isKnownByName);
        if (alike != null) {
          connect(of, alike, EdgeKind.SIMILAR, time);
        }
      }
    }
    node.service.lastSeen = time;
    connect(node, node.service, EdgeKind.INSTANCE, time);
    if (isKnownByName) {
      lookUp(node.service, time);
    }
    return node;
  }

  /** Connects a service with what it belongs with by training, once a model. */
  private void lookUp(Node service, long time) {
    if (service.lookedUpBy != similar.modelId()) {
      service.lookedUpBy = similar.modelId();
      for (Node other : similar.belongingWith(service)) {
        connect(service, other, EdgeKind.TRAINED, time);
      }
    }
  }

  /** The node of a name, made when it is new; without a service. */
  Node node(String name, long time) {
    Node node = nodes.get(name);
    if (node == null) {
      if (nodes.size() >= bounds.nodes()) {
        forgetOldest();
      }
      node = new Node(name);
      nodes.put(name, node);
    }
    node.lastSeen = Math.max(node.lastSeen, time);
    return node;
  }

  /** Puts a restored node where it was. */
  void restore(Node node) {
    nodes.put(node.name, node);
    if (node.name.startsWith(SERVICE)) {
      similar.add(node.name.substring(SERVICE.length()), node, false);
    }
  }

  /**
   * Compares names by a model, too, from now on; null for by their spelling alone. What another
   * model connected is no longer connected; what this one did before it was stored still is.
   */
  void use(@Nullable TrainedNames model) {
    similar.use(model, node -> node.name.substring(SERVICE.length()));
    for (Node node : nodes.values()) {
      if (node.lookedUpBy != similar.modelId()) {
        node.lookedUpBy = 0;
        node.edges.removeIf(edge -> disconnects(node, edge));
      }
    }
  }

  /** Takes an edge that a look-up for the node made from its other end. */
  private static boolean disconnects(Node node, Edge edge) {
    boolean isOutdated = edge.kind == EdgeKind.TRAINED && edge.from == node;
    if (isOutdated) {
      edge.to.edges.remove(edge);
    }
    return isOutdated;
  }

  /** Learns a relation from a topology, or sees it again. */
  void learn(String from, String to, TopologyEdgeKind kind, long time) {
    switch (kind) {
      case CALL ->
          connect(
              named(from, null, time, false), named(to, null, time, false), EdgeKind.CALL, time);
      case HOST -> connect(named(from, null, time, false), node(to, time), EdgeKind.HOST, time);
      case INSTANCE -> named(from, to, time, false);
    }
  }

  /** Learns an edge or sees it again; whether it is new. */
  boolean connect(Node from, Node to, EdgeKind kind, long time) {
    if (from == to) {
      return false;
    }
    boolean isTrained = kind == EdgeKind.TRAINED;
    Edge edge =
        from.edges.size() <= to.edges.size()
            ? from.edgeTo(to, isTrained)
            : to.edgeTo(from, isTrained);
    if (edge != null) {
      edge.lastSeen = Math.max(edge.lastSeen, time);
      if (kind.cost() < edge.kind.cost()) {
        edge.kind = kind;
      }
      return false;
    }
    if (isHub(from) || isHub(to)) {
      return false;
    }
    edge = new Edge(from, to, kind);
    edge.lastSeen = time;
    from.edges.add(edge);
    to.edges.add(edge);
    return true;
  }

  /** The services among nodes, the first so many. */
  static List<String> services(List<Node> among, int most) {
    List<String> services = new ArrayList<>();
    for (int i = 0; i < among.size() && services.size() < most; i++) {
      String name = among.get(i).name;
      if (name.startsWith(SERVICE)) {
        services.add(name.substring(SERVICE.length()));
      }
    }
    return services;
  }

  /** Whether it has so many edges that it says nothing of what they lead to. */
  boolean isHub(Node node) {
    return node.edges.size() > bounds.degree();
  }

  /**
   * Every node within reach of these, they themselves first; hubs among them end there. Valid until
   * the next call. Time: the nodes found and their edges.
   */
  List<Node> near(List<Node> from) {
    found.clear();
    searches++;
    for (Node start : from) {
      visit(start, 0);
    }
    for (int distance = 0; distance <= reach; distance++) {
      List<Node> at = frontier.get(distance);
      for (int i = 0; i < at.size(); i++) {
        Node node = at.get(i);
        if (node.distance == distance) {
          found.add(node);
          expand(node);
        }
      }
      at.clear();
    }
    return found;
  }

  private void expand(Node node) {
    if (isHub(node)) {
      return;
    }
    for (int i = 0; i < node.edges.size(); i++) {
      Edge edge = node.edges.get(i);
      int distance = node.distance + edge.kind.cost();
      Node next = edge.other(node);
      if (distance <= reach && !isHub(next)) {
        visit(next, distance);
      }
    }
  }

  private void visit(Node node, int distance) {
    if (node.search != searches || distance < node.distance) {
      node.search = searches;
      node.distance = distance;
      frontier.get(distance).add(node);
    }
  }

  /** Forgets edges and nodes not seen for the retention. */
  void sweep(long time) {
    long retention = bounds.edgeRetention().toMillis();
    if (sweptAt == Long.MIN_VALUE) {
      sweptAt = time;
    }
    if (time - sweptAt < retention / SWEEPS) {
      return;
    }
    sweptAt = time;
    Iterator<Node> all = nodes.values().iterator();
    while (all.hasNext()) {
      Node node = all.next();
      node.edges.removeIf(edge -> !edge.kind.isOfNames() && edge.lastSeen < time - retention);
      if (node.lastSeen < time - retention && node.clusters.isEmpty()) {
        detach(node);
        all.remove();
      }
    }
  }

  private void forgetOldest() {
    Iterator<Node> oldest = nodes.values().iterator();
    Node node = oldest.next();
    detach(node);
    oldest.remove();
  }

  private void detach(Node node) {
    for (Edge edge : node.edges) {
      Node other = edge.other(node);
      other.edges.remove(edge);
      if (other.service == node) {
        other.service = null;
      }
    }
    node.edges.clear();
    for (Cluster cluster : node.clusters) {
      cluster.nodes.remove(node);
    }
    node.clusters.clear();
    similar.remove(node);
  }

  /** When it was last looked for what may be forgotten; {@link Long#MIN_VALUE} before the first. */
  long sweptAt() {
    return sweptAt;
  }

  void restoreSweptAt(long time) {
    sweptAt = time;
  }

  /** The node of a name, or null. */
  @Nullable Node find(String name) {
    return nodes.get(name);
  }
}
