package io.vedette.functions.rootcause;

import io.vedette.algorithms.rootcause.GraphBounds;
import io.vedette.algorithms.rootcause.HistoryBounds;
import io.vedette.algorithms.rootcause.RankingParameters;
import java.io.Serializable;
import java.time.Duration;

/**
 * How causes are ranked.
 *
 * @param parameters what counts how much
 * @param graph bounds of the dependency graph
 * @param causes an incident names, at most
 * @param evidence reasons a cause names, at most
 * @param alertsShown alerts of an incident that are passed on; all that came are ranked by
 * @param graphNodesShown entities of the graph that is told with an incident, at most
 * @param graphCallsShown calls of the same
 * @param topologyEdges edges of topologies known at most
 * @param callees of a service whose calls are remembered
 * @param history bounds of what is kept of the work of services
 * @param isRecorded whether the input ends: then event time decides what is known, else arrival
 * @param knownAfter how long after the end of an interval its work is known
 * @param retention how long an environment is remembered that no incident comes from (processing
 *     time)
 */
public record RankingOptions(
    RankingParameters parameters,
    GraphBounds graph,
    int causes,
    int evidence,
    int alertsShown,
    int graphNodesShown,
    int graphCallsShown,
    int topologyEdges,
    int callees,
    HistoryBounds history,
    boolean isRecorded,
    Duration knownAfter,
    Duration retention)
    implements Serializable {

  private static final RankingOptions DEFAULTS =
      new RankingOptions(
          RankingParameters.defaults(),
          GraphBounds.defaults(),
          5,
          10,
          100,
          60,
          200,
          100_000,
          100,
          HistoryBounds.defaults(),
          false,
          Duration.ofSeconds(46),
          Duration.ofDays(365));

  /** Checks what the parts have not checked themselves. */
  public RankingOptions {
    requireAtLeastOne("causes", causes);
    requireAtLeastOne("evidence", evidence);
    requireAtLeastOne("alertsShown", alertsShown);
    requireAtLeastOne("graphNodesShown", graphNodesShown);
    requireAtLeastOne("graphCallsShown", graphCallsShown);
    requireAtLeastOne("topologyEdges", topologyEdges);
    requireAtLeastOne("callees", callees);
    if (knownAfter.isNegative()) {
      throw new IllegalArgumentException("knownAfter must not be negative, is " + knownAfter);
    }
    if (retention.toMillis() < 1) {
      throw new IllegalArgumentException("retention must be at least 1 ms, is " + retention);
    }
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, is " + value);
    }
  }

  /** Five causes of ten reasons each. */
  public static RankingOptions defaults() {
    return DEFAULTS;
  }

  /** These, with other bounds of what is told. */
  public RankingOptions withShown(int otherCauses, int otherEvidence, int otherAlertsShown) {
    return new RankingOptions(
        parameters,
        graph,
        otherCauses,
        otherEvidence,
        otherAlertsShown,
        graphNodesShown,
        graphCallsShown,
        topologyEdges,
        callees,
        history,
        isRecorded,
        knownAfter,
        retention);
  }

  /** These, for input that ends. */
  public RankingOptions recorded() {
    return new RankingOptions(
        parameters,
        graph,
        causes,
        evidence,
        alertsShown,
        graphNodesShown,
        graphCallsShown,
        topologyEdges,
        callees,
        history,
        true,
        knownAfter,
        retention);
  }
}
