package io.vedette.store;

import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Settings of the store. */
public final class StoreSettings {

  /** Which store. */
  public static final Setting<StoreType> TYPE =
      Setting.ofEnum(
          "store.type",
          StoreType.NONE,
          "Where results are kept to be asked for: duckdb (a file of this process), clickhouse (a"
              + " server), or none. ./vedette up takes duckdb where nothing is set.");

  /** DuckDB's file. */
  public static final Setting<Path> DUCKDB_FILE =
      Setting.ofPath(
          "store.duckdb.file",
          "vedette.duckdb",
          "File of the embedded store; made when missing, open to one process at a time. ./vedette"
              + " up keeps it in its data folder.");

  /** DuckDB's memory. */
  public static final Setting<Long> DUCKDB_MEMORY =
      Setting.ofBytes(
              "store.duckdb.memory",
              512L << 20,
              "Memory the embedded store may take, outside the Java heap.")
          .between(64L << 20, 1L << 40);

  /** DuckDB's threads. */
  public static final Setting<Integer> DUCKDB_THREADS =
      Setting.ofInt("store.duckdb.threads", 2, "Threads of the embedded store.").between(1, 256);

  /** Where ClickHouse is. */
  public static final Setting<String> CLICKHOUSE_URL =
      Setting.ofString(
              "store.clickhouse.url",
              "http://127.0.0.1:8123",
              "ClickHouse's HTTP interface, http or https. Version 18.16 or later.")
          .checked(
              url -> url.matches("https?://[^/?#@\\s]+/?"),
              "be http://host:port or https://host:port");

  /** ClickHouse's database. */
  public static final Setting<String> CLICKHOUSE_DATABASE =
      Setting.ofString(
              "store.clickhouse.database",
              "vedette",
              "Database of the tables; made when missing and the user may.")
          .checked(name -> name.matches("[A-Za-z_][A-Za-z0-9_]{0,62}"), "be a plain name");

  /** ClickHouse's user. */
  public static final Setting<String> CLICKHOUSE_USER =
      Setting.ofString("store.clickhouse.user", "default", "User of ClickHouse.");

  /** The password of it. */
  public static final Setting<Path> CLICKHOUSE_PASSWORD_FILE =
      Setting.ofOptionalPath(
          "store.clickhouse.password-file",
          "File with the password of ClickHouse's user, read at the start; none without it. Over"
              + " http it travels readable, so beyond loopback use https.");

  /** Retention of points. */
  public static final Setting<Duration> POINTS_RETENTION =
      Setting.ofDuration(
              "store.retention.points",
              Duration.ofDays(7),
              "How long scored points are kept as they came; then they are rolled up.")
          .between(Duration.ofHours(1), Duration.ofDays(3650));

  /** Retention of steps. */
  public static final Setting<Duration> ROLLUPS_RETENTION =
      Setting.ofDuration(
              "store.retention.rollups",
              Duration.ofDays(400),
              "How long points that were rolled up are kept.")
          .between(Duration.ofHours(1), Duration.ofDays(36_500));

  /** Retention of everything else. */
  public static final Setting<Duration> RESULTS_RETENTION =
      Setting.ofDuration(
              "store.retention.results",
              Duration.ofDays(400),
              "How long incidents, alerts, anomalies, calls and audit lines are kept: since an"
                  + " incident changed last, an alert began, anything else happened.")
          .between(Duration.ofHours(1), Duration.ofDays(36_500));

  /** Length of a step. */
  public static final Setting<Duration> ROLLUP_STEP =
      Setting.ofDuration(
              "store.rollup-step",
              Duration.ofMinutes(10),
              "Points of one step become one when they are rolled up. A day must hold a whole"
                  + " number of them.")
          .checked(
              step ->
                  step.compareTo(Duration.ofSeconds(1)) >= 0
                      && step.compareTo(Duration.ofDays(1)) <= 0
                      && Duration.ofDays(1).toMillis() % step.toMillis() == 0,
              "be from 1s to 1d and divide a day");

  /** Limit on the disk. */
  public static final Setting<Long> DISK_LIMIT =
      Setting.ofBytes(
              "store.disk-limit",
              20L << 30,
              "Disk the store may take. Over it the oldest points are rolled up before their time,"
                  + " then the oldest steps are dropped; results never are for the disk's sake.")
          .between(64L << 20, 1L << 50);

  /** Between two rounds of maintenance. */
  public static final Setting<Duration> MAINTENANCE_INTERVAL =
      Setting.ofDuration(
              "store.maintenance-interval",
              Duration.ofMinutes(10),
              "Between two looks for what is older than its retention or over the disk limit.")
          .between(Duration.ofSeconds(1), Duration.ofDays(1));

  /** Records a batch. */
  public static final Setting<Integer> BATCH_RECORDS =
      Setting.ofInt("store.batch-records", 50_000, "Records written at once, at most.")
          .between(1, 1_000_000);

  /** Bytes a batch. */
  public static final Setting<Long> BATCH_BYTES =
      Setting.ofBytes(
              "store.batch-bytes",
              32L << 20,
              "Bytes of records written at once, about: one poll of Kafka may exceed it.")
          .between(1L << 10, 1L << 30);

  /** Wait for more. */
  public static final Setting<Duration> BATCH_INTERVAL =
      Setting.ofDuration(
              "store.batch-interval",
              Duration.ofMillis(500),
              "How long a record may wait for others to be written with.")
          .between(Duration.ofMillis(1), Duration.ofMinutes(5));

  /** Patience with a query. */
  public static final Setting<Duration> QUERY_TIMEOUT =
      Setting.ofDuration(
              "store.query-timeout", Duration.ofSeconds(10), "Until a query is given up.")
          .between(Duration.ofSeconds(1), Duration.ofMinutes(10));

  /** Patience with a write. */
  public static final Setting<Duration> WRITE_TIMEOUT =
      Setting.ofDuration(
              "store.write-timeout",
              Duration.ofMinutes(1),
              "Until ClickHouse's answer to a batch, or to a statement of maintenance, is given up;"
                  + " a batch is then written again.")
          .between(Duration.ofSeconds(1), Duration.ofHours(1));

  /** Longest wait of a store that is down. */
  public static final Setting<Duration> RETRY_MAX =
      Setting.ofDuration(
              "store.retry-max",
              Duration.ofSeconds(10),
              "Longest wait until a store that is down is tried again; the first is 100 ms, and each"
                  + " is twice the one before.")
          .between(Duration.ofMillis(100), Duration.ofMinutes(10));

  /** Labels that name the service. */
  public static final Setting<List<String>> SERVICE_LABELS =
      Setting.ofList(
          "store.service-labels",
          List.of("service", "service_name", "job"),
          "Labels that may hold the service of a series; the first that is set wins. Those of"
              + " series.service-labels, which ./vedette up takes where nothing is set.");

  /** Series remembered. */
  public static final Setting<Integer> KNOWN_SERIES =
      Setting.ofInt(
              "store.known-series",
              200_000,
              "Series the writer remembers having told the store of; one it forgot is told again.")
          .between(1, 100_000_000);

  /** All of them. */
  public static final List<Setting<?>> ALL =
      List.of(
          TYPE,
          DUCKDB_FILE,
          DUCKDB_MEMORY,
          DUCKDB_THREADS,
          CLICKHOUSE_URL,
          CLICKHOUSE_DATABASE,
          CLICKHOUSE_USER,
          CLICKHOUSE_PASSWORD_FILE,
          POINTS_RETENTION,
          ROLLUPS_RETENTION,
          RESULTS_RETENTION,
          ROLLUP_STEP,
          DISK_LIMIT,
          MAINTENANCE_INTERVAL,
          BATCH_RECORDS,
          BATCH_BYTES,
          BATCH_INTERVAL,
          QUERY_TIMEOUT,
          WRITE_TIMEOUT,
          RETRY_MAX,
          SERVICE_LABELS,
          KNOWN_SERIES);

  private StoreSettings() {}

  /**
   * Checks what one setting alone cannot say.
   *
   * @throws IllegalArgumentException naming the key, the value and the reason
   */
  public static void validate(Settings settings) {
    if (settings.get(ROLLUPS_RETENTION).compareTo(settings.get(POINTS_RETENTION)) < 0) {
      throw new IllegalArgumentException(
          ROLLUPS_RETENTION.key()
              + " = "
              + settings.text(ROLLUPS_RETENTION)
              + ": must be at least "
              + POINTS_RETENTION.key());
    }
  }
}
