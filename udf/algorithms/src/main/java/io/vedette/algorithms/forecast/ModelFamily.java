package io.vedette.algorithms.forecast;

/** What a model was fitted by. The names are stored: never rename one. */
public enum ModelFamily {
  /** Additive regression: trend with changepoints, Fourier seasons, holidays. */
  REGRESSION,
  /** Exponential smoothing in state-space form with one or two seasons. */
  SMOOTHING,
  /** The Theta method on the deseasonalised series. */
  THETA,
  /** The value one season ago. */
  SEASONAL_NAIVE,
  /** A level alone: the series is constant. */
  LEVEL,
  /** The mean of several of the others. */
  COMBINATION
}
