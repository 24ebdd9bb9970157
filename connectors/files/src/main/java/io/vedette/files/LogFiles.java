package io.vedette.files;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recorded logs: a file, or every file of a folder and those below it that is not hidden, in the
 * order of their paths. Packed ones end in {@code .gz}. A file's name up to its first dot is the
 * service of lines that do not name one.
 */
public final class LogFiles implements Serializable {

  /** Lines of a file that the number of a line has room for. */
  private static final int LINE_BITS = 40;

  private static final long serialVersionUID = 1L;

  private final ArrayList<String> paths;
  private final ArrayList<String> names;
  private final long bytes;

  private LogFiles(List<String> paths, List<String> names, long bytes) {
    this.paths = new ArrayList<>(paths);
    this.names = new ArrayList<>(names);
    this.bytes = bytes;
  }

  /**
   * The files of a path.
   *
   * @throws MetricFileException when there are none
   */
  public static LogFiles find(Path path) throws IOException {
    List<String> paths = new ArrayList<>();
    List<String> names = new ArrayList<>();
    long bytes = 0;
    for (Path file : list(path)) {
      paths.add(file.toString());
      names.add(
          file.equals(path)
              ? String.valueOf(path.getFileName())
              : path.relativize(file).toString().replace(path.getFileSystem().getSeparator(), "/"));
      bytes += Files.size(file);
    }
    if (paths.isEmpty()) {
      throw new MetricFileException(
          path
              + (Files.exists(path)
                  ? ": no log files in this folder"
                  : ": no such file or folder"));
    }
    return new LogFiles(paths, names, bytes);
  }

  private static List<Path> list(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return Files.isRegularFile(path) ? List.of(path) : List.of();
    }
    try (Stream<Path> walk = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> !isHidden(path.relativize(file)))
          .sorted()
          .toList();
    }
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  /** Number of files. */
  public int count() {
    return paths.size();
  }

  /** Bytes of all files as they lie on disk. */
  public long bytes() {
    return bytes;
  }

  List<String> paths() {
    return paths;
  }

  Path path(int file) {
    return Path.of(paths.get(file));
  }

  /** The service of lines of a file that do not name one. */
  String service(int file) {
    @Nullable Path name = path(file).getFileName();
    String text = name == null ? "" : name.toString();
    int dot = text.indexOf('.', 1);
    return dot < 0 ? text : text.substring(0, dot);
  }

  /** The number that stands for a line of a file. */
  static long number(int file, long line) {
    return (long) file << LINE_BITS | line;
  }

  /** How a line is called: its number, behind its file's name where there are several. */
  String nameOf(long number) {
    long line = number & ((1L << LINE_BITS) - 1);
    return count() == 1
        ? Long.toString(line)
        : names.get((int) (number >>> LINE_BITS)) + ":" + line;
  }
}
