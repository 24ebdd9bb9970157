package io.vedette.functions.trace;

import static io.vedette.functions.trace.TraceHarness.database;
import static io.vedette.functions.trace.TraceHarness.span;
import static io.vedette.schema.SpanKind.CLIENT;
import static io.vedette.schema.SpanKind.SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.vedette.schema.JobMetric;
import io.vedette.schema.SpanKind;
import io.vedette.schema.TracedSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both operators behind each other. */
class SpanMetricsTest {

  private static final long SECOND = 1_000;

  @Test
  void aRequestIsCountedByServiceOperationAndEdge() throws Exception {
    try (TraceHarness harness = TraceHarness.start(TraceHarness.options())) {
      request(harness, 1, 0);
      request(harness, 2, 1_000);
      request(harness, 3, 29_000);
      harness.eventTime(45 * SECOND);
      assertThat(harness.samples()).isEmpty();
      harness.eventTime(46 * SECOND);

      assertThat(harness.samples())
          .containsOnly(
              entry("traces_service_requests_total{service_name=\"cart\"} @30", "3"),
              entry("traces_service_requests_failed_total{service_name=\"cart\"} @30", "0"),
              entry(
                  "traces_service_duration_seconds{quantile=\"0.5\",service_name=\"cart\"} @30",
                  "0.06"),
              entry(
                  "traces_span_metrics_calls_total{service_name=\"cart\",span_kind=\"SPAN_KIND_SERVER\",span_name=\"op\"}"
                      + " @30",
                  "3"),
              entry(
                  "traces_span_metrics_calls_failed_total{service_name=\"cart\",span_kind=\"SPAN_KIND_SERVER\",span_name=\"op\"}"
                      + " @30",
                  "0"),
              entry(
                  "traces_span_metrics_duration_seconds{quantile=\"0.5\",service_name=\"cart\",span_kind=\"SPAN_KIND_SERVER\",span_name=\"op\"}"
                      + " @30",
                  "0.06"),
              entry(
                  "traces_service_graph_request_total{client=\"web\",server=\"cart\",service_name=\"cart\"}"
                      + " @30",
                  "3"),
              entry(
                  "traces_service_graph_request_failed_total{client=\"web\",server=\"cart\",service_name=\"cart\"}"
                      + " @30",
                  "0"),
              entry(
                  "traces_service_graph_request_server_seconds{client=\"web\",quantile=\"0.5\",server=\"cart\",service_name=\"cart\"}"
                      + " @30",
                  "0.06"),
              entry(
                  "traces_service_graph_request_client_seconds{client=\"web\",quantile=\"0.5\",server=\"cart\",service_name=\"cart\"}"
                      + " @30",
                  "0.101"),
              entry(
                  "traces_service_graph_request_total{client=\"cart\",connection_type=\"database\",server=\"db\",service_name=\"db\"}"
                      + " @30",
                  "3"),
              entry(
                  "traces_service_graph_request_failed_total{client=\"cart\",connection_type=\"database\",server=\"db\",service_name=\"db\"}"
                      + " @30",
                  "0"),
              entry(
                  "traces_service_graph_request_client_seconds{client=\"cart\",connection_type=\"database\",quantile=\"0.5\",server=\"db\",service_name=\"db\"}"
                      + " @30",
                  "0.0298"));
      assertThat(harness.edges())
          .containsExactly(
              "SERVICE cart -> DATABASE db 0.0/3.0 @30", "SERVICE web -> SERVICE cart 0.0/3.0 @30");
      assertThat(harness.count(JobMetric.SPANS_IN_TIME)).isEqualTo(9);
      assertThat(harness.count(JobMetric.CALLS_FOUND)).isEqualTo(6);
    }
  }

  @Test
  void countsGoOnWhileAServiceIsQuietAndThenStop() throws Exception {
    String total = "traces_service_requests_total{service_name=\"cart\"}";
    try (TraceHarness harness = TraceHarness.start(TraceHarness.options())) {
      request(harness, 1, 0);
      harness.eventTime(600 * SECOND);
      Map<String, String> samples = harness.samples();
      assertThat(samples.keySet().stream().filter(name -> name.startsWith(total)))
          .containsExactly(
              total + " @120", total + " @150", total + " @30", total + " @60", total + " @90");
      assertThat(samples).containsEntry(total + " @150", "1");
      // one span is too few for a quantile
      assertThat(samples)
          .containsEntry(
              "traces_service_duration_seconds{quantile=\"0.5\",service_name=\"cart\"} @30", "NaN");
      assertThat(harness.timers()).isZero();
      assertThat(harness.traceStates()).isZero();

      request(harness, 2, 590_000);
      request(harness, 3, 580_000);
      harness.eventTime(650 * SECOND);
      assertThat(harness.samples()).containsEntry(total + " @600", "3");
      assertThat(harness.count(JobMetric.FACTS_LATE)).isZero();
    }
  }

  @Test
  void whatIsForgottenEndsAndLeavesRoom() throws Exception {
    try (TraceHarness harness = TraceHarness.start(TraceHarness.options(1, 1))) {
      harness.add(span(1, 1, 0, "cart", "old", SERVER, 0, 10, null));
      for (int minute = 1; minute <= 11; minute++) {
        harness.add(
            span(
                1 + minute, 1, 0, "cart", "new", SERVER, minute * 60_000L, minute * 60_000L, null));
        harness.eventTime(minute * 60L * SECOND);
      }
      harness.eventTime(720 * SECOND);
      Map<String, String> samples = harness.samples();
      assertThat(samples)
          .containsEntry(
              "traces_span_metrics_calls_total{service_name=\"cart\",span_kind=\"SPAN_KIND_SERVER\",span_name=\"old\"}"
                  + " @660",
              "end")
          .containsEntry(
              "traces_span_metrics_calls_total{service_name=\"cart\",span_kind=\"SPAN_KIND_UNSPECIFIED\",span_name=\"other\"}"
                  + " @660",
              "10")
          .containsEntry("traces_service_requests_total{service_name=\"cart\"} @690", "12");
      assertThat(harness.count(JobMetric.TRAFFIC_FORGOTTEN)).isEqualTo(1);
      harness.add(span(99, 1, 0, "cart", "new", SERVER, 725_000, 726_000, null));
      harness.eventTime(800 * SECOND);
      assertThat(harness.samples())
          .containsEntry(
              "traces_span_metrics_calls_total{service_name=\"cart\",span_kind=\"SPAN_KIND_SERVER\",span_name=\"new\"}"
                  + " @750",
              "1");
    }
  }

  @Test
  void operationsAndEdgesBeyondTheLimitAreOne() throws Exception {
    try (TraceHarness harness = TraceHarness.start(TraceHarness.options(2, 1))) {
      for (int i = 0; i < 5; i++) {
        harness.add(span(1, 2 * i + 1, 0, "cart", "op" + i, SERVER, 0, 10, null));
        harness.add(span(1, 2 * i + 2, 0, "cart", "x", CLIENT, 0, 10, database("db" + i)));
      }
      harness.end();
      assertThat(harness.samples())
          .containsEntry("traces_service_requests_total{service_name=\"cart\"} @30", "5")
          .containsEntry(
              "traces_span_metrics_calls_total{service_name=\"cart\",span_kind=\"SPAN_KIND_UNSPECIFIED\",span_name=\"other\"}"
                  + " @30",
              "3")
          .containsEntry(
              "traces_service_graph_request_total{client=\"cart\",connection_type=\"virtual_node\",server=\"other\",service_name=\"other\"}"
                  + " @30",
              "4");
      assertThat(harness.count(JobMetric.FACTS_OTHER)).isEqualTo(7);
      assertThat(harness.timers()).isZero();
    }
  }

  @Test
  void aLateSpanCountsInTheFirstOpenInterval() throws Exception {
    try (TraceHarness harness = TraceHarness.start(TraceHarness.options())) {
      request(harness, 1, 0);
      harness.eventTime(60 * SECOND);
      harness.samples();
      request(harness, 2, 10_000);
      assertThat(harness.count(JobMetric.SPANS_LATE)).isEqualTo(3);
      assertThat(harness.count(JobMetric.FACTS_LATE)).isEqualTo(3);
      harness.eventTime(80 * SECOND);
      assertThat(harness.samples())
          .containsEntry("traces_service_requests_total{service_name=\"cart\"} @60", "2");
    }
  }

  @Test
  void spansOfLongAgoAreNoSurgeOfNow() throws Exception {
    try (TraceHarness harness = TraceHarness.start(TraceHarness.options())) {
      request(harness, 1, 590_000);
      harness.eventTime(600 * SECOND);
      for (int trace = 2; trace < 50; trace++) {
        request(harness, trace, trace * 1_000L);
      }
      harness.eventTime(680 * SECOND);
      assertThat(harness.samples())
          .containsEntry("traces_service_requests_total{service_name=\"cart\"} @600", "1");
      assertThat(harness.count(JobMetric.FACTS_LATE)).isEqualTo(3 * 48);
    }
  }

  @Test
  void environmentsAndQueuesAreKeptApart() throws Exception {
    try (TraceHarness harness = TraceHarness.start(TraceHarness.options())) {
      TracedSpan plain = span(1, 0, "cart", SERVER, 0, 10, null);
      harness.add(plain);
      harness.add(
          new TracedSpan(
              "prod",
              "cart",
              "",
              "op",
              SERVER,
              0,
              9,
              1,
              0,
              plain.start(),
              0,
              true,
              4,
              null,
              List.of()));
      harness.end();
      assertThat(harness.samples())
          .containsEntry("traces_service_requests_total{service_name=\"cart\"} @30", "1")
          .containsEntry(
              "traces_service_requests_failed_total{deployment_environment=\"prod\",service_name=\"cart\"}"
                  + " @30",
              "4");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void orderAndBatchesWithinTheWaitChangeNothing(long seed) throws Exception {
    Random random = new Random(seed);
    List<TracedSpan> spans = new ArrayList<>();
    for (int trace = 1; trace <= 40; trace++) {
      long start = random.nextInt(120_000);
      for (int id = 1; id <= 1 + random.nextInt(8); id++) {
        SpanKind kind = SpanKind.ofCode(1 + random.nextInt(6));
        long begin = start + random.nextInt(1_000);
        spans.add(
            span(
                trace,
                id,
                random.nextInt(id + 1),
                "s" + random.nextInt(4),
                "op" + random.nextInt(3),
                kind,
                begin,
                begin + random.nextInt(2_000),
                random.nextBoolean() ? null : database("db" + random.nextInt(2))));
      }
    }
    spans.sort((one, other) -> Long.compare(one.endMillis(), other.endMillis()));
    Map<String, String> expected = run(spans, 0, new Random(0));

    // each span is up to 3 s late in event time, and repeated now and then
    List<TracedSpan> late = new ArrayList<>(spans);
    Collections.shuffle(late, random);
    late.sort((one, other) -> Long.compare(one.endMillis() / 3_000, other.endMillis() / 3_000));
    Map<String, String> actual = run(late, 6_000, random);
    assertThat(actual.entrySet()).hasSizeGreaterThan(100);
    Map<String, String> wrong = new TreeMap<>(expected);
    wrong.entrySet().removeAll(actual.entrySet());
    assertThat(wrong).isEmpty();
    assertThat(actual).hasSameSizeAs(expected);
  }

  private static Map<String, String> run(List<TracedSpan> spans, long lag, Random random)
      throws Exception {
    try (TraceHarness harness = TraceHarness.start(TraceHarness.options())) {
      long now = Long.MIN_VALUE;
      for (TracedSpan span : spans) {
        harness.add(span);
        if (random.nextInt(10) == 0) {
          harness.add(span);
        }
        if (lag > 0 && random.nextInt(3) == 0) {
          now = Math.max(now, span.endMillis() - TraceHarness.BEGINNING - lag + 3_000);
          harness.eventTime(Math.max(now, 0));
        }
      }
      harness.eventTime(1_000_000);
      harness.end();
      assertThat(harness.timers()).isZero();
      assertThat(harness.traceStates()).isZero();
      return harness.samples();
    }
  }

  @Test
  void stateOfAServiceGoesWithItsRetention() throws Exception {
    try (TraceHarness harness = TraceHarness.start(TraceHarness.options())) {
      harness.clock(0);
      request(harness, 1, 0);
      harness.eventTime(600 * SECOND);
      assertThat(harness.serviceStates()).isPositive();
      harness.clock(Duration.ofHours(2).toMillis());
      assertThat(harness.serviceStates()).isZero();
      harness.samples();
      request(harness, 2, 600_000);
      harness.end();
      // it begins anew: nothing is known of the request before
      assertThat(harness.samples())
          .containsEntry("traces_service_requests_total{service_name=\"cart\"} @630", "1");
    }
  }

  @Test
  void optionsAreChecked() {
    TraceOptions good = TraceHarness.options();
    assertThatThrownBy(() -> TraceHarness.options(0, 1)).hasMessageContaining("are 2, 0 and 1");
    assertThatThrownBy(
            () ->
                new TraceOptions(
                    good.bounds(),
                    Duration.ZERO,
                    good.grace(),
                    good.quiet(),
                    good.forget(),
                    good.quantiles(),
                    1,
                    1,
                    1,
                    1,
                    false,
                    good.retention()))
        .hasMessageContaining("interval");
    assertThatThrownBy(
            () ->
                new TraceOptions(
                    good.bounds(),
                    good.interval(),
                    good.grace(),
                    good.quiet(),
                    good.forget(),
                    List.of(1.0),
                    1,
                    1,
                    1,
                    1,
                    false,
                    good.retention()))
        .hasMessageContaining("[1.0]");
  }

  /** The web calls the cart, which asks its database. */
  static void request(TraceHarness harness, long trace, long at) throws Exception {
    harness.add(span(trace, 3, 2, "cart", "q", CLIENT, at + 20, at + 50, database("db")));
    harness.add(span(trace, 2, 1, "cart", "op", SERVER, at + 10, at + 70, null));
    harness.add(span(trace, 1, 0, "web", "call", CLIENT, at, at + 100, null));
  }
}
