package io.vedette.algorithms.rootcause;

import io.vedette.algorithms.rootcause.Node.CallEdge;
import io.vedette.schema.result.CallNodeKind;
import io.vedette.schema.rootcause.DependencyGraphRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;
import org.jspecify.annotations.Nullable;

/**
 * Who calls whom, what runs where, what is an instance of what, in one environment.
 *
 * <p>Learned from alerts, spans and a given topology. Of a call it keeps how many there were, how
 * many failed and how long they took, each halved every half-life. An edge not seen for the
 * retention is forgotten; until then the graph can be asked as it was at any moment. What is an
 * instance, and of which service, is told by the topology, else by the name; a host is what
 * something runs on, and what is named as hosts are ({@code node-4}, since {@code node-5} is one).
 *
 * <p>Time: constant an edge learned; a sweep, all of them, a hundred times in a retention at most.
 * Memory: {@link GraphBounds}, some 200 bytes a node and 150 an edge.
 */
public final class DependencyGraph {

  private static final int SWEEPS = 100;

  private final GraphBounds bounds;

  /** By name, longest unnamed first. */
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  /** How many hosts have a name of this stem. */
  private final Map<String, Integer> hostStems = new HashMap<>();

  private int edges;
  private long sweptAt = Long.MIN_VALUE;

  /** Empty. */
  public DependencyGraph(GraphBounds bounds) {
    this.bounds = bounds;
  }

  /** An entity was named. */
  public void learn(String entity, long time) {
    node(entity, time);
  }

  /** One calls another, or depends on it. */
  public void learnCall(String caller, String callee, long time) {
    edge(caller, callee, time);
  }

  /**
   * Calls were seen.
   *
   * @param latencyMillis sum over the calls
   */
  public void observeCalls(
      String caller, String callee, long time, long calls, long errors, double latencyMillis) {
    CallEdge edge = edge(caller, callee, time);
    if (edge != null) {
      edge.calls += calls;
      edge.errors += errors;
      edge.latency += latencyMillis;
    }
  }

  /**
   * Calls as somebody else counted them, who keeps count: they replace what is known of the edge.
   *
   * @param latencyMillis sum over the calls
   */
  public void putCalls(
      String caller,
      String callee,
      long firstSeen,
      long lastSeen,
      double calls,
      double errors,
      double latencyMillis) {
    CallEdge edge = edge(caller, callee, lastSeen);
    if (edge != null) {
      edge.firstSeen = Math.min(edge.firstSeen, firstSeen);
      edge.calls = calls;
      edge.errors = errors;
      edge.latency = latencyMillis;
    }
  }

  /** What a service is that was named before. */
  void learnKind(String service, CallNodeKind kind) {
    Node node = find(service);
    if (node != null) {
      node.kind = kind;
    }
  }

  /** Something runs on a host. */
  public void learnHost(String entity, String host, long time) {
    if (entity.equals(host)) {
      makeHost(node(host, time), true);
      return;
    }
    Node on = node(host, time);
    makeHost(on, true);
    node(entity, time).host = on;
  }

  /** A service has an instance. */
  public void learnInstance(String instance, String service, long time) {
    if (instance.equals(service)) {
      return;
    }
    Node of = node(service, time);
    Node one = node(instance, time);
    boolean isAddress = !one.isToldLevel && EntityNaming.service(instance) == null;
    if (one.level != Level.HOST || isAddress) {
      one.becomeInstanceOf(of, true);
    }
  }

  private @Nullable CallEdge edge(String caller, String callee, long time) {
    sweep(time);
    Node from = node(caller, time);
    Node to = node(callee, time);
    if (from == to) {
      return null;
    }
    CallEdge edge = from.callees.get(callee);
    if (edge == null) {
      if (edges >= bounds.edges()) {
        return null;
      }
      edge = new CallEdge(from, to, time);
      from.callees.put(callee, edge);
      to.callers.put(caller, edge);
      edges++;
    } else if (time > edge.lastSeen) {
      edge.age(time, bounds.halfLife());
    }
    return edge;
  }

  private Node node(String name, long time) {
    Node node = nodes.get(name);
    if (node != null) {
      if (time > node.lastSeen) {
        node.lastSeen = time;
        nodes.remove(name);
        nodes.put(name, node);
      }
      return node;
    }
    if (nodes.size() >= bounds.nodes()) {
      Iterator<Node> oldest = nodes.values().iterator();
      detach(oldest.next());
      oldest.remove();
    }
    node = new Node(name, Level.SERVICE, time);
    nodes.put(name, node);
    String stem = EntityNaming.service(name);
    if (stem == null && EntityNaming.hasPort(name)) {
      node.level = Level.INSTANCE; // of what, somebody may say
    } else if (stem == null || (!stem.equals(name) && hostStems.containsKey(stem))) {
      makeHost(node, false);
    } else if (!stem.equals(name)) {
      node.becomeInstanceOf(node(stem, time), false);
    }
    return node;
  }

  private void makeHost(Node node, boolean isTold) {
    if (node.level == Level.HOST) {
      node.isToldLevel |= isTold;
      return;
    }
    node.level = Level.HOST;
    node.isToldLevel = isTold;
    Node guessed = node.service;
    node.leaveService();
    if (guessed != null && guessed.isNothingElse()) {
      nodes.remove(guessed.name);
    }
    String stem = EntityNaming.service(node.name);
    if (!isTold || stem == null || stem.equals(node.name)) {
      return;
    }
    hostStems.merge(stem, 1, Integer::sum);
    Node kin = guessed == null ? nodes.get(stem) : guessed;
    if (kin != null && kin.callees.isEmpty() && kin.callers.isEmpty()) {
      for (Node other : List.copyOf(kin.instances)) {
        if (!other.isToldLevel) {
          makeHost(other, false);
        }
      }
    }
  }

  private void sweep(long time) {
    long retention = bounds.retention().toMillis();
    if (sweptAt == Long.MIN_VALUE) {
      sweptAt = time;
    }
    if (time - sweptAt < retention / SWEEPS) {
      return;
    }
    sweptAt = time;
    long oldest = time - retention;
    for (Node node : nodes.values()) {
      forgetEdges(node, oldest);
    }
    Iterator<Node> all = nodes.values().iterator();
    while (all.hasNext()) {
      Node node = all.next();
      if (node.lastSeen < oldest && node.callers.isEmpty() && node.instances.isEmpty()) {
        detach(node);
        all.remove();
      }
    }
  }

  private void forgetEdges(Node node, long oldest) {
    Iterator<CallEdge> calls = node.callees.values().iterator();
    while (calls.hasNext()) {
      CallEdge edge = calls.next();
      if (edge.lastSeen < oldest) {
        edge.callee.callers.remove(node.name);
        calls.remove();
        edges--;
      }
    }
  }

  private void detach(Node node) {
    edges -= node.callees.size() + node.callers.size();
    node.callees.values().forEach(edge -> edge.callee.callers.remove(node.name));
    node.callers.values().forEach(edge -> edge.caller.callees.remove(node.name));
    node.callees.clear();
    node.callers.clear();
    node.instances.forEach(instance -> instance.service = null);
    node.leaveService();
    String stem = EntityNaming.service(node.name);
    if (node.level == Level.HOST && node.isToldLevel && stem != null && !stem.equals(node.name)) {
      hostStems.computeIfPresent(stem, (name, count) -> count == 1 ? null : count - 1);
    }
    if (node.level == Level.HOST) {
      nodes.values().stream().filter(other -> other.host == node).forEach(on -> on.host = null);
    }
  }

  /** As it is stored. */
  public DependencyGraphRecord toStored() {
    return DependencyGraphStorage.toStored(this);
  }

  /** As it was stored, within these bounds. */
  public static DependencyGraph fromStored(GraphBounds bounds, DependencyGraphRecord record) {
    DependencyGraph graph = new DependencyGraph(bounds);
    DependencyGraphStorage.restore(record, graph);
    return graph;
  }

  /** Takes a node as it was stored, and whether its name tells of other hosts. */
  void restore(Node node) {
    nodes.put(node.name, node);
    String stem = EntityNaming.service(node.name);
    if (node.level == Level.HOST && node.isToldLevel && stem != null && !stem.equals(node.name)) {
      hostStems.merge(stem, 1, Integer::sum);
    }
  }

  /** Takes a call as it was stored. */
  void restore(CallEdge edge) {
    edge.caller.callees.put(edge.callee.name, edge);
    edge.callee.callers.put(edge.caller.name, edge);
    edges++;
  }

  void restoreSweptAt(long time) {
    sweptAt = time;
  }

  long sweptAt() {
    return sweptAt;
  }

  /** Calls known. */
  public int edgeCount() {
    return edges;
  }

  /** Entities known. */
  public int nodeCount() {
    return nodes.size();
  }

  /** Who calls whom as it was at a moment within the retention; weights are calls seen by now. */
  public Graph<String, DefaultWeightedEdge> calls(long at) {
    Graph<String, DefaultWeightedEdge> graph =
        new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
    nodes.keySet().forEach(graph::addVertex);
    long oldest = at - bounds.retention().toMillis();
    for (Node node : nodes.values()) {
      for (CallEdge edge : node.callees.values()) {
        if (edge.firstSeen <= at && edge.lastSeen >= oldest) {
          graph.setEdgeWeight(graph.addEdge(node.name, edge.callee.name), Math.max(1, edge.calls));
        }
      }
    }
    return graph;
  }

  /** Names of whom an entity calls. */
  public List<String> callees(String entity) {
    Node node = find(entity);
    return node == null ? List.of() : List.copyOf(node.callees.keySet());
  }

  /** Names of who calls an entity. */
  public List<String> callers(String entity) {
    Node node = find(entity);
    return node == null ? List.of() : List.copyOf(node.callers.keySet());
  }

  /** What a service is; SERVICE for all else. */
  CallNodeKind kind(String entity) {
    Node node = find(entity);
    return node == null ? CallNodeKind.SERVICE : node.kind;
  }

  /** What kind of thing an entity is; SERVICE when it is not known. */
  public Level level(String entity) {
    Node node = find(entity);
    return node == null ? Level.SERVICE : node.level;
  }

  /** What an entity is an instance of, null for none. */
  public @Nullable String service(String entity) {
    Node node = find(entity);
    return node == null || node.service == null ? null : node.service.name;
  }

  /** What an entity runs on, when known. */
  public @Nullable String host(String entity) {
    Node node = find(entity);
    return node == null || node.host == null ? null : node.host.name;
  }

  /** The node of a name, or null. Does not count as naming it. */
  @Nullable Node find(String name) {
    return nodes.get(name);
  }

  Collection<Node> nodes() {
    return nodes.values();
  }

  GraphBounds bounds() {
    return bounds;
  }

  /** Entities of a level. */
  public List<String> entities(Level level) {
    List<String> names = new ArrayList<>();
    for (Node node : nodes.values()) {
      if (node.level == level) {
        names.add(node.name);
      }
    }
    return names;
  }
}
