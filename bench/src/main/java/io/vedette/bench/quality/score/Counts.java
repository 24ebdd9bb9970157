package io.vedette.bench.quality.score;

/**
 * Points counted by whether they were found and whether they should have been.
 *
 * @param truePositives anomalous points found
 * @param falsePositives points found that are not anomalous
 * @param falseNegatives anomalous points not found
 */
public record Counts(long truePositives, long falsePositives, long falseNegatives) {

  /** Nothing counted. */
  public static final Counts NONE = new Counts(0, 0, 0);

  /** Both together. */
  public Counts plus(Counts other) {
    return new Counts(
        truePositives + other.truePositives,
        falsePositives + other.falsePositives,
        falseNegatives + other.falseNegatives);
  }

  /** Harmonic mean of precision and recall; 0 when nothing was to be found and nothing was. */
  public double f1() {
    return f1(truePositives, falsePositives, falseNegatives);
  }

  static double f1(long truePositives, long falsePositives, long falseNegatives) {
    long all = 2 * truePositives + falsePositives + falseNegatives;
    return all == 0 ? 0 : 2.0 * truePositives / all;
  }
}
