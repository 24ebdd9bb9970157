package io.vedette.algorithms.correlate;

/** A name as a vector: names that mean the same point the same way. */
public interface NameEmbedding {

  /** Length of the vectors. */
  int dimensions();

  /**
   * The vector of a name, of length 1, or of length 0 for a name that says nothing.
   *
   * @param name of a service, an instance or an alert
   */
  float[] vector(String name);

  /** Cosine of the angle between two vectors of length 1. */
  static float cosine(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
