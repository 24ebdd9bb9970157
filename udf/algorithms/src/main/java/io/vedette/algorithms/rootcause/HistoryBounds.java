package io.vedette.algorithms.rootcause;

import java.io.Serializable;
import java.time.Duration;

/**
 * What is kept of each service's work, so that what it lost in an incident can be told.
 *
 * @param slots intervals of requests, latency and errors
 * @param recent the last intervals of where its time went; what is older is usual
 * @param operations told apart, an interval and in what is usual
 * @param window how long after its start an incident is looked at, and at least five intervals
 */
public record HistoryBounds(int slots, int recent, int operations, Duration window)
    implements Serializable {

  private static final HistoryBounds DEFAULTS =
      new HistoryBounds(240, 30, 200, Duration.ofMinutes(5));

  /** Checks every bound. */
  public HistoryBounds {
    RankingParameters.require(slots >= 8, "slots must be at least 8, is " + slots);
    RankingParameters.require(recent >= 8, "recent must be at least 8, is " + recent);
    RankingParameters.require(operations >= 1, "operations must be at least 1, is " + operations);
    RankingParameters.require(window.toMillis() > 0, "window must be above 0, is " + window);
  }

  /** Two hours of half minutes, a quarter of an hour of them in detail. */
  public static HistoryBounds defaults() {
    return DEFAULTS;
  }
}
