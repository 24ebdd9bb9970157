package io.vedette.algorithms.rootcause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jspecify.annotations.Nullable;

/**
 * What the causal score is measured against. Each ranks the entities that are out of the ordinary;
 * of equals the name decides.
 */
public final class Baselines {

  private static final int WALK_STEPS = 200;
  private static final double WALK_TOLERANCE = 1e-10;

  private Baselines() {}

  /**
   * An entity out of the ordinary.
   *
   * @param strength alerts, or deviations; above 0
   * @param onset when it began, milliseconds since the epoch
   */
  public record Anomaly(double strength, long onset) {}

  /** Of the signs of an incident: alerts and the first of them, by entity. */
  public static Map<String, Anomaly> anomalies(SignSet signs) {
    Map<String, Anomaly> anomalies = new TreeMap<>();
    signs
        .all()
        .forEach(
            sign ->
                anomalies.merge(
                    sign.entity,
                    new Anomaly(sign.count, sign.onset),
                    (one, other) ->
                        new Anomaly(
                            one.strength() + other.strength(),
                            Math.min(one.onset(), other.onset()))));
    return anomalies;
  }

  /** The one with most alerts first. */
  public static List<String> strongest(Map<String, Anomaly> anomalies) {
    return sorted(anomalies, Comparator.comparingDouble(entity -> -strength(anomalies, entity)));
  }

  /** The one that began first, first. */
  public static List<String> earliest(Map<String, Anomaly> anomalies) {
    return sorted(anomalies, Comparator.comparingLong(entity -> onset(anomalies, entity)));
  }

  /**
   * The seeds' rule: first those whose callees, and whose host, are as usual, so that what is out
   * of the ordinary begins with them; the strongest first. Then the others.
   */
  public static List<String> seeds(DependencyGraph graph, Map<String, Anomaly> anomalies) {
    Set<String> passedOn = new HashSet<>();
    for (String entity : anomalies.keySet()) {
      String host = graph.host(entity);
      boolean isPassedOn =
          (host != null && anomalies.containsKey(host))
              || graph.callees(entity).stream().anyMatch(anomalies::containsKey);
      if (isPassedOn) {
        passedOn.add(entity);
      }
    }
    return sorted(
        anomalies,
        Comparator.<String, Boolean>comparing(passedOn::contains)
            .thenComparingDouble(entity -> -strength(anomalies, entity)));
  }

  /**
   * Plain traversal: from the symptom to callees out of the ordinary as long as there are any;
   * where it ends are the causes, the strongest first.
   *
   * @param symptom null to begin with every entity out of the ordinary that none such calls
   */
  public static List<String> traversal(
      DependencyGraph graph, Map<String, Anomaly> anomalies, @Nullable String symptom) {
    Set<String> reached = new HashSet<>();
    Set<String> ends = new HashSet<>();
    List<String> open = new ArrayList<>(symptom == null ? anomalies.keySet() : List.of(symptom));
    while (!open.isEmpty()) {
      String entity = open.remove(open.size() - 1);
      if (!reached.add(entity)) {
        continue;
      }
      List<String> next = graph.callees(entity).stream().filter(anomalies::containsKey).toList();
      if (next.isEmpty()) {
        ends.add(entity);
      }
      open.addAll(next);
    }
    List<String> ranked = new ArrayList<>(ends);
    ranked.sort(
        Comparator.<String>comparingDouble(entity -> -strength(anomalies, entity))
            .thenComparing(Comparator.naturalOrder()));
    return ranked;
  }

  /**
   * Personalised random walk (Haveliwala: Topic-sensitive PageRank, WWW 2002; on call graphs as in
   * MonitorRank, SIGMETRICS 2013): from caller to callee, weighted by calls; with 15 % it begins
   * anew at an entity out of the ordinary, the stronger the likelier. Power iteration to 10^-10.
   */
  public static List<String> walk(
      Graph<String, DefaultWeightedEdge> calls, Map<String, Anomaly> anomalies, double damping) {
    Map<String, Double> ranks = walkRanks(calls, anomalies, damping);
    return ranks.keySet().stream()
        .sorted(
            Comparator.<String>comparingDouble(entity -> -ranks.getOrDefault(entity, 0d))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** Probability of each entity; they sum to 1. */
  public static Map<String, Double> walkRanks(
      Graph<String, DefaultWeightedEdge> calls, Map<String, Anomaly> anomalies, double damping) {
    List<String> names = new ArrayList<>(calls.vertexSet());
    Map<String, Integer> places = new HashMap<>();
    names.forEach(name -> places.put(name, places.size()));
    double[] restart = new double[names.size()];
    double all = 0;
    for (int i = 0; i < restart.length; i++) {
      Anomaly anomaly = anomalies.get(names.get(i));
      restart[i] = anomaly == null ? 0 : anomaly.strength();
      all += restart[i];
    }
    Map<String, Double> ranks = new TreeMap<>();
    if (all == 0) {
      return ranks;
    }
    for (int i = 0; i < restart.length; i++) {
      restart[i] /= all;
    }
    double[] at = restart.clone();
    for (int step = 0; step < WALK_STEPS; step++) {
      double[] next = new double[at.length];
      double dangling = 0;
      for (int i = 0; i < at.length; i++) {
        String name = names.get(i);
        double weight = 0;
        for (DefaultWeightedEdge edge : calls.outgoingEdgesOf(name)) {
          weight += calls.getEdgeWeight(edge);
        }
        if (weight == 0) {
          dangling += at[i];
          continue;
        }
        for (DefaultWeightedEdge edge : calls.outgoingEdgesOf(name)) {
          int to = places.getOrDefault(calls.getEdgeTarget(edge), 0);
          next[to] += damping * at[i] * calls.getEdgeWeight(edge) / weight;
        }
      }
      double moved = 0;
      for (int i = 0; i < at.length; i++) {
        next[i] += (1 - damping + damping * dangling) * restart[i];
        moved += Math.abs(next[i] - at[i]);
      }
      at = next;
      if (moved < WALK_TOLERANCE) {
        break;
      }
    }
    for (int i = 0; i < at.length; i++) {
      ranks.put(names.get(i), at[i]);
    }
    return ranks;
  }

  private static double strength(Map<String, Anomaly> anomalies, String entity) {
    Anomaly anomaly = anomalies.get(entity);
    return anomaly == null ? 0 : anomaly.strength();
  }

  private static long onset(Map<String, Anomaly> anomalies, String entity) {
    Anomaly anomaly = anomalies.get(entity);
    return anomaly == null ? Long.MAX_VALUE : anomaly.onset();
  }

  private static List<String> sorted(
      Map<String, Anomaly> anomalies, Comparator<String> comparator) {
    return anomalies.keySet().stream()
        .sorted(comparator.thenComparing(Comparator.naturalOrder()))
        .toList();
  }
}
