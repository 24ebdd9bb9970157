package io.vedette.store.sql;

import static io.vedette.store.sql.ColumnType.DOUBLE;
import static io.vedette.store.sql.ColumnType.LONG;
import static io.vedette.store.sql.ColumnType.TEXT;

import io.vedette.schema.Labels;
import io.vedette.schema.SelectorText;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.store.Page;
import io.vedette.store.PageRequest;
import io.vedette.store.SeriesQuery;
import io.vedette.store.StoredPoint;
import io.vedette.store.StoredSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions about series and their points; the same for both stores. Thread-safe. */
public final class SeriesQueries {

  private static final String SERIES_ORDER = "series id asc";
  private static final String POINTS_ORDER = "points ts asc";
  private static final List<String> SERIES_COLUMNS =
      List.of("series", "metric", "service", "search");

  private final SqlEngine engine;

  /** Asks this engine. */
  public SeriesQueries(SqlEngine engine) {
    this.engine = engine;
  }

  /** See {@link io.vedette.store.ResultStore#series(SeriesQuery, PageRequest)}. */
  public Page<StoredSeries> series(SeriesQuery query, PageRequest page) {
    Cursor after = Cursor.read(page.cursor(), SERIES_ORDER);
    Conditions conditions =
        new Conditions()
            .equal("metric", query.metric())
            .equal("service", query.service())
            .holds(engine, "search", query.text());
    for (Map.Entry<String, String> label : query.labels().entrySet()) {
      conditions.and(hasLabel(label.getKey(), label.getValue()));
    }
    if (after != null) {
      conditions.and(Sql.of("id > ").value(after.id()));
    }
    List<StoredSeries> found = select(conditions.sql(), page.limit() + 1);
    boolean more = found.size() > page.limit();
    List<StoredSeries> shown = more ? found.subList(0, page.limit()) : found;
    return new Page<>(
        shown,
        more ? new Cursor(SERIES_ORDER, 0, shown.get(shown.size() - 1).seriesId()).text() : null);
  }

  /** See {@link io.vedette.store.ResultStore#series(String)}. */
  public Optional<StoredSeries> one(String seriesId) {
    return select(new Conditions().equal("id", seriesId).sql(), 1).stream().findFirst();
  }

  private List<StoredSeries> select(Sql unchanging, int limit) {
    Sql sql =
        Sql.of("SELECT id, series, metric, service, last_seen FROM ")
            .add(engine.latest(Table.SERIES, SERIES_COLUMNS, unchanging))
            .add(" AS s ORDER BY id LIMIT ")
            .value(limit);
    return engine.query(
        sql,
        List.of(TEXT, TEXT, TEXT, TEXT, LONG),
        row ->
            new StoredSeries(
                row.text(0),
                row.text(1),
                row.text(2),
                row.text(3),
                labels(row.text(1)),
                row.number(4)));
  }

  /** A selector is written in one way only, so a label in it is found as text. */
  private Sql hasLabel(String name, String value) {
    String written = Labels.of(name, value).toString();
    String inside = written.substring(1, written.length() - 1);
    return Sql.of("(" + engine.find() + "(series, ")
        .value("{" + inside)
        .add(") > 0 OR " + engine.find() + "(series, ")
        .value("," + inside)
        .add(") > 0)");
  }

  private static Map<String, String> labels(String selector) {
    try {
      return SelectorText.parse(selector).withoutMetric();
    } catch (IllegalArgumentException none) {
      return Map.of(); // a name that is no selector is shown as it is
    }
  }

  /** See {@link io.vedette.store.ResultStore#points}. */
  public Page<StoredPoint> points(String seriesId, long from, long to, PageRequest page) {
    Cursor after = Cursor.read(page.cursor(), POINTS_ORDER);
    long begin = after == null ? from : Math.max(from, after.value() + 1);
    Sql narrow =
        new Conditions()
            .equal("series_id", parseId(seriesId))
            .from("ts", begin)
            .before("ts", to)
            .sql();
    Sql sql =
        Sql.of("SELECT * FROM (SELECT ts, " + engine.number(0) + " AS step, ")
            .add(engine.number(1) + " AS points, value, value AS value_min,")
            .add(" value AS value_max, expected, lower, upper, score, anomaly, outcome FROM ")
            .add(SqlForms.newest(Table.POINTS, POINT_COLUMNS, narrow))
            .add(" AS p UNION ALL SELECT ts, step, points, value, value_min, value_max, expected,")
            .add(" lower, upper, score, anomalies AS anomaly, outcome FROM ")
            .add(engine.latest(Table.ROLLUPS, ROLLUP_COLUMNS, narrow))
            .add(" AS r) AS u ORDER BY ts, step LIMIT ")
            .value(page.limit() + 1L);
    List<StoredPoint> found = engine.query(sql, POINT_TYPES, SeriesQueries::point);
    boolean more = found.size() > page.limit();
    List<StoredPoint> shown = more ? found.subList(0, page.limit()) : found;
    return new Page<>(
        new ArrayList<>(shown),
        more
            ? new Cursor(POINTS_ORDER, shown.get(shown.size() - 1).timestamp(), seriesId).text()
            : null);
  }

  private static final List<String> POINT_COLUMNS =
      List.of("value", "expected", "lower", "upper", "score", "anomaly", "outcome");
  private static final List<String> ROLLUP_COLUMNS =
      List.of(
          "step",
          "value",
          "value_min",
          "value_max",
          "expected",
          "lower",
          "upper",
          "score",
          "anomalies",
          "outcome");
  private static final List<ColumnType> POINT_TYPES =
      List.of(LONG, LONG, LONG, DOUBLE, DOUBLE, DOUBLE, DOUBLE, DOUBLE, DOUBLE, DOUBLE, LONG, TEXT);

  private static StoredPoint point(Row row) {
    return new StoredPoint(
        row.number(0),
        row.number(1),
        row.number(2),
        row.real(3),
        row.real(4),
        row.real(5),
        row.real(6),
        row.real(7),
        row.real(8),
        row.real(9),
        row.number(10),
        outcome(row.text(11)));
  }

  private static ScoreOutcome outcome(String word) {
    return ScoreOutcome.valueOf(word);
  }

  /**
   * The id of a series as it is stored.
   *
   * @throws IllegalArgumentException when it is not 16 hexadecimal digits
   */
  public static long parseId(@Nullable String seriesId) {
    if (seriesId == null || seriesId.length() != 16) {
      throw new IllegalArgumentException("seriesId '" + seriesId + "': not 16 hexadecimal digits");
    }
    try {
      return Long.parseUnsignedLong(seriesId, 16);
    } catch (NumberFormatException notHexadecimal) {
      throw new IllegalArgumentException(
          "seriesId '" + seriesId + "': not 16 hexadecimal digits", notHexadecimal);
    }
  }
}
