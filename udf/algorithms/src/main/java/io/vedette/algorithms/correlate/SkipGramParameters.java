package io.vedette.algorithms.correlate;

import java.io.Serializable;

/**
 * How names become vectors by training.
 *
 * @param dimensions of a vector
 * @param window names to either side that are context, at most; how many is drawn each time
 * @param negatives names drawn at random beside each context
 * @param epochs passes over the history
 * @param rate of learning at the beginning; falls to 0 at the end
 * @param leastCount times a name must occur
 * @param names the most frequent ones trained, at most
 * @param features parts of names kept, the most frequent ones, at most
 * @param seed of what is drawn
 */
public record SkipGramParameters(
    int dimensions,
    int window,
    int negatives,
    int epochs,
    double rate,
    int leastCount,
    int names,
    int features,
    long seed)
    implements Serializable {

  private static final SkipGramParameters DEFAULTS =
      new SkipGramParameters(32, 8, 5, 20, 0.025, 3, 5_000, 8_000, 1);

  /** Checks every parameter. */
  public SkipGramParameters {
    CorrelateParameters.require(
        dimensions >= 2 && dimensions <= 512, "dimensions must be 2 to 512, are " + dimensions);
    CorrelateParameters.require(window >= 1, "window must be at least 1, is " + window);
    CorrelateParameters.require(negatives >= 1, "negatives must be at least 1, are " + negatives);
    CorrelateParameters.require(epochs >= 1, "epochs must be at least 1, are " + epochs);
    CorrelateParameters.require(rate > 0 && rate < 1, "rate must be above 0, below 1: " + rate);
    CorrelateParameters.require(leastCount >= 1, "leastCount must be at least 1: " + leastCount);
    CorrelateParameters.require(names >= 2, "names must be at least 2, are " + names);
    CorrelateParameters.require(features >= 2, "features must be at least 2, are " + features);
  }

  /** For some thousand names. */
  public static SkipGramParameters defaults() {
    return DEFAULTS;
  }
}
