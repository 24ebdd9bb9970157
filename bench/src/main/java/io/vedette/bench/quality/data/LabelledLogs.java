package io.vedette.bench.quality.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * 2,000 lines of one system of LogHub with the template of each (Zhu et al. 2019, templates as
 * corrected by Khan et al. 2022).
 *
 * @param system name
 * @param lines as they were written, with their headers
 * @param contents without their headers
 * @param templates of each line
 */
public record LabelledLogs(
    String system, List<String> lines, List<String> contents, List<String> templates) {

  /** Reads every system of a folder, by name. */
  public static List<LabelledLogs> readAll(Path folder) throws IOException {
    List<LabelledLogs> systems = new ArrayList<>();
    try (Stream<Path> archives = Files.list(folder)) {
      for (Path archive : archives.sorted().toList()) {
        if (archive.toString().endsWith(".tar.gz")) {
          systems.add(read(archive));
        }
      }
    }
    return systems;
  }

  private static LabelledLogs read(Path archive) throws IOException {
    String system = String.valueOf(archive.getFileName()).replace(".tar.gz", "");
    List<String> lines = List.of();
    List<List<String>> rows = List.of();
    for (Map.Entry<String, byte[]> file : TarGzip.read(archive).entrySet()) {
      String text = new String(file.getValue(), StandardCharsets.UTF_8);
      if (file.getKey().endsWith("_2k.log")) {
        lines = text.lines().toList();
      } else if (file.getKey().endsWith("_structured_corrected.csv")) {
        rows = rows(text);
      }
    }
    if (rows.size() != lines.size() + 1) {
      throw new IOException(
          archive + ": " + lines.size() + " lines and " + (rows.size() - 1) + " labels");
    }
    int content = rows.get(0).indexOf("Content");
    int template = rows.get(0).indexOf("EventTemplate");
    List<List<String>> labels = rows.subList(1, rows.size());
    return new LabelledLogs(
        system,
        lines,
        labels.stream().map(row -> row.get(content)).toList(),
        labels.stream().map(row -> row.get(template)).toList());
  }

  /** Rows of CSV with quotes. */
  private static List<List<String>> rows(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        boolean twice = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
        if (twice) {
          cell.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && (c == ',' || c == '\n')) {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else if (quoted || c != '\r') {
        cell.append(c);
      }
    }
    if (!row.isEmpty() || cell.length() > 0) {
      row.add(cell.toString());
      rows.add(row);
    }
    return rows;
  }
}
