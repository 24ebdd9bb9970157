package io.vedette.functions.trace;

import io.vedette.schema.SpanKind;
import io.vedette.schema.SpanLink;
import io.vedette.schema.TracedSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * What a span's links say: a consumer that does not name its queue was caused by the producers it
 * links to, which are in traces of their own. There a stand-in of it, without an id, finds them.
 */
public final class SpanLinks {

  private SpanLinks() {}

  /** A stand-in in each trace that a consumer links to; mostly none. */
  public static List<TracedSpan> standIns(TracedSpan span) {
    if (span.links().isEmpty() || span.kind() != SpanKind.CONSUMER || span.peer() != null) {
      return List.of();
    }
    List<TracedSpan> standIns = new ArrayList<>(span.links().size());
    for (SpanLink link : span.links()) {
      boolean isParent =
          link.id() == span.parent()
              && link.traceHigh() == span.traceHigh()
              && link.traceLow() == span.traceLow();
      if (!isParent) {
        standIns.add(standIn(span, link));
      }
    }
    return standIns;
  }

  private static TracedSpan standIn(TracedSpan span, SpanLink link) {
    return new TracedSpan(
        span.environment(),
        span.service(),
        span.instance(),
        span.operation(),
        span.kind(),
        link.traceHigh(),
        link.traceLow(),
        0,
        link.id(),
        span.start(),
        span.duration(),
        span.error(),
        span.weight(),
        null,
        List.of());
  }
}
