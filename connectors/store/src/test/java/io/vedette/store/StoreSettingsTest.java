package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import io.vedette.settings.SettingsTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreSettingsTest {

  private static final Path TABLE = Path.of("../../docs/settings-store.md");

  private static Settings resolve(Map<String, String> flags) {
    return Settings.resolve(StoreSettings.ALL, flags, Map.of(), null);
  }

  @Test
  void defaults() {
    Settings settings = resolve(Map.of());

    StoreSettings.validate(settings);
    assertThat(settings.get(StoreSettings.TYPE)).isEqualTo(StoreType.NONE);
    assertThat(settings.find(StoreSettings.CLICKHOUSE_PASSWORD_FILE)).isEmpty();
    assertThat(Retention.of(settings))
        .isEqualTo(
            new Retention(
                Duration.ofDays(7),
                Duration.ofDays(400),
                Duration.ofDays(400),
                Duration.ofMinutes(10),
                20L << 30));
  }

  @Test
  void fullMapping() {
    Map<String, String> flags = new HashMap<>();
    flags.put("store.type", "clickhouse");
    flags.put("store.duckdb.file", "a.duckdb");
    flags.put("store.duckdb.memory", "65MiB");
    flags.put("store.duckdb.threads", "3");
    flags.put("store.clickhouse.url", "https://ch:8443");
    flags.put("store.clickhouse.database", "ops");
    flags.put("store.clickhouse.user", "ann");
    flags.put("store.clickhouse.password-file", "secret");
    flags.put("store.retention.points", "2d");
    flags.put("store.retention.rollups", "3d");
    flags.put("store.retention.results", "4d");
    flags.put("store.rollup-step", "5m");
    flags.put("store.disk-limit", "1GiB");
    flags.put("store.maintenance-interval", "6m");
    flags.put("store.batch-records", "7");
    flags.put("store.batch-bytes", "8KiB");
    flags.put("store.batch-interval", "9ms");
    flags.put("store.query-timeout", "11s");
    flags.put("store.write-timeout", "12s");
    flags.put("store.retry-max", "13s");
    flags.put("store.service-labels", "app,svc");
    flags.put("store.known-series", "14");
    Settings settings = resolve(flags);

    assertThat(flags).hasSameSizeAs(StoreSettings.ALL);
    assertThat(settings.get(StoreSettings.TYPE)).isEqualTo(StoreType.CLICKHOUSE);
    assertThat(settings.get(StoreSettings.DUCKDB_FILE)).isEqualTo(Path.of("a.duckdb"));
    assertThat(settings.get(StoreSettings.DUCKDB_MEMORY)).isEqualTo(65L << 20);
    assertThat(settings.get(StoreSettings.DUCKDB_THREADS)).isEqualTo(3);
    assertThat(settings.get(StoreSettings.CLICKHOUSE_URL)).isEqualTo("https://ch:8443");
    assertThat(settings.get(StoreSettings.CLICKHOUSE_DATABASE)).isEqualTo("ops");
    assertThat(settings.get(StoreSettings.CLICKHOUSE_USER)).isEqualTo("ann");
    assertThat(settings.find(StoreSettings.CLICKHOUSE_PASSWORD_FILE)).contains(Path.of("secret"));
    assertThat(Retention.of(settings))
        .isEqualTo(
            new Retention(
                Duration.ofDays(2),
                Duration.ofDays(3),
                Duration.ofDays(4),
                Duration.ofMinutes(5),
                1L << 30));
    assertThat(settings.get(StoreSettings.MAINTENANCE_INTERVAL)).isEqualTo(Duration.ofMinutes(6));
    assertThat(settings.get(StoreSettings.BATCH_RECORDS)).isEqualTo(7);
    assertThat(settings.get(StoreSettings.BATCH_BYTES)).isEqualTo(8L << 10);
    assertThat(settings.get(StoreSettings.BATCH_INTERVAL)).isEqualTo(Duration.ofMillis(9));
    assertThat(settings.get(StoreSettings.QUERY_TIMEOUT)).isEqualTo(Duration.ofSeconds(11));
    assertThat(settings.get(StoreSettings.WRITE_TIMEOUT)).isEqualTo(Duration.ofSeconds(12));
    assertThat(settings.get(StoreSettings.RETRY_MAX)).isEqualTo(Duration.ofSeconds(13));
    assertThat(settings.get(StoreSettings.SERVICE_LABELS)).isEqualTo(List.of("app", "svc"));
    assertThat(settings.get(StoreSettings.KNOWN_SERIES)).isEqualTo(14);
  }

  @Test
  void validations() {
    assertThatThrownBy(() -> resolve(Map.of("store.rollup-step", "7m")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("store.rollup-step = '7m': must be from 1s to 1d and divide a day");
    assertThatThrownBy(() -> resolve(Map.of("store.clickhouse.database", "a; DROP")))
        .hasMessageContaining("must be a plain name");
    assertThatThrownBy(
            () -> StoreSettings.validate(resolve(Map.of("store.retention.rollups", "6d"))))
        .hasMessageContaining("must be at least store.retention.points");
  }

  @Test
  void theTableOfTheDocumentationIsThatOfTheCode() throws Exception {
    String expected = "# Settings of the store\n\n" + SettingsTable.of(StoreSettings.ALL);
    if (Boolean.getBoolean("vedette.docs.write")) {
      Files.writeString(TABLE, expected);
    }

    assertThat(TABLE)
        .withFailMessage("docs/settings-store.md is not current: run with -Dvedette.docs.write")
        .hasContent(expected);
  }
}
