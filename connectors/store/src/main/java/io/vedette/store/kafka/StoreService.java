package io.vedette.store.kafka;

import io.vedette.settings.Settings;
import io.vedette.store.ResultStore;
import io.vedette.store.StoreException;
import io.vedette.store.StoreSettings;
import io.vedette.store.Stores;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store, its writer and its maintenance, running. Closing it ends all three. */
public final class StoreService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StoreService.class);
  private static final long PATIENCE_SECONDS = 10;

  private final ResultStore store;
  private final StoreWriter writer;
  private final ScheduledExecutorService maintenance =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "store-maintenance");
            thread.setDaemon(true);
            return thread;
          });
  private volatile @Nullable String maintenanceProblem;

  private StoreService(ResultStore store, Settings settings) {
    this.store = store;
    this.writer = StoreWriter.start(store, settings);
    long interval = settings.get(StoreSettings.MAINTENANCE_INTERVAL).toMillis();
    ScheduledFuture<?> unused =
        maintenance.scheduleWithFixedDelay(
            this::maintain, interval, interval, TimeUnit.MILLISECONDS);
  }

  /**
   * Starts it.
   *
   * @return empty when {@code store.type} is none
   * @throws IllegalArgumentException for settings it cannot start with
   * @throws StoreException when DuckDB's file cannot be opened
   */
  public static Optional<StoreService> start(Settings settings) {
    return Stores.open(settings, Clock.systemUTC()).map(store -> new StoreService(store, settings));
  }

  /** The store; closed with this. */
  public ResultStore store() {
    return store;
  }

  /** How the writer does. */
  public WriterStatus writerStatus() {
    return writer.status();
  }

  /** Never throws: what throws is not run again. */
  private void maintain() {
    try {
      store.maintain();
      maintenanceProblem = null;
    } catch (RuntimeException failed) {
      String message = String.valueOf(failed.getMessage());
      if (!message.equals(maintenanceProblem)) {
        LOG.warn("Maintenance of the store is tried again later: {}", message, failed);
      }
      maintenanceProblem = message;
    }
  }

  @Override
  public void close() {
    writer.close();
    maintenance.shutdownNow();
    try {
      if (!maintenance.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Maintenance of the store did not end in time");
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    store.close();
  }
}
