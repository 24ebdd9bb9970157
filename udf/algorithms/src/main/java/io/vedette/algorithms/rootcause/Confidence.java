package io.vedette.algorithms.rootcause;

/**
 * How likely each of ranked entities is the cause.
 *
 * <pre>
 *   p(i) = .85 exp(score(i)/t) / (exp(none/t) + sum over all j of exp(score(j)/t))
 * </pre>
 *
 * <p>{@code none} stands for a cause that left no sign of its own; {@code t} flattens, since signs
 * are not independent of each other. Both were fitted on the development data so that what is said
 * to be 60 % likely is the cause in 60 of 100; docs/root-cause.md has the table.
 */
public final class Confidence {

  private static final double TEMPERATURE = 0.8;
  private static final double NONE = 1.5;

  /** Nothing is surer than this. */
  private static final double MOST = 0.85;

  private Confidence() {}

  /** Of all scores of an incident, in their order. */
  public static double[] of(double[] scores) {
    return of(scores, TEMPERATURE, NONE);
  }

  /** With constants to be fitted. */
  public static double[] of(double[] scores, double temperature, double none) {
    double most = none;
    for (double score : scores) {
      most = Math.max(most, score);
    }
    double sum = Math.exp((none - most) / temperature);
    double[] confidences = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      confidences[i] = Math.exp((scores[i] - most) / temperature);
      sum += confidences[i];
    }
    for (int i = 0; i < scores.length; i++) {
      confidences[i] *= MOST / sum;
    }
    return confidences;
  }
}
