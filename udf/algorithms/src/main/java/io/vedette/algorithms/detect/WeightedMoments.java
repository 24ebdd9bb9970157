package io.vedette.algorithms.detect;

/**
 * Exponentially weighted mean and variance with bias-corrected start.
 *
 * <p>The i-th newest of n samples weighs {@code (1 - alpha)^i}, divided by the sum of all weights:
 * with few samples that is nearly the plain mean, not one drawn towards an arbitrary start (the
 * correction of Kingma and Ba 2015, divide by 1 - (1 - alpha)^n). The update is the incremental one
 * of West (1979), as in Finch, "Incremental calculation of weighted mean and variance" (2009): it
 * subtracts no squares, so it does not lose its digits when the mean is large beside the spread.
 * Same numbers as pandas {@code ewm(alpha, adjust=True)}.
 *
 * <p>Constant time and memory.
 */
final class WeightedMoments {

  /** One sample has squared weights that sum to 1, but for rounding; two clearly less. */
  private static final double ONE_SAMPLE = 1 - 1e-12;

  private double weight;
  private double mean;
  private double variance;

  WeightedMoments() {}

  WeightedMoments(double weight, double mean, double variance) {
    this.weight = weight;
    this.mean = mean;
    this.variance = variance;
  }

  void learn(double alpha, double value) {
    weight += alpha * (1 - weight);
    double gain = alpha / weight;
    double delta = value - mean;
    mean += gain * delta;
    variance = (1 - gain) * (variance + gain * delta * delta);
  }

  /**
   * Standard deviation, corrected for the weights (reliability weights: variance / (1 - sum of
   * squared normalised weights)); 0 until there are two samples.
   */
  double standardDeviation(double alpha) {
    double decay = 1 - weight;
    double squaredWeights = alpha / (2 - alpha) * (1 + decay) / weight;
    return squaredWeights < ONE_SAMPLE ? Math.sqrt(variance / (1 - squaredWeights)) : 0;
  }

  double weight() {
    return weight;
  }

  double mean() {
    return mean;
  }

  double variance() {
    return variance;
  }

  WeightedMoments copy() {
    return new WeightedMoments(weight, mean, variance);
  }
}
