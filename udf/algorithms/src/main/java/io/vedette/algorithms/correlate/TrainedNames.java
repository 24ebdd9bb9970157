package io.vedette.algorithms.correlate;

import io.vedette.schema.SeriesHash;
import io.vedette.schema.model.NamesRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names as vectors that were trained: the mean of the vectors of a name's parts. A name with a
 * whole word that training never saw says nothing: its n-grams alone would be likeness of spelling,
 * which {@link SubwordEmbedding} tells better.
 */
public final class TrainedNames implements NameEmbedding {

  /** Numbers a stored model may have, parts times dimensions: 8 MB of floats. */
  public static final int MOST_NUMBERS = 2_000_000;

  private static final int VERSION = 1;
  private static final int MOST_DIMENSIONS = 512;

  private final Map<String, float[]> parts;
  private final int dimensions;
  private final double leastCosine;
  private final long id;

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
    this.id = hash(parts, leastCosine);
  }

  /** Whatever order the parts come in. */
  private static long hash(Map<String, float[]> parts, double leastCosine) {
    long sum = Double.doubleToLongBits(leastCosine);
    for (Map.Entry<String, float[]> part : parts.entrySet()) {
      long hash = SeriesHash.of(part.getKey());
      for (float value : part.getValue()) {
        hash = SeriesHash.fold(hash, hash, Float.floatToIntBits(value));
      }
      sum += hash;
    }
    return sum == 0 ? 1 : sum;
  }

  /** Hash of all it holds, never 0: two of one id say the same of any two names. */
  public long id() {
    return id;
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

  /** The form to store: the same for the same model, to the byte. */
  public NamesRecord toStored() {
    List<String> names = new ArrayList<>(parts.keySet());
    Collections.sort(names);
    ByteBuffer vectors = ByteBuffer.allocate(names.size() * dimensions * Float.BYTES);
    for (String name : names) {
      for (float value : parts.getOrDefault(name, new float[dimensions])) {
        vectors.putFloat(value);
      }
    }
    return new NamesRecord(VERSION, dimensions, leastCosine, names, vectors.flip());
  }

  /**
   * The living form of what was stored.
   *
   * @throws IllegalArgumentException when it is of a later release, too large, or not whole
   */
  public static TrainedNames fromStored(NamesRecord stored) {
    CorrelateParameters.require(
        stored.getVersion() == VERSION,
        "names of version " + stored.getVersion() + "; this release knows " + VERSION);
    int dimensions = stored.getDimensions();
    int count = stored.getParts().size();
    CorrelateParameters.require(
        dimensions >= 1 && dimensions <= MOST_DIMENSIONS,
        "dimensions must be 1 to " + MOST_DIMENSIONS + ", are " + dimensions);
    CorrelateParameters.require(
        count >= 1 && (long) count * dimensions <= MOST_NUMBERS,
        "parts times dimensions must be 1 to "
            + MOST_NUMBERS
            + ", are "
            + count
            + " times "
            + dimensions);
    ByteBuffer vectors = stored.getVectors().duplicate();
    CorrelateParameters.require(
        vectors.remaining() == count * dimensions * Float.BYTES,
        "vectors of " + vectors.remaining() + " bytes; " + count + " parts have others");
    CorrelateParameters.require(
        stored.getLeastCosine() > 0 && stored.getLeastCosine() <= 1,
        "leastCosine must be above 0, at most 1, is " + stored.getLeastCosine());
    Map<String, float[]> parts = new HashMap<>();
    for (String part : stored.getParts()) {
      float[] vector = new float[dimensions];
      for (int i = 0; i < dimensions; i++) {
        vector[i] = vectors.getFloat();
        CorrelateParameters.require(
            Float.isFinite(vector[i]), "the vector of '" + part + "' is not finite");
      }
      CorrelateParameters.require(
          !part.isEmpty() && parts.put(part, vector) == null,
          "the part '" + part + "' is empty or there twice");
    }
    return new TrainedNames(parts, stored.getLeastCosine());
  }
}
