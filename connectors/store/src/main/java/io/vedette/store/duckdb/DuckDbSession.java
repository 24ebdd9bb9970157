package io.vedette.store.duckdb;

import static io.vedette.store.sql.ColumnType.LONG;

import io.vedette.store.Retention;
import io.vedette.store.StoreException;
import io.vedette.store.sql.Migration;
import io.vedette.store.sql.Queries;
import io.vedette.store.sql.SeriesQueries;
import io.vedette.store.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * The file, open: its connection and what asks and writes over it. When DuckDB declares the
 * database invalid none of it can be used again; another is opened in its place.
 */
final class DuckDbSession {

  private static final String FOLDER = "duckdb";
  private static final List<String> MIGRATIONS = List.of("V001__results.sql");

  private final DuckDBConnection connection;
  private final DuckDbEngine engine;
  final Queries queries;
  final SeriesQueries series;
  final DuckDbWriter writer;
  final DuckDbMaintenance maintenance;

  private DuckDbSession(
      DuckDBConnection connection, DuckDbStore.Options options, Retention retention, Clock clock)
      throws SQLException {
    this.connection = connection;
    this.engine = new DuckDbEngine(connection, options.queryTimeout());
    migrate();
    this.queries = new Queries(engine);
    this.series = new SeriesQueries(engine);
    this.writer = new DuckDbWriter(connection);
    this.maintenance = new DuckDbMaintenance(connection, engine, retention, clock);
  }

  /**
   * Opens the file and brings its schema up to date.
   *
   * @throws StoreException when it cannot be opened, as when another process has it
   */
  static DuckDbSession open(DuckDbStore.Options options, Retention retention, Clock clock) {
    DuckDBConnection connection = null;
    try {
      connection =
          (DuckDBConnection)
              new DuckDBDriver().connect("jdbc:duckdb:" + options.file(), properties(options));
      return new DuckDbSession(connection, options, retention, clock);
    } catch (SQLException | RuntimeException refused) {
      StoreException problem =
          new StoreException(
              "DuckDB file "
                  + options.file()
                  + " cannot be opened: "
                  + firstLine(refused)
                  + "; move it away to begin with an empty store",
              refused);
      try {
        if (connection != null) {
          connection.close();
        }
      } catch (SQLException notClosed) {
        problem.addSuppressed(notClosed);
      }
      throw problem;
    }
  }

  static Properties properties(DuckDbStore.Options options) {
    Properties properties = new Properties();
    properties.setProperty("memory_limit", (options.memory() >> 10) + "KiB");
    properties.setProperty("threads", Integer.toString(options.threads()));
    properties.setProperty("preserve_insertion_order", "false");
    // nothing but its own file, whatever a query might say
    properties.setProperty("enable_external_access", "false");
    return properties;
  }

  /** DuckDB adds a stack trace of its own. */
  static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).split("\\R", 2)[0];
  }

  void close() throws SQLException {
    connection.close();
  }

  private void migrate() throws SQLException {
    execute(
        connection,
        "CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, name VARCHAR NOT NULL,"
            + " applied_at TIMESTAMP DEFAULT current_timestamp)");
    int applied =
        engine
            .query(
                Sql.of("SELECT coalesce(max(number), 0) FROM migrations"),
                List.of(LONG),
                row -> Math.toIntExact(row.number(0)))
            .get(0);
    for (Migration migration : Migration.after(applied, FOLDER, MIGRATIONS)) {
      inTransaction(
          connection,
          () -> {
            for (String statement : migration.statements()) {
              execute(connection, statement);
            }
            execute(
                connection,
                Sql.of("INSERT INTO migrations (number, name) VALUES (")
                    .value(migration.number())
                    .add(", ")
                    .value(migration.name())
                    .add(")"));
          });
    }
  }

  /** What is done at once. */
  @FunctionalInterface
  interface Work {

    void run() throws SQLException;
  }

  /** All or nothing. */
  static void inTransaction(Connection connection, Work work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      work.run();
      connection.commit();
    } catch (SQLException | RuntimeException failed) {
      try {
        connection.rollback();
      } catch (SQLException notEvenThat) {
        failed.addSuppressed(notEvenThat);
      }
      throw failed;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static void execute(Connection connection, Sql sql) throws SQLException {
    try (PreparedStatement statement = DuckDbEngine.prepare(connection, sql)) {
      statement.execute();
    }
  }
}
