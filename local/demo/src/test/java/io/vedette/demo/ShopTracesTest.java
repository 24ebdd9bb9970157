package io.vedette.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ShopTracesTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final long FROM = NOON.toEpochMilli();
  private static final long TEN_MINUTES = 600_000;

  private final ShopModel model = new ShopModel(5);
  private final ShopTraces traces = new ShopTraces(model, 5);

  private List<ShopSpan> tenMinutes(Fault... faults) {
    return traces.spans(FROM, FROM + TEN_MINUTES, List.of(faults));
  }

  private static Fault fault(FaultKind kind, String service, double magnitude) {
    Instant longBefore = NOON.minusSeconds(60);
    return new Fault("f", kind, service, longBefore, NOON.plusSeconds(3_600), magnitude);
  }

  private static Predicate<ShopSpan> served(String service) {
    return span -> span.service().name().equals(service) && span.kind() != ShopSpan.Kind.CLIENT;
  }

  private static double meanSeconds(List<ShopSpan> spans, Predicate<ShopSpan> which) {
    return spans.stream()
        .filter(which)
        .mapToDouble(span -> (span.endNanos() - span.startNanos()) / 1e9)
        .average()
        .orElseThrow();
  }

  private static double failed(List<ShopSpan> spans, Predicate<ShopSpan> which) {
    return spans.stream()
        .filter(which)
        .mapToInt(span -> span.failed() ? 1 : 0)
        .average()
        .orElseThrow();
  }

  @Test
  void theSameSeedAndTimeGiveTheSameSpansHoweverTheyAreAskedFor() {
    List<ShopSpan> parts = new ArrayList<>();
    for (long from = FROM; from < FROM + 60_000; from += 5_000) {
      parts.addAll(new ShopTraces(new ShopModel(5), 5).spans(from, from + 5_000, List.of()));
    }
    assertThat(parts)
        .isEqualTo(traces.spans(FROM, FROM + 60_000, List.of()))
        .hasSizeGreaterThan(500);
    assertThat(new ShopTraces(model, 6).spans(FROM, FROM + 60_000, List.of())).isNotEqualTo(parts);
  }

  @Test
  void asManyRequestsAsTheMetricsTell() {
    double[] values = model.values(NOON, List.of());
    double metric = 0;
    for (int instance = 0; instance < 3; instance++) {
      metric += values[model.position("frontend", instance, ShopMetric.REQUESTS)];
    }
    long served = tenMinutes().stream().filter(served("frontend")).count();
    assertThat(served * ShopTraces.ONE_IN / 600.0).isCloseTo(metric, within(0.06 * metric));
  }

  @Test
  void theCallsAreThoseOfTheGraph() {
    Set<String> calls = new TreeSet<>();
    for (ShopSpan span : tenMinutes()) {
      ShopService peer = span.peer();
      if (peer != null) {
        calls.add(
            span.kind() == ShopSpan.Kind.CONSUMER
                ? peer.name() + " > " + span.service().name()
                : span.service().name() + " > " + peer.name());
      }
    }
    Set<String> graph = new TreeSet<>();
    for (ShopService service : model.graph().services()) {
      service.calls().forEach(call -> graph.add(service.name() + " > " + call.callee()));
    }
    assertThat(calls).isEqualTo(graph);
  }

  @Test
  void aParentContainsItsChildrenAndAClientItsServer() {
    Map<Long, ShopSpan> byId = new HashMap<>();
    List<ShopSpan> spans = tenMinutes();
    spans.forEach(span -> byId.put(span.id(), span));
    assertThat(byId).hasSameSizeAs(spans);
    for (ShopSpan span : spans) {
      if (span.parent() != 0) {
        ShopSpan parent = Objects.requireNonNull(byId.get(span.parent()));
        assertThat(parent.traceLow()).isEqualTo(span.traceLow());
        assertThat(span.startNanos()).isGreaterThanOrEqualTo(parent.startNanos());
        assertThat(span.endNanos()).isLessThanOrEqualTo(parent.endNanos());
      }
    }
  }

  @Test
  void aSlowServiceSlowsThoseThatWaitForItAndNobodyElse() {
    List<ShopSpan> usual = tenMinutes();
    List<ShopSpan> slow = tenMinutes(fault(FaultKind.LATENCY, "cart", 6));
    assertThat(meanSeconds(slow, served("cart")) - meanSeconds(usual, served("cart")))
        .isCloseTo(5 * 0.0105, within(0.015)); // five times its own mean more
    assertThat(meanSeconds(slow, served("checkout")) - meanSeconds(usual, served("checkout")))
        .isBetween(0.02, 0.09);
    assertThat(meanSeconds(slow, served("auth")))
        .isCloseTo(meanSeconds(usual, served("auth")), within(0.002));
  }

  @Test
  void failuresBeginInTheServiceAndSomeReachItsCallers() {
    List<ShopSpan> failing = tenMinutes(fault(FaultKind.ERRORS, "catalogue", 0.2));
    assertThat(failed(failing, served("catalogue"))).isCloseTo(0.2, within(0.02));
    assertThat(failed(failing, served("recommendation"))).isCloseTo(0.12, within(0.04));
    assertThat(failed(failing, served("inventory"))).isLessThan(0.01);
  }

  @Test
  void anInstanceThatIsDownSaysNothing() {
    List<ShopSpan> spans = tenMinutes(fault(FaultKind.HOST_DOWN, "cart", 1));
    assertThat(spans.stream().filter(served("cart")))
        .isNotEmpty()
        .allMatch(span -> span.instance() == 1);
  }

  @Test
  void callsOfAServiceThatIsGoneFail() {
    List<ShopSpan> spans = tenMinutes(fault(FaultKind.HOST_DOWN, "orders-db", 1));
    assertThat(spans.stream().filter(ShopTracesTest::asksOrdersDb))
        .isNotEmpty()
        .allMatch(ShopSpan::failed);
  }

  private static boolean asksOrdersDb(ShopSpan span) {
    ShopService peer = span.peer();
    return peer != null && peer.name().equals("orders-db");
  }

  @Test
  void aBacklogStarvesTheConsumers() {
    long usual = tenMinutes().stream().filter(served("shipping")).count();
    long held =
        tenMinutes(fault(FaultKind.QUEUE_BACKLOG, "order-queue", 0.8)).stream()
            .filter(served("shipping"))
            .count();
    assertThat(held).isLessThan(usual / 2);
  }

  @Test
  void moreClientsBeginWhereTheyAsk() {
    Predicate<ShopSpan> roots = span -> served("payment").test(span) && span.parent() == 0;
    assertThat(tenMinutes().stream().filter(roots)).isEmpty();
    assertThat(tenMinutes(fault(FaultKind.TRAFFIC_SURGE, "payment", 3)).stream().filter(roots))
        .hasSizeGreaterThan(50);
  }

  @Test
  void aConsumerNamesTheMessageItTook() {
    List<ShopSpan> taken =
        tenMinutes().stream().filter(span -> span.kind() == ShopSpan.Kind.CONSUMER).toList();
    List<ShopSpan> linked = taken.stream().filter(span -> span.link() != null).toList();
    assertThat(linked).hasSizeGreaterThan(taken.size() * 9 / 10);
    for (ShopSpan span : linked) {
      ShopSpan message = Objects.requireNonNull(span.link());
      assertThat(message.kind()).isEqualTo(ShopSpan.Kind.PRODUCER);
      assertThat(message.endNanos()).isLessThan(span.startNanos());
      assertThat(message.peer()).isEqualTo(span.peer());
    }
  }
}
