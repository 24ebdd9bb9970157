package io.vedette.algorithms.forecast;

import java.util.Arrays;

/**
 * Chooses the parameters of {@link Smoothing}: those whose forecasts from the origins have the
 * least mean absolute error over the whole horizon.
 *
 * <p>The usual criterion, the squared error one step ahead, is the likelihood if the model is true;
 * since no model is, what is minimised here is the error that counts (Xia and Tong 2011). Each
 * parameter takes one of a few numbers; from the best of three starts the search goes up or down
 * one parameter after the other for as long as that helps. Some 50 runs, no randomness.
 */
final class SmoothingFitter {

  private static final double[] ALPHAS = {0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7};
  private static final double[] PHIS = {0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98};
  private static final double[] BETAS = {0, 0.001, 0.005, 0.02};
  private static final double[] DAMPINGS = {0.8, 0.9, 0.97, 0.99};
  private static final double[] GAMMAS = {0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5};

  private static final int ALPHA = 0;
  private static final int PHI = 1;
  private static final int BETA = 2;
  private static final int DAMPING = 3;
  private static final int FIRST_GAMMA = 4;

  /** Where the search may begin, as places in the lists above: alpha and phi. */
  private static final int[][] STARTS = {{4, 3}, {6, 1}, {2, 5}};

  private static final int START_DAMPING = 1;
  private static final int START_GAMMA = 3;

  private static final int MOST_ROUNDS = 3;

  /** A change must win this share of the error, lest noise decides. */
  private static final double LEAST_GAIN = 0.001;

  private final Smoothing smoothing;
  private final HeldBack heldBack;
  private final double[][] rolled;
  private int[] best = {};
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
    for (int[] start : STARTS) {
      int[] places = new int[FIRST_GAMMA + seasons];
      Arrays.fill(places, START_GAMMA);
      places[ALPHA] = start[0];
      places[PHI] = start[1];
      places[BETA] = 0;
      places[DAMPING] = START_DAMPING;
      fitter.attempt(places);
    }
    for (int round = 0; round < MOST_ROUNDS && fitter.descend(); round++) {
      // each round looks along every parameter once
    }
    return parameters(fitter.best);
  }

  private boolean descend() {
    boolean isBetter = false;
    for (int gamma = FIRST_GAMMA; gamma < best.length; gamma++) {
      isBetter |= descend(gamma, GAMMAS.length);
    }
    isBetter |= descend(ALPHA, ALPHAS.length);
    isBetter |= descend(PHI, PHIS.length);
    isBetter |= descend(BETA, BETAS.length);
    if (best[BETA] > 0) {
      isBetter |= descend(DAMPING, DAMPINGS.length);
    }
    return isBetter;
  }

  /** Goes down, or else up, as long as that helps. */
  private boolean descend(int parameter, int choices) {
    return descend(parameter, choices, -1) || descend(parameter, choices, 1);
  }

  private boolean descend(int parameter, int choices, int direction) {
    boolean isBetter = false;
    while (true) {
      int[] places = best.clone();
      places[parameter] += direction;
      boolean isChoice = places[parameter] >= 0 && places[parameter] < choices;
      if (!isChoice || !attempt(places)) {
        return isBetter;
      }
      isBetter = true;
    }
  }

  private boolean attempt(int[] places) {
    smoothing.run(parameters(places), heldBack.origins(), rolled);
    double error = heldBack.meanAbsoluteError(rolled);
    if (error < bestError * (1 - LEAST_GAIN) || best.length == 0) {
      bestError = error;
      best = places;
      return true;
    }
    return false;
  }

  private static Smoothing.Parameters parameters(int[] places) {
    double[] gammas = new double[places.length - FIRST_GAMMA];
    for (int season = 0; season < gammas.length; season++) {
      gammas[season] = GAMMAS[places[FIRST_GAMMA + season]];
    }
    return new Smoothing.Parameters(
        ALPHAS[places[ALPHA]],
        PHIS[places[PHI]],
        BETAS[places[BETA]],
        DAMPINGS[places[DAMPING]],
        gammas);
  }
}
