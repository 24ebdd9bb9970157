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
 * new service that nothing else connects.
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

  private final double leastCosine;
  private final NameEmbedding embedding = new SubwordEmbedding();
  private final Map<Node, Vectors> vectors = new LinkedHashMap<>();
  private @Nullable TrainedNames trained;

  SimilarNames(double leastCosine) {
    this.leastCosine = leastCosine;
  }

  /** Uses a model from now on, for what is known, too; null for none. */
  void use(@Nullable TrainedNames model, EntityNaming naming) {
    trained = model;
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

  /**
   * Takes a service.
   *
   * @param isLooking whether those are looked for that are called alike
   * @return the one spelled most alike, if alike enough, and those it belongs with by training
   */
  List<Node> add(String name, Node node, boolean isLooking) {
    if (leastCosine > 1) {
      return List.of();
    }
    Vectors own = vectors(name, embedding.vector(name));
    List<Node> found = isLooking ? alike(own) : List.of();
    vectors.put(node, own);
    return found;
  }

  private List<Node> alike(Vectors own) {
    Node best = null;
    double most = leastCosine;
    List<Alike> byTraining = new ArrayList<>();
    for (Map.Entry<Node, Vectors> other : vectors.entrySet()) {
      double cosine = NameEmbedding.cosine(own.spelled, other.getValue().spelled);
      if (cosine >= most && (best == null || cosine > most)) {
        best = other.getKey();
        most = cosine;
      }
      float[] mine = own.trained;
      float[] theirs = other.getValue().trained;
      if (trained != null && mine != null && theirs != null) {
        double together = NameEmbedding.cosine(mine, theirs);
        if (together >= trained.leastCosine()) {
          byTraining.add(new Alike(other.getKey(), together));
        }
      }
    }
    byTraining.sort(Comparator.comparingDouble(Alike::cosine).reversed());
    List<Node> found = new ArrayList<>();
    if (best != null) {
      found.add(best);
    }
    for (int i = 0; i < Math.min(MOST_TRAINED, byTraining.size()); i++) {
      if (byTraining.get(i).node() != best) {
        found.add(byTraining.get(i).node());
      }
    }
    return found;
  }

  void remove(Node node) {
    vectors.remove(node);
  }
}
