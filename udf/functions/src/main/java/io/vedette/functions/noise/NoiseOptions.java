package io.vedette.functions.noise;

import io.vedette.algorithms.noise.NoiseParameters;
import io.vedette.schema.control.NoiseRule;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How rules of noise are applied.
 *
 * @param parameters what holds whatever the rules
 * @param rules in effect at most; those that ended do not count
 * @param every how soon a rule that comes, begins or ends takes effect at the latest
 * @param isLive whether time is that of the clock; else event time, as in a replay
 * @param given rules there are from the start, by their keys, as in a replay; what comes later
 *     under the same key takes their place
 */
public record NoiseOptions(
    NoiseParameters parameters,
    int rules,
    Duration every,
    boolean isLive,
    Map<String, NoiseRule> given)
    implements Serializable {

  /** Checks each. */
  public NoiseOptions {
    if (rules < 1) {
      throw new IllegalArgumentException("rules must be at least 1, is " + rules);
    }
    if (every.toMillis() < 100) {
      throw new IllegalArgumentException("every must be at least 100 ms, is " + every);
    }
    if (given.size() > rules) {
      throw new IllegalArgumentException(
          "there are " + given.size() + " rules of noise, and noise.rules allows " + rules);
    }
    given = new HashMap<>(given);
  }

  /** With no rule given. */
  public NoiseOptions(NoiseParameters parameters, int rules, Duration every, boolean isLive) {
    this(parameters, rules, every, isLive, Map.of());
  }

  /** Up to 1000 rules, within a second. */
  public static NoiseOptions defaults() {
    return new NoiseOptions(NoiseParameters.defaults(), 1000, Duration.ofSeconds(1), true);
  }

  /** These, by event time or the clock. */
  public NoiseOptions withLive(boolean value) {
    return new NoiseOptions(parameters, rules, every, value, given);
  }

  /** These, with other parameters. */
  public NoiseOptions withParameters(NoiseParameters value) {
    return new NoiseOptions(value, rules, every, isLive, given);
  }

  /** These, with room for so many rules. */
  public NoiseOptions withRules(int value) {
    return new NoiseOptions(parameters, value, every, isLive, given);
  }

  /** These, with rules from the start. */
  public NoiseOptions withGiven(Map<String, NoiseRule> value) {
    return new NoiseOptions(parameters, rules, every, isLive, value);
  }
}
