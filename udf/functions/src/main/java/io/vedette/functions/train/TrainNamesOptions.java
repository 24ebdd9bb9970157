package io.vedette.functions.train;

import io.vedette.algorithms.correlate.SkipGramParameters;
import io.vedette.schema.result.Severity;
import java.io.Serializable;

/**
 * How {@link TrainNames} trains.
 *
 * @param run name of the run, the version of its models; an environment that already has a model of
 *     this run is not trained again
 * @param startedAt when the run began, milliseconds since the epoch
 * @param sentences most kept of an environment, the newest: up to 64 names each
 * @param calls most call paths taken of an environment
 * @param remembered ids of alerts known at most, so that one sent again counts once
 * @param parameters of the training
 */
public record TrainNamesOptions(
    String run,
    long startedAt,
    int sentences,
    int calls,
    int remembered,
    SkipGramParameters parameters)
    implements Serializable {

  /** What core severity alerts are heard with: training hears all of them. */
  static final Severity CORE = Severity.INFO;

  /** Checks that there is a run, and something to train on. */
  public TrainNamesOptions {
    if (run.isBlank()) {
      throw new IllegalArgumentException("the run needs a name");
    }
    if (sentences < 1 || calls < 0 || remembered < 1) {
      throw new IllegalArgumentException(
          "sentences and remembered must be at least 1, calls at least 0: "
              + sentences
              + ", "
              + remembered
              + ", "
              + calls);
    }
  }
}
