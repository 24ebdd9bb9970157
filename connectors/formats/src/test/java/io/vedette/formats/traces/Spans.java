package io.vedette.formats.traces;

import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.TracedSpan;
import io.vedette.schema.result.DeadLetterReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a decoder said of a body. */
final class Spans implements SpanVisitor {

  final List<TracedSpan> spans = new ArrayList<>();
  final List<String> rejected = new ArrayList<>();

  static Spans of(SpanFormat format, String body) throws UnreadableBodyException {
    return of(format, body.getBytes(StandardCharsets.UTF_8));
  }

  static Spans of(SpanFormat format, byte[] body) throws UnreadableBodyException {
    Spans told = new Spans();
    SpanDecoders.create(format, SpanLimits.DEFAULT).decode(body, 0, body.length, told);
    return told;
  }

  @Override
  public void span(TracedSpan span) {
    spans.add(span);
  }

  @Override
  public void rejected(DeadLetterReason reason, String message, int lost) {
    rejected.add(reason + " " + lost + ": " + message);
  }
}
