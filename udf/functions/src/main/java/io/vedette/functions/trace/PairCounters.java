package io.vedette.functions.trace;

import io.vedette.algorithms.trace.TraceSpans.Taken;
import io.vedette.schema.JobMetric;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Metrics of {@link PairSpans}, see {@link JobMetric}. */
final class PairCounters {

  private final Counter inTime;
  private final Counter late;
  private final Counter repeated;
  private final Counter beyondLimit;
  private final Counter orphans;
  private final Counter lateParents;
  private final Counter calls;

  PairCounters(MetricGroup group) {
    inTime = group.counter(JobMetric.SPANS_IN_TIME.id());
    late = group.counter(JobMetric.SPANS_LATE.id());
    repeated = group.counter(JobMetric.SPANS_REPEATED.id());
    beyondLimit = group.counter(JobMetric.SPANS_BEYOND_LIMIT.id());
    orphans = group.counter(JobMetric.SPANS_ORPHANED.id());
    lateParents = group.counter(JobMetric.SPANS_LATE_PARENTS.id());
    calls = group.counter(JobMetric.CALLS_FOUND.id());
  }

  void taken(Taken taken) {
    switch (taken) {
      case WAITS -> inTime.inc();
      case LATE -> late.inc();
      case REPEATED -> repeated.inc();
      case BEYOND_LIMIT -> beyondLimit.inc();
    }
  }

  void orphan() {
    orphans.inc();
  }

  void lateParent() {
    lateParents.inc();
  }

  void call() {
    calls.inc();
  }
}
