package io.vedette.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faulted and healthy shops have the same noise, so that any difference is the fault's. */
class FaultPropagationTest {

  private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant HALF_A_MINUTE_LATER = BEGIN.plusSeconds(30);
  private static final Instant TWO_MINUTES_LATER = BEGIN.plusSeconds(120);

  private final ShopModel shop = new ShopModel(1);

  private static Fault fault(FaultKind kind, String service) {
    return new Fault(
        "f", kind, service, BEGIN, BEGIN.plus(Duration.ofMinutes(5)), kind.defaultMagnitude());
  }

  /** Faulted value by healthy value, at the first instance. */
  private double change(Fault fault, String service, ShopMetric metric) {
    return changeAt(HALF_A_MINUTE_LATER, fault, service, 0, metric);
  }

  private double changeAt(
      Instant time, Fault fault, String service, int instance, ShopMetric metric) {
    int position = shop.position(service, instance, metric);
    return shop.values(time, List.of(fault))[position] / shop.values(time, List.of())[position];
  }

  @Test
  void latencyTravelsToCallersAndShrinksOnTheWay() {
    Fault slow = fault(FaultKind.LATENCY, "payment");
    double payment = change(slow, "payment", ShopMetric.LATENCY_P50);
    double checkout = change(slow, "checkout", ShopMetric.LATENCY_P50);
    double frontend = change(slow, "frontend", ShopMetric.LATENCY_P50);
    assertThat(payment).isBetween(5.5, 6.5);
    assertThat(checkout).isBetween(2.0, payment - 1);
    assertThat(frontend).isBetween(1.1, checkout - 0.5);
  }

  @Test
  void errorsTravelToCallersAndShrinkOnTheWay() {
    Fault failing = fault(FaultKind.ERRORS, "orders-db");
    double store = change(failing, "orders-db", ShopMetric.ERROR_RATIO);
    double checkout = change(failing, "checkout", ShopMetric.ERROR_RATIO);
    double frontend = change(failing, "frontend", ShopMetric.ERROR_RATIO);
    assertThat(store).isGreaterThan(100);
    assertThat(checkout).isBetween(5.0, store / 2);
    assertThat(frontend).isBetween(1.5, checkout / 2);
  }

  @Test
  void neitherErrorsNorLatencyTravelToCalleesOrBystanders() {
    for (FaultKind kind : List.of(FaultKind.LATENCY, FaultKind.ERRORS, FaultKind.MEMORY_LEAK)) {
      Fault fault = fault(kind, "checkout");
      for (String untouched :
          List.of("payment", "orders-db", "cart", "catalogue", "recommendation", "auth")) {
        assertUnchanged(fault, untouched);
      }
    }
  }

  @Test
  void onlyCallersFeelALatencyFault() {
    for (String faulted : shop.graph().names()) {
      Fault slow = fault(FaultKind.LATENCY, faulted);
      for (String other : shop.graph().names()) {
        boolean related =
            other.equals(faulted)
                || shop.graph().dependenciesOf(other).contains(faulted)
                // A queue deepens when its consumers are slow, or what they depend on.
                || other.equals("order-queue");
        if (!related) {
          assertUnchanged(slow, other);
        }
      }
    }
  }

  private void assertUnchanged(Fault fault, String service) {
    double[] faulted = shop.values(HALF_A_MINUTE_LATER, List.of(fault));
    double[] healthy = shop.values(HALF_A_MINUTE_LATER, List.of());
    for (int i = 0; i < healthy.length; i++) {
      if (service.equals(shop.series().get(i).get("service"))) {
        assertThat(faulted[i]).as("%s under %s", shop.series().get(i), fault).isEqualTo(healthy[i]);
      }
    }
  }

  @Test
  void loadTravelsToCalleesAndOverTheQueue() {
    Fault surge = fault(FaultKind.TRAFFIC_SURGE, "checkout");
    assertThat(change(surge, "checkout", ShopMetric.REQUESTS)).isBetween(2.9, 3.1);
    for (String callee : List.of("payment", "orders-db", "order-queue", "notification")) {
      assertThat(change(surge, callee, ShopMetric.REQUESTS)).as(callee).isBetween(2.9, 3.1);
    }
    assertThat(change(surge, "frontend", ShopMetric.REQUESTS)).isEqualTo(1);
    assertThat(change(surge, "catalogue", ShopMetric.REQUESTS)).isEqualTo(1);
  }

  @Test
  void aSlowStoreFillsThePoolsOfItsCallers() {
    Fault slow = fault(FaultKind.DATABASE_SLOW, "catalogue-db");
    assertThat(change(slow, "catalogue-db", ShopMetric.POOL)).isGreaterThan(2);
    assertThat(change(slow, "inventory", ShopMetric.POOL)).isGreaterThan(1.5);
    assertThat(change(slow, "payment", ShopMetric.POOL)).isEqualTo(1);
  }

  @Test
  void theOtherInstancesTakeTheLoadOfADeadOne() {
    Fault down = fault(FaultKind.HOST_DOWN, "cart");
    double[] values = shop.values(HALF_A_MINUTE_LATER, List.of(down));
    assertThat(values[shop.position("cart", 0, ShopMetric.UP)]).isZero();
    assertThat(values[shop.position("cart", 0, ShopMetric.CPU)]).isNaN();
    assertThat(changeAt(HALF_A_MINUTE_LATER, down, "cart", 1, ShopMetric.REQUESTS))
        .isBetween(1.99, 2.01);
  }

  @Test
  void callersSeeErrorsUntilADeadInstanceIsTakenOut() {
    Fault down = fault(FaultKind.HOST_DOWN, "payment");
    assertThat(changeAt(BEGIN.plusSeconds(10), down, "checkout", 0, ShopMetric.ERROR_RATIO))
        .isGreaterThan(10);
    assertThat(changeAt(BEGIN.plusSeconds(25), down, "checkout", 0, ShopMetric.ERROR_RATIO))
        .isBetween(0.9, 1.1);
  }

  @Test
  void aServiceWithoutInstancesFailsItsCallersAndCallsNobody() {
    Fault down = new Fault("f", FaultKind.HOST_DOWN, "catalogue", BEGIN, TWO_MINUTES_LATER, 2);
    assertThat(change(down, "recommendation", ShopMetric.ERROR_RATIO)).isGreaterThan(20);
    assertThat(change(down, "catalogue-db", ShopMetric.REQUESTS)).isLessThan(0.2);
  }

  @Test
  void aBadReleaseReachesOneInstanceAfterTheOther() {
    Fault release = fault(FaultKind.BAD_DEPLOYMENT, "frontend");
    Instant soon = BEGIN.plusSeconds(5);
    assertThat(changeAt(soon, release, "frontend", 0, ShopMetric.ERROR_RATIO)).isGreaterThan(10);
    assertThat(changeAt(soon, release, "frontend", 2, ShopMetric.ERROR_RATIO)).isEqualTo(1);
    assertThat(change(release, "frontend", ShopMetric.ERROR_RATIO)).isGreaterThan(10);
    assertThat(changeAt(HALF_A_MINUTE_LATER, release, "frontend", 2, ShopMetric.MEMORY))
        .isBetween(1.19, 1.21);
  }

  @Test
  void aLeakGrowsUntilTheLimitAndEndsWithTheFault() {
    Fault leak = new Fault("f", FaultKind.MEMORY_LEAK, "cart", BEGIN, TWO_MINUTES_LATER, 0.25);
    assertThat(changeAt(BEGIN.plusSeconds(60), leak, "cart", 0, ShopMetric.MEMORY))
        .isBetween(1.24, 1.26);
    assertThat(changeAt(BEGIN.plusSeconds(119), leak, "cart", 0, ShopMetric.MEMORY))
        .isBetween(1.48, 1.51);
    assertThat(changeAt(TWO_MINUTES_LATER, leak, "cart", 0, ShopMetric.MEMORY)).isEqualTo(1);
    Fault flood = new Fault("f", FaultKind.MEMORY_LEAK, "cart", BEGIN, TWO_MINUTES_LATER, 5);
    assertThat(changeAt(BEGIN.plusSeconds(100), flood, "cart", 0, ShopMetric.MEMORY))
        .isBetween(2.99, 3.01);
  }

  @Test
  void aBacklogGrowsThenDrainsWhileConsumersStarveThenCatchUp() {
    Fault backlog =
        new Fault("f", FaultKind.QUEUE_BACKLOG, "order-queue", BEGIN, TWO_MINUTES_LATER, 0.8);
    int depth = shop.position("order-queue", 0, ShopMetric.QUEUE_DEPTH);
    double halfway = shop.values(BEGIN.plusSeconds(60), List.of(backlog))[depth];
    double fullest = shop.values(BEGIN.plusSeconds(119), List.of(backlog))[depth];
    double draining = shop.values(BEGIN.plusSeconds(160), List.of(backlog))[depth];
    assertThat(halfway).isGreaterThan(300);
    assertThat(fullest).isGreaterThan(1.6 * halfway);
    assertThat(draining).isLessThan(0.6 * fullest);
    Instant drained = backlog.settles();
    assertThat(drained).isEqualTo(BEGIN.plusSeconds(180));
    assertThat(changeAt(drained, backlog, "order-queue", 0, ShopMetric.QUEUE_DEPTH)).isEqualTo(1);
    assertThat(change(backlog, "notification", ShopMetric.REQUESTS)).isBetween(0.19, 0.21);
    assertThat(changeAt(BEGIN.plusSeconds(160), backlog, "shipping", 0, ShopMetric.REQUESTS))
        .isBetween(2.5, 2.7);
    assertThat(change(backlog, "checkout", ShopMetric.REQUESTS)).isEqualTo(1);
  }

  @Test
  void aSlowConsumerDeepensTheQueueAndNothingElse() {
    Fault slow = fault(FaultKind.LATENCY, "notification");
    assertThat(change(slow, "order-queue", ShopMetric.QUEUE_DEPTH)).isGreaterThan(3);
    assertThat(change(slow, "order-queue", ShopMetric.LATENCY_P50)).isEqualTo(1);
    assertUnchanged(slow, "checkout");
  }
}
