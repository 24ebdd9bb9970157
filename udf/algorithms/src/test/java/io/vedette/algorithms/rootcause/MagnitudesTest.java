package io.vedette.algorithms.rootcause;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.algorithms.rootcause.ServiceSeries.Period;
import io.vedette.algorithms.trace.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@link SeriesScorer} and {@link SpanScorer} on what can be reckoned by hand. */
class MagnitudesTest {

  private static final long MILLI = 1_000_000;

  private static ServiceSeries series(String service, double before, double during) {
    return new ServiceSeries(
        service,
        new Period(new double[] {10, 10, 10}, new double[] {before, before, before}, new double[3]),
        new Period(new double[] {10, 10}, new double[] {during, during}, new double[2]));
  }

  @Test
  void calleesExplainTheirPartOfTheLatency() {
    DependencyGraph graph = new DependencyGraph(GraphBounds.defaults());
    graph.learnCall("front", "cart", 0);
    graph.learnCall("cart", "redis", 0);
    graph.learnCall("other", "front", 0);
    SeriesScorer scorer =
        new SeriesScorer(
            graph,
            List.of(
                series("front", 100, 200),
                series("cart", 50, 140),
                series("redis", 5, 15),
                series("other", 1, 900)));

    Map<String, Share> shares = scorer.score("front", null);

    assertThat(shares.keySet()).containsExactly("front", "cart", "redis");
    assertThat(shares.get("front")).isEqualTo(new Share(0.1, 20, Family.LATENCY));
    assertThat(shares.get("cart")).isEqualTo(new Share(0.8, 36, Family.LATENCY));
    assertThat(shares.get("redis")).isEqualTo(new Share(0.1, 40, Family.LATENCY));
  }

  @Test
  void oneFailureMoreOfSampledSpansIsChanceManyAreNot() {
    double[] requests = new double[200];
    Arrays.fill(requests, 480);
    double[] latency = new double[200];
    double[] failing = new double[200];
    failing[7] = 1 / 15d;
    Period before = new Period(requests, latency, failing);
    Period chance = during(1 / 15d, 0, 0, 0, 0);
    Period fault = during(6 / 15d, 5 / 15d, 7 / 15d, 6 / 15d, 5 / 15d);

    Map<String, Share> shares =
        new SeriesScorer(
                new DependencyGraph(GraphBounds.defaults()),
                List.of(
                    new ServiceSeries("chance", before, chance),
                    new ServiceSeries("fault", before, fault)))
            .score(null, Family.ERRORS);

    // one was seen in 200 intervals, and half of one is allowed for: 1.5 / 40 are expected in five
    assertThat(requireNonNull(shares.get("chance")).deviation()).isCloseTo(2.154, within(1e-3));
    assertThat(requireNonNull(shares.get("fault")).deviation()).isCloseTo(18.106, within(1e-3));
  }

  private static Period during(double... failing) {
    double[] requests = new double[failing.length];
    Arrays.fill(requests, 480);
    return new Period(requests, new double[failing.length], failing);
  }

  @Test
  void missingValuesAreLeftOut() {
    double[] none = {Double.NaN, Double.NaN};
    SeriesScorer scorer =
        new SeriesScorer(
            new DependencyGraph(GraphBounds.defaults()),
            List.of(
                new ServiceSeries("a", new Period(none, none, none), new Period(none, none, none)),
                series("b", 10, 20)));

    assertThat(scorer.score(null, Family.LATENCY).keySet()).containsExactly("b");
  }

  @Test
  void instantsBelongToTheSpanBegunLast() {
    ExclusiveTime time = new ExclusiveTime(10);
    time.addTrace(
        List.of(
            span("a", null, "front", 0, 100),
            span("b", "a", "cart", 20, 50),
            span("c", "missing", "cart", 40, 20)));

    assertThat(requireNonNull(time.of(new ExclusiveTime.Key("front", "cart", "op"))).mean())
        .isEqualTo(50);
    ExclusiveTime.Moments cart = requireNonNull(time.of(new ExclusiveTime.Key("cart", null, "op")));
    assertThat(cart.count).isEqualTo(2);
    assertThat(cart.sum).isEqualTo(50);
    assertThat(cart.deviation()).isCloseTo(5, within(1e-9));
  }

  @Test
  void boundsKeys() {
    ExclusiveTime time = new ExclusiveTime(1);
    time.addTrace(List.of(span("a", null, "front", 0, 100), span("b", "a", "cart", 20, 50)));

    assertThat(time.size()).isEqualTo(1);
    assertThat(time.dropped()).isEqualTo(1);
  }

  private static Span span(
      String id, @Nullable String parent, String service, long start, long duration) {
    return new Span("t", id, parent, service, null, "op", start * MILLI, duration * MILLI, false);
  }
}
