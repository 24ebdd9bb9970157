package io.vedette.algorithms.trace;

import io.vedette.schema.SpanKind;
import io.vedette.schema.SpanPeer;
import io.vedette.schema.WorkFact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * How long spans of a trace worked by themselves. The trace is swept in time order, clocks
 * corrected; each instant belongs to the span that began last among those that run. A span with a
 * child in another service is counted with that callee, and one that calls what tells of no spans,
 * as a database, with that: what is lost there may be the caller's, the network's or the callee's.
 *
 * <p>Time: n log n for a trace of n spans, each time some of them are told of.
 */
final class SelfTimes {

  private static final double NANOS_PER_MILLI = 1e6;

  private final TraceSpans trace;
  private final TraceBounds bounds;
  private final long maxSkew;
  private final IdentityHashMap<KnownSpan, Integer> places = new IdentityHashMap<>();
  private final IdentityHashMap<KnownSpan, String> callees = new IdentityHashMap<>();
  private final List<Interval> byStart = new ArrayList<>();

  private SelfTimes(TraceSpans trace, TraceBounds bounds) {
    this.trace = trace;
    this.bounds = bounds;
    maxSkew = bounds.maxSkew().toNanos();
  }

  /** When a span ran, and how much of it was its own. */
  private static final class Interval {
    final KnownSpan span;
    final long start;
    final long end;
    int place;
    long own;

    Interval(KnownSpan span, long start) {
      this.span = span;
      this.start = start;
      end = start + span.duration;
    }
  }

  private record Key(String environment, String service, @Nullable String callee, String name) {}

  private static final class Sum {
    long end = Long.MIN_VALUE;
    double weight;
    double millis;
    double squares;
  }

  /** Tells of some spans of a trace, those of one operation and callee together. */
  static void tell(
      TraceSpans trace, List<KnownSpan> some, TraceBounds bounds, FactListener listener) {
    if (!some.isEmpty()) {
      new SelfTimes(trace, bounds).tell(some, listener);
    }
  }

  private void tell(List<KnownSpan> some, FactListener listener) {
    for (KnownSpan span : trace.all()) {
      if (span.id != 0) {
        byStart.add(new Interval(span, span.start + ClockSkew.of(span, trace, maxSkew)));
      }
    }
    byStart.sort(
        Comparator.comparingLong((Interval interval) -> interval.start)
            .thenComparing((Interval interval) -> interval.end, Comparator.reverseOrder())
            .thenComparingLong(interval -> interval.span.id));
    for (int i = 0; i < byStart.size(); i++) {
      Interval interval = byStart.get(i);
      interval.place = i;
      places.put(interval.span, i);
      KnownSpan parent = trace.parentOf(interval.span);
      if (parent != null && !parent.isOf(interval.span.service)) {
        callees.putIfAbsent(parent, interval.span.service);
      }
    }
    sweep();
    Map<Key, Sum> sums = new LinkedHashMap<>();
    for (KnownSpan span : some) {
      Integer place = places.get(span);
      if (place != null) {
        Interval interval = byStart.get(place);
        add(
            sums.computeIfAbsent(
                new Key(span.environment, span.service, calleeOf(span), span.operation),
                added -> new Sum()),
            interval,
            trace.weight(span, bounds));
      }
    }
    sums.forEach(
        (key, sum) ->
            listener.fact(
                new WorkFact(
                    key.environment(),
                    key.service(),
                    key.callee(),
                    key.name(),
                    sum.end,
                    sum.weight,
                    sum.millis,
                    sum.squares)));
  }

  /** Whom it waited for: the service of a child, else whom it says it calls, as of a database. */
  private @Nullable String calleeOf(KnownSpan span) {
    String callee = callees.get(span);
    SpanPeer peer = span.peer;
    boolean isCall = span.kind == SpanKind.CLIENT || span.kind == SpanKind.PRODUCER;
    return callee == null && peer != null && isCall ? peer.name() : callee;
  }

  private static void add(Sum sum, Interval interval, double weight) {
    double millis = interval.own / NANOS_PER_MILLI;
    sum.end = Math.max(sum.end, Math.floorDiv(interval.end, (long) NANOS_PER_MILLI));
    sum.weight += weight;
    sum.millis += weight * millis;
    sum.squares += weight * millis * millis;
  }

  private void sweep() {
    PriorityQueue<Interval> active =
        new PriorityQueue<>(
            Comparator.comparingInt((Interval interval) -> interval.place).reversed());
    long now = Long.MIN_VALUE;
    for (Interval next : byStart) {
      now = advance(active, now, next.start);
      active.add(next);
    }
    advance(active, now, Long.MAX_VALUE);
  }

  /** Gives the time up to a moment to whom it belongs. */
  private static long advance(PriorityQueue<Interval> active, long from, long to) {
    long now = from;
    while (!active.isEmpty() && now < to) {
      Interval last = active.element();
      long until = Math.min(to, last.end);
      if (until > now) {
        last.own += until - now;
        now = until;
      }
      if (last.end <= now) {
        active.remove();
      }
    }
    return Math.max(now, to);
  }
}
