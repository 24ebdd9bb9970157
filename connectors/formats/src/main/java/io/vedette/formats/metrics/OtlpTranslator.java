package io.vedette.formats.metrics;

import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import io.vedette.schema.result.DeadLetterReason;
import java.util.Set;

/**
 * OTLP data points as Prometheus series, the same for protobuf and JSON.
 *
 * <pre>
 *   resource  --&gt; job, instance, service_name, the attributes of {@link #PROMOTED}
 *   gauge, sum            --&gt; name
 *   histogram             --&gt; name_count, name_sum, name_bucket{le}
 *   exponential histogram --&gt; name_count, name_sum, name_bucket{le} at the bounds that hold something
 *   summary               --&gt; name_count, name_sum, name{quantile}
 * </pre>
 *
 * <p>A point flagged as having no recorded value becomes a stale marker of each of its series.
 */
final class OtlpTranslator {

  /**
   * Resource attributes that become labels beside those of the service: what says where it runs,
   * and lives longer than a process. Versions, process ids and uids are left out: each release
   * would begin every series anew and what was learned of it would be lost.
   */
  static final Set<String> PROMOTED =
      Set.of(
          "service.namespace",
          "deployment.environment",
          "deployment.environment.name",
          "cloud.region",
          "cloud.availability_zone",
          "host.name",
          "k8s.cluster.name",
          "k8s.namespace.name",
          "k8s.node.name",
          "k8s.pod.name",
          "k8s.container.name",
          "k8s.deployment.name",
          "k8s.statefulset.name",
          "k8s.daemonset.name",
          "k8s.cronjob.name",
          "k8s.job.name");

  private static final String SERVICE_NAME = "service.name";
  private static final String SERVICE_NAMESPACE = "service.namespace";
  private static final String SERVICE_INSTANCE = "service.instance.id";
  private static final String BUCKET_BOUND = "le";
  private static final String QUANTILE = "quantile";
  private static final long NANOS_A_MILLISECOND = 1_000_000;
  private static final double STALE = Double.longBitsToDouble(Sample.STALE_NAN_BITS);

  private final TextLabels labels;
  private final Refusals refusals = new Refusals();
  private final OtlpAttributes resource;
  private MetricVisitor visitor = new MetricCounts();
  private OtlpMetric metric = new OtlpMetric();
  private String name = "";
  private int points;

  OtlpTranslator(DecoderLimits limits) {
    labels = new TextLabels(limits);
    resource = new OtlpAttributes(limits);
  }

  /** Starts a body. */
  void begin(MetricVisitor visitor) {
    this.visitor = visitor;
    refusals.begin(visitor);
    resource.clear();
  }

  /** Ends a body. */
  void end() {
    refusals.end();
  }

  /** The resource of the metrics that follow, to be filled. */
  OtlpAttributes resource() {
    return resource;
  }

  /** The metric whose points follow. */
  void beginMetric(OtlpMetric metric) {
    this.metric = metric;
    name = metric.prometheusName();
    points = 0;
  }

  /** A data point of the metric at hand. */
  void point(OtlpPoint point) {
    int index = points++;
    if (!isUsable(point, index)) {
      return;
    }
    long timestamp = Long.divideUnsigned(point.timeNanos, NANOS_A_MILLISECOND);
    switch (metric.data) {
      case GAUGE, SUM -> {
        if (label(point, name, metric.kind(), index)) {
          tell(timestamp, point.hasNoRecordedValue() ? STALE : point.value);
        }
      }
      case HISTOGRAM -> {
        if (tellCountAndSum(point, timestamp, index)) {
          tellBuckets(point, timestamp, index);
        }
      }
      case EXPONENTIAL_HISTOGRAM -> {
        if (tellCountAndSum(point, timestamp, index)) {
          point.exponential.toExplicit(point.count, point.bounds, point.bucketCounts);
          tellBuckets(point, timestamp, index);
        }
      }
      case SUMMARY -> {
        if (tellCountAndSum(point, timestamp, index)) {
          tellQuantiles(point, timestamp, index);
        }
      }
      case NONE -> {}
    }
  }

  /** Refuses the data point at hand, which could not be read as one. */
  void refusePoint(String why) {
    refuse(DeadLetterReason.MALFORMED, points++, why);
  }

  /** Refuses a metric that has no data points. */
  void refuseMetric(DeadLetterReason reason, String why) {
    refusals.refuse(reason, 1, () -> "metric " + Utf8.excerpt(metric.name) + " " + why);
  }

  private boolean isUsable(OtlpPoint point, int index) {
    DeadLetterReason flaw = point.attributes.flaw();
    DeadLetterReason flawOfResource = resource.flaw();
    if (flaw != null) {
      refuse(flaw, index, point.attributes.explanation());
    } else if (flawOfResource != null) {
      refuse(flawOfResource, index, "resource " + resource.explanation());
    } else if (name.isEmpty()) {
      refuse(DeadLetterReason.MALFORMED, index, "metric has no name");
    } else if (metric.needsTemporality() && !metric.hasTemporality()) {
      refuse(
          DeadLetterReason.UNSUPPORTED,
          index,
          "aggregation temporality is " + metric.temporality + ", neither delta nor cumulative");
    } else if (point.timeNanos == 0) {
      refuse(DeadLetterReason.MALFORMED, index, "has no time (timeUnixNano is 0)");
    } else if (isNumber() && !point.hasValue && !point.hasNoRecordedValue()) {
      refuse(DeadLetterReason.MALFORMED, index, "has no value");
    } else if (!point.exponential.hasScale()) {
      refuse(
          DeadLetterReason.UNSUPPORTED,
          index,
          "scale " + point.exponential.scale + " is none of exponential histograms");
    } else if (!fitsItsBounds(point)) {
      refuse(
          DeadLetterReason.MALFORMED,
          index,
          "has " + point.bucketCounts.size() + " buckets and " + point.bounds.size() + " bounds");
    } else {
      return true;
    }
    return false;
  }

  /** One bucket more than bounds, or neither: a histogram may be count and sum alone. */
  private static boolean fitsItsBounds(OtlpPoint point) {
    int buckets = point.bucketCounts.size();
    return buckets == 0
        ? point.bounds.size() == 0 || point.hasNoRecordedValue()
        : buckets == point.bounds.size() + 1;
  }

  private boolean isNumber() {
    return metric.data == OtlpMetric.Data.GAUGE || metric.data == OtlpMetric.Data.SUM;
  }

  private void refuse(DeadLetterReason reason, int index, String why) {
    String of = metric.name;
    refusals.refuse(
        reason, 1, () -> "metric " + Utf8.excerpt(of) + " dataPoints[" + index + "]: " + why);
  }

  /** Makes the labels of a point under a metric name. False when they are refused. */
  private boolean label(OtlpPoint point, String metricName, MetricKind kind, int index) {
    collect(point);
    return seal(metricName, kind, index);
  }

  private boolean seal(String metricName, MetricKind kind, int index) {
    labels.put(Labels.METRIC_NAME, metricName);
    labels.setKind(kind);
    if (!labels.seal()) {
      refuse(labels.flaw(), index, labels.explanation());
      return false;
    }
    return true;
  }

  /** A point's own attribute wins over a promoted one; job and instance are the resource's. */
  private void collect(OtlpPoint point) {
    labels.clear();
    OtlpAttributes own = point.attributes;
    for (int i = 0; i < own.size(); i++) {
      String label = OtlpNames.label(own.key(i));
      String before = labels.get(label);
      labels.put(label, before == null ? own.value(i) : before + ";" + own.value(i));
    }
    for (int i = 0; i < resource.size(); i++) {
      if (PROMOTED.contains(resource.key(i))) {
        putIfAbsent(OtlpNames.label(resource.key(i)), resource.value(i));
      }
    }
    String service = resource.get(SERVICE_NAME);
    String namespace = resource.get(SERVICE_NAMESPACE);
    putIfAbsent("service_name", service);
    labels.put(
        "job", namespace.isEmpty() || service.isEmpty() ? service : namespace + "/" + service);
    labels.put("instance", resource.get(SERVICE_INSTANCE));
  }

  private void putIfAbsent(String label, String value) {
    if (labels.get(label) == null) {
      labels.put(label, value);
    }
  }

  private boolean tellCountAndSum(OtlpPoint point, long timestamp, int index) {
    boolean stale = point.hasNoRecordedValue();
    if (!label(point, name + "_count", metric.kind(), index)) {
      return false;
    }
    tell(timestamp, stale ? STALE : point.count);
    if (point.hasSum || stale || metric.data == OtlpMetric.Data.SUMMARY) {
      labels.replace(Labels.METRIC_NAME, name + "_sum");
      tell(timestamp, stale ? STALE : point.sum);
    }
    return true;
  }

  private void tellBuckets(OtlpPoint point, long timestamp, int index) {
    boolean stale = point.hasNoRecordedValue();
    labels.put(BUCKET_BOUND, "+Inf");
    if (!seal(name + "_bucket", metric.kind(), index)) {
      return;
    }
    double cumulative = 0;
    for (int i = 0; i < point.bounds.size(); i++) {
      if (point.bucketCounts.size() > 0) {
        cumulative += point.bucketCounts.get(i);
      }
      labels.replace(BUCKET_BOUND, Numbers.plain(point.bounds.get(i)));
      tell(timestamp, stale ? STALE : cumulative);
    }
    labels.replace(BUCKET_BOUND, "+Inf");
    tell(timestamp, stale ? STALE : point.count);
  }

  private void tellQuantiles(OtlpPoint point, long timestamp, int index) {
    labels.put(QUANTILE, "0");
    if (!seal(name, MetricKind.GAUGE, index)) {
      return;
    }
    for (int i = 0; i < point.quantiles.size(); i++) {
      labels.replace(QUANTILE, Numbers.plain(point.quantiles.get(i)));
      tell(timestamp, point.hasNoRecordedValue() ? STALE : point.quantileValues.get(i));
    }
  }

  private void tell(long timestamp, double value) {
    visitor.series(labels);
    visitor.sample(timestamp, value);
  }
}
