package io.vedette.functions.rootcause;

import io.vedette.functions.trace.TracedSeries;
import io.vedette.schema.Series;
import io.vedette.schema.labels.AlertLabels;
import io.vedette.schema.rootcause.ServiceWork;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a series measures of a service as a whole: requests, how long they took, how many failed.
 *
 * <pre>
 *   ..._duration_seconds_sum, ..._latency_..._sum        TOTAL      ..._count beside it    REQUESTS
 *   http_requests_total                                  REQUESTS
 *   http_requests_failed_total, ..._errors_total         FAILED
 *   latency, ..._duration_seconds, response_time         MEAN       not of a quantile
 *   availability, success_ratio, error_rate              FAILING    of a hundred or of one
 * </pre>
 *
 * <p>The service is told by the labels. A recorded series without labels is told by its name: the
 * service, a sign, what is measured, and if need be another sign and the statistic ({@code
 * cart/latency}, {@code cart:latency:Average}), or as a selector ({@code latency{service="cart"}}).
 * What spans are counted in is none of them, since spans tell more by themselves; nor is what a
 * service sees of those it calls.
 *
 * @param environment of the service
 * @param service its name
 * @param kind what is measured
 * @param factor to milliseconds, or to 1
 * @param isGood whether it is the share that did not fail
 */
record ServiceMeasure(
    String environment, String service, Kind kind, double factor, boolean isGood) {

  /** What is measured. */
  enum Kind {
    /** Requests. */
    REQUESTS,
    /** Those of them that failed. */
    FAILED,
    /** How long they took together. */
    TOTAL,
    /** How long they took in the mean. */
    MEAN,
    /** The share that failed. */
    FAILING
  }

  private static final double SECONDS = 1_000;
  private static final double PERCENT = 100;

  private static final Set<String> MEANS = Set.of("average", "avg", "mean", "sum", "total");
  private static final List<String> STATISTICS = List.of("statistic", "stat", "agg", "aggregation");
  private static final List<String> LATENCY =
      List.of("latency", "duration", "response_time", "responsetime", "elapsed", "mrt");
  private static final List<String> GOOD = List.of("availab", "success");
  private static final List<String> BAD = List.of("error", "fail", "5xx", "fault");
  private static final List<String> SHARES = List.of("rate", "ratio", "percent", "pct", "availab");
  private static final List<String> OF_OTHERS = List.of("client", "outbound", "upstream", "egress");
  private static final String SIGNS = "/|:;";

  /** What a series measures; null for nothing of a service as a whole. */
  static @Nullable ServiceMeasure of(Series series) {
    Map<String, String> labels = series.labels().withoutMetric();
    String metric = series.labels().metric();
    if (TracedSeries.is(metric)) {
      return null;
    }
    if (!labels.isEmpty()) {
      return of(metric, labels);
    }
    int brace = metric.indexOf('{');
    return brace > 0 ? ofSelector(metric, brace) : ofName(metric);
  }

  private static @Nullable ServiceMeasure of(String metric, Map<String, String> labels) {
    String service = AlertLabels.service(labels);
    String statistic = null;
    for (String label : STATISTICS) {
      statistic = statistic == null ? labels.get(label) : statistic;
    }
    if (service == null || labels.containsKey("quantile") || labels.containsKey("le")) {
      return null;
    }
    return of(AlertLabels.environment(labels), service, metric, statistic);
  }

  /** A selector as it is written: values without quotes within. */
  private static @Nullable ServiceMeasure ofSelector(String name, int brace) {
    Map<String, String> labels = new HashMap<>();
    String inside = name.substring(brace + 1, name.endsWith("}") ? name.length() - 1 : brace + 1);
    for (String pair : inside.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String value = pair.substring(equals + 1).trim();
        boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        labels.put(
            pair.substring(0, equals).trim(),
            isQuoted ? value.substring(1, value.length() - 1) : value);
      }
    }
    return of(name.substring(0, brace), labels);
  }

  private static @Nullable ServiceMeasure ofName(String name) {
    int last = lastSign(name, name.length());
    if (last <= 0) {
      return null;
    }
    String tail = name.substring(last + 1);
    String service = name.substring(0, last);
    ServiceMeasure alone = of(AlertLabels.DEFAULT_ENVIRONMENT, service, tail, null);
    int before = lastSign(service, service.length());
    if (alone != null || before <= 0) {
      return alone;
    }
    return of(
        AlertLabels.DEFAULT_ENVIRONMENT,
        service.substring(0, before),
        service.substring(before + 1),
        tail);
  }

  private static int lastSign(String text, int before) {
    for (int i = before - 1; i > 0; i--) {
      if (SIGNS.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable ServiceMeasure of(
      String environment, String service, String metric, @Nullable String statistic) {
    String name = metric.toLowerCase(Locale.ROOT);
    if (isIn(name, OF_OTHERS)
        || (statistic != null && !MEANS.contains(statistic.toLowerCase(Locale.ROOT)))) {
      return null;
    }
    boolean isLatency = isIn(name, LATENCY);
    Kind kind = null;
    if (isLatency) {
      kind =
          name.endsWith("_count")
              ? Kind.REQUESTS
              : name.endsWith("_sum")
                  ? Kind.TOTAL
                  : name.endsWith("_bucket") || name.endsWith("_max") ? null : Kind.MEAN;
    } else if (isIn(name, GOOD) || isIn(name, BAD)) {
      kind = isIn(name, SHARES) ? Kind.FAILING : isIn(name, GOOD) ? null : Kind.FAILED;
    } else if (name.contains("request")) {
      kind = Kind.REQUESTS;
    }
    return kind == null
        ? null
        : new ServiceMeasure(
            environment,
            service,
            kind,
            isLatency && name.contains("_seconds") ? SECONDS : 1,
            isIn(name, GOOD));
  }

  private static boolean isIn(String name, List<String> words) {
    for (String word : words) {
      if (name.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A value of it.
   *
   * @param isPercent whether shares are of a hundred
   */
  ServiceWork work(long end, double value, boolean isPercent) {
    ServiceWork.Builder work =
        ServiceWork.newBuilder()
            .setEnvironment(environment)
            .setService(service)
            .setEnd(end)
            .setIsMeasured(true);
    switch (kind) {
      case REQUESTS -> work.setRequests(value);
      case FAILED -> work.setFailed(value);
      case TOTAL -> work.setTotal(value * factor);
      case MEAN -> work.setMean(value * factor);
      case FAILING -> {
        double share = isPercent ? value / PERCENT : value;
        work.setFailing(Math.min(1, Math.max(0, isGood ? 1 - share : share)));
      }
    }
    return work.build();
  }
}
