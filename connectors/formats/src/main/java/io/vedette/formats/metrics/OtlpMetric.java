package io.vedette.formats.metrics;

import io.vedette.schema.MetricKind;

/** What an OTLP metric says of all its data points. Reused. */
final class OtlpMetric {

  /** The kinds of data, by their name in OTLP JSON and their field in Metric. */
  enum Data {
    NONE("", 0),
    GAUGE("gauge", 5),
    SUM("sum", 7),
    HISTOGRAM("histogram", 9),
    EXPONENTIAL_HISTOGRAM("exponentialHistogram", 10),
    SUMMARY("summary", 11);

    private final String jsonName;
    private final int field;

    Data(String jsonName, int field) {
      this.jsonName = jsonName;
      this.field = field;
    }

    /** The data of a field of Metric, NONE when the field is another. */
    static Data ofField(int field) {
      for (Data data : values()) {
        if (data.field == field) {
          return data;
        }
      }
      return NONE;
    }

    /** The data of a JSON name, NONE when the name is another. */
    static Data ofJsonName(String name) {
      for (Data data : values()) {
        if (data.jsonName.equals(name)) {
          return data;
        }
      }
      return NONE;
    }
  }

  /** AggregationTemporality of OTLP. */
  static final long DELTA = 1;

  /** AggregationTemporality of OTLP. */
  static final long CUMULATIVE = 2;

  String name = "";
  String unit = "";
  Data data = Data.NONE;
  long temporality;
  boolean monotonic;

  void clear() {
    name = "";
    unit = "";
    data = Data.NONE;
    temporality = 0;
    monotonic = false;
  }

  /** Whether the values make no sense without a temporality. */
  boolean needsTemporality() {
    return data == Data.SUM || data == Data.HISTOGRAM || data == Data.EXPONENTIAL_HISTOGRAM;
  }

  /** Whether the metric says one that is known. */
  boolean hasTemporality() {
    return temporality == DELTA || temporality == CUMULATIVE;
  }

  /** The name in Prometheus' spelling, before suffixes such as _count. */
  String prometheusName() {
    return OtlpNames.metric(name, unit, data == Data.SUM && monotonic, data == Data.GAUGE);
  }

  /**
   * What the values mean. A delta goes up and down, so it is a gauge whatever it counts: its amount
   * an interval is what would be computed from a counter anyway.
   */
  MetricKind kind() {
    boolean cumulative = temporality == CUMULATIVE;
    return switch (data) {
      case NONE, GAUGE -> MetricKind.GAUGE;
      case SUM -> cumulative && monotonic ? MetricKind.COUNTER : MetricKind.GAUGE;
      case HISTOGRAM, EXPONENTIAL_HISTOGRAM -> cumulative ? MetricKind.COUNTER : MetricKind.GAUGE;
      case SUMMARY -> MetricKind.COUNTER;
    };
  }
}
