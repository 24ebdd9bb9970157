package io.vedette.algorithms.rootcause;

import io.vedette.algorithms.trace.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * How long each operation of a service works by itself, over many traces.
 *
 * <p>A trace is swept in time order; each instant belongs to the span that began last among those
 * that run. A span with no child in another service is work of its service; one that calls another
 * service is the gap between the two: what is lost there may be the caller's, the network's or the
 * callee's, see {@link SpanScorer}. Kept is count, sum and sum of squares of a key, so that two of
 * these can be added.
 *
 * <p>Time: a trace of n spans, n log n. Memory: a hundred bytes a key; bounded.
 */
public final class ExclusiveTime {

  private static final double NANOS_PER_MILLI = 1e6;

  private int bound;
  private final Map<Key, Moments> moments = new HashMap<>();
  private long dropped;

  /** With so many keys at most; what is of others beyond is left out and counted. */
  public ExclusiveTime(int bound) {
    this.bound = bound;
  }

  /**
   * What time is counted by.
   *
   * @param service that works or calls
   * @param callee whom it waits for; null for none
   * @param operation of the span
   */
  record Key(String service, @Nullable String callee, String operation) {}

  /** Of the exclusive times of a key, milliseconds. */
  static final class Moments {
    double count;
    double sum;
    double squares;

    void add(double more, double millis, double moreSquares) {
      count += more;
      sum += millis;
      squares += moreSquares;
    }

    double mean() {
      return sum / count;
    }

    double deviation() {
      double mean = mean();
      return Math.sqrt(Math.max(0, squares / count - mean * mean));
    }
  }

  /** Takes the spans of one trace, in any order; parents may be missing. */
  public void addTrace(List<Span> spans) {
    if (spans.isEmpty()) {
      return;
    }
    Map<String, Span> byId = new HashMap<>();
    spans.forEach(span -> byId.put(span.id(), span));
    IdentityHashMap<Span, String> remote = new IdentityHashMap<>();
    for (Span span : spans) {
      Span parent = span.parent() == null ? null : byId.get(span.parent());
      if (parent != null && !parent.service().equals(span.service())) {
        remote.putIfAbsent(parent, span.service());
      }
    }
    IdentityHashMap<Span, Long> exclusive = sweep(spans);
    for (Span span : spans) {
      add(
          new Key(span.service(), remote.get(span), span.operation()),
          exclusive.getOrDefault(span, 0L) / NANOS_PER_MILLI);
    }
  }

  /** Nanoseconds each span was the one begun last. */
  private static IdentityHashMap<Span, Long> sweep(List<Span> spans) {
    List<Span> byStart = new ArrayList<>(spans);
    byStart.sort(
        Comparator.comparingLong(Span::start).thenComparing(Span::end, Comparator.reverseOrder()));
    IdentityHashMap<Span, Integer> order = new IdentityHashMap<>();
    for (Span span : byStart) {
      order.put(span, order.size());
    }
    Comparator<Span> lastBegun = Comparator.comparingInt((Span span) -> order.get(span)).reversed();
    PriorityQueue<Span> active = new PriorityQueue<>(lastBegun);
    IdentityHashMap<Span, Long> exclusive = new IdentityHashMap<>();
    long now = byStart.get(0).start();
    for (Span next : byStart) {
      now = advance(active, exclusive, now, next.start());
      active.add(next);
    }
    advance(active, exclusive, now, Long.MAX_VALUE);
    return exclusive;
  }

  /** Gives the time up to a moment to whom it belongs. */
  private static long advance(
      PriorityQueue<Span> active, IdentityHashMap<Span, Long> exclusive, long from, long to) {
    long now = from;
    while (!active.isEmpty() && now < to) {
      Span last = active.element();
      long until = Math.min(to, last.end());
      if (until > now) {
        exclusive.merge(last, until - now, Long::sum);
        now = until;
      }
      if (last.end() <= now) {
        active.remove();
      }
    }
    return to == Long.MAX_VALUE ? now : Math.max(now, to);
  }

  private void add(Key key, double millis) {
    add(key, 1, millis, millis * millis);
  }

  /**
   * Takes what is known of many spans together.
   *
   * @param callee whom they waited for; null for none
   * @param millis sum of their own times
   * @param squares sum of the squares of the same
   */
  public void add(
      String service,
      @Nullable String callee,
      String operation,
      double count,
      double millis,
      double squares) {
    add(new Key(service, callee, operation), count, millis, squares);
  }

  private void add(Key key, double count, double millis, double squares) {
    Moments of = moments.get(key);
    if (of == null) {
      if (moments.size() >= bound) {
        dropped++;
        return;
      }
      of = new Moments();
      moments.put(key, of);
    }
    of.add(count, millis, squares);
  }

  /** Is told what is known of a key. */
  public interface Visitor {
    /** Of one key: spans, the sum of their own times in milliseconds, and of the squares. */
    void moments(
        String service,
        @Nullable String callee,
        String operation,
        double count,
        double millis,
        double squares);
  }

  /** Tells of every key. */
  public void visit(Visitor visitor) {
    moments.forEach(
        (key, of) ->
            visitor.moments(
                key.service(), key.callee(), key.operation(), of.count, of.sum, of.squares));
  }

  /** Takes so many keys at most from now on. */
  public void limit(int most) {
    bound = most;
  }

  /** Makes all that is known count less. */
  public void scale(double factor) {
    moments
        .values()
        .forEach(
            of -> {
              of.count *= factor;
              of.sum *= factor;
              of.squares *= factor;
            });
  }

  /** Spans left out since the bound was met. */
  public long dropped() {
    return dropped;
  }

  /** Keys known. */
  public int size() {
    return moments.size();
  }

  @Nullable Moments of(Key key) {
    return moments.get(key);
  }

  Map<Key, Moments> all() {
    return moments;
  }
}
