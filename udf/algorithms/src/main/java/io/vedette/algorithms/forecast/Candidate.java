package io.vedette.algorithms.forecast;

/** What a family made of a history, in units of its {@link Scaling}. */
final class Candidate {

  private final ModelFamily family;
  private final double[][] rolled;
  private final double[] path;
  private final double[][] profiles;

  Candidate(ModelFamily family, double[][] rolled, double[] path, double[][] profiles) {
    this.family = family;
    this.rolled = rolled;
    this.path = path;
    this.profiles = profiles;
  }

  /** The mean of two. */
  static Candidate mean(Candidate one, Candidate other) {
    return new Candidate(
        ModelFamily.COMBINATION,
        mean(one.rolled, other.rolled),
        mean(one.path, other.path),
        mean(one.profiles, other.profiles));
  }

  private static double[][] mean(double[][] one, double[][] other) {
    double[][] mean = new double[one.length][];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = mean(one[i], other[i]);
    }
    return mean;
  }

  private static double[] mean(double[] one, double[] other) {
    double[] mean = new double[one.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (one[i] + other[i]) / 2;
    }
    return mean;
  }

  /** The family. */
  ModelFamily family() {
    return family;
  }

  /** Forecasts from the origins, a row an origin, a column a bin. */
  double[][] rolled() {
    return rolled;
  }

  /** The forecast from the end of the history, without the seasons, by bin. */
  double[] path() {
    return path;
  }

  /** The seasons at that time, value by place. */
  double[][] profiles() {
    return profiles;
  }
}
