package io.vedette.algorithms.forecast;

/** Trains the forecast of one series from its history. Thread-safe: it keeps nothing. */
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
   * @throws IllegalArgumentException when the arrays differ in length or a value is not finite or
   *     above 1e300
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
