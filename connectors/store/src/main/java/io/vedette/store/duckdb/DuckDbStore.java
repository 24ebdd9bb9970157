package io.vedette.store.duckdb;

import static io.vedette.store.sql.ColumnType.LONG;

import io.vedette.schema.result.Alert;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.Incident;
import io.vedette.store.AlertQuery;
import io.vedette.store.AnomalyQuery;
import io.vedette.store.AuditQuery;
import io.vedette.store.IncidentQuery;
import io.vedette.store.IncidentRevision;
import io.vedette.store.Page;
import io.vedette.store.PageRequest;
import io.vedette.store.Position;
import io.vedette.store.ResultStore;
import io.vedette.store.Retention;
import io.vedette.store.SeriesQuery;
import io.vedette.store.StoreBatch;
import io.vedette.store.StoreException;
import io.vedette.store.StoreUsage;
import io.vedette.store.StoredPoint;
import io.vedette.store.StoredSeries;
import io.vedette.store.TopologyQuery;
import io.vedette.store.sql.Migration;
import io.vedette.store.sql.Queries;
import io.vedette.store.sql.SeriesQueries;
import io.vedette.store.sql.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * The store in a file of this process. A batch and its positions are one transaction: after a crash
 * both are there or neither is. Writing and maintenance take turns; questions wait for neither.
 */
public final class DuckDbStore implements ResultStore {

  private static final String FOLDER = "duckdb";
  private static final List<String> MIGRATIONS = List.of("V001__results.sql");

  private final DuckDBConnection connection;
  private final DuckDbEngine engine;
  private final Queries queries;
  private final SeriesQueries seriesQueries;
  private final DuckDbWriter writer;
  private final DuckDbMaintenance maintenance;
  private final Object turn = new Object();

  /**
   * How it is opened.
   *
   * @param file the database; made when missing
   * @param memory bytes it may take
   * @param threads it may use
   * @param queryTimeout until a question is given up
   */
  public record Options(Path file, long memory, int threads, Duration queryTimeout) {}

  private DuckDbStore(
      DuckDBConnection connection, Options options, Retention retention, Clock clock)
      throws SQLException {
    this.connection = connection;
    this.engine = new DuckDbEngine(connection, options.queryTimeout());
    migrate();
    this.queries = new Queries(engine);
    this.seriesQueries = new SeriesQueries(engine);
    this.writer = new DuckDbWriter(connection);
    this.maintenance = new DuckDbMaintenance(connection, engine, retention, clock);
  }

  /**
   * Opens it and brings its schema up to date.
   *
   * @throws StoreException when it cannot be opened, as when another process has it
   */
  public static DuckDbStore open(Options options, Retention retention, Clock clock) {
    Properties properties = new Properties();
    properties.setProperty("memory_limit", (options.memory() >> 10) + "KiB");
    properties.setProperty("threads", Integer.toString(options.threads()));
    properties.setProperty("preserve_insertion_order", "false");
    // nothing but its own file, whatever a query might say
    properties.setProperty("enable_external_access", "false");
    DuckDBConnection connection = null;
    try {
      connection =
          (DuckDBConnection)
              new DuckDBDriver().connect("jdbc:duckdb:" + options.file(), properties);
      return new DuckDbStore(connection, options, retention, clock);
    } catch (SQLException | RuntimeException refused) {
      StoreException problem =
          new StoreException(
              "DuckDB file " + options.file() + " cannot be opened: " + refused.getMessage(),
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

  @Override
  public void write(StoreBatch batch) {
    synchronized (turn) {
      try {
        writer.write(batch);
      } catch (SQLException failed) {
        throw new StoreException("DuckDB did not write: " + failed.getMessage(), failed);
      }
    }
  }

  @Override
  public StoreUsage maintain() {
    synchronized (turn) {
      try {
        maintenance.run();
      } catch (SQLException failed) {
        throw new StoreException("DuckDB maintenance failed: " + failed.getMessage(), failed);
      }
    }
    return usage();
  }

  @Override
  public StoreUsage usage() {
    return maintenance.usage();
  }

  @Override
  public List<Position> positions() {
    return queries.positions();
  }

  @Override
  public Page<Incident> incidents(IncidentQuery query, PageRequest page) {
    return queries.incidents(query, page);
  }

  @Override
  public Optional<Incident> incident(String id) {
    return queries.incident(id);
  }

  @Override
  public List<IncidentRevision> revisions(String incidentId) {
    return queries.revisions(incidentId);
  }

  @Override
  public Page<Alert> alerts(AlertQuery query, PageRequest page) {
    return queries.alerts(query, page);
  }

  @Override
  public Optional<Alert> alert(String id) {
    return queries.alert(id);
  }

  @Override
  public Page<Anomaly> anomalies(AnomalyQuery query, PageRequest page) {
    return queries.anomalies(query, page);
  }

  @Override
  public Page<StoredSeries> series(SeriesQuery query, PageRequest page) {
    return seriesQueries.series(query, page);
  }

  @Override
  public Optional<StoredSeries> series(String seriesId) {
    return seriesQueries.one(seriesId);
  }

  @Override
  public Page<StoredPoint> points(String seriesId, long from, long to, PageRequest page) {
    return seriesQueries.points(seriesId, from, to, page);
  }

  @Override
  public Page<Audit> audit(AuditQuery query, PageRequest page) {
    return queries.audit(query, page);
  }

  @Override
  public List<CallEdge> topology(TopologyQuery query) {
    return queries.topology(query);
  }

  @Override
  public void close() {
    synchronized (turn) {
      try {
        connection.close();
      } catch (SQLException notClosed) {
        throw new StoreException("DuckDB did not close: " + notClosed.getMessage(), notClosed);
      }
    }
  }
}
