package io.vedette.functions.train;

import io.vedette.algorithms.forecast.TrainingOptions;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How {@link TrainModel} trains.
 *
 * @param run name of the run, the version of its models; a series that already has a model of this
 *     run is not trained again
 * @param startedAt when the run began, milliseconds since the epoch
 * @param step of the training grid
 * @param maxPoints most points of the grid kept of a series, the newest
 * @param countersAsRates whether counters are trained by their rate in units per second
 * @param shadow whether a model that did not beat the champion runs in its shadow
 * @param stretch newest history that champion and challenger are compared on
 * @param training what the models are for
 */
public record TrainModelOptions(
    String run,
    long startedAt,
    Duration step,
    int maxPoints,
    boolean countersAsRates,
    boolean shadow,
    Duration stretch,
    TrainingOptions training)
    implements Serializable {

  /** Checks that there is a run and something to train on. */
  public TrainModelOptions {
    Objects.requireNonNull(training, "training");
    if (run.isBlank()) {
      throw new IllegalArgumentException("the run needs a name");
    }
    if (step.toMillis() < 1 || stretch.toMillis() < 1) {
      throw new IllegalArgumentException(
          "step and stretch must be at least 1 ms: " + step + ", " + stretch);
    }
  }
}
