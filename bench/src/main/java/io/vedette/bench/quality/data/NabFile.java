package io.vedette.bench.quality.data;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file of the Numenta Anomaly Benchmark (Lavin and Ahmad 2015) with its anomaly windows.
 *
 * @param series its points; named as in the benchmark, {@code category/file.csv}
 * @param windows where the anomalies lie, in order
 */
public record NabFile(MetricSeries series, List<Window> windows) {

  /**
   * A window round an anomaly.
   *
   * @param first its first point
   * @param last its last point
   */
  public record Window(int first, int last) {

    /** Number of points. */
    public int width() {
      return last - first + 1;
    }
  }

  /** Whether the benchmark says that there is nothing to find in it. */
  public boolean isWithoutAnomaly() {
    return windows.isEmpty();
  }

  /**
   * All files that {@code labels/combined_windows.json} names, by name.
   *
   * @param root folder of the benchmark
   */
  public static List<NabFile> readAll(Path root) throws IOException {
    Map<String, List<List<String>>> windows =
        new ObjectMapper()
            .readValue(
                root.resolve("labels/combined_windows.json").toFile(),
                new TypeReference<TreeMap<String, List<List<String>>>>() {});
    List<NabFile> files = new ArrayList<>();
    for (Map.Entry<String, List<List<String>>> file : windows.entrySet()) {
      files.add(read(root.resolve("data").resolve(file.getKey()), file.getKey(), file.getValue()));
    }
    return files;
  }

  private static NabFile read(Path file, String name, List<List<String>> windows)
      throws IOException {
    List<String[]> rows = CsvFile.rows(file, "timestamp,value");
    long[] timestamps = new long[rows.size()];
    double[] values = new double[rows.size()];
    for (int i = 0; i < timestamps.length; i++) {
      timestamps[i] = millis(rows.get(i)[0]);
      values[i] = Double.parseDouble(rows.get(i)[1]);
    }
    List<Window> found = new ArrayList<>();
    boolean[] labels = new boolean[timestamps.length];
    for (List<String> window : windows) {
      int first = indexOf(timestamps, millis(window.get(0)), name);
      int last = indexOf(timestamps, millis(window.get(1)), name);
      found.add(new Window(first, last));
      for (int i = first; i <= last; i++) {
        labels[i] = true;
      }
    }
    return new NabFile(new MetricSeries(name, timestamps, values, labels, 0), found);
  }

  private static int indexOf(long[] timestamps, long wanted, String name) throws IOException {
    for (int i = 0; i < timestamps.length; i++) {
      if (timestamps[i] == wanted) {
        return i;
      }
    }
    throw new IOException(name + ": no point at the edge of a window, " + wanted);
  }

  private static long millis(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
