package io.vedette.algorithms.correlate;

import java.util.List;

/**
 * What became of a cluster since it was last told of.
 *
 * @param kind what happened
 * @param cluster its id
 * @param start event time of its first alert, milliseconds
 * @param last event time of its last alert, milliseconds
 * @param count alerts in it
 * @param other the cluster it was merged into, or split from; 0 for none
 * @param services of its alerts, some twenty at most
 * @param joined alerts new in it, oldest first
 */
public record ClusterChange(
    Kind kind,
    long cluster,
    long start,
    long last,
    int count,
    long other,
    List<String> services,
    List<Joined> joined) {

  /** What happened to a cluster. */
  public enum Kind {
    /** It is new; {@code other} is the cluster it was split from, if any. */
    OPENED,
    /** Alerts joined it, or left it for another. */
    UPDATED,
    /** It was closed and goes on: the same came again. */
    REOPENED,
    /** It was quiet for the session gap. */
    CLOSED,
    /** All its alerts are now in {@code other}. */
    MERGED
  }

  /**
   * An alert new in a cluster.
   *
   * @param alert its id
   * @param movedFrom the cluster it was said to be in before, 0 for none
   */
  public record Joined(String alert, long movedFrom) {}

  /** Copies the lists. */
  public ClusterChange {
    services = List.copyOf(services);
    joined = List.copyOf(joined);
  }
}
