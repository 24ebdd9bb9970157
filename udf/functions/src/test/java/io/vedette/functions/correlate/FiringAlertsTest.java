package io.vedette.functions.correlate;

import static io.vedette.functions.correlate.GroupingHarness.alert;
import static io.vedette.functions.correlate.GroupingHarness.clusters;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.AlertCluster;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.ClusterChangeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes on firing keeps its cluster open. */
class FiringAlertsTest {

  private static final GroupingOptions REPLAYED =
      GroupingOptions.defaults().withPatience(Duration.ZERO);
  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long FIVE_MINUTES_LATER = BEGINNING + 300_000;
  private static final long LONG_ENOUGH = 50 * 60_000;

  private static IncomingAlert ours(String id, long time, String name) {
    IncomingAlert alert = alert("prod", id, time, "cart", name);
    alert.setSender("vedette");
    return alert;
  }

  private static IncomingAlert resolved(String id, long time) {
    IncomingAlert alert = ours(id, time, "any");
    alert.setStatus(AlertStatus.RESOLVED);
    return alert;
  }

  /** The cluster of each, in one run and with a restart after every alert. */
  private static Map<String, String> grouped(IncomingAlert... alerts) throws Exception {
    Map<String, String> clusters = run(false, alerts);
    assertThat(run(true, alerts)).as("with restarts").isEqualTo(clusters);
    return clusters;
  }

  private static Map<String, String> run(boolean restarting, IncomingAlert... alerts)
      throws Exception {
    List<AlertCluster> said = new ArrayList<>();
    GroupingHarness grouping = GroupingHarness.start(REPLAYED, null);
    for (IncomingAlert alert : alerts) {
      grouping.push(alert);
      grouping.eventTime(alert.getTs() - 1);
      if (restarting) {
        said.addAll(grouping.said());
        var snapshot = grouping.snapshot();
        grouping.close();
        grouping = GroupingHarness.start(REPLAYED, snapshot);
      }
    }
    grouping.eventTime(alerts[alerts.length - 1].getTs() + LONG_ENOUGH);
    said.addAll(grouping.said());
    assertThat(said)
        .filteredOn(cluster -> cluster.getChange() == ClusterChangeKind.CLOSED)
        .hasSize((int) clusters(said).values().stream().distinct().count());
    assertThat(grouping.eventTimers()).as("nothing to wait for").isZero();
    grouping.close();
    return clusters(said);
  }

  @Test
  void whatComesWhileItFiresBelongsToIt() throws Exception {
    Map<String, String> clusters =
        grouped(ours("leak", BEGINNING, "memory"), ours("slow", FIVE_MINUTES_LATER, "latency"));
    assertThat(clusters.get("slow")).isEqualTo(clusters.get("leak"));
  }

  @Test
  void whatComesLongAfterItWasResolvedDoesNot() throws Exception {
    Map<String, String> clusters =
        grouped(
            ours("leak", BEGINNING, "memory"),
            resolved("leak", BEGINNING + 60_000),
            ours("slow", FIVE_MINUTES_LATER, "latency"));
    assertThat(clusters.get("slow")).isNotEqualTo(clusters.get("leak"));
  }

  @Test
  void aResolutionCountsFromItsTimeWheneverItCame() throws Exception {
    Map<String, String> clusters =
        grouped(
            ours("leak", BEGINNING, "memory"),
            resolved("leak", BEGINNING + 2_000),
            ours("slow", FIVE_MINUTES_LATER, "latency"));
    assertThat(clusters.get("slow")).isNotEqualTo(clusters.get("leak"));
  }

  @Test
  void whatNobodyMendsDoesNotGatherAllThatHappens() throws Exception {
    long beyond = BEGINNING + REPLAYED.holdFor().toMillis() + 300_000;
    Map<String, String> clusters =
        grouped(ours("leak", BEGINNING, "memory"), ours("slow", beyond, "latency"));
    assertThat(clusters.get("slow")).isNotEqualTo(clusters.get("leak"));
  }

  @Test
  void anAlertOfAnotherToolHoldsNothingForItMayNeverBeResolved() throws Exception {
    Map<String, String> clusters =
        grouped(
            alert("prod", "leak", BEGINNING, "cart", "memory"),
            ours("slow", FIVE_MINUTES_LATER, "latency"));
    assertThat(clusters.get("slow")).isNotEqualTo(clusters.get("leak"));
  }
}
