package io.vedette.store.duckdb;

import io.vedette.store.StoreBatch;
import io.vedette.store.sql.Table;
import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes batches, each in one transaction. Points are appended; rows of all other tables go through
 * a temporary table and take the place of those of their name whose version is lower.
 */
final class DuckDbWriter {

  private static final String SCHEMA = "main";

  private final DuckDBConnection connection;

  DuckDbWriter(DuckDBConnection connection) throws SQLException {
    this.connection = connection;
    for (Table table : Table.values()) {
      if (table != Table.POINTS) {
        DuckDbSession.execute(
            connection,
            "CREATE TEMP TABLE " + stage(table) + " AS FROM " + table.sqlName() + " LIMIT 0");
      }
    }
  }

  void write(StoreBatch batch) throws SQLException {
    DuckDbSession.inTransaction(
        connection,
        () -> {
          for (Table table : Table.values()) {
            Collection<Object[]> rows = batch.rows(table);
            if (!rows.isEmpty()) {
              write(table, rows);
            }
          }
        });
  }

  private void write(Table table, Collection<Object[]> rows) throws SQLException {
    if (table == Table.POINTS) {
      append(connection.createAppender(SCHEMA, table.sqlName()), rows);
      return;
    }
    append(connection.createAppender("temp", SCHEMA, stage(table)), rows);
    DuckDbSession.execute(connection, upsert(table, "FROM temp." + stage(table)));
    DuckDbSession.execute(connection, "DELETE FROM temp." + stage(table));
  }

  /** Takes in rows by name; of two of one name the higher version counts. */
  static String upsert(Table table, String rows) {
    String name = table.sqlName();
    return "INSERT INTO "
        + name
        + " "
        + rows
        + " ON CONFLICT ("
        + String.join(", ", table.keyNames())
        + ") DO UPDATE SET "
        + table.columnNames().stream()
            .filter(column -> !table.keyNames().contains(column))
            .map(column -> column + " = excluded." + column)
            .collect(Collectors.joining(", "))
        + " WHERE excluded."
        + table.version()
        + " > "
        + name
        + "."
        + table.version();
  }

  private static void append(DuckDBAppender opened, Collection<Object[]> rows) throws SQLException {
    try (DuckDBAppender appender = opened) {
      for (Object[] row : rows) {
        appender.beginRow();
        for (Object value : row) {
          if (value instanceof Long number) {
            appender.append(number.longValue());
          } else if (value instanceof Double number) {
            appender.append(number.doubleValue());
          } else {
            appender.append((String) value);
          }
        }
        appender.endRow();
      }
      appender.flush();
    }
  }

  private static String stage(Table table) {
    return "stage_" + table.sqlName();
  }
}
