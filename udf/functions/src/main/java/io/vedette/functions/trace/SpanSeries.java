package io.vedette.functions.trace;

import io.vedette.algorithms.trace.DurationSketch;
import io.vedette.algorithms.trace.Tally;
import io.vedette.algorithms.trace.Traffic;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.NodeKind;
import io.vedette.schema.Sample;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.Series;
import io.vedette.schema.SpanKind;
import io.vedette.schema.TracedSpan;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The series that spans are counted in. Names and labels are those of the Collector's spanmetrics
 * and servicegraph connectors as Prometheus shows them, with three differences: failed calls have a
 * series of their own instead of a label {@code status_code}, durations are quantiles instead of
 * buckets, and an edge has the callee as {@code service_name}.
 *
 * <pre>
 *   traces_service_requests_total            {service_name}          all that others ask for
 *   traces_span_metrics_calls_total          {service_name, span_name, span_kind}
 *   traces_service_graph_request_total       {client, server, connection_type}
 *     the same with _failed_total; _duration_seconds{quantile}, of an edge _server_seconds{quantile}
 *     and _client_seconds{quantile}
 * </pre>
 */
final class SpanSeries {

  private static final String SERVICE_METRIC = "traces_service_requests";
  private static final String SERVICE_DURATION = "traces_service_duration_seconds";
  private static final String OPERATION_METRIC = "traces_span_metrics_calls";
  private static final String OPERATION_DURATION = "traces_span_metrics_duration_seconds";
  private static final String EDGE_METRIC = "traces_service_graph_request";
  private static final String EDGE_SERVER = "traces_service_graph_request_server_seconds";
  private static final String EDGE_CLIENT = "traces_service_graph_request_client_seconds";

  private static final String SERVICE = "service_name";
  private static final String ENVIRONMENT = "deployment_environment";
  private static final String QUANTILE = "quantile";

  /** Intervals after which a series is announced again: what expired is then known anew. */
  private static final long ANNOUNCE_EVERY = 20;

  private static final double NANOS = 1e9;
  private static final double STALE = Double.longBitsToDouble(Sample.STALE_NAN_BITS);

  private final List<Double> quantiles;
  private final List<String> texts;
  private final int minimumSpans;

  SpanSeries(List<Double> quantiles, int minimumSpans) {
    this.quantiles = quantiles;
    this.texts = quantiles.stream().map(SpanSeries::text).toList();
    this.minimumSpans = minimumSpans;
  }

  /** What a service was asked for in an interval, which is closed; null for nothing. */
  void ofService(ServiceClock clock, @Nullable Tally tally, long end, Consumer<ScoringInput> out) {
    Map<String, String> labels = labels(clock.environment);
    labels.put(SERVICE, clock.name);
    boolean announce = isAnnounced(clock.total) || (tally != null && tally.spans() > 0);
    counts(SERVICE_METRIC, labels, clock.total, end, announce, out);
    DurationSketch sketch = tally == null ? null : tally.server();
    durations(SERVICE_DURATION, labels, sketch, tally, end, announce, out);
  }

  /** What became of an operation or an edge in an interval, which is closed; null for nothing. */
  void of(
      ServiceClock clock,
      String key,
      Traffic traffic,
      @Nullable Tally tally,
      long end,
      Consumer<ScoringInput> out) {
    Map<String, String> labels = labels(clock, key);
    // what is seen for the first time has not been announced
    boolean announce = isAnnounced(traffic) || tally != null;
    if (!TrafficKey.isCall(key)) {
      counts(OPERATION_METRIC, labels, traffic, end, announce, out);
      DurationSketch sketch = tally == null ? null : tally.server();
      durations(OPERATION_DURATION, labels, sketch, tally, end, announce, out);
      return;
    }
    counts(EDGE_METRIC, labels, traffic, end, announce, out);
    if (traffic.serverSeen()) {
      DurationSketch sketch = tally == null ? null : tally.server();
      durations(EDGE_SERVER, labels, sketch, tally, end, announce, out);
    }
    if (traffic.clientSeen()) {
      DurationSketch sketch = tally == null ? null : tally.client();
      durations(EDGE_CLIENT, labels, sketch, tally, end, announce, out);
    }
  }

  /** Says that the series of an operation or edge ended. */
  void end(ServiceClock clock, String key, Traffic traffic, long at, Consumer<ScoringInput> out) {
    Map<String, String> labels = labels(clock, key);
    boolean isCall = TrafficKey.isCall(key);
    String metric = isCall ? EDGE_METRIC : OPERATION_METRIC;
    tell(metric + "_total", labels, MetricKind.COUNTER, at, STALE, false, out);
    tell(metric + "_failed_total", labels, MetricKind.COUNTER, at, STALE, false, out);
    if (!isCall || traffic.serverSeen()) {
      endDurations(isCall ? EDGE_SERVER : OPERATION_DURATION, labels, at, out);
    }
    if (isCall && traffic.clientSeen()) {
      endDurations(EDGE_CLIENT, labels, at, out);
    }
  }

  private void endDurations(
      String metric, Map<String, String> labels, long at, Consumer<ScoringInput> out) {
    for (String quantile : texts) {
      labels.put(QUANTILE, quantile);
      tell(metric, labels, MetricKind.GAUGE, at, STALE, false, out);
    }
    labels.remove(QUANTILE);
  }

  private static void counts(
      String metric,
      Map<String, String> labels,
      Traffic traffic,
      long end,
      boolean announce,
      Consumer<ScoringInput> out) {
    tell(metric + "_total", labels, MetricKind.COUNTER, end, traffic.calls(), announce, out);
    tell(
        metric + "_failed_total", labels, MetricKind.COUNTER, end, traffic.failed(), announce, out);
  }

  private void durations(
      String metric,
      Map<String, String> labels,
      @Nullable DurationSketch sketch,
      @Nullable Tally tally,
      long end,
      boolean announce,
      Consumer<ScoringInput> out) {
    for (int i = 0; i < texts.size(); i++) {
      double quantile = quantiles.get(i);
      double value =
          sketch != null && tally != null && isEnough(tally.spans(), quantile)
              ? sketch.quantile(quantile) / NANOS
              : Double.NaN;
      labels.put(QUANTILE, texts.get(i));
      tell(metric, labels, MetricKind.GAUGE, end, value, announce, out);
    }
    labels.remove(QUANTILE);
  }

  /** Of few spans a high quantile is the slowest of them, whatever is usual. */
  private boolean isEnough(long spans, double quantile) {
    return spans * Math.min(quantile, 1 - quantile) >= minimumSpans / 2.0;
  }

  private static void tell(
      String metric,
      Map<String, String> labels,
      MetricKind kind,
      long at,
      double value,
      boolean announce,
      Consumer<ScoringInput> out) {
    labels.put(Labels.METRIC_NAME, metric);
    Labels all = Labels.of(labels);
    Sample sample = new Sample();
    sample.set(all.hash(), at, value, announce ? new Series(all, kind) : null);
    out.accept(sample);
  }

  private static boolean isAnnounced(Traffic traffic) {
    return traffic.closed() % ANNOUNCE_EVERY == 1;
  }

  private static Map<String, String> labels(ServiceClock clock, String key) {
    Map<String, String> labels = labels(clock.environment);
    String name = TrafficKey.name(key);
    if (TrafficKey.isCall(key)) {
      NodeKind callee = TrafficKey.calleeKind(key);
      NodeKind connection = clock.kind == NodeKind.QUEUE ? clock.kind : callee;
      labels.put("client", clock.name);
      labels.put("server", name);
      labels.put(SERVICE, name);
      if (!connection.connectionType().isEmpty()) {
        labels.put("connection_type", connection.connectionType());
      }
    } else {
      labels.put(SERVICE, clock.name);
      labels.put("span_name", name);
      SpanKind kind = TrafficKey.spanKind(key);
      labels.put(
          "span_kind", kind == SpanKind.UNKNOWN ? "SPAN_KIND_UNSPECIFIED" : "SPAN_KIND_" + kind);
    }
    return labels;
  }

  private static Map<String, String> labels(String environment) {
    Map<String, String> labels = new HashMap<>();
    if (!environment.equals(TracedSpan.DEFAULT_ENVIRONMENT)) {
      labels.put(ENVIRONMENT, environment);
    }
    return labels;
  }

  /** Without an exponent, as Prometheus writes it. */
  private static String text(double quantile) {
    return new BigDecimal(Double.toString(quantile)).stripTrailingZeros().toPlainString();
  }
}
