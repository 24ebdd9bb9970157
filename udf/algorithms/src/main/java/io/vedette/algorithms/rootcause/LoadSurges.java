package io.vedette.algorithms.rootcause;

import io.vedette.algorithms.rootcause.SignSet.Folded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where more was asked of services than usual, and from where it came.
 *
 * <p>Load travels from caller to callee: a service whose load rose, and none of whose callers' did,
 * is where it entered the graph; whatever it calls, directly or not, and whose load rose too has it
 * passed on. What these show is strain, not a fault of theirs.
 *
 * <p>Told by metrics of load whose value and expectation are known: the service's own, else those
 * of all its instances, so that what the siblings of an instance take over when it is down is no
 * surge. Others, and those that began long after the first sign (retries do), tell nothing. Time:
 * signs and the edges of the services with a surge.
 */
final class LoadSurges {

  /** Least factor on the usual load. */
  private static final double LEAST_RISE = 1.5;

  /** How long after the first sign it may be noticed, milliseconds. */
  private static final long MOST_AFTER = 2 * 60_000L;

  private final DependencyGraph graph;

  /** Of each entity with a surge the sign that says so. */
  private final Map<String, Folded> risen = new HashMap<>();

  private final Map<String, Folded> origins = new HashMap<>();
  private final Set<String> reached = new HashSet<>();

  private LoadSurges(DependencyGraph graph) {
    this.graph = graph;
  }

  static LoadSurges of(SignSet signs, DependencyGraph graph) {
    LoadSurges surges = new LoadSurges(graph);
    for (Folded sign : signs.all()) {
      if (isSurge(sign) && sign.onset - signs.firstTime() <= MOST_AFTER) {
        surges.risen.merge(
            sign.entity, sign, (one, other) -> rise(one) >= rise(other) ? one : other);
      }
    }
    Map<String, Folded> services = surges.services();
    services.forEach(
        (service, sign) -> {
          if (!surges.isCalledByOneOf(services.keySet(), service)) {
            surges.origins.put(service, sign);
          }
        });
    surges.reach(services.keySet());
    return surges;
  }

  private static boolean isSurge(Folded sign) {
    return sign.kind == Sign.Kind.METRIC
        && sign.family == Family.LOAD
        && sign.caller == null
        && !sign.isDown
        && rise(sign) >= LEAST_RISE;
  }

  /** Factor on what was expected; 0 where it is not known. */
  private static double rise(Folded sign) {
    Sign.Band band = sign.band;
    return band != null && band.expected() > 0 ? band.value() / band.expected() : 0;
  }

  private Map<String, Folded> services() {
    Map<String, Folded> services = new HashMap<>();
    risen.forEach(
        (entity, sign) -> {
          Node node = graph.find(entity);
          if (node == null) {
            return;
          }
          Node service = node.service;
          if (service == null) {
            services.put(entity, sign);
          } else if (risen.containsKey(service.name)
              || service.instances.stream().allMatch(each -> risen.containsKey(each.name))) {
            services.putIfAbsent(service.name, sign);
          }
        });
    return services;
  }

  private boolean isCalledByOneOf(Set<String> services, String service) {
    for (Node node : withInstances(service)) {
      for (Node.CallEdge call : node.callers.values()) {
        String caller = nameOfService(call.caller);
        if (!caller.equals(service) && services.contains(caller)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What the origins call, as far as the load rose. */
  private void reach(Set<String> services) {
    Deque<String> open = new ArrayDeque<>(origins.keySet());
    while (!open.isEmpty()) {
      for (Node node : withInstances(open.remove())) {
        for (Node.CallEdge call : node.callees.values()) {
          String callee = nameOfService(call.callee);
          if (services.contains(callee) && !origins.containsKey(callee) && reached.add(callee)) {
            open.add(callee);
          }
        }
      }
    }
  }

  private List<Node> withInstances(String service) {
    Node node = graph.find(service);
    List<Node> all = new ArrayList<>();
    if (node != null) {
      all.add(node);
      all.addAll(node.instances);
    }
    return all;
  }

  private static String nameOfService(Node node) {
    return node.service == null ? node.name : node.service.name;
  }

  /** Whether the load of an entity, or of its service, rose because its callers' did. */
  boolean isPassedOnTo(String entity) {
    Node node = graph.find(entity);
    return !reached.isEmpty()
        && (reached.contains(entity) || (node != null && reached.contains(nameOfService(node))));
  }

  /** Services at which more load came in, each with the sign that says so. */
  Map<String, Folded> origins() {
    return origins;
  }

  /** What says that more load came in at a service; null where it did not. */
  @Nullable Folded at(String service) {
    return origins.get(service);
  }

  /** Factor on the usual load of what says so. */
  static double factor(Folded sign) {
    return rise(sign);
  }
}
