package io.vedette.algorithms.forecast;

import java.util.Arrays;

/**
 * Chooses the parameters of {@link Smoothing}: those whose forecasts from the origins have the
 * least mean absolute error over the whole horizon, found by descent along one parameter at a time
 * over a fixed set of numbers.
 *
 * <p>The usual criterion, the squared error one step ahead, is the likelihood if the model is true;
 * since no model is, what is minimised here is the error that counts (Xia and Tong 2011). Bounds
 * the number of runs to a few hundred; no randomness.
 */
final class SmoothingFitter {

  private static final double[] ALPHAS = {0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7};
  private static final double[] PHIS = {0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98};
  private static final double[] BETAS = {0, 0.001, 0.005, 0.02};
  private static final double[] DAMPINGS = {0.8, 0.9, 0.97, 0.99};
  private static final double[] GAMMAS = {0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5};
  private static final double[][] STARTS = {{0.05, 0.7}, {0.2, 0.2}, {0.01, 0.9}};
  private static final double START_DAMPING = 0.9;
  private static final double START_GAMMA = 0.1;

  private static final int MOST_ROUNDS = 3;

  /** A change must win this share of the error, lest noise decides. */
  private static final double LEAST_GAIN = 0.001;

  private static final int ALPHA = 0;
  private static final int PHI = 1;
  private static final int BETA = 2;
  private static final int DAMPING = 3;
  private static final int FIRST_GAMMA = 4;

  private final Smoothing smoothing;
  private final HeldBack heldBack;
  private final double[][] rolled;
  private double[] best = {};
  private double bestError = Double.POSITIVE_INFINITY;

  private SmoothingFitter(Smoothing smoothing, HeldBack heldBack, int horizon) {
    this.smoothing = smoothing;
    this.heldBack = heldBack;
    this.rolled = new double[heldBack.origins().length][horizon];
  }

  /** The best parameters. */
  static Smoothing.Parameters fit(
      Smoothing smoothing, HeldBack heldBack, int horizon, int seasons) {
    SmoothingFitter fitter = new SmoothingFitter(smoothing, heldBack, horizon);
    for (double[] start : STARTS) {
      double[] numbers = new double[FIRST_GAMMA + seasons];
      Arrays.fill(numbers, START_GAMMA);
      numbers[ALPHA] = start[0];
      numbers[PHI] = start[1];
      numbers[BETA] = 0;
      numbers[DAMPING] = START_DAMPING;
      fitter.attempt(numbers);
    }
    for (int round = 0; round < MOST_ROUNDS && fitter.descend(); round++) {
      // each round looks along every parameter once
    }
    return parameters(fitter.best);
  }

  private boolean descend() {
    boolean better = false;
    for (int gamma = FIRST_GAMMA; gamma < best.length; gamma++) {
      better |= descend(gamma, GAMMAS);
    }
    better |= descend(ALPHA, ALPHAS);
    better |= descend(PHI, PHIS);
    better |= descend(BETA, BETAS);
    if (best[BETA] > 0) {
      better |= descend(DAMPING, DAMPINGS);
    }
    return better;
  }

  private boolean descend(int parameter, double[] choices) {
    boolean better = false;
    for (double choice : choices) {
      if (choice != best[parameter]) {
        double[] numbers = best.clone();
        numbers[parameter] = choice;
        better |= attempt(numbers);
      }
    }
    return better;
  }

  private boolean attempt(double[] numbers) {
    smoothing.run(parameters(numbers), heldBack.origins(), rolled);
    double error = heldBack.meanAbsoluteError(rolled);
    if (error < bestError * (1 - LEAST_GAIN) || best.length == 0) {
      bestError = error;
      best = numbers;
      return true;
    }
    return false;
  }

  private static Smoothing.Parameters parameters(double[] numbers) {
    return new Smoothing.Parameters(
        numbers[ALPHA],
        numbers[PHI],
        numbers[BETA],
        numbers[DAMPING],
        Arrays.copyOfRange(numbers, FIRST_GAMMA, numbers.length));
  }
}
