package io.vedette.files;

import io.vedette.files.TopologyFile.Edges;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A topology as CSV: an edge a row, or a matrix. */
final class TopologyCsv {

  private static final List<String> FROM = List.of("caller", "from", "source", "src", "parent");
  private static final List<String> TO =
      List.of("callee", "to", "target", "dst", "destination", "child");
  private static final List<String> RELATION = List.of("kind", "label", "relation", "type");

  private TopologyCsv() {}

  static void read(byte[] bytes, int maxLineBytes, Edges edges) throws IOException {
    try (LineReader lines = new LineReader(new ByteArrayInputStream(bytes), maxLineBytes)) {
      if (!lines.next()) {
        throw new MetricFileException(edges.file() + ": the file is empty; expected a topology");
      }
      List<String> header = cells(lines, edges.file());
      if (header.size() > 1 && header.get(0).isEmpty()) {
        readMatrix(lines, header, edges);
      } else {
        readRows(lines, header, edges);
      }
    }
  }

  private static void readRows(LineReader lines, List<String> header, Edges edges)
      throws IOException {
    List<String> names = header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    int from = firstOf(names, FROM);
    int to = firstOf(names, TO);
    int relation = firstOf(names, RELATION);
    if (from < 0 || to < 0) {
      throw new MetricFileException(
          edges.file()
              + ":1: expected the header caller,callee, or a matrix whose first cell is empty,"
              + " found "
              + String.join(",", header.subList(0, Math.min(4, header.size()))));
    }
    while (lines.next()) {
      List<String> row = cells(lines, edges.file());
      requireWidth(row, header, lines.number(), edges.file());
      edges.add(
          row.get(from),
          row.get(to),
          relation < 0 ? null : row.get(relation),
          Long.toString(lines.number()));
    }
  }

  private static void readMatrix(LineReader lines, List<String> header, Edges edges)
      throws IOException {
    while (lines.next()) {
      List<String> row = cells(lines, edges.file());
      requireWidth(row, header, lines.number(), edges.file());
      for (int i = 1; i < row.size(); i++) {
        if (isSet(row.get(i), lines.number(), edges.file())) {
          edges.add(row.get(0), header.get(i), null, Long.toString(lines.number()));
        }
      }
    }
  }

  private static boolean isSet(String cell, long line, String file) throws MetricFileException {
    if (cell.isEmpty()) {
      return false;
    }
    try {
      return Double.parseDouble(cell) != 0;
    } catch (NumberFormatException wrong) {
      throw new MetricFileException(
          file + ":" + line + ": expected a number in a matrix, found '" + cell + "'");
    }
  }

  private static void requireWidth(List<String> row, List<String> header, long line, String file)
      throws MetricFileException {
    if (row.size() != header.size()) {
      throw new MetricFileException(
          file + ":" + line + ": " + row.size() + " cells where the header has " + header.size());
    }
  }

  private static List<String> cells(LineReader lines, @Nullable String file)
      throws MetricFileException {
    CsvCells cells = new CsvCells();
    if (lines.isTooLong() || !cells.split(lines.bytes(), lines.start(), lines.end())) {
      throw new MetricFileException(
          file + ":" + lines.number() + ": the line is too long, or a quote in it is not closed");
    }
    return cells.texts();
  }

  private static int firstOf(List<String> names, List<String> wanted) {
    for (int i = 0; i < names.size(); i++) {
      if (wanted.contains(names.get(i))) {
        return i;
      }
    }
    return -1;
  }
}
