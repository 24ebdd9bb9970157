package io.vedette.algorithms.trace;

import io.vedette.schema.CallFact;
import io.vedette.schema.OperationFact;
import io.vedette.schema.SpanFact;
import io.vedette.schema.SpanKind;
import io.vedette.schema.SpanPeer;
import io.vedette.schema.TracedSpan;
import io.vedette.schema.WorkFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trace with what it told, as text. Times are milliseconds after the beginning. */
final class TraceOfTests implements FactListener {

  static final long BEGINNING = 1_700_000_000_000L;
  static final TraceBounds BOUNDS =
      new TraceBounds(
          Duration.ofSeconds(10), Duration.ofSeconds(20), 100, Duration.ofMinutes(5), 1);

  private static final long MS = 1_000_000;

  final TraceSpans trace = new TraceSpans();
  final List<String> calls = new ArrayList<>();
  final List<String> operations = new ArrayList<>();
  final List<WorkFact> work = new ArrayList<>();
  int orphans;
  int late;

  static TracedSpan span(
      long id, long parent, String service, SpanKind kind, long start, long end) {
    return span(id, parent, service, kind, start, end, null);
  }

  static TracedSpan span(
      long id,
      long parent,
      String service,
      SpanKind kind,
      long start,
      long end,
      @Nullable SpanPeer peer) {
    return new TracedSpan(
        "default",
        service,
        "",
        "op",
        kind,
        1,
        2,
        id,
        parent,
        (BEGINNING + start) * MS,
        (end - start) * MS,
        false,
        0,
        peer,
        List.of());
  }

  static TracedSpan failed(TracedSpan span) {
    return with(span, true, span.weight());
  }

  static TracedSpan weighing(TracedSpan span, double weight) {
    return with(span, span.error(), weight);
  }

  private static TracedSpan with(TracedSpan span, boolean error, double weight) {
    return new TracedSpan(
        span.environment(),
        span.service(),
        span.instance(),
        span.operation(),
        span.kind(),
        span.traceHigh(),
        span.traceLow(),
        span.id(),
        span.parent(),
        span.start(),
        span.duration(),
        error,
        weight,
        span.peer(),
        span.links());
  }

  TraceSpans.Taken add(TracedSpan span) {
    return add(span, 0);
  }

  TraceSpans.Taken add(TracedSpan span, long now) {
    return trace.add(span, BEGINNING + now, BOUNDS, this);
  }

  TraceOfTests advance(long now) {
    trace.advance(BEGINNING + now, BOUNDS, this);
    return this;
  }

  @Override
  public void fact(SpanFact fact) {
    long at = fact.end() - BEGINNING;
    if (fact instanceof CallFact call) {
      calls.add(
          "%s -> %s %s @%d client %s server %s%s x%s"
              .formatted(
                  call.service(),
                  call.callee(),
                  call.calleeKind(),
                  at,
                  ms(call.clientDuration()),
                  ms(call.serverDuration()),
                  call.failed() ? " failed" : "",
                  call.weight()));
    } else if (fact instanceof OperationFact operation) {
      operations.add(
          "%s %s%s @%d x%s"
              .formatted(
                  operation.service(),
                  operation.kind(),
                  operation.entry() ? " entry" : "",
                  at,
                  operation.weight()));
    } else if (fact instanceof WorkFact own) {
      work.add(own);
    }
  }

  private static String ms(long nanos) {
    return nanos == CallFact.UNSEEN ? "-" : Long.toString(nanos / MS);
  }

  @Override
  public void orphan() {
    orphans++;
  }

  @Override
  public void late() {
    late++;
  }
}
