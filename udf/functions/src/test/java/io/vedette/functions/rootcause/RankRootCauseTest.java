package io.vedette.functions.rootcause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.correlate.TopologyEdge;
import io.vedette.schema.correlate.TopologyEdgeKind;
import io.vedette.schema.incident.CauseLevel;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.RankedCause;
import io.vedette.schema.incident.RecentChange;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.Severity;
import io.vedette.schema.rootcause.RankingInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class RankRootCauseTest {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long DAY = 86_400_000;

  /** Written once by the test below it; never written again. */
  private static final String WRITTEN_BY_0_3 =
      "src/test/resources/snapshots/rank-root-cause-0.3.snapshot";

  @Test
  void errorsAreTracedToWhereTheyBegin() throws Exception {
    try (var harness = start(null)) {
      List<RankedCause> causes =
          push(
              harness,
              incident(
                  "a",
                  BEGINNING,
                  call(BEGINNING, "front", "checkout", "500"),
                  call(BEGINNING + 1_000, "checkout", "payment-1", "500"),
                  metric(BEGINNING, "payment-1", "heap_used", "up", null)));

      assertThat(causes.get(0).getEntity()).isEqualTo("payment-1");
      assertThat(causes.get(0).getLevel()).isEqualTo(CauseLevel.INSTANCE);
      assertThat(causes.get(0).getService()).isEqualTo("payment");
      assertThat(causes.get(0).getFamilies()).containsExactly("errors", "memory");
      assertThat(causes.get(0).getPath()).containsExactly("payment-1", "checkout", "front");
      assertThat(causes.get(0).getSince()).isEqualTo(BEGINNING);
      assertThat(causes.get(0).getEvidence().get(1).getName()).isEqualTo("heap_used");
      assertThat(causes.get(0).getEvidence().get(0).getCaller()).isEqualTo("checkout");
    }
  }

  @Test
  void moreOrFewerCallsAreNoSignAndFasterOnesAreNotSlow() throws Exception {
    IncidentAlert more = call(BEGINNING, "front", "cart", "load");
    IncidentAlert faster = call(BEGINNING, "front", "pay", "latency");
    faster.setDirection("down");
    faster.setName("traces_service_graph_request_server_seconds");
    more.setName("traces_service_graph_request_total");
    try (var harness = start(null)) {
      List<RankedCause> causes = push(harness, incident("a", BEGINNING, more, faster));
      assertThat(causes).hasSize(1);
      assertThat(causes.get(0).getEntity()).isEqualTo("pay");
      assertThat(causes.get(0).getEvidence().get(0).getKind()).isEqualTo("metric");
    }
  }

  @Test
  void theTopologyExplainsLatencyOfCallers() throws Exception {
    IncidentAlert caller = metric(BEGINNING, "front", "latency", "up", null);
    IncidentAlert callee = metric(BEGINNING, "cart", "latency", "up", null);
    try (var harness = start(null)) {
      List<RankedCause> apart = push(harness, incident("a", BEGINNING, caller, callee));
      assertThat(apart.get(0).getScore()).isEqualTo(apart.get(1).getScore());
    }
    try (var harness = start(null)) {
      TopologyEdge edge = new TopologyEdge("front", "cart", TopologyEdgeKind.CALL);
      harness.processElement2(GroupingControl.newBuilder().setEdge(edge).build(), 0);
      List<RankedCause> causes = push(harness, incident("a", BEGINNING, caller, callee));

      assertThat(causes.get(0).getEntity()).isEqualTo("cart");
      assertThat(causes.get(1).getScore()).isCloseTo(0.2 * causes.get(0).getScore(), within(0.002));
    }
  }

  @Test
  void whatIncidentsBeforeShowedSaysLittleAndEnvironmentsAreApart() throws Exception {
    try (var harness = start(null)) {
      double first = 0;
      for (int day = 0; day < 8; day++) {
        long at = BEGINNING + day * DAY;
        first =
            Math.max(
                first,
                push(harness, incident("i" + day, at, metric(at, "cart", "cpu", "up", null)))
                    .get(0)
                    .getScore());
      }
      long now = BEGINNING + 9 * DAY;
      Incident same = incident("now", now, metric(now, "cart", "cpu", "up", null));
      double usual = push(harness, same).get(0).getScore();
      same.setEnvironment("other");
      double elsewhere = push(harness, same).get(0).getScore();

      assertThat(usual).isLessThan(1);
      assertThat(elsewhere).isEqualTo(first).isGreaterThan(2);
    }
  }

  @Test
  void aRecordThatComesTwiceIsRankedTheSame() throws Exception {
    try (var harness = start(null)) {
      Incident incident = incident("a", BEGINNING, metric(BEGINNING, "cart", "cpu", "up", null));
      List<RankedCause> once = push(harness, incident);
      assertThat(push(harness, incident)).isEqualTo(once);
    }
  }

  @Test
  void nothingElseOfARecordChangesButAlertsBeyondThoseShown() throws Exception {
    List<IncidentAlert> alerts = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      alerts.add(metric(BEGINNING + i, "s" + (char) ('a' + i % 20), "cpu", "up", null));
    }
    Incident incident = incident("a", BEGINNING, alerts.toArray(new IncidentAlert[0]));
    try (var harness = start(null)) {
      harness.processElement1(input(incident), 0);
      Incident told = harness.extractOutputValues().get(0);

      assertThat(told.getCauses()).hasSize(5);
      assertThat(told.getAlerts()).isEqualTo(alerts.subList(0, 100));
      told.setCauses(List.of());
      told.setAlerts(alerts);
      assertThat(told).isEqualTo(incident);
    }
  }

  @Test
  void changesAreEvidenceInWords() throws Exception {
    Incident incident = incident("a", BEGINNING, metric(BEGINNING, "cart", "cpu", "up", null));
    incident.setChanges(
        List.of(
            new RecentChange("c1", "cart", "deployment", BEGINNING - 60_000, "1.4", "ana", null)));
    try (var harness = start(null)) {
      List<RankedCause> causes = push(harness, incident);

      assertThat(causes.get(0).getEvidence())
          .anySatisfy(
              evidence -> {
                assertThat(evidence.getKind()).isEqualTo("change");
                assertThat(evidence.getSummary()).isEqualTo("deployment of cart 1.4 by ana");
              });
    }
  }

  @Test
  void anIncidentThatIsPartOfAnotherIsForgotten() throws Exception {
    try (var harness = start(null)) {
      double first =
          push(harness, incident("a", BEGINNING, metric(BEGINNING, "cart", "cpu", "up", null)))
              .get(0)
              .getScore();
      Incident merged = incident("a", BEGINNING);
      merged.setStatus(IncidentStatus.MERGED);
      assertThat(push(harness, merged)).isEmpty();
      long later = BEGINNING + DAY;
      double second =
          push(harness, incident("b", later, metric(later, "cart", "cpu", "up", null)))
              .get(0)
              .getScore();

      assertThat(second).isEqualTo(first);
    }
  }

  @Test
  void whatRelease03WroteIsRestored() throws Exception {
    try (var harness = start(OperatorSnapshotUtil.readStateHandle(WRITTEN_BY_0_3))) {
      long later = BEGINNING + DAY;
      List<RankedCause> causes =
          push(
              harness,
              incident(
                  "b",
                  later,
                  metric(later, "node-7", "cpu", "up", null),
                  metric(later, "cart-1", "cpu", "up", null)));

      assertThat(causes.get(0).getEntity()).isEqualTo("node-7");
      assertThat(causes.get(0).getLevel()).as("node-5 is a host").isEqualTo(CauseLevel.HOST);
      assertThat(causes.get(0).getScore()).isCloseTo(3.72, within(0.01));
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "vedette.snapshot", matches = ".*rank-root-cause.*")
  void writesTheSnapshotWhenItIsNotThereYet() throws Exception {
    Path file = Path.of(System.getProperty("vedette.snapshot"));
    assertThat(file).as("a released snapshot is never written again").doesNotExist();
    try (var harness = start(null)) {
      TopologyEdge edge = new TopologyEdge("front", "cart", TopologyEdgeKind.CALL);
      harness.processElement2(GroupingControl.newBuilder().setEdge(edge).build(), 0);
      push(harness, incident("a", BEGINNING, metric(BEGINNING, "cart-1", "cpu", "up", "node-5")));
      OperatorSnapshotUtil.writeStateHandle(harness.snapshot(1, 1), file.toString());
    }
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, RankingInput, GroupingControl, Incident>
      start(@Nullable OperatorSubtaskState snapshot) throws Exception {
    KeyedTwoInputStreamOperatorTestHarness<String, RankingInput, GroupingControl, Incident>
        harness =
            new KeyedTwoInputStreamOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                    new RankRootCause(RankingOptions.defaults()),
                    List.of(RankRootCauseStates.topology())),
                RankingInput::getEnvironment,
                null,
                Types.STRING,
                128,
                1,
                0);
    harness.setup();
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
    return harness;
  }

  private static List<RankedCause> push(
      KeyedTwoInputStreamOperatorTestHarness<String, RankingInput, GroupingControl, Incident>
          harness,
      Incident incident)
      throws Exception {
    harness.processElement1(input(incident), 0);
    List<Incident> told = harness.extractOutputValues();
    return told.get(told.size() - 1).getCauses();
  }

  private static RankingInput input(Incident incident) {
    return RankingInput.newBuilder()
        .setEnvironment(incident.getEnvironment())
        .setIncident(incident)
        .build();
  }

  private static IncidentAlert metric(
      long at, String entity, String name, String direction, @Nullable String host) {
    return alert(at, entity, name).setKind("metric").setDirection(direction).setHost(host).build();
  }

  private static IncidentAlert call(long at, String caller, String callee, String type) {
    return alert(at, callee, "call").setKind("trace").setCaller(caller).setType(type).build();
  }

  private static IncidentAlert.Builder alert(long at, String entity, String name) {
    return IncidentAlert.newBuilder()
        .setId(entity + name + at)
        .setFingerprint("f")
        .setStatus(AlertStatus.FIRING)
        .setName(name)
        .setEntity(entity)
        .setSeverity(Severity.WARNING)
        .setStartsAt(at);
  }

  private static Incident incident(String id, long at, IncidentAlert... alerts) {
    return Incident.newBuilder()
        .setId(id)
        .setRevision(1)
        .setEnvironment("prod")
        .setStatus(IncidentStatus.OPEN)
        .setChange(IncidentChangeKind.OPENED)
        .setChangedAt(at)
        .setChangedBy("test")
        .setReason("")
        .setTitle("title")
        .setSeverity(Severity.WARNING)
        .setStartsAt(at)
        .setOpenedAt(at)
        .setLastAlertAt(at)
        .setAlertCount(alerts.length)
        .setFiringCount(alerts.length)
        .setAlerts(List.of(alerts))
        .setServices(List.of())
        .build();
  }
}
