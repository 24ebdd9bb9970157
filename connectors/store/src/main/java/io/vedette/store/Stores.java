package io.vedette.store;

import io.vedette.settings.Settings;
import io.vedette.store.clickhouse.ClickHouseStore;
import io.vedette.store.duckdb.DuckDbStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Opens the store that is set. */
public final class Stores {

  private Stores() {}

  /**
   * Opens it.
   *
   * @return empty for {@link StoreType#NONE}
   * @throws IllegalArgumentException for settings that cannot be
   * @throws StoreException when DuckDB's file cannot be opened
   */
  public static Optional<ResultStore> open(Settings settings, Clock clock) {
    StoreSettings.validate(settings);
    Retention retention = Retention.of(settings);
    return switch (settings.get(StoreSettings.TYPE)) {
      case NONE -> Optional.empty();
      case DUCKDB ->
          Optional.of(
              DuckDbStore.open(
                  new DuckDbStore.Options(
                      settings.get(StoreSettings.DUCKDB_FILE),
                      settings.get(StoreSettings.DUCKDB_MEMORY),
                      settings.get(StoreSettings.DUCKDB_THREADS),
                      settings.get(StoreSettings.QUERY_TIMEOUT)),
                  retention,
                  clock));
      case CLICKHOUSE ->
          Optional.of(
              ClickHouseStore.open(
                  new ClickHouseStore.Options(
                      URI.create(settings.get(StoreSettings.CLICKHOUSE_URL)),
                      settings.get(StoreSettings.CLICKHOUSE_DATABASE),
                      settings.get(StoreSettings.CLICKHOUSE_USER),
                      settings
                          .find(StoreSettings.CLICKHOUSE_PASSWORD_FILE)
                          .map(Stores::password)
                          .orElse(""),
                      settings.get(StoreSettings.QUERY_TIMEOUT),
                      settings.get(StoreSettings.WRITE_TIMEOUT)),
                  retention,
                  clock));
    };
  }

  private static String password(Path file) {
    try {
      return Files.readString(file).stripTrailing();
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          StoreSettings.CLICKHOUSE_PASSWORD_FILE.key() + " = '" + file + "': cannot be read",
          unreadable);
    }
  }
}
