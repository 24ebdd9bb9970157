package io.vedette.algorithms.rootcause;

import io.vedette.algorithms.rootcause.SignSet.Folded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jgrapht.Graph;
import org.jgrapht.alg.interfaces.ShortestPathAlgorithm.SingleSourcePaths;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;

/**
 * How a fault travels: from a callee to its callers, from a host to what runs on it, between an
 * instance and its service. The path of a cause leads to what was noticed farthest from it.
 */
final class FaultPaths {

  /** Entities looked at on the way from a cause that nothing was noticed at. */
  private static final int SEARCHED = 2_000;

  private final DependencyGraph graph;
  private final Graph<String, DefaultEdge> propagation =
      new SimpleDirectedGraph<>(DefaultEdge.class);
  private final Set<String> noticed = new TreeSet<>();

  /** The same, whether they are connected with others or not. */
  private final Set<String> signed;

  /** Over the entities with signs and what connects them directly. */
  FaultPaths(DependencyGraph graph, SignSet signs) {
    this.graph = graph;
    for (Folded sign : signs.all()) {
      noticed.add(sign.entity);
      if (sign.caller != null) {
        noticed.add(sign.caller);
      }
    }
    for (String entity : noticed) {
      Node node = graph.find(entity);
      if (node != null) {
        connect(node);
        if (node.service != null) {
          connect(node.service);
        }
      }
    }
    signed = new HashSet<>(noticed);
    noticed.retainAll(propagation.vertexSet());
  }

  private void connect(Node node) {
    for (String caller : node.callers.keySet()) {
      travels(node.name, caller);
    }
    if (node.host != null) {
      travels(node.host.name, node.name);
    }
    if (node.service != null) {
      travels(node.name, node.service.name);
      travels(node.service.name, node.name);
    }
  }

  private void travels(String from, String to) {
    propagation.addVertex(from);
    propagation.addVertex(to);
    if (!from.equals(to)) {
      propagation.addEdge(from, to);
    }
  }

  /** From a cause to what was noticed farthest from it; the cause alone where nothing else was. */
  List<String> from(String cause) {
    if (!propagation.containsVertex(cause)) {
      return throughSilence(cause);
    }
    SingleSourcePaths<String, DefaultEdge> paths =
        new BFSShortestPath<>(propagation).getPaths(cause);
    String farthest = cause;
    double most = 0;
    for (String noticed : noticed) {
      double away = paths.getWeight(noticed);
      if (away > most && away < Double.POSITIVE_INFINITY) {
        farthest = noticed;
        most = away;
      }
    }
    return paths.getPath(farthest).getVertexList();
  }

  /** From a cause where nothing was noticed, by callers where nothing was either. */
  private List<String> throughSilence(String cause) {
    Map<String, String> cameFrom = new HashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(cause));
    cameFrom.put(cause, cause);
    String farthest = cause;
    while (!open.isEmpty() && cameFrom.size() < SEARCHED) {
      String at = open.remove();
      if (signed.contains(at)) {
        farthest = at; // breadth first: none before is farther
      }
      for (String caller : graph.callers(at)) {
        if (cameFrom.putIfAbsent(caller, at) == null) {
          open.add(caller);
        }
      }
    }
    List<String> path = new ArrayList<>();
    for (String at = farthest; !at.equals(cause); at = cameFrom.getOrDefault(at, cause)) {
      path.add(at);
    }
    path.add(cause);
    Collections.reverse(path);
    return path;
  }
}
