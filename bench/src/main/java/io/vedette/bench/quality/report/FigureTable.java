package io.vedette.bench.quality.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Figures of several methods beside each other: a row a figure, a column a method, both in the
 * order in which they first came, rows of the same data together.
 */
public final class FigureTable {

  private static final String UNKNOWN = "-";

  private final String title;
  private final Set<String> methods = new LinkedHashSet<>();
  private final Map<String, Map<Row, Map<String, Double>>> rowsByData = new LinkedHashMap<>();

  /** An empty table. */
  public FigureTable(String title) {
    this.title = title;
  }

  /**
   * What a row holds.
   *
   * @param data on which data
   * @param figure which figure, with its unit where it has one
   * @param goal what it should come to; empty when nothing is asked
   * @param digits behind the point
   */
  public record Row(String data, String figure, String goal, int digits) {}

  /** Sets the figure of a method. */
  public void put(Row row, String method, double value) {
    methods.add(method);
    rowsByData
        .computeIfAbsent(row.data(), added -> new LinkedHashMap<>())
        .computeIfAbsent(row, added -> new LinkedHashMap<>())
        .put(method, value);
  }

  /** Name of the table. */
  public String title() {
    return title;
  }

  /** Whether nothing was put into it. */
  public boolean isEmpty() {
    return rowsByData.isEmpty();
  }

  /** As a Markdown table; a figure that was not measured is a dash. */
  public String toMarkdown() {
    StringBuilder text = new StringBuilder();
    List<String> header = new ArrayList<>(List.of("data", "figure", "goal"));
    header.addAll(methods);
    appendRow(text, header);
    text.append("|---|---|---|").append("---:|".repeat(methods.size())).append('\n');
    rowsByData.forEach(
        (data, rows) -> {
          String once = data;
          for (Map.Entry<Row, Map<String, Double>> row : rows.entrySet()) {
            appendRow(text, cells(once, row.getKey(), row.getValue()));
            once = "";
          }
        });
    return text.toString();
  }

  private List<String> cells(String data, Row row, Map<String, Double> values) {
    List<String> cells = new ArrayList<>(List.of(data, row.figure(), row.goal()));
    for (String method : methods) {
      Double value = values.get(method);
      cells.add(value == null ? UNKNOWN : format(value, row.digits()));
    }
    return cells;
  }

  private static void appendRow(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String format(double value, int digits) {
    return !Double.isFinite(value)
        ? UNKNOWN
        : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** One line a figure and method, in full precision: {@code data,figure,goal,method,value}. */
  public String toCsv() {
    StringBuilder text = new StringBuilder("data,figure,goal,method,value\n");
    for (Map<Row, Map<String, Double>> rows : rowsByData.values()) {
      rows.forEach((row, values) -> appendLines(text, row, values));
    }
    return text.toString();
  }

  private static void appendLines(StringBuilder text, Row row, Map<String, Double> values) {
    String begin = quote(row.data()) + ',' + quote(row.figure()) + ',' + quote(row.goal()) + ',';
    values.forEach(
        (method, value) ->
            text.append(begin).append(quote(method)).append(',').append(value).append('\n'));
  }

  private static String quote(String cell) {
    return cell.contains(",") || cell.contains("\"")
        ? '"' + cell.replace("\"", "\"\"") + '"'
        : cell;
  }
}
