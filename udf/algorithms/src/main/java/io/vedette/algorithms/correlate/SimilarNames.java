package io.vedette.algorithms.correlate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Services by the vectors of their names, as many as the graph has: by spelling always, and by what
 * was trained where there is a model. A look-up compares with all of them, and is made once for a
 * new service that nothing else connects, and once a model.
 */
final class SimilarNames {

  /** By training, what a service belongs with is no one service; so many are connected. */
  static final int MOST_TRAINED = 8;

  private static final class Vectors {
    final float[] spelled;
    final float @Nullable [] trained;

    Vectors(float[] spelled, float @Nullable [] trained) {
      this.spelled = spelled;
      this.trained = trained;
    }
  }

  private record Alike(Node node, double cosine) {}

  /** Among equals by name, so that the order in which they were met does not matter. */
  private static final Comparator<Alike> NEAREST_FIRST =
      Comparator.comparingDouble(Alike::cosine).reversed().thenComparing(one -> one.node().name);

  private final double leastCosine;
  private final NameEmbedding embedding = new SubwordEmbedding();
  private final Map<Node, Vectors> vectors = new LinkedHashMap<>();
  private @Nullable TrainedNames trained;
  private long modelId;

  SimilarNames(double leastCosine) {
    this.leastCosine = leastCosine;
  }

  /** Uses a model from now on, for what is known, too; null for none. */
  void use(@Nullable TrainedNames model, EntityNaming naming) {
    trained = model;
    modelId = model == null ? 0 : model.id();
    vectors.replaceAll((node, known) -> vectors(naming.nameOf(node), known.spelled));
  }

  /** What a node is called. */
  @FunctionalInterface
  interface EntityNaming {
    String nameOf(Node node);
  }

  private Vectors vectors(String name, float[] spelled) {
    TrainedNames model = trained;
    return new Vectors(spelled, model == null ? null : model.vector(name));
  }

  /** Identity of the model in use, 0 for none. */
  long modelId() {
    return modelId;
  }

  /**
   * Takes a service.
   *
   * @param isLooking whether one is looked for that is called alike
   * @return the one spelled most alike, if alike enough
   */
  @Nullable Node add(String name, Node node, boolean isLooking) {
    if (leastCosine > 1) {
      return null;
    }
    Vectors own = vectors(name, embedding.vector(name));
    Node found = isLooking ? spelledAlike(own) : null;
    vectors.put(node, own);
    return found;
  }

  private @Nullable Node spelledAlike(Vectors own) {
    Node best = null;
    double most = leastCosine;
    for (Map.Entry<Node, Vectors> other : vectors.entrySet()) {
      double cosine = NameEmbedding.cosine(own.spelled, other.getValue().spelled);
      if (cosine >= most && (best == null || cosine > most)) {
        best = other.getKey();
        most = cosine;
      }
    }
    return best;
  }

  /** Those a known service belongs with by training, the nearest first; none without a model. */
  List<Node> belongingWith(Node node) {
    Vectors own = vectors.get(node);
    TrainedNames model = trained;
    if (model == null || own == null || own.trained == null) {
      return List.of();
    }
    List<Alike> together = new ArrayList<>();
    for (Map.Entry<Node, Vectors> other : vectors.entrySet()) {
      float[] theirs = other.getValue().trained;
      if (other.getKey() != node && theirs != null) {
        double cosine = NameEmbedding.cosine(own.trained, theirs);
        if (cosine >= model.leastCosine()) {
          together.add(new Alike(other.getKey(), cosine));
        }
      }
    }
    together.sort(NEAREST_FIRST);
    return together.stream().limit(MOST_TRAINED).map(Alike::node).toList();
  }

  void remove(Node node) {
    vectors.remove(node);
  }
}
