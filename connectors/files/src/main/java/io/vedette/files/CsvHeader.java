package io.vedette.files;

import io.vedette.files.MetricFile.Layout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the header of a CSV file says of its rows. The names decide, in any case:
 *
 * <pre>
 *   a time, series, value              SERIES_COLUMN
 *   a time, value                      ONE_SERIES
 *   anything, then other names         WIDE, the first column being the time
 * </pre>
 *
 * <p>Columns that data sets have for judging a detector (label, split, ...) are not read.
 *
 * @param layout what a row holds
 * @param timeColumn column of the time
 * @param seriesColumn column of the series' name, or -1
 * @param valueColumns columns of values, ascending
 */
record CsvHeader(Layout layout, int timeColumn, int seriesColumn, List<Integer> valueColumns) {

  /** Names of a column with the time. */
  private static final Set<String> TIME = Set.of("timestamp", "time", "ts", "datetime", "date");

  /** Names of columns that say what a detector should find, or on which rows; never values. */
  private static final Set<String> IGNORED =
      Set.of("label", "labels", "split", "anomaly", "is_anomaly", "ground_truth");

  private static final int NONE = -1;

  /**
   * Reads a header.
   *
   * @throws MetricFileException when it is none, naming {@code origin}
   */
  static CsvHeader of(List<String> cells, String origin) throws MetricFileException {
    byte[] first = cells.get(0).getBytes(StandardCharsets.UTF_8);
    if (TimeText.parse(first, 0, first.length) != TimeText.UNREADABLE) {
      throw new MetricFileException(
          origin
              + ": expected a header such as timestamp,value but found data: "
              + String.join(",", cells.subList(0, Math.min(4, cells.size()))));
    }
    List<String> names = new ArrayList<>();
    for (String cell : cells) {
      names.add(cell.toLowerCase(Locale.ROOT));
    }
    requireDistinct(cells, origin);
    int time = firstOf(names, TIME);
    int value = names.indexOf("value");
    int series = names.indexOf("series");
    List<Integer> rest = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (i != time && i != value && i != series && !IGNORED.contains(names.get(i))) {
        rest.add(i);
      }
    }
    if (time != NONE && value != NONE && series != NONE) {
      if (!rest.isEmpty()) {
        throw new MetricFileException(
            origin
                + ": beside timestamp, series and value there is a column '"
                + cells.get(rest.get(0))
                + "', which is not understood");
      }
      return new CsvHeader(Layout.SERIES_COLUMN, time, series, List.of(value));
    }
    if (time != NONE && value != NONE && rest.isEmpty()) {
      return new CsvHeader(Layout.ONE_SERIES, time, NONE, List.of(value));
    }
    return wide(cells, names, origin);
  }

  private static CsvHeader wide(List<String> cells, List<String> names, String origin)
      throws MetricFileException {
    List<Integer> values = new ArrayList<>();
    for (int i = 1; i < names.size(); i++) {
      if (IGNORED.contains(names.get(i))) {
        continue;
      }
      if (names.get(i).isEmpty()) {
        throw new MetricFileException(origin + ": column " + (i + 1) + " has no name");
      }
      values.add(i);
    }
    if (values.isEmpty()) {
      throw new MetricFileException(
          origin
              + ": expected a header such as timestamp,value but found: "
              + String.join(",", cells));
    }
    return new CsvHeader(Layout.WIDE, 0, NONE, List.copyOf(values));
  }

  private static void requireDistinct(List<String> cells, String origin)
      throws MetricFileException {
    Set<String> seen = new HashSet<>();
    for (String cell : cells) {
      if (!seen.add(cell)) {
        throw new MetricFileException(origin + ": the header has two columns named '" + cell + "'");
      }
    }
  }

  private static int firstOf(List<String> names, Set<String> wanted) {
    for (int i = 0; i < names.size(); i++) {
      if (wanted.contains(names.get(i))) {
        return i;
      }
    }
    return NONE;
  }
}
