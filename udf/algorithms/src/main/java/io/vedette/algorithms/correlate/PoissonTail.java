package io.vedette.algorithms.correlate;

/** How likely a count is by chance. */
final class PoissonTail {

  private static final double NEGLIGIBLE = 1e-17;

  private PoissonTail() {}

  /**
   * Probability of {@code count} or more where {@code mean} are expected, by summing the tail's own
   * terms, so that small ones keep their digits. Time: a few times the root of the mean past the
   * mean.
   *
   * @param mean above 0
   */
  static double atLeast(int count, double mean) {
    if (count <= 0) {
      return 1;
    }
    if (count <= mean) {
      // the lower part has the fewer terms, and no small result is looked for here
      return 1 - below(count, mean);
    }
    double term = Math.exp(count * Math.log(mean) - mean - logFactorial(count));
    double sum = term;
    for (int k = count + 1; term > sum * NEGLIGIBLE; k++) {
      term *= mean / k;
      sum += term;
    }
    return Math.min(1, sum);
  }

  private static double below(int count, double mean) {
    double term = Math.exp((count - 1) * Math.log(mean) - mean - logFactorial(count - 1));
    double sum = 0;
    for (int k = count - 1; k >= 0 && term > sum * NEGLIGIBLE; k--) {
      sum += term;
      term *= k / mean;
    }
    return Math.min(1, sum);
  }

  /** Stirling's series from 16 on (error below 1e-12), products before. */
  private static double logFactorial(int n) {
    if (n < 16) {
      double product = 1;
      for (int i = 2; i <= n; i++) {
        product *= i;
      }
      return Math.log(product);
    }
    double x = n + 1.0;
    double square = x * x;
    return (x - 0.5) * Math.log(x)
        - x
        + 0.5 * Math.log(2 * Math.PI)
        + (1.0 / 12 - (1.0 / 360 - 1.0 / (1260 * square)) / square) / x;
  }
}
