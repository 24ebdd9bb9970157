package io.vedette.files;

import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.formats.traces.SpanDecoder;
import io.vedette.formats.traces.SpanDecoders;
import io.vedette.formats.traces.SpanFormat;
import io.vedette.formats.traces.SpanLimits;
import io.vedette.formats.traces.SpanVisitor;
import io.vedette.schema.SpanRecord;
import io.vedette.schema.TracedSpan;
import io.vedette.schema.result.DeadLetterReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of spans; its first line tells which it is.
 *
 * <pre>
 *   {"resourceSpans": ...}      OTLP JSON, a request a line, as the Collector's file exporter writes
 *   [{"traceId": ...}, ...]     Zipkin JSON, an array a line
 *   {"traceId": ..., "operationName": ...}   Jaeger JSON, a span a line
 *   trace_id,span_id,...        CSV with a header, see {@link SpanCells}
 * </pre>
 */
final class SpanLines implements RecordReader<SpanRecord>, SpanVisitor {

  private final String path;
  private final LineReader lines;
  private final Rejections rejections;
  private final SpanLimits limits;
  private final CsvCells cells = new CsvCells();
  private final Queue<SpanRecord> found = new ArrayDeque<>();
  private @Nullable SpanDecoder decoder;
  private @Nullable SpanCells columns;
  private boolean begun;
  private long lastTime;

  SpanLines(String path, InputStream in, FileLimits limits) {
    this.path = path;
    this.lines = new LineReader(in, limits.maxLineBytes());
    this.rejections = new Rejections(limits.maxPayloadBytes());
    SpanLimits others = SpanLimits.DEFAULT;
    this.limits =
        new SpanLimits(
            Math.max(1, limits.maxLineBytes()),
            others.maxText(),
            others.maxLinks(),
            others.maxWeight());
  }

  @Override
  public @Nullable SpanRecord next() throws IOException {
    while (found.isEmpty() && lines.next()) {
      if (lines.isTooLong()) {
        rejected(DeadLetterReason.TOO_LARGE, "the line is too long", 1);
      } else if (!begun) {
        begun = true;
        begin();
      } else {
        read();
      }
    }
    return found.poll();
  }

  private void begin() {
    byte first = lines.start() < lines.end() ? lines.bytes()[lines.start()] : 0;
    if (first == '[') {
      decoder = SpanDecoders.create(SpanFormat.ZIPKIN_JSON, limits);
    } else if (first == '{') {
      String line =
          new String(
              lines.bytes(), lines.start(), lines.end() - lines.start(), StandardCharsets.UTF_8);
      boolean otlp = line.contains("\"resourceSpans\"") || !line.contains("\"operationName\"");
      decoder = SpanDecoders.create(otlp ? SpanFormat.OTLP_JSON : SpanFormat.JAEGER_JSON, limits);
    } else {
      cells.split(lines.bytes(), lines.start(), lines.end());
      columns = new SpanCells(cells.texts(), limits.maxText());
      return;
    }
    read();
  }

  private void read() {
    try {
      if (columns != null) {
        readCells(columns);
      } else if (decoder != null) {
        decoder.decode(lines.bytes(), lines.start(), lines.end() - lines.start(), this);
      }
    } catch (UnreadableBodyException unreadable) {
      rejected(unreadable.reason(), String.valueOf(unreadable.getMessage()), 1);
    } catch (IllegalArgumentException wrong) {
      rejected(DeadLetterReason.MALFORMED, String.valueOf(wrong.getMessage()), 1);
    }
  }

  private void readCells(SpanCells names) {
    if (!cells.split(lines.bytes(), lines.start(), lines.end())) {
      throw new IllegalArgumentException("a quote is not closed");
    }
    List<String> texts = cells.texts();
    span(names.span(texts));
  }

  @Override
  public void span(TracedSpan span) {
    lastTime = span.endMillis();
    found.add(span);
  }

  @Override
  public void rejected(DeadLetterReason reason, String message, int spans) {
    int length = lines.end() - lines.start();
    found.add(
        rejections.reject(
            reason,
            message,
            path + ":" + lines.number(),
            lastTime,
            spans,
            lines.bytes(),
            lines.start(),
            length));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
