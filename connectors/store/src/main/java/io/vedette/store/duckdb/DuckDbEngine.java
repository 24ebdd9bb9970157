package io.vedette.store.duckdb;

import io.vedette.store.StoreException;
import io.vedette.store.sql.ColumnType;
import io.vedette.store.sql.Row;
import io.vedette.store.sql.Sql;
import io.vedette.store.sql.SqlEngine;
import io.vedette.store.sql.SqlForms;
import io.vedette.store.sql.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;

/** Asks DuckDB; each question on a connection of its own, so that none waits for the writer. */
final class DuckDbEngine implements SqlEngine {

  private final DuckDBConnection database;
  private final Duration timeout;

  DuckDbEngine(DuckDBConnection database, Duration timeout) {
    this.database = database;
    this.timeout = timeout;
  }

  @Override
  public <T> List<T> query(Sql sql, List<ColumnType> types, Function<Row, T> read) {
    try (Connection connection = database.duplicate()) {
      return query(connection, sql, read);
    } catch (SQLException failed) {
      throw new StoreException("DuckDB did not answer: " + failed.getMessage(), failed);
    }
  }

  <T> List<T> query(Connection connection, Sql sql, Function<Row, T> read) throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql)) {
      statement.setQueryTimeout(Math.toIntExact(timeout.toSeconds()));
      List<T> found = new ArrayList<>();
      try (ResultSet answer = statement.executeQuery()) {
        Row row = new JdbcRow(answer);
        while (answer.next()) {
          found.add(read.apply(row));
        }
      }
      return found;
    }
  }

  static PreparedStatement prepare(Connection connection, Sql sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql.text(value -> "?"));
    try {
      int index = 1;
      for (Object value : sql.values()) {
        statement.setObject(index++, value);
      }
      return statement;
    } catch (SQLException refused) {
      statement.close();
      throw refused;
    }
  }

  @Override
  public Sql latest(Table table, List<String> columns, Sql where) {
    if (table == Table.POINTS) {
      return SqlForms.newest(table, columns, where);
    }
    Sql sql = Sql.of("(SELECT * FROM " + table.sqlName());
    if (!where.isEmpty()) {
      sql.add(" WHERE ").add(where);
    }
    return sql.add(")");
  }

  @Override
  public String find() {
    return "strpos";
  }

  @Override
  public String number(long value) {
    return "CAST(" + value + " AS BIGINT)";
  }

  private record JdbcRow(ResultSet answer) implements Row {

    @Override
    public String text(int column) {
      try {
        return answer.getString(column + 1);
      } catch (SQLException unreadable) {
        throw new StoreException("DuckDB: column " + column, unreadable);
      }
    }

    @Override
    public long number(int column) {
      try {
        return answer.getLong(column + 1);
      } catch (SQLException unreadable) {
        throw new StoreException("DuckDB: column " + column, unreadable);
      }
    }

    @Override
    public double real(int column) {
      try {
        double value = answer.getDouble(column + 1);
        return answer.wasNull() ? Double.NaN : value; // 0 / 0
      } catch (SQLException unreadable) {
        throw new StoreException("DuckDB: column " + column, unreadable);
      }
    }
  }
}
