package io.vedette.functions.correlate;

import io.vedette.schema.JobMetric;
import io.vedette.schema.result.AlertCluster;
import io.vedette.schema.result.ClusterChangeKind;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Metrics of {@link GroupAlerts}, see {@link JobMetric}. */
final class GroupingCounters {

  private final Counter grouped;
  private final Counter repeated;
  private final Counter opened;
  private final Counter split;
  private final Counter merged;
  private final Counter edgesLeftOut;
  private final Counter namesTaken;
  private final Counter namesRefused;
  private final Counter namesChanged;

  GroupingCounters(MetricGroup group) {
    grouped = group.counter(JobMetric.ALERTS_GROUPED.id());
    repeated = group.counter(JobMetric.ALERTS_REPEATED.id());
    opened = group.counter(JobMetric.CLUSTERS_OPENED.id());
    split = group.counter(JobMetric.CLUSTERS_SPLIT.id());
    merged = group.counter(JobMetric.CLUSTERS_MERGED.id());
    edgesLeftOut = group.counter(JobMetric.TOPOLOGY_EDGES_LEFT_OUT.id());
    namesTaken = group.counter(JobMetric.NAMES_MODELS_TAKEN.id());
    namesRefused = group.counter(JobMetric.NAMES_MODELS_REFUSED.id());
    namesChanged = group.counter(JobMetric.NAMES_CHANGED.id());
  }

  void edgeLeftOut() {
    edgesLeftOut.inc();
  }

  void namesTaken() {
    namesTaken.inc();
  }

  void namesRefused() {
    namesRefused.inc();
  }

  void namesChanged() {
    namesChanged.inc();
  }

  void grouped() {
    grouped.inc();
  }

  void repeated() {
    repeated.inc();
  }

  void told(AlertCluster cluster) {
    if (cluster.getChange() == ClusterChangeKind.OPENED) {
      opened.inc();
      if (cluster.getSplitFrom() != null) {
        split.inc();
      }
    } else if (cluster.getChange() == ClusterChangeKind.MERGED) {
      merged.inc();
    }
  }
}
