package io.vedette.bench.quality.causes;

import io.vedette.algorithms.rootcause.Baselines;
import io.vedette.algorithms.rootcause.Baselines.Anomaly;
import io.vedette.algorithms.rootcause.Cause;
import io.vedette.algorithms.rootcause.DependencyGraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is compared. */
final class Methods {

  static final String VEDETTE = "Vedette";

  /** All of them. */
  static final int MOST = 1_000;

  private static final double DAMPING = 0.85;

  private Methods() {}

  /** Scores of ours, in their order. */
  static List<Double> scores(List<Cause> ours) {
    return ours.stream().map(Cause::score).toList();
  }

  /** Rankings of all methods on an incident. */
  static Map<String, List<String>> rank(
      List<Cause> ours,
      DependencyGraph graph,
      Map<String, Anomaly> anomalies,
      @Nullable String symptom,
      long at) {
    Map<String, List<String>> rankings = new LinkedHashMap<>();
    rankings.put(VEDETTE, ours.stream().map(Cause::entity).toList());
    rankings.put("most alerts", Baselines.strongest(anomalies));
    rankings.put("earliest onset", Baselines.earliest(anomalies));
    rankings.put("seeds' rule", Baselines.seeds(graph, anomalies));
    rankings.put("plain traversal", Baselines.traversal(graph, anomalies, symptom));
    rankings.put("random walk", Baselines.walk(graph.calls(at), anomalies, DAMPING));
    return rankings;
  }
}
