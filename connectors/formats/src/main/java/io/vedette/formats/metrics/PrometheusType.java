package io.vedette.formats.metrics;

import io.vedette.schema.MetricKind;
import java.util.Map;

/**
 * What the metadata of a metric family says of its series. The numbers are those of {@code
 * MetricMetadata.MetricType} in remote write 1.0 and of {@code Metadata.MetricType} in 2.0, which
 * agree.
 */
enum PrometheusType {
  UNKNOWN(0),
  COUNTER(1),
  GAUGE(2),
  HISTOGRAM(3),
  GAUGE_HISTOGRAM(4),
  SUMMARY(5),
  INFO(6),
  STATE_SET(7);

  private static final PrometheusType[] BY_NUMBER = values();

  private final int number;

  PrometheusType(int number) {
    this.number = number;
  }

  /** The number that stands for this type on the wire. */
  int number() {
    return number;
  }

  /** The type of a number on the wire; a number of a later version is UNKNOWN. */
  static PrometheusType of(long number) {
    return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[(int) number] : UNKNOWN;
  }

  /**
   * The kind of one series of a family of this type. Buckets, count and sum of a histogram or
   * summary only go up; the quantiles of a summary go both ways.
   */
  MetricKind kind(String metric) {
    return switch (this) {
      case UNKNOWN -> MetricKind.UNKNOWN;
      case COUNTER, HISTOGRAM -> MetricKind.COUNTER;
      case SUMMARY ->
          metric.endsWith("_count") || metric.endsWith("_sum")
              ? MetricKind.COUNTER
              : MetricKind.GAUGE;
      case GAUGE, GAUGE_HISTOGRAM, INFO, STATE_SET -> MetricKind.GAUGE;
    };
  }

  /**
   * The type of a series in a body whose metadata stands by family: by its own name, else by the
   * family its suffix belongs to.
   */
  static PrometheusType find(String metric, Map<String, PrometheusType> families) {
    if (families.isEmpty()) {
      return UNKNOWN;
    }
    PrometheusType own = families.get(metric);
    if (own != null) {
      return own;
    }
    int suffix = metric.lastIndexOf('_');
    if (suffix <= 0) {
      return UNKNOWN;
    }
    PrometheusType family = families.getOrDefault(metric.substring(0, suffix), UNKNOWN);
    boolean belongs =
        switch (metric.substring(suffix)) {
          case "_bucket" -> family == HISTOGRAM || family == GAUGE_HISTOGRAM;
          case "_count", "_sum" ->
              family == HISTOGRAM || family == GAUGE_HISTOGRAM || family == SUMMARY;
          case "_total" -> family == COUNTER;
          case "_info" -> family == INFO;
          default -> false;
        };
    return belongs ? family : UNKNOWN;
  }
}
