package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.store.clickhouse.ClickHouseStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's clickhouse-server; skipped where it is not installed. */
class ClickHouseStoreIT extends ResultStoreContract {

  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // started before all
  private static ClickHouseServer server;

  private static final AtomicInteger DATABASES = new AtomicInteger();

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(ClickHouseServer.isInstalled(), "clickhouse-server is not installed");
    server = ClickHouseServer.start(folder.resolve("server"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (ClickHouseServer.isInstalled()) {
      server.close();
    }
  }

  @Override
  ResultStore create(Retention retention, Clock clock) {
    DATABASES.incrementAndGet();
    return reopen(retention, clock);
  }

  @Override
  ResultStore reopen(Retention retention, Clock clock) {
    return open(server.url(), server.password(), retention, clock);
  }

  private static ResultStore open(URI url, String password, Retention retention, Clock clock) {
    return ClickHouseStore.open(
        new ClickHouseStore.Options(
            url,
            "vedette_" + DATABASES.get(),
            "default",
            password,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30)),
        retention,
        clock);
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    ResultStore none = open(URI.create("http://127.0.0.1:1"), "", RETENTION, at(NOON));

    assertThatThrownBy(() -> none.incident("a1"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("http://127.0.0.1:1");
  }

  @Test
  void aWrongPasswordIsSaidAndNotShown() {
    ResultStore refused = open(server.url(), "wr0ng", RETENTION, at(NOON));

    assertThatThrownBy(refused::positions)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("ClickHouse")
        .hasMessageNotContaining("wr0ng");
  }

  @Test
  void tablesThatWereDroppedAreMadeAnewAndWhoWritesIsTold() throws Exception {
    store.write(batch().add(Results.incident("a1", NOON, "cart").build(), 1));
    for (String drop : List.of("TABLE incidents", "DATABASE")) {
      String database = "vedette_" + DATABASES.get();
      server.execute(
          drop.equals("DATABASE")
              ? "DROP DATABASE " + database
              : "DROP " + drop.replace(" ", " " + database + "."));

      assertThatThrownBy(() -> store.incident("a1"))
          .isInstanceOf(StoreLostException.class)
          .hasMessageContaining(server.url().toString());
      assertThat(store.incident("a1")).as("made anew, empty").isEmpty();
      StoreBatch batch = batch().add(Results.incident("a1", NOON, "cart").build(), 1);
      assertThatThrownBy(() -> store.write(batch)).isInstanceOf(StoreLostException.class);
      assertThat(store.positions()).isEmpty();
      store.write(batch);
      assertThat(store.incident("a1")).isPresent();
    }
  }

  @Test
  void whatWasWrittenOutlivesAKill() throws Exception {
    store.write(batch().add(Results.incident("a1", NOON, "cart").build(), 1));

    server.kill();
    assertThatThrownBy(() -> store.incident("a1")).isInstanceOf(StoreException.class);
    server.startAgain();

    assertThat(store.incident("a1")).isPresent();
  }
}
