package io.vedette.functions.histogram;

import io.vedette.schema.JobMetric;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Metrics of {@link DeriveHistogramQuantiles}, see {@link JobMetric} for how they balance. */
final class HistogramCounters {

  final Counter read;
  final Counter taken;
  final Counter duplicate;
  final Counter late;
  final Counter unknown;
  final Counter unusable;
  final Counter scrapes;
  final Counter derived;
  final Counter first;
  final Counter incomplete;
  final Counter changed;
  final Counter skipped;
  final Counter ended;
  final Counter forced;

  HistogramCounters(MetricGroup group) {
    read = group.counter(JobMetric.BUCKETS_READ.id());
    taken = group.counter(JobMetric.BUCKETS_TAKEN.id());
    duplicate = group.counter(JobMetric.BUCKETS_DUPLICATE.id());
    late = group.counter(JobMetric.BUCKETS_LATE.id());
    unknown = group.counter(JobMetric.BUCKETS_UNKNOWN.id());
    unusable = group.counter(JobMetric.BUCKETS_UNUSABLE.id());
    scrapes = group.counter(JobMetric.HISTOGRAM_SCRAPES.id());
    derived = group.counter(JobMetric.HISTOGRAM_SCRAPES_DERIVED.id());
    first = group.counter(JobMetric.HISTOGRAM_SCRAPES_FIRST.id());
    incomplete = group.counter(JobMetric.HISTOGRAM_SCRAPES_INCOMPLETE.id());
    changed = group.counter(JobMetric.HISTOGRAM_SCRAPES_CHANGED.id());
    skipped = group.counter(JobMetric.HISTOGRAM_SCRAPES_SKIPPED.id());
    ended = group.counter(JobMetric.HISTOGRAM_SCRAPES_ENDED.id());
    forced = group.counter(JobMetric.HISTOGRAM_SCRAPES_FORCED.id());
  }
}
