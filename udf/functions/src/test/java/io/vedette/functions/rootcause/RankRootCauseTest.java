package io.vedette.functions.rootcause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.correlate.TopologyEdge;
import io.vedette.schema.correlate.TopologyEdgeKind;
import io.vedette.schema.incident.CauseEvidence;
import io.vedette.schema.incident.CauseLevel;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.IncidentCall;
import io.vedette.schema.incident.IncidentNode;
import io.vedette.schema.incident.RankedCause;
import io.vedette.schema.incident.RecentChange;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.CallNodeKind;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.Severity;
import io.vedette.schema.rootcause.RankingInput;
import io.vedette.schema.rootcause.ServiceCalls;
import io.vedette.schema.rootcause.ServiceWork;
import io.vedette.schema.rootcause.WorkMoments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class RankRootCauseTest {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final long DAY = 86_400_000;

  /** Written once by the test below it; never written again. */
  private static final String WRITTEN_BY_0_3 =
      "src/test/resources/snapshots/rank-root-cause-0.3.snapshot";

  /** The same for what services did, and an incident that is to be ranked again. */
  private static final String WRITTEN_BY_0_5 =
      "src/test/resources/snapshots/rank-root-cause-0.5.snapshot";

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
                  call(BEGINNING, "checkout", "payment-1", "500"),
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
      assertThat(told.getGraph().getNodes()).hasSize(20);
      told.setCauses(List.of());
      told.setGraph(null);
      told.setAlerts(alerts);
      assertThat(told).isEqualTo(incident);
    }
  }

  @Test
  void aMetricIsEvidenceWithItsBand() throws Exception {
    IncidentAlert alert = metric(BEGINNING, "cart", "cpu", "up", null);
    alert.setValue(9d);
    alert.setExpected(4d);
    alert.setLower(2d);
    alert.setUpper(6d);
    try (var harness = start(null)) {
      CauseEvidence evidence =
          push(harness, incident("a", BEGINNING, alert)).get(0).getEvidence().get(0);
      assertThat(evidence.getValue()).isEqualTo(9);
      assertThat(evidence.getExpected()).isEqualTo(4);
      assertThat(evidence.getLower()).isEqualTo(2);
      assertThat(evidence.getUpper()).isEqualTo(6);
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
  void whoLostTheTimeIsTheCauseWhateverTheAlertsSay() throws Exception {
    try (var harness = start(null)) {
      normalMinutes(harness, BEGINNING - 10 * MINUTE, BEGINNING);
      slowCart(harness, BEGINNING);
      Incident incident =
          incident("a", BEGINNING, metric(BEGINNING, "front", "latency", "up", null));
      List<RankedCause> causes = push(harness, incident);

      assertThat(causes.get(0).getEntity()).isEqualTo("cart");
      assertThat(causes.get(0).getFamilies()).containsExactly("latency");
      assertThat(causes.get(0).getSince()).isEqualTo(BEGINNING);
      assertThat(causes.get(0).getEvidence().get(0).getKind()).isEqualTo("share");
      assertThat(causes.get(0).getEvidence().get(0).getSummary())
          .startsWith("100 % of the time lost is its own");
    }
  }

  @Test
  void anIncidentIsRankedAgainWhenItsFirstMinutesAreKnown() throws Exception {
    try (var harness = start(null, RankingOptions.defaults().recorded())) {
      // what services did is read before, and known after, whatever is read first
      normalMinutes(harness, BEGINNING - 10 * MINUTE, BEGINNING);
      slowCart(harness, BEGINNING);
      harness.processWatermark1(new Watermark(BEGINNING));
      harness.processWatermark2(new Watermark(BEGINNING));
      Incident incident =
          incident("a", BEGINNING, metric(BEGINNING, "front", "latency", "up", null));
      assertThat(push(harness, incident).get(0).getEntity()).isEqualTo("front");
      assertThat(harness.extractOutputValues()).hasSize(1);

      harness.processWatermark1(new Watermark(BEGINNING + 3 * MINUTE));
      harness.processWatermark2(new Watermark(BEGINNING + 3 * MINUTE));
      List<Incident> told = harness.extractOutputValues();
      assertThat(told).hasSize(2);
      assertThat(told.get(1).getRevision()).isEqualTo(1);
      assertThat(told.get(1).getCauses().get(0).getEntity()).isEqualTo("cart");

      harness.processWatermark1(Watermark.MAX_WATERMARK);
      harness.processWatermark2(Watermark.MAX_WATERMARK);
      assertThat(harness.extractOutputValues()).as("nothing more to tell").hasSize(2);
      assertThat(harness.numEventTimeTimers()).isZero();

      long later = BEGINNING + 10 * MINUTE;
      slowCart(harness, later); // the next trouble is none of this incident's
      incident.setChangedAt(later);
      assertThat(push(harness, incident).get(0).getEntity()).isEqualTo("cart");
    }
  }

  @Test
  void callsThatSpansToldExplainErrors() throws Exception {
    try (var harness = start(null)) {
      harness.processElement1(work("front", BEGINNING, calls("cart", 10, 20)), BEGINNING);
      List<RankedCause> causes =
          push(
              harness,
              incident(
                  "a",
                  BEGINNING,
                  metric(BEGINNING, "front", "errors", "up", null),
                  metric(BEGINNING, "cart", "errors", "up", null)));

      assertThat(causes.get(0).getEntity()).isEqualTo("cart");
      assertThat(causes.get(0).getPath()).containsExactly("cart", "front");
      assertThat(harness.extractOutputValues().get(0).getGraph().getCalls())
          .containsExactly(new IncidentCall("front", "cart", 10d, 0d, 2d));
    }
  }

  @Test
  void failedCallsOfADatabaseAreNotTheFaultOfItsCaller() throws Exception {
    try (var harness = start(null)) {
      for (int minute = -10; minute <= 2; minute++) {
        double failed = minute > 0 ? 50 : 0;
        ServiceCalls calls =
            new ServiceCalls("cart-db", CallNodeKind.DATABASE, 100d - minute % 2, failed, 1_000d);
        RankingInput cart = work("cart", BEGINNING + minute * MINUTE, calls);
        cart.getWork().setFailed(failed);
        harness.processElement1(cart, cart.getWork().getEnd() + 1);
      }
      List<RankedCause> causes =
          push(harness, incident("a", BEGINNING, metric(BEGINNING, "cart", "errors", "up", null)));

      assertThat(causes.get(0).getEntity()).isEqualTo("cart-db");
      assertThat(causes.get(0).getFamilies()).containsExactly("errors");
      assertThat(harness.extractOutputValues().get(0).getGraph().getNodes())
          .extracting(IncidentNode::getName, IncidentNode::getKind)
          .contains(tuple("cart-db", CallNodeKind.DATABASE), tuple("cart", CallNodeKind.SERVICE));
    }
  }

  private static void normalMinutes(
      KeyedTwoInputStreamOperatorTestHarness<String, RankingInput, GroupingControl, Incident>
          harness,
      long from,
      long to)
      throws Exception {
    for (long end = from + MINUTE; end < to; end += MINUTE) {
      minute(harness, end, 10);
    }
  }

  private static void slowCart(
      KeyedTwoInputStreamOperatorTestHarness<String, RankingInput, GroupingControl, Incident>
          harness,
      long from)
      throws Exception {
    minute(harness, from + MINUTE, 500);
    minute(harness, from + 2 * MINUTE, 500);
  }

  /** A hundred requests of front, each of which asks the cart and takes 5 ms itself. */
  private static void minute(
      KeyedTwoInputStreamOperatorTestHarness<String, RankingInput, GroupingControl, Incident>
          harness,
      long end,
      double cartMillis)
      throws Exception {
    ServiceWork front = work("front", end, calls("cart", 100, 100 * cartMillis)).getWork();
    front.setWork(List.of(moments("GET /", null, 5), moments("call", "cart", 1)));
    ServiceWork cart = work("cart", end).getWork();
    cart.setWork(List.of(moments("GET /cart", null, cartMillis)));
    for (ServiceWork work : List.of(front, cart)) {
      harness.processElement1(
          RankingInput.newBuilder().setEnvironment("prod").setWork(work).build(), end + 1);
    }
  }

  private static WorkMoments moments(String operation, @Nullable String callee, double millis) {
    return new WorkMoments(operation, callee, 100d, 100 * millis, 100 * millis * millis);
  }

  private static ServiceCalls calls(String callee, double calls, double millis) {
    return new ServiceCalls(callee, CallNodeKind.SERVICE, calls, 0d, millis);
  }

  private static RankingInput work(String service, long end, ServiceCalls... calls) {
    return RankingInput.newBuilder()
        .setEnvironment("prod")
        .setWork(
            ServiceWork.newBuilder()
                .setEnvironment("prod")
                .setService(service)
                .setEnd(end)
                .setRequests(100)
                .setCalls(List.of(calls))
                .build())
        .build();
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
  void whatServicesDidIsRestored() throws Exception {
    try (var harness = start(OperatorSnapshotUtil.readStateHandle(WRITTEN_BY_0_5))) {
      List<RankedCause> causes =
          push(
              harness, incident("a", BEGINNING, metric(BEGINNING, "front", "latency", "up", null)));

      assertThat(causes.get(0).getEntity()).isEqualTo("cart");
      assertThat(causes.get(0).getScore()).isCloseTo(2 * 10, within(0.001));
      assertThat(causes.get(0).getPath()).containsExactly("cart", "front");
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "vedette.snapshot", matches = ".*rank-root-cause-0.5.*")
  void writesTheSnapshotOfServicesWhenItIsNotThereYet() throws Exception {
    Path file = Path.of(System.getProperty("vedette.snapshot"));
    assertThat(file).as("a released snapshot is never written again").doesNotExist();
    try (var harness = start(null)) {
      normalMinutes(harness, BEGINNING - 40 * MINUTE, BEGINNING);
      slowCart(harness, BEGINNING);
      push(harness, incident("a", BEGINNING, metric(BEGINNING, "front", "latency", "up", null)));
      OperatorSnapshotUtil.writeStateHandle(harness.snapshot(1, 1), file.toString());
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "vedette.snapshot", matches = ".*rank-root-cause-0.3.*")
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
    return start(snapshot, RankingOptions.defaults());
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, RankingInput, GroupingControl, Incident>
      start(@Nullable OperatorSubtaskState snapshot, RankingOptions options) throws Exception {
    KeyedTwoInputStreamOperatorTestHarness<String, RankingInput, GroupingControl, Incident>
        harness =
            new KeyedTwoInputStreamOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                    new RankRootCause(options), List.of(RankRootCauseStates.topology())),
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
