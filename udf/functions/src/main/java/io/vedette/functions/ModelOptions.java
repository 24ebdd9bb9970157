package io.vedette.functions;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long and how far {@link ScoreMetric} trusts trained models.
 *
 * @param maxAge age since its training at which a model is stale
 * @param memory samples over which its error is compared with what the detector expects by itself,
 *     at least 2
 * @param dropAt how many times that error a model's may be before it is dropped, above {@code
 *     resumeAt}
 * @param resumeAt below how many times that error it is taken up again, above 0
 * @param reportInterval event time between reports on a candidate in shadow
 */
public record ModelOptions(
    Duration maxAge, int memory, double dropAt, double resumeAt, Duration reportInterval)
    implements Serializable {

  private static final ModelOptions DEFAULTS =
      new ModelOptions(Duration.ofDays(30), 200, 1.5, 1.1, Duration.ofDays(1));

  /** Checks every option and how they relate. */
  public ModelOptions {
    if (maxAge.toMillis() < 1 || reportInterval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "maxAge and reportInterval must be positive, are " + maxAge + " and " + reportInterval);
    }
    if (memory < 2) {
      throw new IllegalArgumentException("memory must be at least 2 samples, is " + memory);
    }
    if (!(resumeAt > 0 && dropAt > resumeAt && Double.isFinite(dropAt))) {
      throw new IllegalArgumentException(
          "dropAt must be above resumeAt and that above 0, are " + dropAt + " and " + resumeAt);
    }
  }

  /** 30 days, 200 samples, dropped at 1.5 and resumed at 1.1 times the error, a report a day. */
  public static ModelOptions defaults() {
    return DEFAULTS;
  }
}
