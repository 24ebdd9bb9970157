package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.store.duckdb.DuckDbStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbStoreTest extends ResultStoreContract {

  @TempDir private Path folder;

  @Override
  ResultStore create(Retention retention, Clock clock) {
    return reopen(retention, clock);
  }

  @Override
  ResultStore reopen(Retention retention, Clock clock) {
    return DuckDbStore.open(
        new DuckDbStore.Options(
            folder.resolve("store.duckdb"), 512L << 20, 2, Duration.ofSeconds(30)),
        retention,
        clock);
  }

  @Test
  void aFileThatIsNoneIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("none.duckdb"), "not a database");

    assertThatThrownBy(
            () ->
                DuckDbStore.open(
                    new DuckDbStore.Options(file, 64L << 20, 1, Duration.ofSeconds(1)),
                    RETENTION,
                    at(NOON)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("none.duckdb");
  }
}
