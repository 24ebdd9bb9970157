package io.vedette.demo;

import java.time.Instant;
import java.util.List;

/**
 * A fault as people see it.
 *
 * @param id name by which it can be ended
 * @param kind word of the kind
 * @param service where
 * @param begin first moment it is felt
 * @param end first moment it is over
 * @param magnitude how bad, in the unit of its kind
 * @param metric name of the metric that shows it first
 */
public record FaultView(
    String id,
    String kind,
    String service,
    Instant begin,
    Instant end,
    double magnitude,
    String metric) {

  static FaultView of(Fault fault) {
    return new FaultView(
        fault.id(),
        fault.kind().word(),
        fault.service(),
        fault.begin(),
        fault.end(),
        fault.magnitude(),
        fault.kind().metric().metricName());
  }

  /** One line: what, where, from when to when, and the series to watch. */
  @Override
  public String toString() {
    return id
        + " "
        + kind
        + " of "
        + service
        + ", "
        + begin
        + " to "
        + end
        + ", watch "
        + metric
        + "{service=\""
        + service
        + "\"}";
  }

  /**
   * Faults of a moment.
   *
   * @param now that moment, by the shop's clock
   * @param active going on, oldest first
   * @param upcoming the next of the schedule; empty when there is none
   */
  public record Faults(Instant now, List<FaultView> active, List<FaultView> upcoming) {

    /** Keeps copies. */
    public Faults {
      active = List.copyOf(active);
      upcoming = List.copyOf(upcoming);
    }
  }
}
