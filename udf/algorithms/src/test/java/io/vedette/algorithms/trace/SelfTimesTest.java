package io.vedette.algorithms.trace;

import static io.vedette.algorithms.trace.TraceOfTests.BEGINNING;
import static io.vedette.algorithms.trace.TraceOfTests.span;
import static io.vedette.algorithms.trace.TraceOfTests.weighing;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.NodeKind;
import io.vedette.schema.SpanKind;
import io.vedette.schema.SpanPeer;
import io.vedette.schema.WorkFact;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SelfTimesTest {

  private static final String FRONT = "front";
  private static final String CART = "cart";

  @Test
  void eachInstantBelongsToTheSpanThatBeganLast() {
    TraceOfTests trace = new TraceOfTests();
    trace.add(span(1, 0, FRONT, SpanKind.SERVER, 0, 100));
    trace.add(span(2, 1, FRONT, SpanKind.CLIENT, 10, 60));
    trace.add(span(3, 2, CART, SpanKind.SERVER, 20, 50));
    trace.advance(60_000);

    assertThat(trace.work)
        .containsExactlyInAnyOrder(
            // the root runs alone from 0 to 10 and from 60 to 100
            work(FRONT, null, 100, 1, 50, 2_500),
            // the client waits before 20 and after 50, which is the gap between the two
            work(FRONT, CART, 60, 1, 20, 400),
            work(CART, null, 50, 1, 30, 900));
  }

  @Test
  void spansOfOneOperationAreToldTogetherAndByWeight() {
    TraceOfTests trace = new TraceOfTests();
    trace.add(weighing(span(1, 0, CART, SpanKind.SERVER, 0, 10), 4));
    trace.add(weighing(span(2, 0, CART, SpanKind.SERVER, 20, 50), 4));
    trace.advance(60_000);

    assertThat(trace.work).containsExactly(work(CART, null, 50, 8, 160, 4 * 100 + 4 * 900));
  }

  @Test
  void oneThatComesLateIsToldOfWithWhatIsKnown() {
    TraceOfTests trace = new TraceOfTests();
    trace.add(span(1, 0, FRONT, SpanKind.CLIENT, 0, 100));
    trace.advance(12_000);
    trace.work.clear();
    trace.add(span(2, 1, CART, SpanKind.SERVER, 40, 60), 15_000);

    assertThat(trace.work).containsExactly(work(CART, null, 60, 1, 20, 400));
  }

  @Test
  void whatIsSpentOnADatabaseIsAGapWithIt() {
    TraceOfTests trace = new TraceOfTests();
    trace.add(span(1, 0, CART, SpanKind.SERVER, 0, 100));
    trace.add(
        span(2, 1, CART, SpanKind.CLIENT, 10, 60, new SpanPeer(NodeKind.DATABASE, "cart-db")));
    // who takes from a queue works by itself, whatever the queue is
    trace.add(
        span(3, 0, FRONT, SpanKind.CONSUMER, 200, 230, new SpanPeer(NodeKind.QUEUE, "orders")));
    trace.advance(60_000);

    assertThat(trace.work)
        .containsExactlyInAnyOrder(
            work(CART, null, 100, 1, 50, 2_500),
            work(CART, "cart-db", 60, 1, 50, 2_500),
            work(FRONT, null, 230, 1, 30, 900));
  }

  private static WorkFact work(
      String service,
      @Nullable String callee,
      long end,
      double weight,
      double millis,
      double squares) {
    return new WorkFact("default", service, callee, "op", BEGINNING + end, weight, millis, squares);
  }
}
