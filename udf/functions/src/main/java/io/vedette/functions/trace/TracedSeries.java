package io.vedette.functions.trace;

import io.vedette.algorithms.rootcause.Family;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the name and the labels of a series that was counted from spans say: ours, see {@link
 * SpanSeries}, and those of the Collector's and Tempo's span metrics and service graphs, whose
 * names they are.
 */
public final class TracedSeries {

  private static final String ANY = "traces_";
  private static final String EDGE = "traces_service_graph_";
  private static final String STATUS = "status_code";
  private static final String FAILED = "STATUS_CODE_ERROR";

  private TracedSeries() {}

  /** Whether a metric was counted from spans. */
  public static boolean is(String metric) {
    return metric.startsWith(ANY);
  }

  /** What it measures: errors, latency or load. */
  public static Family family(String metric, Map<String, String> labels) {
    if (FAILED.equals(labels.get(STATUS))) {
      return Family.ERRORS;
    }
    Family named = Family.ofMetric(metric);
    return named.isTravelling() ? named : Family.LOAD;
  }

  /** Who called, of the series of a call edge; else null. */
  public static @Nullable String caller(String metric, Map<String, String> labels) {
    return metric.startsWith(EDGE) ? labels.get("client") : null;
  }

  /** Who was called, of the series of a call edge; else null. */
  public static @Nullable String callee(String metric, Map<String, String> labels) {
    return metric.startsWith(EDGE) ? labels.get("server") : null;
  }
}
