package io.vedette.store.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Forms of SQL both dialects take. */
public final class SqlForms {

  private SqlForms() {}

  /** Of the rows of one name the one that counts, by grouping; see {@link SqlEngine#latest}. */
  public static Sql newest(Table table, List<String> columns, Sql where) {
    return newest(table, columns, where, "");
  }

  /** Names in and out differ: ClickHouse 18.16 takes a column for the alias that hides it. */
  private static Sql newest(Table table, List<String> columns, Sql where, String prefix) {
    String version = table.version();
    List<String> keys = table.keyNames();
    Set<String> needed = new LinkedHashSet<>(keys);
    needed.add(version);
    needed.addAll(columns);
    List<String> inner = needed.stream().map(column -> column + " AS r_" + column).toList();
    List<String> outer =
        needed.stream()
            .map(
                column -> {
                  String as = " AS " + prefix + column;
                  if (keys.contains(column)) {
                    return "r_" + column + as;
                  }
                  return column.equals(version)
                      ? "max(r_" + column + ")" + as
                      : "argMax(r_" + column + ", r_" + version + ")" + as;
                })
            .toList();
    Sql sql =
        Sql.of("(SELECT " + String.join(", ", outer) + " FROM (SELECT ")
            .add(String.join(", ", inner) + " FROM " + table.sqlName());
    if (!where.isEmpty()) {
      sql.add(" WHERE ").add(where);
    }
    return sql.add(") AS r GROUP BY r_" + String.join(", r_", keys) + ")");
  }

  /** Points of a time span, rolled up into steps, as the columns of {@link Table#ROLLUPS}. */
  public static Sql rolledUp(long from, long to, long stepMillis) {
    Sql narrow = new Conditions().from("ts", from).before("ts", to).sql();
    List<String> columns =
        List.of("value", "expected", "lower", "upper", "score", "anomaly", "outcome");
    String begin = "p_ts - p_ts % " + stepMillis;
    return Sql.of("SELECT p_series_id AS series_id, " + begin + " AS ts, count(*) AS points, ")
        .add(stepMillis + " AS step, ")
        .add(mean("value") + " AS value, ")
        .add(extreme("min", "value") + " AS value_min, ")
        .add(extreme("max", "value") + " AS value_max, ")
        .add(mean("expected") + " AS expected, ")
        .add(extreme("min", "lower") + " AS lower, ")
        .add(extreme("max", "upper") + " AS upper, ")
        .add(extreme("max", "score") + " AS score, ")
        .add("sum(p_anomaly) AS anomalies, argMax(p_outcome, p_ts) AS outcome FROM ")
        .add(newest(Table.POINTS, columns, narrow, "p_"))
        .add(" AS p GROUP BY p_series_id, " + begin);
  }

  private static String number(String column) {
    return "NOT isNaN(p_" + column + ")";
  }

  /** NaN of no number: 0 / 0. */
  private static String mean(String column) {
    return "sum(CASE WHEN "
        + number(column)
        + " THEN p_"
        + column
        + " ELSE 0.0 END) / sum(CASE WHEN "
        + number(column)
        + " THEN 1.0 ELSE 0.0 END)";
  }

  private static String extreme(String function, String column) {
    String none = function.equals("min") ? "1e308" : "-1e308";
    String found =
        function + "(CASE WHEN " + number(column) + " THEN p_" + column + " ELSE " + none + " END)";
    return "CASE WHEN sum(CASE WHEN "
        + number(column)
        + " THEN 1 ELSE 0 END) > 0 THEN "
        + found
        + " ELSE 0.0 / 0.0 END";
  }
}
