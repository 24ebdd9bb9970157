package io.vedette.bench.quality.data;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Series to forecast. */
public final class ForecastSeries {

  private static final int M4_HELD_BACK = 48;
  private static final int HOURS_A_DAY = 24;

  /** M4 says nothing of times that would matter; a Monday, 00:00 UTC. */
  private static final long M4_FIRST = 1_577_664_000_000L;

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int MONTHS_A_YEAR = 12;
  private static final int DAYS_A_WEEK = 7;

  /** Points further apart than this, on average, are months. */
  private static final long LONGEST_DAY = Duration.ofDays(10).toMillis();

  /** Of a Prophet example a tenth is held back, at most a year of days. */
  private static final int LEAST_PARTS = 10;

  private static final int LONGEST_HELD_BACK = 365;

  private ForecastSeries() {}

  /**
   * Hourly series of the M4 competition (Makridakis et al. 2020): of the published train part, the
   * last 48 hours are held back, as long as the competition's own test part.
   *
   * @param folder holds Hourly-train.csv
   */
  public static List<ForecastCase> m4Hourly(Path folder) throws IOException {
    List<ForecastCase> cases = new ArrayList<>();
    List<String[]> rows = CsvFile.rows(folder.resolve("Hourly-train.csv"));
    for (String[] row : rows.subList(1, rows.size())) {
      int length = row.length - 1;
      while (row[length].isEmpty()) {
        length--;
      }
      long[] timestamps = new long[length];
      double[] values = new double[length];
      for (int i = 0; i < length; i++) {
        timestamps[i] = M4_FIRST + i * HOUR;
        values[i] = Double.parseDouble(row[i + 1]);
      }
      cases.add(new ForecastCase(row[0], HOURS_A_DAY, timestamps, values, M4_HELD_BACK));
    }
    return cases;
  }

  /**
   * The examples that come with Prophet (Taylor and Letham 2018), {@code ds,y}, daily or monthly:
   * the last tenth, at most 365 points, is held back.
   */
  public static List<ForecastCase> prophetExamples(Path folder) throws IOException {
    List<ForecastCase> cases = new ArrayList<>();
    for (Path file : CsvFile.list(folder, ".csv")) {
      List<String[]> rows = new ArrayList<>(CsvFile.rows(file, "ds,y"));
      rows.removeIf(row -> row[1].isEmpty() || row[1].equals("NA"));
      rows.sort(Comparator.comparing(row -> row[0]));
      long[] timestamps = new long[rows.size()];
      double[] values = new double[rows.size()];
      for (int i = 0; i < values.length; i++) {
        timestamps[i] =
            LocalDate.parse(rows.get(i)[0]).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        values[i] = Double.parseDouble(rows.get(i)[1]);
      }
      long step = (timestamps[timestamps.length - 1] - timestamps[0]) / timestamps.length;
      cases.add(
          new ForecastCase(
              String.valueOf(file.getFileName()).replace("example_", "").replace(".csv", ""),
              step > LONGEST_DAY ? MONTHS_A_YEAR : DAYS_A_WEEK,
              timestamps,
              values,
              Math.min(values.length / LEAST_PARTS, LONGEST_HELD_BACK)));
    }
    return cases;
  }
}
