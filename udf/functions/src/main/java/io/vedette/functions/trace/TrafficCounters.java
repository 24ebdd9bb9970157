package io.vedette.functions.trace;

import io.vedette.schema.JobMetric;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Metrics of {@link DeriveSpanMetrics}, see {@link JobMetric}. */
final class TrafficCounters {

  private final Counter counted;
  private final Counter late;
  private final Counter other;
  private final Counter forgotten;
  private final Counter closed;

  TrafficCounters(MetricGroup group) {
    counted = group.counter(JobMetric.FACTS_COUNTED.id());
    late = group.counter(JobMetric.FACTS_LATE.id());
    other = group.counter(JobMetric.FACTS_OTHER.id());
    forgotten = group.counter(JobMetric.TRAFFIC_FORGOTTEN.id());
    closed = group.counter(JobMetric.TRAFFIC_INTERVALS.id());
  }

  void counted() {
    counted.inc();
  }

  void late() {
    late.inc();
  }

  void other() {
    other.inc();
  }

  void forgotten() {
    forgotten.inc();
  }

  void closed() {
    closed.inc();
  }
}
