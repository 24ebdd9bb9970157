package io.vedette.algorithms.correlate;

import java.util.Arrays;

/**
 * Names as vectors without any training: each word is the sum of its character n-grams, each hashed
 * to one signed dimension (Weinberger et al.: Feature hashing for large scale multitask learning,
 * ICML 2009; n-grams as in Bojanowski et al.: Enriching word vectors with subword information, TACL
 * 2017). Stateless and the same everywhere, so that an environment nobody has trained for yet has
 * distances from its first alert.
 *
 * <p>Unrelated words have a cosine of 0 with a deviation of 1 / sqrt({@value #DIMENSIONS}).
 */
public final class SubwordEmbedding implements NameEmbedding {

  private static final int DIMENSIONS = 128;
  private static final int SHORTEST = 3;
  private static final int LONGEST = 5;
  private static final float GENERIC = 0.15f;

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  @Override
  public float[] vector(String name) {
    float[] sum = new float[DIMENSIONS];
    float[] one = new float[DIMENSIONS];
    NameTokens.visit(
        name,
        (word, isGeneric) -> {
          Arrays.fill(one, 0);
          addGrams(word, one);
          normalise(one);
          for (int i = 0; i < DIMENSIONS; i++) {
            sum[i] += (isGeneric ? GENERIC : 1) * one[i];
          }
        });
    normalise(sum);
    return sum;
  }

  private static void addGrams(String word, float[] into) {
    String framed = "<" + word + ">";
    for (int length = SHORTEST; length <= LONGEST; length++) {
      for (int begin = 0; begin + length <= framed.length(); begin++) {
        add(hash(framed, begin, begin + length), into);
      }
    }
    add(hash(framed, 0, framed.length()), into);
  }

  private static void add(int hash, float[] into) {
    into[(hash >>> 1) % DIMENSIONS] += (hash & 1) == 0 ? 1 : -1;
  }

  /** FNV-1a over the characters, its bits mixed. */
  static int hash(String text, int begin, int end) {
    int hash = 0x811c9dc5;
    for (int i = begin; i < end; i++) {
      hash = (hash ^ text.charAt(i)) * 0x01000193;
    }
    hash ^= hash >>> 15;
    hash *= 0x2c1b3c6d;
    hash ^= hash >>> 12;
    return hash;
  }

  static void normalise(float[] vector) {
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    if (square == 0) {
      return;
    }
    float scale = (float) (1 / Math.sqrt(square));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= scale;
    }
  }
}
