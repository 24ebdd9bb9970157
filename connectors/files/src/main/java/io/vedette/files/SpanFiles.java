package io.vedette.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Recorded spans: a file, or all files of a folder, by name. */
public final class SpanFiles {

  private static final List<String> EXTENSIONS = List.of(".jsonl", ".json", ".ndjson", ".csv");

  private SpanFiles() {}

  /**
   * Finds them.
   *
   * @param path a file, or a folder that is searched for .jsonl, .json, .ndjson and .csv, each with
   *     .gz behind or without
   * @throws MetricFileException when there is none
   */
  public static List<String> find(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return List.of(path.toString());
    }
    if (!Files.isDirectory(path)) {
      throw new MetricFileException(path + ": no such file or folder");
    }
    try (Stream<Path> files = Files.walk(path)) {
      List<String> paths =
          files
              .filter(Files::isRegularFile)
              .map(Path::toString)
              .filter(SpanFiles::hasExtension)
              .sorted()
              .toList();
      if (paths.isEmpty()) {
        throw new MetricFileException(
            path
                + ": no files of spans in this folder; looked for "
                + String.join(" ", EXTENSIONS));
      }
      return paths;
    }
  }

  private static boolean hasExtension(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    return EXTENSIONS.stream().anyMatch(plain::endsWith);
  }
}
