package io.vedette.files;

import io.vedette.schema.SeriesHash;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.LogTemplate;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes {@code line,template_id,template} of what the miner said of each line and of each template.
 * A line has the template it belongs to in the end: one that was merged meanwhile counts as the one
 * it is part of, and its text is the last one.
 *
 * <p>Lines are called by their number from 1, behind the file's name where there are several. Where
 * there are several services, an id stands behind its service. Memory: the templates.
 */
public final class TemplatesCsv {

  /** The first line. */
  public static final String HEADER = "line,template_id,template";

  private static final int LONGEST_KEY = 256;

  private final Map<String, LogTemplate> templates = new HashMap<>();
  private final Set<String> services = new HashSet<>();

  private TemplatesCsv() {}

  /**
   * Writes the table and removes the file of lines.
   *
   * @param lines written by {@link MinedLinesSink}
   * @param changes LogTemplate records, one a line, in their order
   * @return rows written
   */
  public static long write(Path lines, Path changes, LogFiles files, Path table)
      throws IOException {
    TemplatesCsv csv = new TemplatesCsv();
    csv.readChanges(changes);
    long rows = csv.writeRows(lines, files, table);
    Files.delete(lines);
    return rows;
  }

  /** A service as it is named in the file of lines. */
  static String key(String service) {
    return service.length() > LONGEST_KEY ? service.substring(0, LONGEST_KEY) : service;
  }

  private void readChanges(Path changes) throws IOException {
    try (Stream<String> records = Files.lines(changes)) {
      records
          .map(line -> ResultJson.read(line.getBytes(StandardCharsets.UTF_8), LogTemplate.class))
          .forEach(this::take);
    }
  }

  private void take(LogTemplate template) {
    String service = key(template.getService());
    services.add(service);
    templates.put(service + " " + template.getId(), template);
  }

  private long writeRows(Path lines, LogFiles files, Path table) throws IOException {
    WholeFile whole = new WholeFile(table);
    long rows = 0;
    try (whole;
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(lines)))) {
      OutputStream out = whole.out();
      StringBuilder row = new StringBuilder(HEADER).append('\n');
      while (true) {
        out.write(row.toString().getBytes(StandardCharsets.UTF_8));
        row.setLength(0);
        long number;
        try {
          number = in.readLong();
        } catch (EOFException end) {
          break;
        }
        LogTemplate template = last(SeriesHash.toHex(in.readLong()), in.readUTF());
        String id = template.getId();
        appendCell(row, files.nameOf(number)).append(',');
        appendCell(row, services.size() > 1 ? key(template.getService()) + ":" + id : id)
            .append(',');
        appendCell(row, template.getTemplate()).append('\n');
        rows++;
      }
      whole.complete();
    }
    return rows;
  }

  /** What a template is part of in the end. */
  private LogTemplate last(String id, String service) throws IOException {
    LogTemplate template = templates.get(service + " " + id);
    while (template != null && template.getMergedInto() != null) {
      template = templates.get(service + " " + template.getMergedInto());
    }
    if (template == null) {
      throw new IOException("nothing was said of template " + id + " of '" + service + "'");
    }
    return template;
  }

  private static StringBuilder appendCell(StringBuilder row, String text) {
    boolean quote = !text.equals(text.strip());
    for (int i = 0; i < text.length() && !quote; i++) {
      char c = text.charAt(i);
      quote = c == ',' || c == '"' || c == '\n' || c == '\r';
    }
    return quote
        ? row.append('"').append(text.replace("\"", "\"\"")).append('"')
        : row.append(text);
  }
}
