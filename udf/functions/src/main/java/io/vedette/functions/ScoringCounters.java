package io.vedette.functions;

import io.vedette.schema.JobMetric;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The scorer's own metrics, see {@link JobMetric} for how they balance. */
final class ScoringCounters {

  final Counter scored;
  final Counter warmingUp;
  final Counter stale;
  final Counter duplicate;
  final Counter late;
  final Counter paused;
  final Counter amended;
  final Counter corrected;
  final Counter anomalies;
  final Counter retracted;
  final Counter fired;
  final Counter repeated;
  final Counter resolved;
  final Counter muted;
  final Counter feedbackApplied;
  final Counter feedbackIgnored;
  final Counter rulesRefused;
  final Counter modelsInstalled;
  final Counter modelsIgnored;
  final Counter modelsDropped;
  final Counter modelsResumed;
  final Counter shadowAnomalies;
  final Counter shadowAlerts;

  ScoringCounters(MetricGroup group) {
    scored = group.counter(JobMetric.SAMPLES_SCORED.id());
    warmingUp = group.counter(JobMetric.SAMPLES_WARMING_UP.id());
    stale = group.counter(JobMetric.SAMPLES_STALE.id());
    duplicate = group.counter(JobMetric.SAMPLES_DUPLICATE.id());
    late = group.counter(JobMetric.SAMPLES_LATE.id());
    paused = group.counter(JobMetric.SAMPLES_PAUSED.id());
    amended = group.counter(JobMetric.SAMPLES_AMENDED.id());
    corrected = group.counter(JobMetric.SAMPLES_CORRECTED.id());
    anomalies = group.counter(JobMetric.ANOMALIES.id());
    retracted = group.counter(JobMetric.ANOMALIES_RETRACTED.id());
    fired = group.counter(JobMetric.ALERTS_FIRED.id());
    repeated = group.counter(JobMetric.ALERTS_SAID_AGAIN.id());
    resolved = group.counter(JobMetric.ALERTS_RESOLVED.id());
    muted = group.counter(JobMetric.ANOMALIES_MUTED.id());
    feedbackApplied = group.counter(JobMetric.FEEDBACK_APPLIED.id());
    feedbackIgnored = group.counter(JobMetric.FEEDBACK_IGNORED.id());
    rulesRefused = group.counter(JobMetric.RULES_REFUSED.id());
    modelsInstalled = group.counter(JobMetric.MODELS_INSTALLED.id());
    modelsIgnored = group.counter(JobMetric.MODELS_IGNORED.id());
    modelsDropped = group.counter(JobMetric.MODELS_DROPPED.id());
    modelsResumed = group.counter(JobMetric.MODELS_RESUMED.id());
    shadowAnomalies = group.counter(JobMetric.SHADOW_ANOMALIES.id());
    shadowAlerts = group.counter(JobMetric.SHADOW_ALERTS.id());
  }
}
