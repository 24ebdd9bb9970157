package io.vedette.jobs.streaming;

import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertCluster;
import io.vedette.schema.result.AlertState;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.ScoredPoint;
import org.apache.flink.api.connector.sink2.Sink;
import org.jspecify.annotations.Nullable;

/**
 * Where the streaming graph writes.
 *
 * @param anomalies samples that left their band
 * @param alerts firing and resolved
 * @param audits what changed how series are judged
 * @param deadLetters what was not processed, and why
 * @param scores every point scored; null for none, which spares the scorer the work
 * @param logs what is found in logs; null for none
 * @param clusters what alerts are grouped into; may be null
 * @param alertIncidents the same records, for the cluster of each alert at the end; may be null
 * @param incidents as they are after each change; null for none. Without these three alerts are not
 *     grouped
 * @param alertStates what became of alerts by the rules of noise; null for none
 * @param edges who called whom, as traces tell; may be null
 */
public record StreamingSinks(
    Sink<Anomaly> anomalies,
    Sink<Alert> alerts,
    Sink<Audit> audits,
    Sink<DeadLetter> deadLetters,
    @Nullable Sink<ScoredPoint> scores,
    @Nullable LogSinks logs,
    @Nullable Sink<AlertCluster> clusters,
    @Nullable Sink<AlertCluster> alertIncidents,
    @Nullable Sink<Incident> incidents,
    @Nullable Sink<AlertState> alertStates,
    @Nullable Sink<CallEdge> edges) {

  /** Whether anybody wants to know what alerts are grouped into. */
  boolean wantGroups() {
    return clusters != null || alertIncidents != null || incidents != null;
  }

  /** Without call edges. */
  public StreamingSinks(
      Sink<Anomaly> anomalies,
      Sink<Alert> alerts,
      Sink<Audit> audits,
      Sink<DeadLetter> deadLetters,
      @Nullable Sink<ScoredPoint> scores,
      @Nullable LogSinks logs,
      @Nullable Sink<AlertCluster> clusters,
      @Nullable Sink<AlertCluster> alertIncidents,
      @Nullable Sink<Incident> incidents,
      @Nullable Sink<AlertState> alertStates) {
    this(
        anomalies,
        alerts,
        audits,
        deadLetters,
        scores,
        logs,
        clusters,
        alertIncidents,
        incidents,
        alertStates,
        null);
  }

  /** These, with call edges. */
  public StreamingSinks withEdges(@Nullable Sink<CallEdge> others) {
    return new StreamingSinks(
        anomalies,
        alerts,
        audits,
        deadLetters,
        scores,
        logs,
        clusters,
        alertIncidents,
        incidents,
        alertStates,
        others);
  }

  /** Without what became of alerts by the rules of noise. */
  public StreamingSinks(
      Sink<Anomaly> anomalies,
      Sink<Alert> alerts,
      Sink<Audit> audits,
      Sink<DeadLetter> deadLetters,
      @Nullable Sink<ScoredPoint> scores,
      @Nullable LogSinks logs,
      @Nullable Sink<AlertCluster> clusters,
      @Nullable Sink<AlertCluster> alertIncidents,
      @Nullable Sink<Incident> incidents) {
    this(
        anomalies,
        alerts,
        audits,
        deadLetters,
        scores,
        logs,
        clusters,
        alertIncidents,
        incidents,
        null);
  }

  /** Of metrics alone, without grouping. */
  public StreamingSinks(
      Sink<Anomaly> anomalies,
      Sink<Alert> alerts,
      Sink<Audit> audits,
      Sink<DeadLetter> deadLetters,
      @Nullable Sink<ScoredPoint> scores) {
    this(anomalies, alerts, audits, deadLetters, scores, null, null, null, null, null);
  }
}
