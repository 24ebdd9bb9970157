package io.vedette.algorithms.rootcause;

import io.vedette.algorithms.rootcause.SignSet.Folded;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Instances that an incident shows to be down, while others of their service are not.
 *
 * <p>Told by a metric that is 1 as long as something answers, as Prometheus' {@code up} and its
 * exporters' {@code mysql_up} are.
 */
final class DownInstances {

  private static final List<String> ENDINGS = List.of("_up", "probe_success", "_ready");

  private final DependencyGraph graph;

  /** Names of the instances, by service. */
  private final Map<String, Set<String>> byService = new HashMap<>();

  private DownInstances(DependencyGraph graph) {
    this.graph = graph;
  }

  static DownInstances of(SignSet signs, DependencyGraph graph) {
    DownInstances down = new DownInstances(graph);
    for (Folded sign : signs.all()) {
      Node node = saysSo(sign) ? graph.find(sign.entity) : null;
      if (node != null && node.service != null) {
        down.byService
            .computeIfAbsent(node.service.name, added -> new TreeSet<>())
            .add(sign.entity);
      }
    }
    down.byService
        .entrySet()
        .removeIf(
            service -> {
              Node node = graph.find(service.getKey());
              return node == null || service.getValue().size() >= node.instances.size();
            });
    return down;
  }

  /** Whether a sign is that its entity does not answer. */
  static boolean saysSo(Folded sign) {
    String name = sign.name.toLowerCase(Locale.ROOT);
    return sign.kind == Sign.Kind.METRIC
        && sign.isDown
        && (name.equals("up") || ENDINGS.stream().anyMatch(name::endsWith));
  }

  /** Whether an entity is an instance that answers, of a service of which another does not. */
  boolean isSiblingOfOne(String entity) {
    Node node = graph.find(entity);
    if (node == null || node.service == null) {
      return false;
    }
    Set<String> down = byService.get(node.service.name);
    return down != null && !down.contains(entity);
  }

  /**
   * For whom calls of an entity that fail speak: for the instance of it that is down, if any is.
   */
  String blamedFor(String entity) {
    Set<String> down = byService.get(entity);
    return down == null ? entity : down.iterator().next();
  }
}
