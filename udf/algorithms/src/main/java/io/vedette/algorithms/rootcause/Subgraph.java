package io.vedette.algorithms.rootcause;

import io.vedette.algorithms.rootcause.Node.CallEdge;
import io.vedette.algorithms.rootcause.SignSet.Folded;
import io.vedette.schema.result.CallNodeKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a graph that an incident is about: its causes and the ways from them, what has signs,
 * then what is next to these, until there are too many.
 *
 * @param entities causes and their ways first
 * @param calls between them
 */
public record Subgraph(List<Entity> entities, List<Call> calls) {

  /** Copies the lists. */
  public Subgraph {
    entities = List.copyOf(entities);
    calls = List.copyOf(calls);
  }

  /**
   * A service, an instance or a host.
   *
   * @param service of an instance
   * @param host it runs on
   * @param hasSigns whether the incident shows at it
   * @param kind what a service is; SERVICE for all else
   */
  public record Entity(
      String name,
      Level level,
      @Nullable String service,
      @Nullable String host,
      boolean hasSigns,
      CallNodeKind kind) {}

  /**
   * Who called whom.
   *
   * @param calls how often, what is older counting less
   * @param meanMillis 0 when not known
   */
  public record Call(
      String caller, String callee, double calls, double errors, double meanMillis) {}

  /** Of an incident; a few look-ups an entity. */
  public static Subgraph of(
      DependencyGraph graph, SignSet signs, List<Cause> causes, int mostEntities, int mostCalls) {
    Set<String> signed = new LinkedHashSet<>();
    for (Folded sign : signs.all()) {
      signed.add(sign.entity);
      if (sign.caller != null) {
        signed.add(sign.caller);
      }
    }
    Set<String> names = new LinkedHashSet<>();
    causes.forEach(cause -> names.addAll(cause.path()));
    names.addAll(signed);
    for (String name : List.copyOf(names)) {
      if (names.size() < mostEntities) {
        names.addAll(graph.callers(name));
        names.addAll(graph.callees(name));
      }
    }
    List<Entity> entities = new ArrayList<>();
    for (String name : names) {
      if (entities.size() < mostEntities) {
        entities.add(
            new Entity(
                name,
                graph.level(name),
                graph.service(name),
                graph.host(name),
                signed.contains(name),
                graph.kind(name)));
      }
    }
    return new Subgraph(entities, calls(graph, entities, mostCalls));
  }

  private static List<Call> calls(DependencyGraph graph, List<Entity> entities, int most) {
    Set<String> kept = new LinkedHashSet<>();
    entities.forEach(entity -> kept.add(entity.name()));
    List<Call> calls = new ArrayList<>();
    for (String name : kept) {
      Node node = graph.find(name);
      if (node == null) {
        continue;
      }
      for (CallEdge edge : node.callees.values()) {
        if (calls.size() < most && kept.contains(edge.callee.name)) {
          double mean = edge.calls > 0 ? edge.latency / edge.calls : 0;
          calls.add(new Call(name, edge.callee.name, edge.calls, edge.errors, mean));
        }
      }
    }
    return calls;
  }
}
