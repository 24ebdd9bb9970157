package io.vedette.store.duckdb;

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
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store in a file of this process. A batch and its positions are one transaction: after a crash
 * both are there or neither is. Writing and maintenance take turns; questions wait for neither.
 *
 * <p>After a fatal error, as of its disk, DuckDB takes nothing more until the file is opened again:
 * the call that meets it throws {@link StoreLostException}, and the next one opens it. While it
 * cannot be opened, every call throws {@link StoreException} that names the file and why.
 */
public final class DuckDbStore implements ResultStore {

  private final Options options;
  private final Retention retention;
  private final Clock clock;
  private final Object turn = new Object();

  // guarded by this
  private @Nullable DuckDbSession session;
  private @Nullable DuckDbSession positionsOf;
  private boolean closed;

  /**
   * How it is opened.
   *
   * @param file the database; made when missing
   * @param memory bytes it may take
   * @param threads it may use
   * @param queryTimeout until a question is given up
   */
  public record Options(Path file, long memory, int threads, Duration queryTimeout) {}

  private DuckDbStore(Options options, Retention retention, Clock clock) {
    this.options = options;
    this.retention = retention;
    this.clock = clock;
  }

  /**
   * Opens it and brings its schema up to date.
   *
   * @throws StoreException when it cannot be opened, as when another process has it
   */
  public static DuckDbStore open(Options options, Retention retention, Clock clock) {
    DuckDbStore store = new DuckDbStore(options, retention, clock);
    DuckDbSession unused = store.session();
    return store;
  }

  private synchronized DuckDbSession session() {
    if (closed) {
      throw new StoreException("DuckDB file " + options.file() + " is closed");
    }
    DuckDbSession open = session;
    if (open == null) {
      open = DuckDbSession.open(options, retention, clock);
      session = open;
    }
    return open;
  }

  /** What is done over the open file. */
  @FunctionalInterface
  private interface Work<T> {

    T of(DuckDbSession open) throws SQLException;
  }

  private <T> T ask(DuckDbSession open, String what, Work<T> work) {
    try {
      return work.of(open);
    } catch (SQLException failed) {
      throw explained(
          open,
          new StoreException("DuckDB " + what + ": " + DuckDbSession.firstLine(failed), failed));
    } catch (StoreException failed) {
      throw explained(open, failed);
    }
  }

  private <T> T ask(Work<T> question) {
    return ask(session(), "did not answer", question);
  }

  private StoreException explained(DuckDbSession open, StoreException failed) {
    if (!isFatal(failed)) {
      return failed;
    }
    StoreLostException lost =
        new StoreLostException(
            "DuckDB file "
                + options.file()
                + " became invalid and is opened again: "
                + DuckDbSession.firstLine(failed),
            failed);
    synchronized (this) {
      if (session == open) {
        session = null;
        try {
          open.close();
        } catch (SQLException notClosed) {
          lost.addSuppressed(notClosed);
        }
      }
    }
    return lost;
  }

  /** Nothing but the message tells. */
  private static boolean isFatal(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (cause instanceof SQLException
          && message != null
          && (message.startsWith("FATAL Error") || message.contains("has been invalidated"))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void write(StoreBatch batch) {
    synchronized (turn) {
      DuckDbSession open = session();
      requireKnownPositions(open);
      Boolean unused =
          ask(
              open,
              "did not write",
              file -> {
                file.writer.write(batch);
                return true;
              });
    }
  }

  private synchronized void requireKnownPositions(DuckDbSession open) {
    if (positionsOf != null && positionsOf != open) {
      throw new StoreLostException(
          "DuckDB file " + options.file() + " was opened again since its positions were read",
          null);
    }
  }

  @Override
  public StoreUsage maintain() {
    synchronized (turn) {
      return ask(
          session(),
          "maintenance failed",
          open -> {
            open.maintenance.run();
            return open.maintenance.usage();
          });
    }
  }

  @Override
  public StoreUsage usage() {
    return ask(open -> open.maintenance.usage());
  }

  @Override
  public List<Position> positions() {
    DuckDbSession open = session();
    List<Position> positions = ask(open, "did not answer", file -> file.queries.positions());
    synchronized (this) {
      positionsOf = open;
    }
    return positions;
  }

  @Override
  public Page<Incident> incidents(IncidentQuery query, PageRequest page) {
    return ask(open -> open.queries.incidents(query, page));
  }

  @Override
  public Optional<Incident> incident(String id) {
    return ask(open -> open.queries.incident(id));
  }

  @Override
  public List<IncidentRevision> revisions(String incidentId) {
    return ask(open -> open.queries.revisions(incidentId));
  }

  @Override
  public Page<Alert> alerts(AlertQuery query, PageRequest page) {
    return ask(open -> open.queries.alerts(query, page));
  }

  @Override
  public Optional<Alert> alert(String id) {
    return ask(open -> open.queries.alert(id));
  }

  @Override
  public Page<Anomaly> anomalies(AnomalyQuery query, PageRequest page) {
    return ask(open -> open.queries.anomalies(query, page));
  }

  @Override
  public Page<StoredSeries> series(SeriesQuery query, PageRequest page) {
    return ask(open -> open.series.series(query, page));
  }

  @Override
  public Optional<StoredSeries> series(String seriesId) {
    return ask(open -> open.series.one(seriesId));
  }

  @Override
  public Page<StoredPoint> points(String seriesId, long from, long to, PageRequest page) {
    return ask(open -> open.series.points(seriesId, from, to, page));
  }

  @Override
  public Page<Audit> audit(AuditQuery query, PageRequest page) {
    return ask(open -> open.queries.audit(query, page));
  }

  @Override
  public List<CallEdge> topology(TopologyQuery query) {
    return ask(open -> open.queries.topology(query));
  }

  @Override
  public void close() {
    synchronized (turn) {
      synchronized (this) {
        DuckDbSession open = session;
        closed = true;
        session = null;
        try {
          if (open != null) {
            open.close();
          }
        } catch (SQLException notClosed) {
          throw new StoreException("DuckDB did not close: " + notClosed.getMessage(), notClosed);
        }
      }
    }
  }
}
