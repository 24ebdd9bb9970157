package io.vedette.bench.quality.causes;

import io.vedette.algorithms.rootcause.Confidence;
import java.util.List;
import java.util.Map;

/**
 * An incident whose cause is known, ranked by several methods.
 *
 * @param id of the incident in the data
 * @param truth name of the cause
 * @param rankings names by method, the likeliest first; empty where nothing was found
 * @param scores of ours, in its order; empty where it found nothing
 */
record CauseCase(String id, String truth, Map<String, List<String>> rankings, List<Double> scores) {

  /** How sure ours is of its first, 0 where it found nothing. */
  double confidence() {
    return scores.isEmpty() ? 0 : Confidence.of(array())[0];
  }

  private double[] array() {
    return scores.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Place of the truth, from 1; a great number where it is not among them. */
  int place(String method) {
    int at = rankings.getOrDefault(method, List.of()).indexOf(truth);
    return at < 0 ? Integer.MAX_VALUE : at + 1;
  }
}
