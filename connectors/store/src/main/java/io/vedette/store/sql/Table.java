package io.vedette.store.sql;

import static io.vedette.store.sql.ColumnType.DOUBLE;
import static io.vedette.store.sql.ColumnType.LONG;
import static io.vedette.store.sql.ColumnType.TEXT;

import java.util.List;
import java.util.Locale;

/**
 * The tables, as both stores have them; made by the migrations in the resources. The first {@link
 * #keys} columns name a row, and of the rows of one name the one whose {@link #version} is the
 * highest counts.
 */
public enum Table {
  /** Incidents as they are now. */
  INCIDENTS(
      1,
      "version",
      "changed_at",
      text("id"),
      number("version"),
      text("environment"),
      text("status"),
      text("severity"),
      number("severity_rank"),
      number("starts_at"),
      number("changed_at"),
      number("alert_count"),
      text("services"),
      text("search"),
      text("payload")),
  /** What became of incidents. */
  INCIDENT_REVISIONS(
      2,
      "version",
      "changed_at",
      text("id"),
      number("revision"),
      number("version"),
      text("status"),
      text("change"),
      number("changed_at"),
      text("changed_by"),
      text("reason"),
      text("severity"),
      number("alert_count"),
      number("firing_count")),
  /** Alerts as they are now. */
  ALERTS(
      2,
      "version",
      "starts_at",
      number("starts_at"),
      text("id"),
      number("version"),
      text("status"),
      text("severity"),
      text("service"),
      text("series_id"),
      text("search"),
      text("payload")),
  /** Anomalies as they are now. */
  ANOMALIES(
      2,
      "version",
      "ts",
      number("ts"),
      text("id"),
      number("version"),
      text("status"),
      text("service"),
      text("series_id"),
      text("payload")),
  /** Who did what; a record is named by where it was in Kafka. */
  AUDIT(
      2,
      "version",
      "ts",
      number("ts"),
      text("id"),
      number("version"),
      text("series_id"),
      text("incident_id"),
      text("author"),
      text("payload")),
  /** Who called whom in an interval. */
  CALLS(
      3,
      "version",
      "ends_at",
      text("environment"),
      text("edge"),
      number("ends_at"),
      number("version"),
      number("starts_at"),
      text("payload")),
  /** Series that were scored. */
  SERIES(
      1,
      "last_seen",
      "last_seen",
      text("id"),
      number("last_seen"),
      text("series"),
      text("metric"),
      text("service"),
      text("search")),
  /** Points as they came, those that repeat included; not looked up by name when written. */
  POINTS(
      2,
      "version",
      "ts",
      number("series_id"),
      number("ts"),
      number("version"),
      real("value"),
      real("expected"),
      real("lower"),
      real("upper"),
      real("score"),
      number("anomaly"),
      text("outcome")),
  /** Points rolled up; of the same step the row of more points counts. */
  ROLLUPS(
      2,
      "points",
      "ts",
      number("series_id"),
      number("ts"),
      number("points"),
      number("step"),
      real("value"),
      real("value_min"),
      real("value_max"),
      real("expected"),
      real("lower"),
      real("upper"),
      real("score"),
      number("anomalies"),
      text("outcome")),
  /** Up to where each partition of Kafka was written. */
  POSITIONS(
      2,
      "version",
      "version",
      text("topic"),
      number("part"),
      number("version"),
      text("topic_id"),
      number("epoch"),
      number("next_offset"));

  /** A column. */
  public record Column(String name, ColumnType type) {}

  private final int keys;
  private final String version;
  private final String time;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Column> columns;

  Table(int keys, String version, String time, Column... columns) {
    this.keys = keys;
    this.version = version;
    this.time = time;
    this.columns = List.of(columns);
  }

  private static Column text(String name) {
    return new Column(name, TEXT);
  }

  private static Column number(String name) {
    return new Column(name, LONG);
  }

  private static Column real(String name) {
    return new Column(name, DOUBLE);
  }

  /** Its name in SQL. */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many columns name a row. */
  public int keys() {
    return keys;
  }

  /** Names of the columns that name a row. */
  public List<String> keyNames() {
    return columns.subList(0, keys).stream().map(Column::name).toList();
  }

  /** The column that decides which of two rows of one name counts. */
  public String version() {
    return version;
  }

  /** Where {@link #version} is among the columns. */
  public int versionIndex() {
    return columnNames().indexOf(version);
  }

  /** The column by which rows are dropped when they are old. */
  public String time() {
    return time;
  }

  /** All columns, in order. */
  public List<Column> columns() {
    return columns;
  }

  /** Their names. */
  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }
}
