package io.vedette.algorithms.forecast;

/**
 * Trains the forecast of one series from its history.
 *
 * <p>Several families are fitted; each forecasts from origins within the history by earlier values
 * only, and the one with the least mean absolute error wins: its forecast from the end of the
 * history on is the model, with prediction intervals measured on the same held-back errors.
 *
 * <p>The model speaks for the horizon asked for, but at most for a third of the history. A daily
 * season needs two days of history, a weekly one two weeks, a yearly one two years. Gaps stay gaps.
 *
 * <p>Cost: linear in the bins of the history; 2.5 ms for four to five weeks of hours, 35 ms for
 * four weeks of samples every 15 seconds, 50 ms for two years of hours. Deterministic. Thread-safe:
 * it keeps nothing.
 */
public final class SeasonalModelTrainer {

  /** Larger values are refused: differences and squares of what is fitted must stay finite. */
  public static final double LARGEST_VALUE = 1e300;

  /** Fewer bins of history are too few for a model and for intervals. */
  private static final int FEWEST_BINS = 24;

  private SeasonalModelTrainer() {}

  /**
   * Trains a model.
   *
   * @param timestampsMillis event times of the history, milliseconds since the epoch, in any order
   * @param values the values at these times, finite, at most 1e300 in size; counters as rates
   * @param options what the model is for
   * @return a model and its figures, or the reason why there is none
   * @throws IllegalArgumentException when the arrays differ in length, a value is not finite or
   *     above 1e300, or a time is not in the years 1 to 9999
   */
  public static TrainedModel train(
      long[] timestampsMillis, double[] values, TrainingOptions options) {
    History history = History.of(timestampsMillis, values);
    if (history.size() < FEWEST_BINS) {
      return TrainedModel.none(
          "history has "
              + history.size()
              + " values at different times; "
              + FEWEST_BINS
              + " are the least");
    }
    Grid grid = Grid.of(history.times(), history.values());
    if (grid.filled() < FEWEST_BINS) {
      return TrainedModel.none(
          "history has values in "
              + grid.filled()
              + " of its steps of "
              + grid.step()
              + " ms; "
              + FEWEST_BINS
              + " are the least");
    }
    return new Training(history, grid, options).train();
  }
}
