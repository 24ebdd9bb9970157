package io.vedette.functions.logs;

import io.vedette.schema.JobMetric;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Metrics of {@link MineLogTemplate}, see {@link JobMetric}. */
final class MinerCounters {

  private final Counter mined;
  private final Counter born;
  private final Counter merged;
  private final Counter forgotten;
  private final Counter fired;
  private final Counter resolved;
  private final Counter notTold;

  MinerCounters(MetricGroup group) {
    mined = group.counter(JobMetric.LINES_MINED.id());
    born = group.counter(JobMetric.TEMPLATES_BORN.id());
    merged = group.counter(JobMetric.TEMPLATES_MERGED.id());
    forgotten = group.counter(JobMetric.TEMPLATES_FORGOTTEN.id());
    fired = group.counter(JobMetric.LOG_FINDINGS_FIRED.id());
    resolved = group.counter(JobMetric.LOG_FINDINGS_RESOLVED.id());
    notTold = group.counter(JobMetric.LOG_FINDINGS_NOT_TOLD.id());
  }

  void mined() {
    mined.inc();
  }

  void born() {
    born.inc();
  }

  void merged() {
    merged.inc();
  }

  void forgotten() {
    forgotten.inc();
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
