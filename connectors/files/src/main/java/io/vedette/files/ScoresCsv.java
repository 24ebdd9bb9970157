package io.vedette.files;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.vedette.schema.result.ScoredPoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.jspecify.annotations.Nullable;

/**
 * Scored points as {@code timestamp,series,value,expected,lower,upper,score,anomaly}, one row a
 * point, in the order they come.
 *
 * <p>Numbers as {@link Double#toString} of JDK 19 and later: the fewest digits that tell a double
 * from all others; JDK 17's own is slower, and at times longer. Not-a-number is an empty cell,
 * anomaly as 0 or 1, times as the file a series was read from writes them ({@link TimeForm}), RFC
 * 4180 quoting where needed. The file appears whole when the input ends, and not at all when the
 * job fails. Parallelism 1.
 */
public final class ScoresCsv implements Sink<ScoredPoint> {

  /** The first line. */
  public static final String HEADER = "timestamp,series,value,expected,lower,upper,score,anomaly";

  private static final long serialVersionUID = 1L;

  private final String path;
  private final HashMap<String, TimeForm> forms;
  private final TimeForm formOfOthers;
  private final String tallyId;

  /**
   * Writes to a file and counts in a tally.
   *
   * @param input whose times are written as it has them; null for none, of which they are
   *     milliseconds
   */
  public ScoresCsv(Path path, @Nullable MetricFiles input, ReplayTally tally) {
    this.path = path.toString();
    this.forms = input == null ? new HashMap<>() : new HashMap<>(input.formsBySeries());
    this.formOfOthers = input == null ? TimeForm.EPOCH_MILLIS : input.formOfOthers();
    this.tallyId = tally.id();
  }

  @Override
  public SinkWriter<ScoredPoint> createWriter(WriterInitContext context) throws IOException {
    OneWriter.require(context, path);
    return new Writer(new WholeFile(Path.of(path)), forms, formOfOthers, ReplayTally.find(tallyId));
  }

  @Override
  @Deprecated // Flink 1.20 still declares it, and calls the other one
  public SinkWriter<ScoredPoint> createWriter(InitContext context) {
    throw new UnsupportedOperationException("superseded by createWriter(WriterInitContext)");
  }

  private static final boolean SHORTEST = true;

  private static final class Writer implements SinkWriter<ScoredPoint> {

    private final WholeFile file;
    private final Map<String, TimeForm> forms;
    private final TimeForm formOfOthers;
    private final ReplayTally tally;
    private final StringBuilder row = new StringBuilder(256);

    Writer(WholeFile file, Map<String, TimeForm> forms, TimeForm formOfOthers, ReplayTally tally)
        throws IOException {
      this.file = file;
      this.forms = forms;
      this.formOfOthers = formOfOthers;
      this.tally = tally;
      row.append(HEADER);
      endRow();
    }

    @Override
    public void write(ScoredPoint point, Context context) throws IOException {
      forms.getOrDefault(point.getSeries(), formOfOthers).print(point.getTimestamp(), row);
      row.append(',');
      appendText(point.getSeries());
      appendNumber(point.getValue());
      appendNumber(point.getExpected());
      appendNumber(point.getLower());
      appendNumber(point.getUpper());
      appendNumber(point.getScore());
      row.append(point.getAnomaly() ? ",1" : ",0");
      endRow();
      tally.addPoint(point.getAnomaly());
    }

    private void appendNumber(double number) {
      row.append(',');
      if (!Double.isNaN(number)) {
        row.append(NumberOutput.toString(number, SHORTEST));
      }
    }

    private void appendText(String text) {
      if (needsQuotes(text)) {
        row.append('"').append(text.replace("\"", "\"\"")).append('"');
      } else {
        row.append(text);
      }
    }

    private static boolean needsQuotes(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == ',' || c == '"' || c == '\n' || c == '\r') {
          return true;
        }
      }
      return !text.equals(text.strip());
    }

    private void endRow() throws IOException {
      row.append('\n');
      file.out().write(row.toString().getBytes(StandardCharsets.UTF_8));
      row.setLength(0);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (endOfInput) {
        file.complete();
      } else {
        file.flush();
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
