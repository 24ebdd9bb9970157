package io.vedette.store.clickhouse;

import static io.vedette.store.sql.ColumnType.LONG;
import static io.vedette.store.sql.ColumnType.TEXT;

import io.vedette.store.Retention;
import io.vedette.store.StoreException;
import io.vedette.store.StoreUsage;
import io.vedette.store.sql.ColumnType;
import io.vedette.store.sql.Sql;
import io.vedette.store.sql.SqlForms;
import io.vedette.store.sql.Table;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tables within retention and disk limit by dropping whole partitions, once all that is
 * in one is too old: a day of points after it was rolled up, thirty days of other results. Of
 * incidents and series, which have no partitions, rows are deleted. Ended between rolling up and
 * dropping, it rolls up the same day again, to the same rows.
 */
final class ClickHouseMaintenance {

  private static final Logger LOG = LoggerFactory.getLogger(ClickHouseMaintenance.class);
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long MONTH = 30 * DAY;
  private static final long LOOK_AGAIN_MS = 50;

  private final ClickHouseEngine engine;
  private final Retention retention;
  private final Clock clock;
  private final Duration patience;

  ClickHouseMaintenance(
      ClickHouseEngine engine, Retention retention, Clock clock, Duration patience) {
    this.engine = engine;
    this.retention = retention;
    this.clock = clock;
    this.patience = patience;
  }

  void run() {
    long now = clock.millis();
    for (long day : partitions(Table.POINTS)) {
      if ((day + 1) * DAY <= now - retention.points().toMillis()) {
        rollUpAndDrop(day);
      }
    }
    dropPartitions(Table.ROLLUPS, now - retention.rollups().toMillis());
    long results = now - retention.results().toMillis();
    for (Table table : List.of(Table.ALERTS, Table.ANOMALIES, Table.AUDIT, Table.CALLS)) {
      dropPartitions(table, results);
    }
    deleteRows(Table.INCIDENTS, results);
    deleteRows(Table.INCIDENT_REVISIONS, results);
    deleteRows(Table.SERIES, now - retention.rollups().toMillis());
    keepWithinDiskLimit();
  }

  private void keepWithinDiskLimit() {
    long bytes = bytes();
    while (bytes > retention.diskLimit()) {
      List<Long> days = partitions(Table.POINTS);
      List<Long> months = partitions(Table.ROLLUPS);
      if (!days.isEmpty()) {
        rollUpAndDrop(days.get(0));
      } else if (!months.isEmpty()) {
        dropPartition(Table.ROLLUPS, months.get(0));
      } else {
        LOG.warn(
            "The store takes {} bytes, more than store.disk-limit allows, and only results are left",
            bytes);
        return;
      }
      bytes = bytes();
    }
  }

  private void rollUpAndDrop(long day) {
    engine.execute(
        Sql.of("INSERT INTO rollups (" + String.join(", ", Table.ROLLUPS.columnNames()) + ") ")
            .add(SqlForms.rolledUp(day * DAY, (day + 1) * DAY, retention.step().toMillis())));
    dropPartition(Table.POINTS, day);
  }

  private void dropPartitions(Table table, long before) {
    for (long month : partitions(table)) {
      if ((month + 1) * MONTH <= before) {
        dropPartition(table, month);
      }
    }
  }

  private void dropPartition(Table table, long partition) {
    engine.execute(Sql.of("ALTER TABLE " + table.sqlName() + " DROP PARTITION ").value(partition));
  }

  /** Oldest first. */
  private List<Long> partitions(Table table) {
    return engine
        .query(
            Sql.of("SELECT DISTINCT partition FROM system.parts WHERE active AND database = ")
                .value(engine.database())
                .add(" AND table = ")
                .value(table.sqlName()),
            List.of(TEXT),
            row -> Long.parseLong(row.text(0)))
        .stream()
        .sorted()
        .toList();
  }

  /** Of a table without partitions; waits until the server has done it. */
  private void deleteRows(Table table, long before) {
    Sql old = Sql.of(table.time() + " < ").value(before);
    if (one(Sql.of("SELECT count(*) FROM " + table.sqlName() + " WHERE ").add(old)) == 0) {
      return;
    }
    engine.execute(Sql.of("ALTER TABLE " + table.sqlName() + " DELETE WHERE ").add(old));
    long deadline = System.nanoTime() + patience.toNanos();
    while (unfinished(table) > 0) {
      if (System.nanoTime() > deadline) {
        LOG.info("ClickHouse still deletes old rows of {}", table.sqlName());
        return;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MS);
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        throw new StoreException("stopped while ClickHouse deletes old rows", ended);
      }
    }
  }

  private long unfinished(Table table) {
    return one(
        Sql.of("SELECT count(*) FROM system.mutations WHERE is_done = 0 AND database = ")
            .value(engine.database())
            .add(" AND table = ")
            .value(table.sqlName()));
  }

  private long bytes() {
    return one(
        Sql.of("SELECT toInt64(sum(bytes_on_disk)) FROM system.parts WHERE active AND database = ")
            .value(engine.database()));
  }

  StoreUsage usage() {
    return new StoreUsage(
        bytes(),
        one(Sql.of("SELECT count(*) FROM points")),
        one(
            Sql.of(
                "SELECT count(*) FROM (SELECT series_id, ts FROM rollups GROUP BY series_id, ts)")),
        one(Sql.of("SELECT count(*) FROM (SELECT id FROM incidents GROUP BY id)")),
        one(Sql.of("SELECT min(ts) FROM points")));
  }

  private long one(Sql sql) {
    List<ColumnType> types = List.of(LONG);
    return engine.query(sql, types, row -> row.number(0)).get(0);
  }
}
