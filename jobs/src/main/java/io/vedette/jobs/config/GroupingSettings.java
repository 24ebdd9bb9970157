package io.vedette.jobs.config;

import io.vedette.algorithms.correlate.BurstParameters;
import io.vedette.algorithms.correlate.CorrelateBounds;
import io.vedette.algorithms.correlate.CorrelateParameters;
import io.vedette.functions.correlate.GroupingOptions;
import io.vedette.schema.result.Severity;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import java.time.Duration;
import java.util.List;

/** Settings of how alerts are grouped. */
public final class GroupingSettings {

  private static final GroupingOptions DEFAULTS = GroupingOptions.defaults();
  private static final CorrelateParameters PARAMETERS = DEFAULTS.parameters();
  private static final CorrelateBounds BOUNDS = PARAMETERS.bounds();

  /** Quiet time. */
  public static final Setting<Duration> SESSION_GAP =
      Setting.ofDuration(
              "grouping.session-gap",
              PARAMETERS.sessionGap(),
              "A cluster of alerts closes after so much quiet (event time).")
          .between(Duration.ofSeconds(16), Duration.ofHours(1));

  /** Early firings. */
  public static final Setting<Duration> EVERY =
      Setting.ofDuration(
              "grouping.every",
              DEFAULTS.every(),
              "How often changes of clusters are told while a storm grows (event time).")
          .between(Duration.ofMillis(100), Duration.ofMinutes(1));

  /** Wait for event time. */
  public static final Setting<Duration> PATIENCE =
      Setting.ofDuration(
              "grouping.patience",
              DEFAULTS.patience(),
              "How long a live alert waits for older ones to come; never longer than two of these.")
          .between(Duration.ofMillis(100), Duration.ofMinutes(5));

  /** Reach in the graph. */
  public static final Setting<Integer> REACH =
      Setting.ofInt(
              "grouping.reach",
              PARAMETERS.reach(),
              "How far two alerts of one cluster may be apart in the graph: a call counts 2, an"
                  + " instance of a service 1, a host 2; 0 for the same service only.")
          .between(0, 16);

  /** Likeness of names. */
  public static final Setting<Double> SIMILARITY =
      Setting.ofDouble(
              "grouping.similarity",
              PARAMETERS.similarity(),
              "Least cosine at which two names that nothing connects are taken for one service;"
                  + " above 1 turns it off.")
          .checked(value -> value > 0 && value <= 2, "be above 0 and at most 2");

  /** Merging. */
  public static final Setting<Duration> MERGE_WITHIN =
      Setting.ofDuration(
              "grouping.merge-within",
              PARAMETERS.mergeWithin(),
              "Clusters that turn out to be connected and began within this time become one.")
          .between(Duration.ZERO, Duration.ofHours(1));

  /** Splitting. */
  public static final Setting<Boolean> SPLIT =
      Setting.ofBoolean(
          "grouping.split",
          PARAMETERS.isSplitting(),
          "Whether a burst of alerts in a running cluster begins another.");

  /** Recurring. */
  public static final Setting<Duration> RECUR_WITHIN =
      Setting.ofDuration(
              "grouping.recur-within",
              PARAMETERS.recurWithin(),
              "A closed cluster of up to three alert keys goes on when one of them fires again"
                  + " within this time; zero turns it off.")
          .between(Duration.ZERO, Duration.ofDays(1));

  /** Threshold of occurrences. */
  public static final Setting<Integer> OPENS_AT =
      Setting.ofInt(
              "grouping.opens-at",
              PARAMETERS.opensAt(),
              "Alerts it takes until a cluster opens an incident; one that never gets there is not"
                  + " told of.")
          .between(1, 1_000_000);

  /** Core severity. */
  public static final Setting<Severity> CORE_SEVERITY =
      Setting.ofEnum(
          "grouping.core-severity",
          DEFAULTS.coreSeverity(),
          "Alerts of a lower severity join clusters, but neither keep them open nor connect them.");

  /** What fires holds. */
  public static final Setting<Duration> HOLD_FOR =
      Setting.ofDuration(
              "grouping.hold-for",
              DEFAULTS.holdFor(),
              "How long an alert of ours that goes on firing keeps its cluster open, since what"
                  + " comes meanwhile belongs to it; zero for no longer than any other alert.")
          .between(Duration.ZERO, Duration.ofDays(1));

  /** Ids. */
  public static final Setting<Duration> REMEMBER_FOR =
      Setting.ofDuration(
              "grouping.remember-for",
              DEFAULTS.rememberFor(),
              "How long the id of an alert is known, so that it counts once.")
          .between(Duration.ofHours(1), Duration.ofDays(30));

  /** Ids, how many. */
  public static final Setting<Integer> REMEMBERED =
      Setting.ofInt(
              "grouping.remembered",
              DEFAULTS.remembered(),
              "Ids of alerts known at most, an environment.")
          .between(1, 10_000_000);

  /** Topology. */
  public static final Setting<Integer> TOPOLOGY_EDGES =
      Setting.ofInt(
              "grouping.topology-edges",
              DEFAULTS.topologyEdges(),
              "Edges of a topology (calls, hosts, instances) that the grouping keeps at most; more"
                  + " are left out and counted.")
          .between(1, 1_000_000);

  /** Models of names. */
  public static final Setting<Integer> NAMES_MODELS =
      Setting.ofInt(
              "grouping.names-models",
              DEFAULTS.namesModels(),
              "Environments whose trained model of names is used at most, some 3 MB each in every"
                  + " task of group-alerts; names of the others are compared by their spelling.")
          .between(0, 1_000);

  /** Nodes. */
  public static final Setting<Integer> NODES =
      Setting.ofInt(
              "grouping.nodes",
              BOUNDS.nodes(),
              "Services, instances and hosts known at most, an environment.")
          .between(8, 1_000_000);

  /** Hubs. */
  public static final Setting<Integer> DEGREE =
      Setting.ofInt(
              "grouping.degree",
              BOUNDS.degree(),
              "A service or host with more connections than this connects nothing.")
          .between(1, 10_000);

  /** Age of edges. */
  public static final Setting<Duration> EDGE_RETENTION =
      Setting.ofDuration(
              "grouping.edge-retention",
              BOUNDS.edgeRetention(),
              "A connection not seen for so long is forgotten (event time).")
          .between(Duration.ofHours(1), Duration.ofDays(365));

  /** Clusters. */
  public static final Setting<Integer> CLUSTERS =
      Setting.ofInt(
              "grouping.clusters", BOUNDS.clusters(), "Open clusters at most, an environment.")
          .between(1, 1_000_000);

  /** Retention. */
  public static final Setting<Duration> RETENTION =
      Setting.ofDuration(
              "grouping.retention",
              DEFAULTS.retention(),
              "How long an environment is remembered that no alert comes from.")
          .between(Duration.ofHours(1), Duration.ofDays(365));

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          SESSION_GAP,
          EVERY,
          PATIENCE,
          REACH,
          SIMILARITY,
          MERGE_WITHIN,
          SPLIT,
          RECUR_WITHIN,
          OPENS_AT,
          CORE_SEVERITY,
          HOLD_FOR,
          REMEMBER_FOR,
          REMEMBERED,
          TOPOLOGY_EDGES,
          NAMES_MODELS,
          NODES,
          DEGREE,
          EDGE_RETENTION,
          CLUSTERS,
          RETENTION);

  private GroupingSettings() {}

  /**
   * How alerts are grouped.
   *
   * @param isLive whether event time follows the clock
   */
  public static GroupingOptions options(Settings settings, boolean isLive) {
    CorrelateParameters parameters =
        new CorrelateParameters(
            settings.get(SESSION_GAP),
            settings.get(REACH),
            settings.get(SIMILARITY),
            settings.get(MERGE_WITHIN),
            settings.get(SPLIT),
            BurstParameters.defaults(),
            settings.get(RECUR_WITHIN),
            settings.get(OPENS_AT),
            new CorrelateBounds(
                settings.get(NODES),
                settings.get(DEGREE),
                settings.get(EDGE_RETENTION),
                settings.get(CLUSTERS),
                BOUNDS.keysPerCluster(),
                BOUNDS.recentPerCluster()));
    return new GroupingOptions(
        parameters,
        settings.get(EVERY),
        isLive ? settings.get(PATIENCE) : Duration.ZERO,
        settings.get(CORE_SEVERITY),
        settings.get(HOLD_FOR),
        settings.get(REMEMBER_FOR),
        settings.get(REMEMBERED),
        settings.get(TOPOLOGY_EDGES),
        settings.get(NAMES_MODELS),
        settings.get(RETENTION));
  }
}
