package io.vedette.files;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Recorded alerts: a file, or all files of a folder, by name. */
public final class AlertFiles implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final List<String> EXTENSIONS = List.of(".jsonl", ".json", ".ndjson", ".csv");

  private final ArrayList<String> paths;

  private AlertFiles(List<String> paths) {
    this.paths = new ArrayList<>(paths);
  }

  /**
   * Finds and looks into them.
   *
   * @param path a file, or a folder that is searched for .jsonl, .json, .ndjson and .csv, each with
   *     .gz behind or without
   * @throws MetricFileException when there is none, or one that has no alerts
   */
  public static AlertFiles find(Path path, FileLimits limits) throws IOException {
    List<String> paths;
    if (Files.isDirectory(path)) {
      try (Stream<Path> files = Files.walk(path)) {
        paths =
            files
                .filter(Files::isRegularFile)
                .map(Path::toString)
                .filter(AlertFiles::hasExtension)
                .sorted()
                .toList();
      }
    } else if (Files.isRegularFile(path)) {
      paths = List.of(path.toString());
    } else {
      throw new MetricFileException(path + ": no such file or folder");
    }
    if (paths.isEmpty()) {
      throw new MetricFileException(
          path + ": no files of alerts in this folder; looked for " + String.join(" ", EXTENSIONS));
    }
    for (String file : paths) {
      AlertLines.requireAlerts(file, MetricFiles.open(Path.of(file)), limits);
    }
    return new AlertFiles(paths);
  }

  private static boolean hasExtension(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    return EXTENSIONS.stream().anyMatch(plain::endsWith);
  }

  /** Number of files. */
  public int count() {
    return paths.size();
  }

  /** The files in order. */
  List<String> paths() {
    return paths;
  }
}
