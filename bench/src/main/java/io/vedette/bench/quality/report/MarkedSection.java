package io.vedette.bench.quality.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a page that a benchmark writes: what stands between the lines {@code <!-- name:begin
 * -->} and {@code <!-- name:end -->}.
 */
public final class MarkedSection {

  private MarkedSection() {}

  /**
   * Replaces the part of a file, and leaves the rest as it is.
   *
   * @throws IOException when the file cannot be read or written, or has no such part
   */
  public static void replace(Path file, String name, String content) throws IOException {
    Files.writeString(file, replace(Files.readString(file), name, content, file.toString()));
  }

  static String replace(String page, String name, String content, String origin)
      throws IOException {
    String begin = "<!-- " + name + ":begin -->\n";
    String end = "<!-- " + name + ":end -->";
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new IOException(origin + ": no lines " + begin.strip() + " and " + end);
    }
    return page.substring(0, from + begin.length()) + content + page.substring(to);
  }
}
