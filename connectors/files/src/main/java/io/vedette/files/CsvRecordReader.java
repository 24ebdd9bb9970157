package io.vedette.files;

import io.vedette.files.MetricFile.Layout;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.result.DeadLetterReason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file of any layout. Guarantee: every data line gives its samples, in order, or a
 * rejection that names it, or both where only some cells of a wide line cannot be read.
 *
 * <p>An empty cell is a sample without a value where the line is one sample, and no sample in a
 * wide file, where it only says that this series has none at that time.
 */
final class CsvRecordReader implements RecordReader<MetricRecord> {

  private static final long METRIC_NAME = SeriesHash.of(Labels.METRIC_NAME);

  private final MetricFile file;
  private final LineReader lines;
  private final Announcer announcer;
  private final Rejections rejections;
  private final int maxNameBytes;
  private final CsvCells cells = new CsvCells();
  private final DecimalText number = new DecimalText();
  private final Sample sample = new Sample();
  private final int[] valueColumns;
  private final List<String> series;
  private final long[] hashes;
  private boolean headerRead;
  private int nextValue;
  private int badCells;
  private String badCell = "";
  private long time;

  /** Takes over the stream, which gives the file unpacked. */
  CsvRecordReader(MetricFile file, InputStream in, FileLimits limits, Announcer announcer) {
    this.file = file;
    this.lines = new LineReader(in, limits.maxLineBytes());
    this.announcer = announcer;
    this.rejections = new Rejections(limits.maxPayloadBytes());
    this.maxNameBytes = limits.maxNameBytes();
    this.valueColumns = file.valueColumns().stream().mapToInt(Integer::intValue).toArray();
    this.series = file.series();
    this.hashes =
        series.stream().mapToLong(name -> hash(name.getBytes(StandardCharsets.UTF_8))).toArray();
    this.nextValue = valueColumns.length;
  }

  @Override
  public @Nullable MetricRecord next() throws IOException {
    try {
      return headerRead ? nextRecord() : skipHeader();
    } catch (EOFException | ZipException broken) {
      nextValue = valueColumns.length;
      lines.endHere();
      return reject(
          DeadLetterReason.MALFORMED,
          "the rest of the file cannot be unpacked: " + broken.getMessage(),
          1,
          0);
    }
  }

  private @Nullable MetricRecord skipHeader() throws IOException {
    headerRead = true;
    return lines.next() ? nextRecord() : null;
  }

  private @Nullable MetricRecord nextRecord() throws IOException {
    while (true) {
      if (nextValue < valueColumns.length) {
        MetricRecord record = nextCell();
        if (record != null) {
          return record;
        }
      }
      if (badCells > 0) {
        return rejectCells();
      }
      if (!lines.next()) {
        return null;
      }
      Rejected rejected = startLine();
      if (rejected != null) {
        return rejected;
      }
    }
  }

  /** Splits the line and reads its time; a rejection when either cannot be done. */
  private @Nullable Rejected startLine() {
    if (lines.isTooLong()) {
      return reject(
          DeadLetterReason.TOO_LARGE, "longer than the limit of files.line-bytes", samplesALine());
    }
    if (!cells.split(lines.bytes(), lines.start(), lines.end())) {
      return reject(
          DeadLetterReason.MALFORMED,
          "a quote is not closed, or text stands behind a closed one",
          samplesALine());
    }
    if (cells.count() != file.columns()) {
      return reject(
          DeadLetterReason.MALFORMED,
          "the line has " + cells.count() + " cells, the header " + file.columns(),
          samplesALine());
    }
    int column = file.timeColumn();
    long parsed = TimeText.parse(lines.bytes(), cells.from(column), cells.to(column));
    if (parsed == TimeText.UNREADABLE) {
      return reject(DeadLetterReason.MALFORMED, quote(column) + " is not a time", samplesALine());
    }
    time = parsed;
    nextValue = 0;
    return null;
  }

  /** The sample of the next cell that has one; null when none is left in this line. */
  private @Nullable MetricRecord nextCell() {
    while (nextValue < valueColumns.length) {
      int index = nextValue++;
      int column = valueColumns[index];
      if (!number.read(lines.bytes(), cells.from(column), cells.to(column))) {
        badCell = badCells == 0 ? quote(column) : badCell;
        badCells++;
      } else if (file.layout() == Layout.SERIES_COLUMN) {
        return named();
      } else if (file.layout() == Layout.ONE_SERIES || !Double.isNaN(number.value())) {
        return fill(hashes[index], announcer.isNew(hashes[index]) ? series.get(index) : null);
      }
    }
    return null;
  }

  /** The sample of a line that names its series. */
  private MetricRecord named() {
    int column = file.seriesColumn();
    int from = cells.from(column);
    int length = cells.to(column) - from;
    byte[] bytes = lines.bytes();
    if (cells.hasDoubledQuotes(column)) {
      bytes = cells.text(column).getBytes(StandardCharsets.UTF_8);
      from = 0;
      length = bytes.length;
    }
    if (length == 0) {
      return reject(DeadLetterReason.MALFORMED, "the name of the series is empty", 1);
    }
    if (length > maxNameBytes) {
      return reject(
          DeadLetterReason.OVER_LIMIT,
          "the name of the series is longer than " + maxNameBytes + " bytes",
          1);
    }
    long hash = hash(bytes, from, length);
    return fill(
        hash,
        announcer.isNew(hash) ? new String(bytes, from, length, StandardCharsets.UTF_8) : null);
  }

  private Sample fill(long hash, @Nullable String newSeries) {
    Series announced =
        newSeries == null ? null : Series.of(Labels.of(Labels.METRIC_NAME, newSeries));
    sample.set(hash, time, number.value(), announced);
    return sample;
  }

  private Rejected rejectCells() {
    int count = badCells;
    badCells = 0;
    String more = count == 1 ? " is not a number" : " and others are not numbers";
    return reject(DeadLetterReason.MALFORMED, badCell + more, count);
  }

  private Rejected reject(DeadLetterReason reason, String message, int samples) {
    return reject(reason, message, samples, lines.end() - lines.start());
  }

  private Rejected reject(DeadLetterReason reason, String message, int samples, int length) {
    return rejections.reject(
        reason,
        message,
        file.path() + ":" + lines.number(),
        time,
        samples,
        lines.bytes(),
        lines.start(),
        length);
  }

  private int samplesALine() {
    return valueColumns.length;
  }

  private String quote(int column) {
    String text = cells.text(column);
    return "'" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "'";
  }

  private static long hash(byte[] name) {
    return hash(name, 0, name.length);
  }

  private static long hash(byte[] name, int from, int length) {
    return SeriesHash.fold(SeriesHash.EMPTY, METRIC_NAME, SeriesHash.of(name, from, length));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
