package io.vedette.algorithms.detect;

import io.vedette.schema.result.Severity;
import java.io.Serializable;

/**
 * How severe a score is. The band ends at 0.5; a value at n times the band's half width scores 1 -
 * 2^-n, so 0.75 is twice, 0.875 three times, 0.9375 four times as far out as the edge.
 *
 * @param warning least score of a WARNING, 0 to 1; below it is INFO
 * @param critical least score of a CRITICAL, above {@code warning}, to 1
 */
public record SeverityThresholds(double warning, double critical) implements Serializable {

  private static final SeverityThresholds DEFAULTS = new SeverityThresholds(0.5, 0.9);

  /** Checks both and how they relate. */
  public SeverityThresholds {
    if (!(warning >= 0 && warning <= 1)) {
      throw new IllegalArgumentException("warning must be from 0 to 1, is " + warning);
    }
    if (!(critical > warning && critical <= 1)) {
      throw new IllegalArgumentException(
          "critical must be above warning (" + warning + ") and at most 1, is " + critical);
    }
  }

  /** Every anomaly a warning, critical from 0.9: 3.3 times as far out as the band's edge. */
  public static SeverityThresholds defaults() {
    return DEFAULTS;
  }

  /** Severity of a score. */
  public Severity of(double score) {
    if (score >= critical) {
      return Severity.CRITICAL;
    }
    return score >= warning ? Severity.WARNING : Severity.INFO;
  }
}
