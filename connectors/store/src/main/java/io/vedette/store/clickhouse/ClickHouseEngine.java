package io.vedette.store.clickhouse;

import io.vedette.store.sql.ColumnType;
import io.vedette.store.sql.Row;
import io.vedette.store.sql.Sql;
import io.vedette.store.sql.SqlEngine;
import io.vedette.store.sql.SqlForms;
import io.vedette.store.sql.Table;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Asks ClickHouse. 18.16 has no bound parameters, so values are written as literals here. */
final class ClickHouseEngine implements SqlEngine {

  /** Room for a statement that names every entry of the longest page. */
  private static final String MAX_QUERY_SIZE = "4194304";

  private static final String PARTITIONS_A_BLOCK = "max_partitions_per_insert_block";

  private final ClickHouseHttp http;
  private final String database;
  private final Duration queryTimeout;
  private final Duration writeTimeout;
  private final Map<String, String> insertSettings = new LinkedHashMap<>();

  ClickHouseEngine(
      ClickHouseHttp http, String database, Duration queryTimeout, Duration writeTimeout) {
    this.http = http;
    this.database = database;
    this.queryTimeout = queryTimeout;
    this.writeTimeout = writeTimeout;
  }

  /** Makes the database when it is missing, and learns which settings the server has. */
  void prepare() {
    send(Map.of(), "CREATE DATABASE IF NOT EXISTS " + database, writeTimeout);
    boolean limitsPartitions =
        !query(
                Sql.of("SELECT name FROM system.settings WHERE name = ").value(PARTITIONS_A_BLOCK),
                List.of(ColumnType.TEXT),
                row -> row.text(0))
            .isEmpty();
    if (limitsPartitions) {
      // since 19.x; a batch of history may be of more days than the default
      insertSettings.put(PARTITIONS_A_BLOCK, "0");
    }
  }

  String database() {
    return database;
  }

  @Override
  public <T> List<T> query(Sql sql, List<ColumnType> types, Function<Row, T> read) {
    byte[] answer =
        send(
            Map.of("database", database, "max_query_size", MAX_QUERY_SIZE, "readonly", "2"),
            sql.text(ClickHouseEngine::literal) + " FORMAT RowBinary",
            queryTimeout);
    return RowBinary.read(answer, types, read);
  }

  /** Runs a statement that answers nothing. */
  void execute(Sql sql) {
    byte[] nothing =
        send(Map.of("database", database), sql.text(ClickHouseEngine::literal), writeTimeout);
    assert nothing.length == 0;
  }

  void insert(Table table, Collection<Object[]> rows) {
    Map<String, String> parameters = new LinkedHashMap<>(insertSettings);
    parameters.put("database", database);
    parameters.put(
        "query",
        "INSERT INTO "
            + table.sqlName()
            + " ("
            + String.join(", ", table.columnNames())
            + ") FORMAT RowBinary");
    byte[] nothing = http.post(parameters, RowBinary.write(rows), writeTimeout);
    assert nothing.length == 0;
  }

  private byte[] send(Map<String, String> parameters, String statement, Duration timeout) {
    return http.post(parameters, statement.getBytes(StandardCharsets.UTF_8), timeout);
  }

  /** A value as ClickHouse reads it; a text between quotes, which nothing in it can end. */
  static String literal(Object value) {
    if (value instanceof Long number) {
      return number.toString();
    }
    String text = (String) value;
    StringBuilder literal = new StringBuilder(text.length() + 2).append('\'');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\'' -> literal.append("\\'");
        case '\\' -> literal.append("\\\\");
        case '\0' -> literal.append("\\0");
        default -> literal.append(c);
      }
    }
    return literal.append('\'').toString();
  }

  @Override
  public Sql latest(Table table, List<String> columns, Sql where) {
    return SqlForms.newest(table, columns, where);
  }

  @Override
  public String find() {
    return "position";
  }

  @Override
  public String number(long value) {
    return "toInt64(" + value + ")";
  }
}
