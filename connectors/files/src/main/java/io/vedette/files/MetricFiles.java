package io.vedette.files;

import io.vedette.files.MetricFile.Layout;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The metric files of a replay, found and understood before anything is read: every header is
 * checked, so that a replay does not stop half-way for a file that never could be read.
 *
 * <p>Order: by path within the folder, character by character, the same on every machine. Cost: one
 * open and the first lines of every file.
 */
public final class MetricFiles implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Extensions taken, longest first. */
  private static final List<String> EXTENSIONS =
      List.of(".csv.gz", ".csv", ".snappy", ".rw2", ".rw");

  /** How far into a file its first readable time may be. */
  private static final int LINES_TO_FIRST_TIME = 100;

  private static final int FIRST_BLOCK = 1 << 16;

  private final ArrayList<MetricFile> files;

  private MetricFiles(List<MetricFile> files) {
    this.files = new ArrayList<>(files);
  }

  /**
   * Finds the files.
   *
   * @param path a file, or a folder that is searched with all folders in it; hidden files, and
   *     files with other extensions than .csv, .csv.gz, .rw, .rw2 and .snappy, are passed over
   * @throws MetricFileException when there is none, or one has no header, or two would give the
   *     same series
   */
  public static MetricFiles find(Path path, FileLimits limits) throws IOException {
    List<MetricFile> found = new ArrayList<>();
    if (Files.isDirectory(path)) {
      for (Map.Entry<String, Path> file : list(path).entrySet()) {
        found.add(inspect(file.getValue(), withoutExtension(file.getKey()), true, limits));
      }
      if (found.isEmpty()) {
        throw new MetricFileException(
            path + ": no metric files in this folder; looked for " + String.join(" ", EXTENSIONS));
      }
    } else if (Files.isRegularFile(path)) {
      found.add(inspect(path, withoutExtension(fileName(path)), false, limits));
    } else {
      throw new MetricFileException(path + ": no such file or folder");
    }
    requireDistinctSeries(found);
    requireOneForm(found);
    return new MetricFiles(found);
  }

  /** Number of files. */
  public int count() {
    return files.size();
  }

  /** Bytes of all files as they lie on disk. */
  public long bytes() {
    return files.stream().mapToLong(MetricFile::bytes).sum();
  }

  /** The files in order. */
  List<MetricFile> files() {
    return files;
  }

  /** How times of a series are written, for every series known by name. */
  Map<String, TimeForm> formsBySeries() {
    Map<String, TimeForm> forms = new HashMap<>();
    for (MetricFile file : files) {
      file.series().forEach(series -> forms.put(series, file.form()));
    }
    return forms;
  }

  /** How times of all other series are written. */
  TimeForm formOfOthers() {
    return files.stream()
        .filter(file -> !file.layout().namesAreKnown())
        .findFirst()
        .orElse(files.get(0))
        .form();
  }

  /** The metric files of a folder by their path in it, in order. */
  private static Map<String, Path> list(Path folder) throws IOException {
    Map<String, Path> byName = new LinkedHashMap<>();
    try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      walk.filter(Files::isRegularFile)
          .map(file -> Map.entry(relative(folder, file), file))
          .filter(file -> !isHidden(file.getKey()) && hasExtension(file.getKey()))
          .sorted(Comparator.comparing(Map.Entry::getKey))
          .forEachOrdered(file -> byName.put(file.getKey(), file.getValue()));
    }
    return byName;
  }

  private static MetricFile inspect(Path path, String name, boolean inFolder, FileLimits limits)
      throws IOException {
    long bytes = Files.size(path);
    String file = fileName(path);
    if (file.endsWith(".rw") || file.endsWith(".snappy")) {
      return recorded(path, name, Layout.REMOTE_WRITE_1, bytes);
    }
    if (file.endsWith(".rw2")) {
      return recorded(path, name, Layout.REMOTE_WRITE_2, bytes);
    }
    try (LineReader lines = new LineReader(open(path), limits.maxLineBytes())) {
      if (!lines.next()) {
        throw new MetricFileException(
            path + ": the file is empty; expected a header such as timestamp,value");
      }
      String origin = path + ":" + lines.number();
      CsvCells cells = new CsvCells();
      if (lines.isTooLong() || !cells.split(lines.bytes(), lines.start(), lines.end())) {
        throw new MetricFileException(
            origin
                + (lines.isTooLong()
                    ? ": the header is longer than " + limits.maxLineBytes() + " bytes"
                    : ": the header has a quote that is not closed, or text behind a closed one"));
      }
      List<String> names = cells.texts();
      CsvHeader header = CsvHeader.of(names, origin);
      return new MetricFile(
          path.toString(),
          name,
          header.layout(),
          names.size(),
          header.timeColumn(),
          header.seriesColumn(),
          header.valueColumns(),
          seriesOf(header, names, name, inFolder),
          formOf(lines, cells, header.timeColumn(), path),
          bytes);
    } catch (MetricFileException understood) {
      throw understood;
    } catch (IOException unreadable) {
      throw new IOException(path + ": cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static MetricFile recorded(Path path, String name, Layout layout, long bytes) {
    return new MetricFile(
        path.toString(),
        name,
        layout,
        0,
        0,
        -1,
        List.of(),
        List.of(),
        TimeForm.EPOCH_MILLIS,
        bytes);
  }

  private static List<String> seriesOf(
      CsvHeader header, List<String> names, String file, boolean inFolder) {
    return switch (header.layout()) {
      case ONE_SERIES -> List.of(file);
      case WIDE ->
          header.valueColumns().stream()
              .map(names::get)
              .map(column -> inFolder ? file + "/" + column : column)
              .toList();
      default -> List.of();
    };
  }

  private static TimeForm formOf(LineReader lines, CsvCells cells, int column, Path path)
      throws IOException {
    String first = null;
    for (int i = 0; i < LINES_TO_FIRST_TIME && lines.next(); i++) {
      if (lines.isTooLong() || !cells.split(lines.bytes(), lines.start(), lines.end())) {
        continue;
      }
      TimeForm form =
          column < cells.count()
              ? TimeForm.of(lines.bytes(), cells.from(column), cells.to(column))
              : null;
      if (form != null) {
        return form;
      }
      if (first == null) {
        String text = column < cells.count() ? cells.text(column) : "";
        first = path + ":" + lines.number() + ": '" + text + "' is not a time";
      }
    }
    if (first == null) {
      return TimeForm.EPOCH_MILLIS; // no rows, so no time will be printed
    }
    throw new MetricFileException(
        first
            + ", and so on; expected ISO-8601, yyyy-MM-dd HH:mm:ss, or seconds or milliseconds"
            + " since the epoch in column "
            + (column + 1));
  }

  private static void requireDistinctSeries(List<MetricFile> files) throws MetricFileException {
    Map<String, MetricFile> owner = new HashMap<>();
    for (MetricFile file : files) {
      for (String series : file.series()) {
        MetricFile other = owner.putIfAbsent(series, file);
        if (other != null) {
          throw new MetricFileException(
              file.path() + ": gives series '" + series + "', and so does " + other.path());
        }
      }
    }
  }

  /** Rows that name their series do not tell which file they came from, so they must agree. */
  private static void requireOneForm(List<MetricFile> files) throws MetricFileException {
    MetricFile first = null;
    for (MetricFile file : files) {
      if (file.layout().namesAreKnown()) {
        continue;
      }
      if (first != null && !first.form().matches(file.form())) {
        throw new MetricFileException(
            file.path()
                + ": writes time as "
                + file.form().style().words()
                + ", and "
                + first.path()
                + " differently; files whose rows name their series must write it alike");
      }
      first = first == null ? file : first;
    }
  }

  /** Opens a file, unpacked. */
  static InputStream open(Path path) throws IOException {
    return open(path, Files.newInputStream(path));
  }

  /** A file's bytes, unpacked, from its bytes as they lie on disk. */
  static InputStream open(Path path, InputStream in) throws IOException {
    if (!fileName(path).endsWith(".gz")) {
      return in;
    }
    try {
      return new GZIPInputStream(new BufferedInputStream(in, FIRST_BLOCK), FIRST_BLOCK);
    } catch (IOException notGzip) {
      in.close();
      throw notGzip;
    }
  }

  private static boolean isHidden(String relative) {
    return relative.startsWith(".") || relative.contains("/.");
  }

  private static boolean hasExtension(String name) {
    return EXTENSIONS.stream().anyMatch(name::endsWith);
  }

  private static String withoutExtension(String name) {
    for (String extension : EXTENSIONS) {
      if (name.endsWith(extension) && name.length() > extension.length()) {
        return name.substring(0, name.length() - extension.length());
      }
    }
    return name;
  }

  private static String relative(Path folder, Path file) {
    return folder.relativize(file).toString().replace(folder.getFileSystem().getSeparator(), "/");
  }

  private static String fileName(Path path) {
    @Nullable Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
