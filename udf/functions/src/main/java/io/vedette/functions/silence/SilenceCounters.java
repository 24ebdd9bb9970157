package io.vedette.functions.silence;

import io.vedette.schema.JobMetric;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Metrics of {@link FindSilence}, see {@link JobMetric}. */
final class SilenceCounters {

  private final Counter fired;
  private final Counter resolved;
  private final Counter notTold;

  SilenceCounters(MetricGroup group) {
    fired = group.counter(JobMetric.SILENCE_FIRED.id());
    resolved = group.counter(JobMetric.SILENCE_RESOLVED.id());
    notTold = group.counter(JobMetric.SILENCE_NOT_TOLD.id());
  }

  void fired() {
    fired.inc();
  }

  void resolved() {
    resolved.inc();
  }

  void notTold() {
    notTold.inc();
  }
}
