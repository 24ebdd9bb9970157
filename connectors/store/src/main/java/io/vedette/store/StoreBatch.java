package io.vedette.store;

import io.vedette.schema.incident.AffectedService;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.schema.result.Severity;
import io.vedette.store.sql.SeriesQueries;
import io.vedette.store.sql.StoredTexts;
import io.vedette.store.sql.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records to be written at once, as rows. Of the rows of one name it keeps the one that counts,
 * except of points, which are many and seldom repeat. Not thread-safe.
 *
 * <p>The version of a record says which of two of one name counts: {@link Position#version}.
 */
public final class StoreBatch {

  private final SeriesCatalog catalog;
  private final Map<Table, Map<List<Object>, Object[]>> named = new EnumMap<>(Table.class);
  private final List<Object[]> points = new ArrayList<>();
  private int records;

  /** An empty one; series not in the catalogue are told along with their points. */
  public StoreBatch(SeriesCatalog catalog) {
    this.catalog = catalog;
  }

  /** Adds an incident. */
  public StoreBatch add(Incident incident, long version) {
    records++;
    List<String> services =
        incident.getServices().stream().map(AffectedService::getService).toList();
    put(
        Table.INCIDENTS,
        incident.getId(),
        version,
        incident.getEnvironment(),
        incident.getStatus().name(),
        incident.getSeverity().name(),
        rank(incident.getSeverity()),
        incident.getStartsAt(),
        incident.getChangedAt(),
        (long) incident.getAlertCount(),
        StoredTexts.of(services),
        search(
            incident.getTitle(),
            String.join(" ", services),
            incident.getEnvironment(),
            incident.getId()),
        json(incident));
    put(
        Table.INCIDENT_REVISIONS,
        incident.getId(),
        incident.getRevision(),
        version,
        incident.getStatus().name(),
        incident.getChange().name(),
        incident.getChangedAt(),
        incident.getChangedBy(),
        incident.getReason(),
        incident.getSeverity().name(),
        (long) incident.getAlertCount(),
        (long) incident.getFiringCount());
    return this;
  }

  /** Adds an alert. */
  public StoreBatch add(Alert alert, long version) {
    records++;
    put(
        Table.ALERTS,
        alert.getStartsAt(),
        alert.getId(),
        version,
        alert.getStatus().name(),
        alert.getSeverity().name(),
        known(alert.getService()),
        alert.getSeriesId(),
        search(alert.getName(), known(alert.getService()), alert.getSummary(), alert.getId()),
        json(alert));
    return this;
  }

  /** Adds an anomaly, or its retraction. */
  public StoreBatch add(Anomaly anomaly, long version) {
    records++;
    put(
        Table.ANOMALIES,
        anomaly.getTimestamp(),
        anomaly.getId(),
        version,
        anomaly.getStatus().name(),
        known(anomaly.getService()),
        anomaly.getSeriesId(),
        json(anomaly));
    return this;
  }

  /**
   * Adds an audit line.
   *
   * @param partition of Kafka it was read from: with the version it names the line
   */
  public StoreBatch add(Audit audit, int partition, long version) {
    records++;
    put(
        Table.AUDIT,
        audit.getTimestamp(),
        String.format(Locale.ROOT, "%04x%016x", partition, version),
        version,
        known(audit.getSeriesId()),
        known(audit.getIncidentId()),
        audit.getAuthor(),
        json(audit));
    return this;
  }

  /** Adds calls of an interval. */
  public StoreBatch add(CallEdge edge, long version) {
    records++;
    put(
        Table.CALLS,
        edge.getEnvironment(),
        StoredTexts.of(
            List.of(
                edge.getCallerKind().name(),
                edge.getCaller(),
                edge.getCalleeKind().name(),
                edge.getCallee())),
        edge.getEnd(),
        version,
        edge.getStart(),
        json(edge));
    return this;
  }

  /**
   * Adds a point. One that only repeats the last (DUPLICATE) is left out: the one it repeats says
   * more.
   *
   * @throws IllegalArgumentException when the id of its series is none
   */
  public StoreBatch add(ScoredPoint point, long version) {
    long seriesId = SeriesQueries.parseId(point.getSeriesId());
    records++;
    if (point.getOutcome() == ScoreOutcome.DUPLICATE) {
      return this;
    }
    points.add(
        new Object[] {
          seriesId,
          point.getTimestamp(),
          version,
          point.getValue(),
          point.getExpected(),
          point.getLower(),
          point.getUpper(),
          point.getScore(),
          point.getAnomaly() ? 1L : 0L,
          point.getOutcome().name()
        });
    StoredSeries series =
        catalog.toTell(point.getSeriesId(), point.getSeries(), point.getTimestamp());
    if (series != null) {
      put(
          Table.SERIES,
          series.seriesId(),
          series.lastSeen(),
          series.series(),
          series.metric(),
          series.service(),
          search(series.series()));
    }
    return this;
  }

  /** Says up to where a partition is written once this batch is. */
  public StoreBatch add(Position position) {
    put(
        Table.POSITIONS,
        position.topic(),
        (long) position.partition(),
        position.version(),
        position.topicId(),
        (long) position.epoch(),
        position.next());
    return this;
  }

  /** How many records were added. */
  public int records() {
    return records;
  }

  /** The rows of a table, values in the order of its columns: Long, Double or String. */
  public Collection<Object[]> rows(Table table) {
    if (table == Table.POINTS) {
      return points;
    }
    Map<List<Object>, Object[]> rows = named.get(table);
    return rows == null ? List.of() : rows.values();
  }

  private void put(Table table, Object... row) {
    int version = table.versionIndex();
    named
        .computeIfAbsent(table, none -> new LinkedHashMap<>())
        .merge(
            List.of(row).subList(0, table.keys()),
            row,
            (before, after) -> (long) after[version] >= (long) before[version] ? after : before);
  }

  private static long rank(Severity severity) {
    return switch (severity) {
      case INFO -> 0;
      case WARNING -> 1;
      case CRITICAL -> 2;
    };
  }

  private static String known(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String search(String... texts) {
    return String.join("\n", texts).toLowerCase(Locale.ROOT);
  }

  private static String json(SpecificRecord record) {
    return new String(ResultJson.write(record), StandardCharsets.UTF_8);
  }
}
