package io.vedette.algorithms.correlate;

import java.util.Map;

/**
 * Names as vectors that were trained: the mean of the vectors of a name's parts. A name with a
 * whole word that training never saw says nothing: its n-grams alone would be likeness of spelling,
 * which {@link SubwordEmbedding} tells better.
 */
public final class TrainedNames implements NameEmbedding {

  private final Map<String, float[]> parts;
  private final int dimensions;
  private final double leastCosine;

  /**
   * Of trained parts.
   *
   * @param parts from {@link SkipGramTrainer}
   * @param leastCosine at which two names were seen to belong together
   */
  public TrainedNames(Map<String, float[]> parts, double leastCosine) {
    this.parts = Map.copyOf(parts);
    this.dimensions = parts.isEmpty() ? 1 : parts.values().iterator().next().length;
    this.leastCosine = leastCosine;
  }

  /** At which two names were seen to belong together. */
  public double leastCosine() {
    return leastCosine;
  }

  /** Vectors of parts. */
  public Map<String, float[]> parts() {
    return parts;
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  @Override
  public float[] vector(String name) {
    float[] sum = new float[dimensions];
    for (String feature : NameFeatures.of(name)) {
      float[] part = parts.get(feature);
      if (part == null) {
        if (feature.charAt(0) == '<' && feature.charAt(feature.length() - 1) == '>') {
          return new float[dimensions];
        }
        continue;
      }
      for (int i = 0; i < dimensions; i++) {
        sum[i] += part[i];
      }
    }
    SubwordEmbedding.normalise(sum);
    return sum;
  }
}
