package io.vedette.bench.quality.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The rows of a CSV file whose cells hold neither commas nor line breaks, packed with gzip or not.
 *
 * <p>The reader of a replay cannot serve here: it passes over labels, which are what counts, and
 * needs a header, which some of these files do not have.
 */
final class CsvFile {

  private CsvFile() {}

  /** All rows, the header (if there is one) included, cells without quotes. */
  static List<String[]> rows(Path file) throws IOException {
    List<String[]> rows = new ArrayList<>();
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          rows.add(line.replace("\"", "").split(",", -1));
        }
      }
    }
    return rows;
  }

  /** The rows below the header, once it is what was expected. */
  static List<String[]> rows(Path file, String header) throws IOException {
    List<String[]> rows = rows(file);
    if (rows.isEmpty() || !String.join(",", rows.get(0)).equals(header)) {
      throw new IOException(file + ": expected the header " + header);
    }
    return rows.subList(1, rows.size());
  }

  /** The files of a folder whose names end so, in order of their names. */
  static List<Path> list(Path folder, String ending) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
