package io.vedette.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  private static final int LIMIT = 8;

  @Test
  void skipsEmptyLinesButCountsThem() throws IOException {
    assertThat(read("a\n\n\r\nb")).containsExactly("1 a", "4 b");
  }

  @Test
  void bothLineEndsEndALine() throws IOException {
    assertThat(read("a\r\nb\nc\r\n")).containsExactly("1 a", "2 b", "3 c");
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheFirstLine() throws IOException {
    assertThat(read("\uFEFFa\nb")).containsExactly("1 a", "2 b");
    assertThat(read("\uFEFF12345678\nb")).containsExactly("1 12345678", "2 b");
  }

  @Test
  void aLineAsLongAsTheLimitIsTakenAndALongerOneIsCut() throws IOException {
    assertThat(read("12345678\n123456789\nb\n"))
        .containsExactly("1 12345678", "2 12345678...", "3 b");
  }

  @Test
  void aLineFarBeyondTheLimitIsSkippedWithoutBeingKept() throws IOException {
    String huge = "x".repeat(300_000);

    assertThat(read(huge + "\nb\n" + huge))
        .containsExactly("1 xxxxxxxx...", "2 b", "3 xxxxxxxx...");
  }

  @Test
  void nothingIsReadFromNothing() throws IOException {
    assertThat(read("")).isEmpty();
    assertThat(read("\n\n")).isEmpty();
  }

  @Property
  void agreesWithSplittingAtLineFeeds(
      @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 12) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 7) int chunk)
      throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < lengths.size(); i++) {
      String line = "abcdefghijkl".substring(0, lengths.get(i));
      text.append(line).append('\n');
      if (!line.isEmpty()) {
        expected.add(
            (i + 1) + " " + (line.length() > LIMIT ? line.substring(0, LIMIT) + "..." : line));
      }
    }

    assertThat(read(inChunks(text.toString().getBytes(UTF_8), chunk))).isEqualTo(expected);
  }

  private static List<String> read(String text) throws IOException {
    return read(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static List<String> read(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(in, LIMIT)) {
      while (reader.next()) {
        String line =
            new String(reader.bytes(), reader.start(), reader.end() - reader.start(), UTF_8);
        lines.add(reader.number() + " " + line + (reader.isTooLong() ? "..." : ""));
      }
    }
    return lines;
  }

  /** A stream that gives so many bytes at a time, as a slow disk may. */
  private static InputStream inChunks(byte[] bytes, int chunk) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(length, chunk));
      }
    };
  }
}
