package io.vedette.algorithms.noise;

import io.vedette.schema.rules.FlapLimits;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all alerts, whatever the rules.
 *
 * @param refreshWithin an alert that fires and comes again within this time under another id is the
 *     same firing: its sender does not know when it began
 * @param inhibitionLinger an inhibition goes on for so long after its source was resolved, so that
 *     alerts that are resolved a little later are not released for that little
 * @param flapping limits where no rule has others; null for none
 * @param remindFlapping how often an alert that keeps flapping is passed on again
 * @param remindBefore how long before its end an author is reminded of a rule; zero for never
 * @param rememberFor how long a resolved alert is known
 * @param forgetAfter how long one that fires is known of which nothing more is heard
 * @param alerts known at most, an environment
 */
public record NoiseParameters(
    Duration refreshWithin,
    Duration inhibitionLinger,
    @Nullable FlapLimits flapping,
    Duration remindFlapping,
    Duration remindBefore,
    Duration rememberFor,
    Duration forgetAfter,
    int alerts)
    implements Serializable {

  private static final NoiseParameters DEFAULTS =
      new NoiseParameters(
          Duration.ofMinutes(15),
          Duration.ofSeconds(30),
          FlapLimits.defaults(),
          Duration.ofHours(4),
          Duration.ofMinutes(15),
          Duration.ofHours(2),
          Duration.ofDays(7),
          100_000);

  /** Checks relations too. */
  public NoiseParameters {
    if (flapping != null && rememberFor.compareTo(flapping.within()) < 0) {
      throw new IllegalArgumentException(
          "rememberFor ("
              + rememberFor
              + ") must be at least the time in which transitions are counted, "
              + flapping.within());
    }
    if (forgetAfter.compareTo(refreshWithin) < 0) {
      throw new IllegalArgumentException(
          "forgetAfter (" + forgetAfter + ") must be at least refreshWithin, " + refreshWithin);
    }
    if (alerts < 1) {
      throw new IllegalArgumentException("alerts must be at least 1, is " + alerts);
    }
  }

  /** With flapping by {@link FlapLimits#defaults()}. */
  public static NoiseParameters defaults() {
    return DEFAULTS;
  }

  /** These, with other limits of flapping, or none. */
  public NoiseParameters withFlapping(@Nullable FlapLimits value) {
    return new NoiseParameters(
        refreshWithin,
        inhibitionLinger,
        value,
        remindFlapping,
        remindBefore,
        rememberFor,
        forgetAfter,
        alerts);
  }

  /** These, with room for so many alerts. */
  public NoiseParameters withAlerts(int value) {
    return new NoiseParameters(
        refreshWithin,
        inhibitionLinger,
        flapping,
        remindFlapping,
        remindBefore,
        rememberFor,
        forgetAfter,
        value);
  }
}
