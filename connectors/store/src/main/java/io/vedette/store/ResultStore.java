package io.vedette.store;

import io.vedette.schema.result.Alert;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.Incident;
import java.util.List;
import java.util.Optional;

/**
 * Where results are kept to be asked for.
 *
 * <p>Guarantees: a batch written again, whole or in part, changes no answer. Of several records of
 * one key the one with the highest version counts, in whatever order they came. {@link #positions}
 * are never ahead of the records: what a failed write left out is read again. Thread-safe; one
 * thread writes, any number ask.
 *
 * <p>Every method throws {@link StoreException} when the store cannot answer, and {@link
 * IllegalArgumentException} for a cursor that is none of its own.
 */
public interface ResultStore extends AutoCloseable {

  /** Writes a batch, then its positions. After it returns, the batch survives a crash. */
  void write(StoreBatch batch);

  /** Up to where each partition of Kafka was written. */
  List<Position> positions();

  /** Incidents as they are now. */
  Page<Incident> incidents(IncidentQuery query, PageRequest page);

  /** One incident as it is now. */
  Optional<Incident> incident(String id);

  /** What became of an incident, one entry a revision that holds, oldest first. */
  List<IncidentRevision> revisions(String incidentId);

  /** Alerts as they are now. */
  Page<Alert> alerts(AlertQuery query, PageRequest page);

  /** One alert as it is now. */
  Optional<Alert> alert(String id);

  /** Anomalies that were not retracted, newest first. */
  Page<Anomaly> anomalies(AnomalyQuery query, PageRequest page);

  /** Series that were scored, by id. */
  Page<StoredSeries> series(SeriesQuery query, PageRequest page);

  /** One series. */
  Optional<StoredSeries> series(String seriesId);

  /**
   * Points of a series, oldest first: as they came within the retention of points, rolled up beyond
   * it.
   *
   * @param from first moment, milliseconds since the epoch
   * @param to end, exclusive
   */
  Page<StoredPoint> points(String seriesId, long from, long to, PageRequest page);

  /** Who did what, newest first. */
  Page<Audit> audit(AuditQuery query, PageRequest page);

  /** Calls of the interval that holds a moment, one edge each. */
  List<CallEdge> topology(TopologyQuery query);

  /**
   * Rolls up and drops what is older than its retention, then as much of the oldest as the disk
   * limit asks for. Safe to end anywhere.
   */
  StoreUsage maintain();

  /** How much is kept. */
  StoreUsage usage();

  @Override
  void close();
}
