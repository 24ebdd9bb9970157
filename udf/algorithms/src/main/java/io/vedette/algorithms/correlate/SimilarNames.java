package io.vedette.algorithms.correlate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Services by the vectors of their names, as many as the graph has. A look-up compares with all of
 * them, and is made once for a new service that nothing else connects.
 */
final class SimilarNames {

  private final double leastCosine;
  private final NameEmbedding embedding = new SubwordEmbedding();
  private final Map<Node, float[]> vectors = new LinkedHashMap<>();

  SimilarNames(double leastCosine) {
    this.leastCosine = leastCosine;
  }

  /**
   * Takes a service.
   *
   * @param isLooking whether one is looked for that is called alike
   * @return the most alike among those alike enough, or null
   */
  @Nullable Node add(String name, Node node, boolean isLooking) {
    if (leastCosine > 1) {
      return null;
    }
    float[] vector = embedding.vector(name);
    Node best = isLooking ? mostAlike(vector) : null;
    vectors.put(node, vector);
    return best;
  }

  private @Nullable Node mostAlike(float[] vector) {
    Node best = null;
    double most = leastCosine;
    for (Map.Entry<Node, float[]> other : vectors.entrySet()) {
      double cosine = NameEmbedding.cosine(vector, other.getValue());
      if (cosine >= most && (best == null || cosine > most)) {
        best = other.getKey();
        most = cosine;
      }
    }
    return best;
  }

  void remove(Node node) {
    vectors.remove(node);
  }
}
