package io.vedette.functions.noise;

import io.vedette.algorithms.noise.NoiseParameters;
import java.io.Serializable;
import java.time.Duration;

/**
 * How rules of noise are applied.
 *
 * @param parameters what holds whatever the rules
 * @param rules in effect at most; those that ended do not count
 * @param every how soon a rule that comes, begins or ends takes effect at the latest
 * @param isLive whether time is that of the clock; else event time, as in a replay
 */
public record NoiseOptions(NoiseParameters parameters, int rules, Duration every, boolean isLive)
    implements Serializable {

  /** Checks each. */
  public NoiseOptions {
    if (rules < 1) {
      throw new IllegalArgumentException("rules must be at least 1, is " + rules);
    }
    if (every.toMillis() < 100) {
      throw new IllegalArgumentException("every must be at least 100 ms, is " + every);
    }
  }

  /** Up to 1000 rules, within a second. */
  public static NoiseOptions defaults() {
    return new NoiseOptions(NoiseParameters.defaults(), 1000, Duration.ofSeconds(1), true);
  }

  /** These, by event time or the clock. */
  public NoiseOptions withLive(boolean value) {
    return new NoiseOptions(parameters, rules, every, value);
  }

  /** These, with other parameters. */
  public NoiseOptions withParameters(NoiseParameters value) {
    return new NoiseOptions(value, rules, every, isLive);
  }

  /** These, with room for so many rules. */
  public NoiseOptions withRules(int value) {
    return new NoiseOptions(parameters, value, every, isLive);
  }
}
