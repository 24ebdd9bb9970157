package io.vedette.store.clickhouse;

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
import io.vedette.store.StoreLostException;
import io.vedette.store.StoreUsage;
import io.vedette.store.StoredPoint;
import io.vedette.store.StoredSeries;
import io.vedette.store.TopologyQuery;
import io.vedette.store.sql.Migration;
import io.vedette.store.sql.Queries;
import io.vedette.store.sql.SeriesQueries;
import io.vedette.store.sql.Sql;
import io.vedette.store.sql.Table;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The store on a ClickHouse server. Rows are written table by table, positions last: what a failure
 * leaves half written is written again, and rows of one name count once however often they came.
 *
 * <p>The server need not be there when this is opened: until it is, every call throws {@link
 * StoreException}. The schema is brought up to date before the first call that reaches it.
 *
 * <p>When tables or the database are dropped while it is open, the call that meets it throws {@link
 * StoreLostException}; the next one makes them anew, empty, and whoever writes begins anew.
 */
public final class ClickHouseStore implements ResultStore {

  private static final String FOLDER = "clickhouse";
  private static final List<String> MIGRATIONS = List.of("V001__results.sql");

  private final ClickHouseEngine engine;
  private final ClickHouseMaintenance maintenance;
  private final Queries queries;
  private final SeriesQueries series;
  private volatile boolean migrated;

  /** How often the tables were made anew, and as of which the positions were told last. */
  private final AtomicInteger madeAnew = new AtomicInteger();

  private volatile int positionsOf;

  /**
   * Where the server is.
   *
   * @param url of its HTTP interface
   * @param database of the tables
   * @param user who asks
   * @param password of the user; empty for none
   * @param queryTimeout until a question is given up
   * @param writeTimeout until a write or a statement of maintenance is given up
   */
  public record Options(
      URI url,
      String database,
      String user,
      String password,
      Duration queryTimeout,
      Duration writeTimeout) {

    /** Without the password. */
    @Override
    public String toString() {
      return user + "@" + url + "/" + database;
    }
  }

  private ClickHouseStore(Options options, Retention retention, Clock clock) {
    this.engine =
        new ClickHouseEngine(
            new ClickHouseHttp(options.url(), options.user(), options.password()),
            options.database(),
            options.queryTimeout(),
            options.writeTimeout());
    this.maintenance = new ClickHouseMaintenance(engine, retention, clock, options.writeTimeout());
    this.queries = new Queries(engine);
    this.series = new SeriesQueries(engine);
  }

  /** Opens it; does not reach for the server. */
  public static ClickHouseStore open(Options options, Retention retention, Clock clock) {
    return new ClickHouseStore(options, retention, clock);
  }

  private record Ready(Queries queries, SeriesQueries series) {}

  private Ready ready() {
    if (!migrated) {
      migrate();
    }
    return new Ready(queries, series);
  }

  private synchronized void migrate() {
    if (migrated) {
      return;
    }
    engine.prepare();
    if (madeAnew.get() > 0) {
      // what is left of them is of records that are read from their beginning again
      engine.execute(Sql.of("DROP TABLE IF EXISTS positions"));
      engine.execute(Sql.of("DROP TABLE IF EXISTS migrations"));
    }
    engine.execute(
        Sql.of(
            "CREATE TABLE IF NOT EXISTS migrations (number Int64, name String, applied_at DateTime"
                + " DEFAULT now()) ENGINE = ReplacingMergeTree() ORDER BY number"));
    int applied =
        engine
            .query(
                Sql.of("SELECT max(number) FROM migrations"),
                List.of(LONG),
                row -> Math.toIntExact(row.number(0)))
            .get(0);
    // no transactions here: each statement may be run again, and the number is written last
    for (Migration migration : Migration.after(applied, FOLDER, MIGRATIONS)) {
      for (String statement : migration.statements()) {
        engine.execute(Sql.of(statement));
      }
      engine.execute(
          Sql.of("INSERT INTO migrations (number, name) VALUES (")
              .value(migration.number())
              .add(", ")
              .value(migration.name())
              .add(")"));
    }
    migrated = true;
  }

  private <T> T ask(Function<Ready, T> question) {
    Ready ready = ready();
    int made = madeAnew.get();
    try {
      return question.apply(ready);
    } catch (StoreLostException gone) {
      synchronized (this) {
        if (madeAnew.compareAndSet(made, made + 1)) {
          migrated = false;
        }
      }
      throw gone;
    }
  }

  @Override
  public void write(StoreBatch batch) {
    int made =
        ask(
            ready -> {
              int now = madeAnew.get();
              if (positionsOf == now) {
                insert(batch);
              }
              return now;
            });
    if (positionsOf != made) {
      throw new StoreLostException(
          "the tables of ClickHouse were made anew since the positions were read", null);
    }
  }

  private void insert(StoreBatch batch) {
    for (Table table : Table.values()) { // positions are the last of them
      Collection<Object[]> rows = batch.rows(table);
      if (!rows.isEmpty()) {
        engine.insert(table, rows);
      }
    }
  }

  @Override
  public synchronized StoreUsage maintain() {
    return ask(
        ready -> {
          maintenance.run();
          return maintenance.usage();
        });
  }

  @Override
  public StoreUsage usage() {
    return ask(ready -> maintenance.usage());
  }

  @Override
  public List<Position> positions() {
    return ask(
        ready -> {
          int now = madeAnew.get();
          List<Position> positions = ready.queries.positions();
          positionsOf = now;
          return positions;
        });
  }

  @Override
  public Page<Incident> incidents(IncidentQuery query, PageRequest page) {
    return ask(ready -> ready.queries.incidents(query, page));
  }

  @Override
  public Optional<Incident> incident(String id) {
    return ask(ready -> ready.queries.incident(id));
  }

  @Override
  public List<IncidentRevision> revisions(String incidentId) {
    return ask(ready -> ready.queries.revisions(incidentId));
  }

  @Override
  public Page<Alert> alerts(AlertQuery query, PageRequest page) {
    return ask(ready -> ready.queries.alerts(query, page));
  }

  @Override
  public Optional<Alert> alert(String id) {
    return ask(ready -> ready.queries.alert(id));
  }

  @Override
  public Page<Anomaly> anomalies(AnomalyQuery query, PageRequest page) {
    return ask(ready -> ready.queries.anomalies(query, page));
  }

  @Override
  public Page<StoredSeries> series(SeriesQuery query, PageRequest page) {
    return ask(ready -> ready.series.series(query, page));
  }

  @Override
  public Optional<StoredSeries> series(String seriesId) {
    return ask(ready -> ready.series.one(seriesId));
  }

  @Override
  public Page<StoredPoint> points(String seriesId, long from, long to, PageRequest page) {
    return ask(ready -> ready.series.points(seriesId, from, to, page));
  }

  @Override
  public Page<Audit> audit(AuditQuery query, PageRequest page) {
    return ask(ready -> ready.queries.audit(query, page));
  }

  @Override
  public List<CallEdge> topology(TopologyQuery query) {
    return ask(ready -> ready.queries.topology(query));
  }

  /** Connections end by themselves. */
  @Override
  public void close() {}
}
