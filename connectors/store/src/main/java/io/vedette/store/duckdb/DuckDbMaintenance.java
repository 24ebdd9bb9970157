package io.vedette.store.duckdb;

import static io.vedette.store.sql.ColumnType.LONG;

import io.vedette.store.Retention;
import io.vedette.store.StoreUsage;
import io.vedette.store.sql.Sql;
import io.vedette.store.sql.SqlForms;
import io.vedette.store.sql.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the file within retention and disk limit. Points are rolled up and dropped in one
 * transaction, a day at most at a time. The disk is measured in the blocks in use: those freed are
 * used again, while the file itself shrinks only when its end is free.
 */
final class DuckDbMaintenance {

  private static final Logger LOG = LoggerFactory.getLogger(DuckDbMaintenance.class);
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** What is over the disk limit goes in so many parts of what is kept. */
  private static final int PARTS = 10;

  private final Connection connection;
  private final DuckDbEngine engine;
  private final Retention retention;
  private final Clock clock;

  DuckDbMaintenance(Connection connection, DuckDbEngine engine, Retention retention, Clock clock) {
    this.connection = connection;
    this.engine = engine;
    this.retention = retention;
    this.clock = clock;
  }

  void run() throws SQLException {
    long now = clock.millis();
    rollUpBefore(now - retention.points().toMillis());
    drop(Table.ROLLUPS, now - retention.rollups().toMillis());
    drop(Table.SERIES, now - retention.rollups().toMillis());
    for (Table table :
        List.of(
            Table.INCIDENTS,
            Table.INCIDENT_REVISIONS,
            Table.ALERTS,
            Table.ANOMALIES,
            Table.AUDIT,
            Table.CALLS)) {
      drop(table, now - retention.results().toMillis());
    }
    checkpoint();
    keepWithinDiskLimit();
  }

  private void keepWithinDiskLimit() throws SQLException {
    long bytes = usage().bytes();
    while (bytes > retention.diskLimit()) {
      Optional<long[]> points = span(Table.POINTS);
      Optional<long[]> steps = span(Table.ROLLUPS);
      if (points.isPresent()) {
        rollUpBefore(cut(points.get()));
      } else if (steps.isPresent()) {
        drop(Table.ROLLUPS, cut(steps.get()));
      } else {
        LOG.warn(
            "The store takes {} bytes, more than store.disk-limit allows, and only results are left",
            bytes);
        return;
      }
      checkpoint();
      bytes = usage().bytes();
    }
  }

  /** Beyond the oldest part of a span, at least a step. */
  private long cut(long[] span) {
    long step = retention.step().toMillis();
    long part = Math.max(step, (span[1] - span[0]) / PARTS);
    return Math.floorDiv(span[0] + part, step) * step + step;
  }

  private void rollUpBefore(long moment) throws SQLException {
    long step = retention.step().toMillis();
    long end = Math.floorDiv(moment, step) * step;
    Optional<long[]> span = span(Table.POINTS);
    while (span.isPresent() && span.get()[0] < end) {
      long from = Math.floorDiv(span.get()[0], DAY) * DAY;
      long to = Math.min(from + DAY, end);
      DuckDbSession.inTransaction(
          connection,
          () -> {
            DuckDbSession.execute(connection, upsert(SqlForms.rolledUp(from, to, step)));
            drop(Table.POINTS, to);
          });
      span = span(Table.POINTS);
    }
  }

  private static Sql upsert(Sql rows) {
    String marker = "SELECT * FROM ROWS";
    String form = DuckDbWriter.upsert(Table.ROLLUPS, marker);
    int at = form.indexOf(marker);
    return Sql.of(form.substring(0, at) + "SELECT * FROM (")
        .add(rows)
        .add(") AS rolled WHERE true")
        .add(form.substring(at + marker.length()));
  }

  private void drop(Table table, long before) throws SQLException {
    DuckDbSession.execute(
        connection,
        Sql.of("DELETE FROM " + table.sqlName() + " WHERE " + table.time() + " < ").value(before));
  }

  /** First and last moment; empty without rows. */
  private Optional<long[]> span(Table table) throws SQLException {
    return engine
        .query(
            connection,
            Sql.of(
                "SELECT count(*), coalesce(min("
                    + table.time()
                    + "), 0), coalesce(max("
                    + table.time()
                    + "), 0) FROM "
                    + table.sqlName()),
            row -> new long[] {row.number(0), row.number(1), row.number(2)})
        .stream()
        .filter(found -> found[0] > 0)
        .map(found -> new long[] {found[1], found[2]})
        .findFirst();
  }

  private void checkpoint() {
    try {
      DuckDbSession.execute(connection, "CHECKPOINT");
    } catch (SQLException busy) {
      // a question is being answered from what was before; the next round will do
      LOG.debug("DuckDB did not checkpoint: {}", busy.getMessage());
    }
  }

  StoreUsage usage() {
    long bytes =
        one(
            Sql.of(
                "SELECT coalesce(sum(block_size * used_blocks), 0) FROM pragma_database_size()"));
    return new StoreUsage(
        bytes,
        one(Sql.of("SELECT count(*) FROM points")),
        one(Sql.of("SELECT count(*) FROM rollups")),
        one(Sql.of("SELECT count(*) FROM incidents")),
        one(Sql.of("SELECT coalesce(min(ts), 0) FROM points")));
  }

  private long one(Sql sql) {
    return engine.query(sql, List.of(LONG), row -> row.number(0)).get(0);
  }
}
