package io.vedette.functions;

import java.io.Serializable;
import java.time.Duration;

/**
 * What feedback does in {@link ScoreMetric}.
 *
 * @param retention how long what was said of a series is remembered after it was last spoken of
 *     (processing time)
 * @param commandsPerSeries most commands remembered of one series, at least 1; the oldest is
 *     forgotten with its effect
 * @param halfLife event time in which a change of sensitivity is half gone
 * @param hold longest event time over which a confirmed anomaly is kept from being adopted
 */
public record FeedbackOptions(
    Duration retention, int commandsPerSeries, Duration halfLife, Duration hold)
    implements Serializable {

  private static final FeedbackOptions DEFAULTS =
      new FeedbackOptions(Duration.ofDays(90), 32, Duration.ofDays(14), Duration.ofDays(1));

  /** Checks every option. */
  public FeedbackOptions {
    if (retention.toMillis() < 1000 || halfLife.toMillis() < 1 || hold.isNegative()) {
      throw new IllegalArgumentException(
          "retention must be at least 1 second, halfLife positive and hold not negative, are "
              + retention
              + ", "
              + halfLife
              + " and "
              + hold);
    }
    if (commandsPerSeries < 1) {
      throw new IllegalArgumentException(
          "commandsPerSeries must be at least 1, is " + commandsPerSeries);
    }
  }

  /** 90 days, 32 commands, 14 days, 1 day. */
  public static FeedbackOptions defaults() {
    return DEFAULTS;
  }
}
