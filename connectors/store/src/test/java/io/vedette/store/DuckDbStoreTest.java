package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;
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
  void aDatabaseThatBecameInvalidIsNamedAndOpenedAgain() throws Exception {
    store.write(batch().add(Results.incident("a1", NOON, "cart").build(), 1));
    assertThat(store.positions()).isEmpty();
    InvalidDuckDb.invalidate(folder.resolve("store.duckdb"), 512L << 20, 2);

    StoreBatch next = batch().add(Results.incident("a2", NOON, "cart").build(), 2);
    assertThatThrownBy(() -> store.write(next))
        .isInstanceOf(StoreLostException.class)
        .hasMessageContaining("store.duckdb became invalid")
        .hasMessageNotContaining("Stack Trace");
    assertThat(store.positions()).isEmpty();
    store.write(next);

    assertThat(store.incident("a1")).isPresent();
    assertThat(store.incident("a2")).isPresent();
  }

  @Test
  void whoWritesIsToldWhenAQuestionOpenedItAgain() throws Exception {
    assertThat(store.positions()).isEmpty();
    InvalidDuckDb.invalidate(folder.resolve("store.duckdb"), 512L << 20, 2);
    assertThatThrownBy(() -> store.incident("a1")).isInstanceOf(StoreLostException.class);
    assertThat(store.incident("a1")).isEmpty();

    StoreBatch batch = batch().add(Results.incident("a1", NOON, "cart").build(), 1);
    assertThatThrownBy(() -> store.write(batch)).isInstanceOf(StoreLostException.class);
    assertThat(store.positions()).isEmpty();
    store.write(batch);
    assertThat(store.incident("a1")).isPresent();
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
