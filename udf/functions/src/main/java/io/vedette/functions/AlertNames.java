package io.vedette.functions;

import io.vedette.schema.result.Direction;
import org.jspecify.annotations.Nullable;

/** What alerts of series are called. */
public final class AlertNames {

  static final String ABOVE_BAND = "MetricAboveBand";
  static final String BELOW_BAND = "MetricBelowBand";
  static final String FELL_TO_ZERO = "ValueFellToZero";

  private AlertNames() {}

  /** The side of the band an alert is about; null when its name says none. */
  public static @Nullable Direction direction(String name) {
    return switch (name) {
      case ABOVE_BAND -> Direction.ABOVE;
      case BELOW_BAND, FELL_TO_ZERO -> Direction.BELOW;
      default -> null;
    };
  }
}
