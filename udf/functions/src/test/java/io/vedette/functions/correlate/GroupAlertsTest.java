package io.vedette.functions.correlate;

import static io.vedette.functions.correlate.GroupingHarness.alert;
import static io.vedette.functions.correlate.GroupingHarness.clusters;
import static io.vedette.schema.result.ClusterChangeKind.CLOSED;
import static io.vedette.schema.result.ClusterChangeKind.OPENED;
import static io.vedette.schema.result.ClusterChangeKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.alert.ClusterMember;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.correlate.TopologyEdge;
import io.vedette.schema.correlate.TopologyEdgeKind;
import io.vedette.schema.result.AlertCluster;
import io.vedette.schema.result.AlertStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupAlertsTest {

  private static final GroupingOptions REPLAYED =
      GroupingOptions.defaults().withPatience(Duration.ZERO);
  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long TEN_MINUTES_LATER = BEGINNING + 600_000;

  /** Written once by the test below it; never written again. */
  private static final String WRITTEN_BY_0_3 =
      "src/test/resources/snapshots/group-alerts-0.3.snapshot";

  @Test
  void anIncidentOpensWhileTheStormGrowsAndClosesWhenItIsQuiet() throws Exception {
    try (GroupingHarness grouping = GroupingHarness.start(REPLAYED, null)) {
      grouping.push(alert("prod", "a", BEGINNING, "cart", "slow"));
      grouping.push(alert("prod", "b", BEGINNING + 1000, "cart", "errors"));
      assertThat(grouping.said()).as("event time has not come to them").isEmpty();
      grouping.eventTime(BEGINNING + 5000);
      List<AlertCluster> first = grouping.said();
      assertThat(first).extracting(AlertCluster::getChange).containsExactly(OPENED);
      assertThat(first.get(0).getServices()).containsExactly("cart");
      assertThat(first.get(0).getStartsAt()).isEqualTo(BEGINNING);

      grouping.push(alert("prod", "c", BEGINNING + 7000, "cart", "down"));
      grouping.eventTime(BEGINNING + 10_000);
      List<AlertCluster> second = grouping.said();
      assertThat(second).extracting(AlertCluster::getChange).containsExactly(UPDATED);
      assertThat(second.get(0).getId()).isEqualTo(first.get(0).getId());
      assertThat(second.get(0).getAlerts()).isEqualTo(3);

      grouping.eventTime(TEN_MINUTES_LATER);
      assertThat(grouping.said()).extracting(AlertCluster::getChange).containsExactly(CLOSED);
      assertThat(grouping.eventTimers()).as("nothing to wait for").isZero();
    }
  }

  @Test
  void environmentsHaveClustersOfTheirOwn() throws Exception {
    try (GroupingHarness grouping = GroupingHarness.start(REPLAYED, null)) {
      grouping.push(alert("prod", "a", BEGINNING, "cart", "slow"));
      grouping.push(alert("test", "b", BEGINNING, "cart", "slow"));
      grouping.eventTime(TEN_MINUTES_LATER);
      Map<String, String> clusters = clusters(grouping.said());
      assertThat(clusters.get("a")).isNotEqualTo(clusters.get("b"));
    }
  }

  /** Within what watermarks allow, neither order nor doubles change anything, ids included. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void disorderAndDuplicatesGiveTheSameIncidents(long seed) throws Exception {
    List<IncomingAlert> storm = storm();
    Map<String, String> inOrder = replay(storm);
    List<IncomingAlert> shuffled = new ArrayList<>();
    Random random = new Random(seed);
    for (int from = 0; from < storm.size(); from += 20) {
      List<IncomingAlert> part =
          new ArrayList<>(storm.subList(from, Math.min(from + 20, storm.size())));
      part.addAll(part.subList(0, part.size() / 3));
      Collections.shuffle(part, random);
      shuffled.addAll(part);
    }
    assertThat(replay(shuffled)).isEqualTo(inOrder).hasSize(storm.size());
  }

  private static Map<String, String> replay(List<IncomingAlert> alerts) throws Exception {
    try (GroupingHarness grouping = GroupingHarness.start(REPLAYED, null)) {
      long newest = 0;
      List<AlertCluster> said = new ArrayList<>();
      for (IncomingAlert alert : alerts) {
        grouping.push(alert);
        newest = Math.max(newest, alert.getTs());
        grouping.eventTime(newest - 60_000);
        said.addAll(grouping.said());
      }
      grouping.eventTime(Long.MAX_VALUE);
      said.addAll(grouping.said());
      return clusters(said);
    }
  }

  /** Two storms of one service, one of another, in order of time. */
  private static List<IncomingAlert> storm() {
    List<IncomingAlert> alerts = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      long second = i < 40 ? i : i < 80 ? 10 + i : 260 + (i - 80) / 4;
      String service = i % 5 == 0 ? "billing" : "cart";
      alerts.add(alert("prod", "a" + i, BEGINNING + 1000 * second + i, service, "n" + i % 31));
    }
    return alerts;
  }

  @Test
  void aRestoredOneGoesOnAsIfNothingHadHappened() throws Exception {
    List<IncomingAlert> storm = storm();
    List<AlertCluster> said = new ArrayList<>();
    GroupingHarness grouping = GroupingHarness.start(REPLAYED, null);
    for (int i = 0; i < storm.size(); i++) {
      if (i % 30 == 29) {
        said.addAll(grouping.said());
        var snapshot = grouping.snapshot();
        grouping.close();
        grouping = GroupingHarness.start(REPLAYED, snapshot);
      }
      grouping.push(storm.get(i));
      grouping.eventTime(storm.get(i).getTs() - 3000);
    }
    grouping.eventTime(Long.MAX_VALUE);
    said.addAll(grouping.said());
    grouping.close();
    assertThat(clusters(said)).isEqualTo(replay(storm));
  }

  @Test
  void aLateAlertIsGroupedAllTheSameAndAResolutionIsNot() throws Exception {
    try (GroupingHarness grouping = GroupingHarness.start(REPLAYED, null)) {
      grouping.push(alert("prod", "a", BEGINNING, "cart", "slow"));
      grouping.eventTime(BEGINNING + 60_000);
      grouping.push(alert("prod", "late", BEGINNING + 1, "cart", "errors"));
      IncomingAlert resolved = alert("prod", "a", BEGINNING + 61_000, "cart", "slow");
      resolved.setStatus(AlertStatus.RESOLVED);
      grouping.push(resolved);
      grouping.eventTime(TEN_MINUTES_LATER);
      Map<String, String> clusters = clusters(grouping.said());
      assertThat(clusters.keySet()).containsExactly("a", "late");
      assertThat(clusters.get("late")).isEqualTo(clusters.get("a"));
    }
  }

  @Test
  void whereEventTimeStandsStillAlertsWaitNoLongerThanPatience() throws Exception {
    try (GroupingHarness grouping = GroupingHarness.start(GroupingOptions.defaults(), null)) {
      grouping.clock(BEGINNING);
      grouping.push(alert("prod", "a", BEGINNING + 3_600_000, "cart", "slow"));
      grouping.clock(BEGINNING + 10_000);
      List<AlertCluster> said = grouping.said();
      assertThat(said).extracting(AlertCluster::getChange).containsExactly(OPENED);
      assertThat(said.get(0).getStartsAt()).as("no time ahead of the clock").isEqualTo(BEGINNING);
    }
  }

  /** Live, alerts that come up to patience after younger ones are grouped by their times. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whileEventTimeLagsTheOrderOfArrivalWithinPatienceChangesNothing(long seed) throws Exception {
    List<IncomingAlert> storm = manyAtOnce();
    List<Arrival> inOrder = new ArrayList<>();
    List<Arrival> shuffled = new ArrayList<>();
    Random random = new Random(seed);
    long patience = GroupingOptions.defaults().patience().toMillis();
    for (IncomingAlert alert : storm) {
      inOrder.add(new Arrival(alert.getTs(), alert));
      shuffled.add(new Arrival(alert.getTs() + random.nextLong(patience), alert));
      if (random.nextInt(4) == 0) {
        shuffled.add(new Arrival(alert.getTs() + random.nextLong(patience), alert));
      }
    }
    shuffled.sort(Comparator.comparingLong(Arrival::at));
    assertThat(shuffled.stream().map(Arrival::alert).distinct().toList())
        .as("the order is another one")
        .isNotEqualTo(storm);
    Map<String, String> expected = live(inOrder);

    assertThat(live(shuffled)).isEqualTo(expected).hasSize(storm.size());
    assertThat(expected).as("and as a replay groups them").isEqualTo(replay(storm));
  }

  @Test
  void anAlertWaitsForTwoPatiencesAtMost() throws Exception {
    try (GroupingHarness grouping = GroupingHarness.start(GroupingOptions.defaults(), null)) {
      long patience = GroupingOptions.defaults().patience().toMillis();
      Map<String, Long> toldAt = new HashMap<>();
      for (long now = BEGINNING; now < BEGINNING + 40_000; now += 100) {
        grouping.clock(now);
        for (AlertCluster said : grouping.said()) {
          for (ClusterMember member : said.getJoined()) {
            toldAt.put(member.getAlertId(), now);
          }
        }
        grouping.push(alert("prod", "a" + now, now, "cart", "n" + now));
      }
      for (long now = BEGINNING; now < BEGINNING + 30_000; now += 100) {
        assertThat(toldAt.getOrDefault("a" + now, now) - now).isBetween(patience, 2 * patience);
      }
    }
  }

  /**
   * Each of two dozen services fires thrice within a second: what comes first names the cluster.
   */
  private static List<IncomingAlert> manyAtOnce() {
    List<String> services =
        List.of(
            "cart",
            "billing",
            "search",
            "mailer",
            "ledger",
            "photos",
            "kernel",
            "wallet",
            "router",
            "tickets",
            "orders",
            "auth",
            "queue",
            "video",
            "geo",
            "stock",
            "fraud",
            "pricing",
            "reviews",
            "shipping",
            "tax",
            "crm",
            "etl",
            "dns");
    List<IncomingAlert> alerts = new ArrayList<>();
    for (int i = 0; i < services.size(); i++) {
      for (int j = 0; j < 3; j++) {
        long at = BEGINNING + 331L * i + 170L * j;
        alerts.add(alert("prod", services.get(i) + j, at, services.get(i), "n" + j));
      }
    }
    alerts.sort(Comparator.comparingLong(IncomingAlert::getTs));
    return alerts;
  }

  private record Arrival(long at, IncomingAlert alert) {}

  /** Alerts come while event time is a minute behind, and the clock goes on. */
  private static Map<String, String> live(List<Arrival> arrivals) throws Exception {
    try (GroupingHarness grouping = GroupingHarness.start(GroupingOptions.defaults(), null)) {
      List<AlertCluster> said = new ArrayList<>();
      long now = BEGINNING;
      for (Arrival arrival : arrivals) {
        for (; now < arrival.at(); now += 100) {
          grouping.clock(now);
          grouping.eventTime(now - 60_000);
        }
        grouping.clock(arrival.at());
        grouping.push(IncomingAlert.newBuilder(arrival.alert()).build());
        said.addAll(grouping.said());
      }
      grouping.clock(now + 10_000);
      grouping.eventTime(Long.MAX_VALUE);
      said.addAll(grouping.said());
      return clusters(said);
    }
  }

  @Test
  void aCallOfTheTopologyConnectsWhatAlertsDoNot() throws Exception {
    assertThat(clustersOfCartAndRedis(REPLAYED)).doesNotHaveDuplicates();
    assertThat(clustersOfCartAndRedis(REPLAYED, call(null, "cart", "redis"))).hasSize(1);
    assertThat(clustersOfCartAndRedis(REPLAYED, call("prod", "cart", "redis"))).hasSize(1);
    assertThat(clustersOfCartAndRedis(REPLAYED, call("test", "cart", "redis"))).hasSize(2);
    GroupingControl takenBack = call(null, "cart", "redis");
    takenBack.setIsRemoved(true);
    assertThat(clustersOfCartAndRedis(REPLAYED, call(null, "cart", "redis"), takenBack)).hasSize(2);
  }

  @Test
  void edgesBeyondTheBoundAreLeftOut() throws Exception {
    GroupingOptions one = REPLAYED.withTopologyEdges(1);
    assertThat(clustersOfCartAndRedis(one, call(null, "cart", "redis"), call(null, "a", "b")))
        .hasSize(1);
    assertThat(clustersOfCartAndRedis(one, call(null, "a", "b"), call(null, "cart", "redis")))
        .hasSize(2);
  }

  private static Set<String> clustersOfCartAndRedis(
      GroupingOptions options, GroupingControl... topology) throws Exception {
    try (GroupingHarness grouping = GroupingHarness.start(options, null)) {
      for (GroupingControl control : topology) {
        grouping.tell(control);
      }
      grouping.push(alert("prod", "a", BEGINNING, "cart", "slow"));
      grouping.push(alert("prod", "b", BEGINNING + 1000, "redis", "evictions"));
      grouping.eventTime(TEN_MINUTES_LATER);
      return new HashSet<>(clusters(grouping.said()).values());
    }
  }

  @Test
  void aTopologyOutlivesTheRetentionOfEdgesAndARestart() throws Exception {
    GroupingHarness grouping = GroupingHarness.start(REPLAYED, null);
    grouping.tell(call(null, "cart", "redis"));
    long now = BEGINNING;
    for (int day = 0; day < 20; day++) {
      grouping.push(alert("prod", "other" + day, now, "search", "slow"));
      grouping.eventTime(now + 600_000);
      if (day % 9 == 0) {
        var snapshot = grouping.snapshot();
        grouping.close();
        grouping = GroupingHarness.start(REPLAYED, snapshot);
      }
      now += Duration.ofDays(1).toMillis();
    }
    grouping.said();
    grouping.push(alert("prod", "a", now, "cart", "slow"));
    grouping.push(alert("prod", "b", now + 1000, "redis", "evictions"));
    grouping.eventTime(now + 600_000);
    assertThat(new HashSet<>(clusters(grouping.said()).values())).hasSize(1);
    grouping.close();
  }

  private static GroupingControl call(@Nullable String environment, String caller, String callee) {
    return GroupingControl.newBuilder()
        .setEnvironment(environment)
        .setEdge(new TopologyEdge(caller, callee, TopologyEdgeKind.CALL))
        .build();
  }

  @Test
  void whatRelease03WroteIsRestored() throws Exception {
    try (GroupingHarness grouping =
        GroupingHarness.start(REPLAYED, OperatorSnapshotUtil.readStateHandle(WRITTEN_BY_0_3))) {
      List<IncomingAlert> storm = storm();
      for (IncomingAlert alert : storm.subList(70, storm.size())) {
        grouping.push(alert);
      }
      grouping.eventTime(Long.MAX_VALUE);
      Map<String, String> after = clusters(grouping.said());
      Map<String, String> whole = replay(storm);
      assertThat(after).isNotEmpty();
      after.forEach((id, cluster) -> assertThat(whole.get(id)).as(id).isEqualTo(cluster));
      assertThat(after.keySet()).contains("a119", "a70");
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "vedette.snapshot", matches = ".*group-alerts.*")
  void writesTheSnapshotWhenItIsNotThereYet() throws Exception {
    Path file = Path.of(System.getProperty("vedette.snapshot"));
    assertThat(file).as("a released snapshot is never written again").doesNotExist();
    try (GroupingHarness grouping = GroupingHarness.start(REPLAYED, null)) {
      for (IncomingAlert alert : storm().subList(0, 70)) {
        grouping.push(alert);
        grouping.eventTime(alert.getTs() - 3000);
      }
      OperatorSnapshotUtil.writeStateHandle(grouping.snapshot(), file.toString());
    }
  }
}
