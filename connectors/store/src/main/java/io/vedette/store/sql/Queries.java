package io.vedette.store.sql;

import static io.vedette.store.sql.ColumnType.LONG;
import static io.vedette.store.sql.ColumnType.TEXT;

import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.AnomalyStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.Severity;
import io.vedette.store.AlertQuery;
import io.vedette.store.AnomalyQuery;
import io.vedette.store.AuditQuery;
import io.vedette.store.IncidentQuery;
import io.vedette.store.IncidentRevision;
import io.vedette.store.Page;
import io.vedette.store.PageRequest;
import io.vedette.store.Position;
import io.vedette.store.TopologyQuery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Every question but those about series and points; the same for both stores. Thread-safe. */
public final class Queries {

  private final SqlEngine engine;
  private final Lists lists;

  /** Asks this engine. */
  public Queries(SqlEngine engine) {
    this.engine = engine;
    this.lists = new Lists(engine);
  }

  /** See {@link io.vedette.store.ResultStore#incidents}. */
  public Page<Incident> incidents(IncidentQuery query, PageRequest page) {
    String service = query.service();
    Conditions conditions =
        new Conditions()
            .in("status", query.statuses())
            .in("severity", query.severities())
            .equal("environment", query.environment())
            .from("changed_at", query.since())
            .before("starts_at", query.until())
            .holds(engine, "search", query.text());
    if (service != null) {
      conditions.holdsExactly(engine, "services", StoredTexts.enclosed(service));
    }
    String sort =
        switch (query.sort()) {
          case STARTS_AT -> "starts_at";
          case CHANGED_AT -> "changed_at";
          case SEVERITY -> "severity_rank";
          case ALERTS -> "alert_count";
        };
    Lists.Listing listing =
        new Lists.Listing(
            Table.INCIDENTS,
            sort,
            query.descending(),
            List.of(
                "status",
                "severity",
                "severity_rank",
                "environment",
                "starts_at",
                "changed_at",
                "alert_count",
                "services",
                "search"),
            new Sql(),
            conditions.sql());
    return records(listing, page, Incident.class);
  }

  /** See {@link io.vedette.store.ResultStore#incident}. */
  public Optional<Incident> incident(String id) {
    return one(Table.INCIDENTS, id, Incident.class);
  }

  /** See {@link io.vedette.store.ResultStore#alert}. */
  public Optional<Alert> alert(String id) {
    return one(Table.ALERTS, id, Alert.class);
  }

  /** See {@link io.vedette.store.ResultStore#revisions}. */
  public List<IncidentRevision> revisions(String incidentId) {
    List<String> columns =
        List.of(
            "status",
            "change",
            "changed_at",
            "changed_by",
            "reason",
            "severity",
            "alert_count",
            "firing_count");
    Sql sql =
        Sql.of("SELECT revision, version, " + String.join(", ", columns) + " FROM ")
            .add(
                engine.latest(
                    Table.INCIDENT_REVISIONS,
                    columns,
                    new Conditions().equal("id", incidentId).sql()))
            .add(" AS r ORDER BY version");
    List<IncidentRevision> told =
        engine.query(
            sql,
            List.of(LONG, LONG, TEXT, TEXT, LONG, TEXT, TEXT, TEXT, LONG, LONG),
            row ->
                new IncidentRevision(
                    row.number(0),
                    IncidentStatus.valueOf(row.text(2)),
                    IncidentChangeKind.valueOf(row.text(3)),
                    row.number(4),
                    row.text(5),
                    row.text(6),
                    Severity.valueOf(row.text(7)),
                    Math.toIntExact(row.number(8)),
                    Math.toIntExact(row.number(9))));
    // After a failure an incident may go back: what was told then takes the place of what was.
    List<IncidentRevision> holding = new ArrayList<>();
    for (IncidentRevision revision : told) {
      holding.removeIf(earlier -> earlier.revision() >= revision.revision());
      holding.add(revision);
    }
    return holding;
  }

  /** See {@link io.vedette.store.ResultStore#alerts}. */
  public Page<Alert> alerts(AlertQuery query, PageRequest page) {
    Sql unchanging =
        new Conditions()
            .equal("service", query.service())
            .equal("series_id", query.seriesId())
            .from("starts_at", query.since())
            .before("starts_at", query.until())
            .sql();
    Sql changing =
        new Conditions()
            .in("status", query.statuses())
            .in("severity", query.severities())
            .holds(engine, "search", query.text())
            .sql();
    return records(
        new Lists.Listing(
            Table.ALERTS,
            "starts_at",
            true,
            List.of("status", "severity", "search"),
            unchanging,
            changing),
        page,
        Alert.class);
  }

  /** See {@link io.vedette.store.ResultStore#anomalies}. */
  public Page<Anomaly> anomalies(AnomalyQuery query, PageRequest page) {
    Sql unchanging =
        new Conditions()
            .equal("series_id", query.seriesId())
            .equal("service", query.service())
            .from("ts", query.since())
            .before("ts", query.until())
            .sql();
    Sql changing = new Conditions().equal("status", AnomalyStatus.RAISED.name()).sql();
    return records(
        new Lists.Listing(Table.ANOMALIES, "ts", true, List.of("status"), unchanging, changing),
        page,
        Anomaly.class);
  }

  /** See {@link io.vedette.store.ResultStore#audit}. */
  public Page<Audit> audit(AuditQuery query, PageRequest page) {
    Sql unchanging =
        new Conditions()
            .equal("series_id", query.seriesId())
            .equal("incident_id", query.incidentId())
            .equal("author", query.author())
            .from("ts", query.since())
            .before("ts", query.until())
            .sql();
    return records(
        new Lists.Listing(Table.AUDIT, "ts", true, List.of(), unchanging, new Sql()),
        page,
        Audit.class);
  }

  /** See {@link io.vedette.store.ResultStore#topology}. */
  public List<CallEdge> topology(TopologyQuery query) {
    Sql narrow =
        new Conditions()
            .equal("environment", query.environment())
            .from("ends_at", query.at() - query.within().toMillis() + 1)
            .before("ends_at", Math.addExact(query.at(), query.within().toMillis()))
            .sql();
    Sql sql =
        Sql.of("SELECT argMax(payload, ends_at) FROM ")
            .add(engine.latest(Table.CALLS, List.of("starts_at", "payload"), narrow))
            .add(" AS c WHERE starts_at <= ")
            .value(query.at())
            .add(" GROUP BY environment, edge ORDER BY environment, edge LIMIT ")
            .value(query.limit());
    return engine.query(sql, List.of(TEXT), row -> read(row.text(0), CallEdge.class));
  }

  /** See {@link io.vedette.store.ResultStore#positions}. */
  public List<Position> positions() {
    Sql sql =
        Sql.of("SELECT topic, part, topic_id, epoch, next_offset FROM ")
            .add(
                engine.latest(
                    Table.POSITIONS, List.of("topic_id", "epoch", "next_offset"), new Sql()))
            .add(" AS p ORDER BY topic, part");
    return engine.query(
        sql,
        List.of(TEXT, LONG, TEXT, LONG, LONG),
        row ->
            new Position(
                row.text(0),
                Math.toIntExact(row.number(1)),
                row.text(2),
                Math.toIntExact(row.number(3)),
                row.number(4)));
  }

  private <T extends SpecificRecord> Page<T> records(
      Lists.Listing listing, PageRequest page, Class<T> type) {
    return lists.payloads(listing, page).map(json -> read(json, type));
  }

  private <T extends SpecificRecord> Optional<T> one(Table table, String id, Class<T> type) {
    Sql sql =
        Sql.of("SELECT payload FROM " + table.sqlName() + " WHERE ")
            .add(new Conditions().equal("id", id).sql())
            .add(" ORDER BY version DESC LIMIT 1");
    return engine.query(sql, List.of(TEXT), row -> read(row.text(0), type)).stream().findFirst();
  }

  private static <T extends SpecificRecord> T read(String json, Class<T> type) {
    return ResultJson.read(json.getBytes(StandardCharsets.UTF_8), type);
  }
}
