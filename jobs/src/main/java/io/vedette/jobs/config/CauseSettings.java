package io.vedette.jobs.config;

import io.vedette.algorithms.incident.IncidentParameters;
import io.vedette.algorithms.rootcause.GraphBounds;
import io.vedette.algorithms.rootcause.HistoryBounds;
import io.vedette.algorithms.rootcause.RankingParameters;
import io.vedette.functions.rootcause.RankingOptions;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import java.time.Duration;
import java.util.List;

/** Settings of the ranking of root causes: what is told and what is kept. */
public final class CauseSettings {

  private static final RankingOptions DEFAULTS = RankingOptions.defaults();
  private static final RankingParameters PARAMETERS = DEFAULTS.parameters();
  private static final GraphBounds GRAPH = DEFAULTS.graph();
  private static final HistoryBounds HISTORY = DEFAULTS.history();
  private static final int ALERTS = 500;

  /** How many are told. */
  public static final Setting<Integer> SHOWN =
      Setting.ofInt("causes.shown", DEFAULTS.causes(), "Causes an incident names at most.")
          .between(1, 50);

  /** Evidence. */
  public static final Setting<Integer> EVIDENCE_SHOWN =
      Setting.ofInt(
              "causes.evidence-shown",
              DEFAULTS.evidence(),
              "Reasons a cause names at most, the strongest.")
          .between(1, 100);

  /** Nodes of the graph told. */
  public static final Setting<Integer> GRAPH_NODES_SHOWN =
      Setting.ofInt(
              "causes.graph-nodes-shown",
              DEFAULTS.graphNodesShown(),
              "Entities of the graph that is stored with an incident at most.")
          .between(1, 1_000);

  /** Calls of the graph told. */
  public static final Setting<Integer> GRAPH_CALLS_SHOWN =
      Setting.ofInt(
              "causes.graph-calls-shown",
              DEFAULTS.graphCallsShown(),
              "Calls of the graph that is stored with an incident at most.")
          .between(1, 10_000);

  /** Alerts. */
  public static final Setting<Integer> ALERTS_RANKED =
      Setting.ofInt(
              "causes.alerts-ranked",
              ALERTS,
              "Alerts of an incident its causes are ranked by at most, the oldest of each kind before"
                  + " repetitions; at least as many as incidents show.")
          .between(1, 10_000);

  /** Signs. */
  public static final Setting<Integer> SIGNS =
      Setting.ofInt(
              "causes.signs",
              PARAMETERS.signs(),
              "Different signs of an incident that are told apart and remembered at most.")
          .between(1, 100_000);

  /** Memory. */
  public static final Setting<Integer> REMEMBERED =
      Setting.ofInt(
              "causes.remembered",
              PARAMETERS.incidents(),
              "Incidents remembered to know what is usual, an environment; each counts .85 of the"
                  + " next.")
          .between(1, 1_000);

  /** Entities. */
  public static final Setting<Integer> GRAPH_NODES =
      Setting.ofInt(
              "causes.graph-nodes",
              GRAPH.nodes(),
              "Services, instances and hosts of the dependency graph, an environment; the one not"
                  + " named for longest is forgotten first.")
          .between(8, 1_000_000);

  /** Calls. */
  public static final Setting<Integer> GRAPH_EDGES =
      Setting.ofInt(
              "causes.graph-edges",
              GRAPH.edges(),
              "Calls of the dependency graph, an environment, and edges of given topologies;"
                  + " further ones are left out.")
          .between(8, 5_000_000);

  /** Age of edges. */
  public static final Setting<Duration> EDGE_RETENTION =
      Setting.ofDuration(
              "causes.edge-retention",
              GRAPH.retention(),
              "After which time a call that was not seen again is forgotten (event time).")
          .between(Duration.ofHours(1), Duration.ofDays(365));

  /** Half-life. */
  public static final Setting<Duration> EDGE_HALF_LIFE =
      Setting.ofDuration(
              "causes.edge-half-life",
              GRAPH.halfLife(),
              "After which time what was seen of a call counts half (event time).")
          .between(Duration.ofMinutes(1), Duration.ofDays(30));

  /** Callees. */
  public static final Setting<Integer> CALLEES =
      Setting.ofInt(
              "causes.callees-per-service",
              DEFAULTS.callees(),
              "Callees of a service whose calls, told by spans, are remembered for the graph.")
          .between(1, 10_000);

  /** Intervals. */
  public static final Setting<Integer> HISTORY_SLOTS =
      Setting.ofInt(
              "causes.history-intervals",
              HISTORY.slots(),
              "Intervals of requests, latency and errors that are kept of a service, to know what"
                  + " is usual.")
          .between(8, 10_000);

  /** Detailed intervals. */
  public static final Setting<Integer> HISTORY_DETAILED =
      Setting.ofInt(
              "causes.history-detailed",
              HISTORY.recent(),
              "The last intervals of a service in which it is kept where its time went, operation"
                  + " by operation; before these it is kept all together.")
          .between(8, 1_000);

  /** Operations. */
  public static final Setting<Integer> HISTORY_OPERATIONS =
      Setting.ofInt(
              "causes.history-operations",
              HISTORY.operations(),
              "Operations of a service, by whom they wait for, that are told apart in this; of"
                  + " further ones the time is left out.")
          .between(1, 10_000);

  /** Window. */
  public static final Setting<Duration> WINDOW =
      Setting.ofDuration(
              "causes.window",
              HISTORY.window(),
              "How long after its first alert it is looked at what services lost in an incident,"
                  + " and at least five intervals; then it is ranked once more (event time).")
          .between(Duration.ofSeconds(10), Duration.ofHours(6));

  /** Retention. */
  public static final Setting<Duration> RETENTION =
      Setting.ofDuration(
              "causes.retention",
              DEFAULTS.retention(),
              "How long an environment is remembered that no incident comes from.")
          .between(Duration.ofHours(1), Duration.ofDays(3650));

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          SHOWN,
          EVIDENCE_SHOWN,
          GRAPH_NODES_SHOWN,
          GRAPH_CALLS_SHOWN,
          ALERTS_RANKED,
          SIGNS,
          REMEMBERED,
          GRAPH_NODES,
          GRAPH_EDGES,
          EDGE_RETENTION,
          EDGE_HALF_LIFE,
          CALLEES,
          HISTORY_SLOTS,
          HISTORY_DETAILED,
          HISTORY_OPERATIONS,
          WINDOW,
          RETENTION);

  private CauseSettings() {}

  /** How incidents live, with as many alerts as their causes are ranked by. */
  public static IncidentParameters incidents(Settings settings) {
    IncidentParameters parameters = IncidentSettings.parameters(settings);
    int alerts = Math.max(parameters.alertsShown(), settings.get(ALERTS_RANKED));
    return parameters.withAlertsShown(Math.min(alerts, parameters.alertsKept()));
  }

  /**
   * How causes are ranked.
   *
   * @param isLive whether the input goes on for ever
   */
  public static RankingOptions options(Settings settings, boolean isLive) {
    return new RankingOptions(
        PARAMETERS.withBounds(settings.get(REMEMBERED), settings.get(SIGNS)),
        new GraphBounds(
            settings.get(GRAPH_NODES),
            settings.get(GRAPH_EDGES),
            settings.get(EDGE_RETENTION),
            settings.get(EDGE_HALF_LIFE)),
        settings.get(SHOWN),
        settings.get(EVIDENCE_SHOWN),
        settings.get(IncidentSettings.ALERTS_SHOWN),
        settings.get(GRAPH_NODES_SHOWN),
        settings.get(GRAPH_CALLS_SHOWN),
        settings.get(GRAPH_EDGES),
        settings.get(CALLEES),
        new HistoryBounds(
            settings.get(HISTORY_SLOTS),
            settings.get(HISTORY_DETAILED),
            settings.get(HISTORY_OPERATIONS),
            settings.get(WINDOW)),
        !isLive,
        TraceSettings.options(settings).knownAfter(),
        settings.get(RETENTION));
  }
}
