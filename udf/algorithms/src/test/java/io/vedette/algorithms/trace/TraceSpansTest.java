package io.vedette.algorithms.trace;

import static io.vedette.algorithms.trace.TraceOfTests.BEGINNING;
import static io.vedette.algorithms.trace.TraceOfTests.BOUNDS;
import static io.vedette.algorithms.trace.TraceOfTests.failed;
import static io.vedette.algorithms.trace.TraceOfTests.span;
import static io.vedette.algorithms.trace.TraceOfTests.weighing;
import static io.vedette.schema.SpanKind.CLIENT;
import static io.vedette.schema.SpanKind.CONSUMER;
import static io.vedette.schema.SpanKind.INTERNAL;
import static io.vedette.schema.SpanKind.PRODUCER;
import static io.vedette.schema.SpanKind.SERVER;
import static io.vedette.schema.SpanKind.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import io.vedette.algorithms.trace.TraceSpans.Taken;
import io.vedette.schema.NodeKind;
import io.vedette.schema.SpanIds;
import io.vedette.schema.SpanPeer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TraceSpansTest {

  private static final SpanPeer ORDERS_DB = new SpanPeer(NodeKind.DATABASE, "orders-db");
  private static final SpanPeer ORDERS = new SpanPeer(NodeKind.QUEUE, "orders");

  private final TraceOfTests trace = new TraceOfTests();

  @Test
  void webCallsCartWhichAsksItsDatabase() {
    trace.add(span(4, 3, "cart", CLIENT, 20, 60, ORDERS_DB));
    trace.add(span(3, 2, "cart", SERVER, 10, 80));
    trace.add(failed(span(2, 1, "web", CLIENT, 5, 90, new SpanPeer(NodeKind.SERVICE, "cart"))));
    trace.add(span(1, 0, "web", SERVER, 0, 100));

    trace.advance(9_999);
    assertThat(trace.operations).isEmpty();
    trace.advance(11_000);

    assertThat(trace.calls)
        .containsExactly(
            "cart -> orders-db DATABASE @60 client 40 server - x1.0",
            "web -> cart SERVICE @80 client 85 server 70 failed x1.0");
    assertThat(trace.operations)
        .containsExactly(
            "cart CLIENT @60 x1.0",
            "cart SERVER entry @80 x1.0",
            "web CLIENT @90 x1.0",
            "web SERVER entry @100 x1.0");
    assertThat(trace.orphans).isZero();
  }

  @Test
  void isForgottenInTheEnd() {
    trace.add(span(1, 0, "web", SERVER, 0, 100));
    assertThat(trace.trace.next(BOUNDS)).isEqualTo(BEGINNING + 11_000);
    trace.advance(11_000);
    assertThat(trace.trace.next(BOUNDS)).isEqualTo(BEGINNING + 35_000);
    trace.advance(35_000);
    assertThat(trace.trace.isEmpty()).isTrue();
    assertThat(trace.trace.next(BOUNDS)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aQueueStandsBetweenProducerAndConsumer() {
    trace.add(span(1, 0, "web", PRODUCER, 0, 10, ORDERS));
    trace.add(span(2, 1, "mail", CONSUMER, 500, 700, ORDERS));
    trace.add(span(3, 1, "stock", CONSUMER, 600, 900));
    trace.advance(20_000);
    assertThat(trace.calls)
        .containsExactly(
            "web -> orders QUEUE @10 client 10 server - x1.0",
            "orders -> mail SERVICE @700 client - server 200 x1.0",
            "orders -> stock SERVICE @900 client - server 300 x1.0");
  }

  @Test
  void aLinkFromAnotherTraceTellsOfTheCallAlone() {
    trace.add(span(1, 0, "web", PRODUCER, 0, 10, ORDERS));
    assertThat(trace.add(span(0, 1, "mail", CONSUMER, 500, 700))).isEqualTo(Taken.WAITS);
    assertThat(trace.add(span(0, 1, "mail", CONSUMER, 500, 700))).isEqualTo(Taken.REPEATED);
    trace.advance(20_000);
    assertThat(trace.calls).contains("orders -> mail SERVICE @700 client - server 200 x1.0");
    assertThat(trace.operations).containsExactly("web PRODUCER @10 x1.0");
  }

  @Test
  void spansWithoutKindsAreToldApartByTheirServices() {
    trace.add(span(1, 0, "web", UNKNOWN, 0, 100));
    trace.add(span(2, 1, "web", UNKNOWN, 10, 90));
    trace.add(span(3, 2, "cart", UNKNOWN, 20, 80));
    trace.advance(20_000);
    assertThat(trace.calls).containsExactly("web -> cart SERVICE @80 client 80 server 60 x1.0");
    assertThat(trace.operations)
        .containsExactly(
            "cart UNKNOWN entry @80 x1.0", "web UNKNOWN @90 x1.0", "web UNKNOWN entry @100 x1.0");
  }

  @Test
  void aClientWithinAClientIsOneCall() {
    trace.add(span(1, 0, "web", CLIENT, 0, 100, new SpanPeer(NodeKind.EXTERNAL, "pay.example")));
    trace.add(span(2, 1, "web", CLIENT, 10, 90, new SpanPeer(NodeKind.EXTERNAL, "pay.example")));
    trace.advance(20_000);
    assertThat(trace.calls)
        .containsExactly("web -> pay.example EXTERNAL @90 client 80 server - x1.0");
  }

  @Test
  void sidesThatShareAnIdAreTwoSpans() {
    trace.add(span(1, 0, "web", CLIENT, 0, 100));
    trace.add(span(SpanIds.twin(1), 1, "cart", SERVER, 10, 90));
    trace.add(span(3, 1, "cart", CLIENT, 20, 80, ORDERS_DB));
    trace.advance(20_000);
    assertThat(trace.calls)
        .containsExactly(
            "cart -> orders-db DATABASE @80 client 60 server - x1.0",
            "web -> cart SERVICE @90 client 100 server 80 x1.0");
  }

  @Test
  void aParentThatComesLateIsStillACall() {
    trace.add(span(2, 1, "cart", SERVER, 10, 90));
    trace.advance(11_000);
    assertThat(trace.calls).isEmpty();
    assertThat(trace.orphans).isEqualTo(1);

    assertThat(trace.add(span(1, 0, "web", CLIENT, 0, 100), 12_000)).isEqualTo(Taken.LATE);
    assertThat(trace.calls).containsExactly("web -> cart SERVICE @90 client 100 server 80 x1.0");
    assertThat(trace.late).isEqualTo(1);
  }

  @Test
  void aChildThatComesLateFindsItsParentWhileItIsKept() {
    trace.add(span(1, 0, "web", CLIENT, 0, 100));
    trace.advance(30_000);
    assertThat(trace.add(span(2, 1, "cart", SERVER, 10, 90), 30_000)).isEqualTo(Taken.LATE);
    assertThat(trace.calls).containsExactly("web -> cart SERVICE @90 client 100 server 80 x1.0");
  }

  @Test
  void whatComesTwiceCountsOnce() {
    trace.add(span(1, 0, "web", SERVER, 0, 100));
    assertThat(trace.add(span(1, 0, "web", SERVER, 0, 100))).isEqualTo(Taken.REPEATED);
    trace.advance(11_000);
    assertThat(trace.add(span(1, 0, "web", SERVER, 0, 100), 12_000)).isEqualTo(Taken.REPEATED);
    assertThat(trace.operations).hasSize(1);
  }

  @Test
  void spansBeyondTheLimitAreCountedAlone() {
    for (int id = 1; id <= 100; id++) {
      trace.add(span(id, 0, "web", SERVER, 0, 100));
    }
    assertThat(trace.add(span(101, 1, "cart", SERVER, 0, 50))).isEqualTo(Taken.BEYOND_LIMIT);
    assertThat(trace.trace.size()).isEqualTo(100);
    assertThat(trace.operations).containsExactly("cart SERVER entry @50 x1.0");
    assertThat(trace.calls).hasSize(1);
  }

  @Test
  void aSpanStandsForThoseNotSampledAndSoDoItsTrace() {
    trace.add(weighing(span(1, 0, "web", CLIENT, 0, 100), 8));
    trace.add(span(2, 1, "cart", SERVER, 10, 90));
    trace.add(weighing(span(3, 2, "cart", INTERNAL, 10, 90), 2));
    trace.advance(20_000);
    assertThat(trace.calls).containsExactly("web -> cart SERVICE @90 client 100 server 80 x8.0");
    assertThat(trace.operations).contains("cart INTERNAL @90 x2.0");
  }

  @Test
  void clocksThatDifferAreCorrectedDownTheTrace() {
    // the cart's clock is an hour behind: beyond what is believed; the shop's two seconds ahead
    trace.add(span(1, 0, "web", CLIENT, 0, 100));
    trace.add(span(2, 1, "shop", SERVER, 2_000, 2_080));
    trace.add(span(3, 2, "shop", CLIENT, 2_010, 2_070));
    trace.add(span(4, 3, "cart", SERVER, -3_600_000, -3_599_960));
    trace.advance(20_000);
    assertThat(trace.operations)
        .containsExactly(
            "cart SERVER entry @-3599960 x1.0",
            "web CLIENT @100 x1.0",
            "shop CLIENT @80 x1.0",
            "shop SERVER entry @90 x1.0");
  }

  @Test
  void aChildThatLastedLongerIsMovedOnlyWhenItBeganBefore() {
    trace.add(span(1, 0, "web", CLIENT, 0, 100));
    trace.add(span(2, 1, "cart", SERVER, 50, 300));
    trace.add(span(3, 1, "shop", SERVER, -50, 300));
    trace.advance(20_000);
    assertThat(trace.operations)
        .contains("cart SERVER entry @300 x1.0", "shop SERVER entry @350 x1.0");
  }

  @Test
  void aCircleOfParentsEnds() {
    trace.add(span(1, 2, "web", CLIENT, 0, 100));
    trace.add(span(2, 1, "cart", SERVER, 0, 90));
    trace.advance(20_000);
    assertThat(trace.calls).hasSize(2);
  }

  @Test
  void storedFormIsTheSameTrace() {
    trace.add(weighing(span(2, 1, "cart", CLIENT, 10, 90, ORDERS_DB), 4));
    trace.advance(11_000);
    trace.add(span(3, 2, "cart", INTERNAL, 10_000, 10_100));
    trace.trace.setTimer(77);
    StateWriter writer = new StateWriter(64);
    trace.trace.write(writer);
    TraceSpans restored = TraceSpans.read(new StateReader(writer.toBytes()));

    assertThat(restored.timer()).isEqualTo(77);
    TraceOfTests after = new TraceOfTests();
    restored.add(span(1, 0, "web", CLIENT, 0, 100), BEGINNING + 12_000, BOUNDS, after);
    restored.advance(BEGINNING + 21_000, BOUNDS, after);
    assertThat(after.calls).containsExactly("web -> cart SERVICE @90 client 100 server 80 x4.0");
    assertThat(after.operations)
        .containsExactly("web CLIENT @100 x4.0", "cart INTERNAL @10100 x4.0");
    assertThat(restored.copy().size()).isEqualTo(3);
  }

  @Test
  void boundsAreChecked() {
    assertThatThrownBy(
            () -> new TraceBounds(Duration.ofSeconds(-1), Duration.ZERO, 1, Duration.ZERO, 1))
        .hasMessageContaining("PT-1S");
    assertThatThrownBy(() -> new TraceBounds(Duration.ZERO, Duration.ZERO, 0, Duration.ZERO, 1))
        .hasMessageContaining("maxSpans");
    assertThatThrownBy(() -> new TraceBounds(Duration.ZERO, Duration.ZERO, 1, Duration.ZERO, 0.5))
        .hasMessageContaining("0.5");
  }
}
