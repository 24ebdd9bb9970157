package io.vedette.algorithms.rootcause;

import io.vedette.algorithms.rootcause.SignSet.Folded;
import java.util.List;
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

  private final Graph<String, DefaultEdge> propagation =
      new SimpleDirectedGraph<>(DefaultEdge.class);
  private final Set<String> noticed = new TreeSet<>();

  /** Over the entities with signs and what connects them directly. */
  FaultPaths(DependencyGraph graph, SignSet signs) {
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
      return List.of(cause);
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
}
