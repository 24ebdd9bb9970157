package io.vedette.algorithms.trace;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import io.vedette.schema.SpanIds;
import io.vedette.schema.TracedSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one trace, which wait for each other.
 *
 * <pre>
 *   span ends --- wait ---&gt; due: told of, with whatever parent and children have come
 *             --- wait + keep ---&gt; forgotten
 * </pre>
 *
 * <p>Guarantee: what is told does not depend on the order of the spans nor on how they were
 * batched, as long as each comes before it, its parent and its children are due.
 *
 * <p>A span that comes after it was due is told of at once; when others have named it as their
 * parent meanwhile, their calls are told of then. A span is known by its id: the second of the same
 * id is a repetition. A span without an id stands for one of another trace that a span of this one
 * caused (a link): of it the call alone is told.
 *
 * <p>A span may also be kept elsewhere until something happens to its trace: {@link #dueAt} says
 * when that is, {@link #expect} adds it then, before {@link #advance} or {@link #add}. What is told
 * is the same.
 *
 * <p>Time is what the caller says it is, milliseconds since the epoch. Adding costs a look-up,
 * being told of one a generation of ancestors, for a call to a peer one a span of the trace.
 */
public final class TraceSpans {

  /**
   * Times are rounded up to this, so that a trace has few of them; the time when a span is
   * forgotten to a quarter of how long it was kept.
   */
  private static final long GRID = 1_000;

  private static final long NEVER = Long.MAX_VALUE;

  /** What became of a span. */
  public enum Taken {
    /** It waits. */
    WAITS,
    /** It came after it was due, and was told of. */
    LATE,
    /** It is known already. */
    REPEATED,
    /** There are too many; it was told of alone. */
    BEYOND_LIMIT
  }

  private final List<KnownSpan> spans = new ArrayList<>(4);
  private final Map<Long, KnownSpan> byId = new HashMap<>(8);
  private double weight;
  private long timer = NEVER;

  /** When the caller is to come back, {@link Long#MAX_VALUE} for never; kept for the caller. */
  public long timer() {
    return timer;
  }

  /** Notes when the caller will come back. */
  public void setTimer(long time) {
    timer = time;
  }

  /** Whether nothing is known any longer. */
  public boolean isEmpty() {
    return spans.isEmpty();
  }

  /** Spans known. */
  public int size() {
    return spans.size();
  }

  /** When a span is told of, unless it comes later. */
  public static long dueAt(KnownSpan span, TraceBounds bounds) {
    return due(span, bounds);
  }

  /** Takes a span. */
  public Taken add(TracedSpan span, long now, TraceBounds bounds, FactListener listener) {
    KnownSpan known = KnownSpan.of(span);
    Taken taken = expect(known, bounds, listener);
    if (taken != Taken.WAITS || now < due(known, bounds)) {
      return taken;
    }
    CallFinder finder = new CallFinder(this, bounds, listener);
    finder.tell(known);
    finder.tellOrphansOf(known);
    SelfTimes.tell(this, List.of(known), bounds, listener);
    return Taken.LATE;
  }

  /** Takes a span that came before it was due; it waits, due or not, for {@link #advance}. */
  public Taken expect(KnownSpan span, TraceBounds bounds, FactListener listener) {
    if (span.id == 0 ? isRepeatedLink(span) : byId.containsKey(span.id)) {
      return Taken.REPEATED;
    }
    if (spans.size() >= bounds.maxSpans()) {
      new CallFinder(this, bounds, listener).tell(span);
      return Taken.BEYOND_LIMIT;
    }
    know(span);
    return Taken.WAITS;
  }

  private boolean isRepeatedLink(KnownSpan link) {
    for (KnownSpan span : spans) {
      if (span.id == 0
          && span.parent == link.parent
          && span.start == link.start
          && span.isOf(link.service)) {
        return true;
      }
    }
    return false;
  }

  /** Tells of what is due, and forgets what is over. */
  public void advance(long now, TraceBounds bounds, FactListener listener) {
    List<KnownSpan> due = new ArrayList<>();
    for (KnownSpan span : spans) {
      if (!span.told && due(span, bounds) <= now) {
        due.add(span);
      }
    }
    // whatever order they came in
    due.sort(
        Comparator.comparingLong((KnownSpan span) -> span.start + span.duration)
            .thenComparingLong(span -> span.id)
            .thenComparingLong(span -> span.parent));
    CallFinder finder = new CallFinder(this, bounds, listener);
    due.forEach(finder::tell);
    due.forEach(finder::tellOrphansOf);
    SelfTimes.tell(this, due, bounds, listener);
    spans.removeIf(
        span -> {
          boolean over = span.told && forgotten(span, bounds) <= now;
          if (over && span.id != 0) {
            byId.remove(span.id);
          }
          return over;
        });
  }

  /** When {@link #advance} has something to do next; {@link Long#MAX_VALUE} for never. */
  public long next(TraceBounds bounds) {
    long next = NEVER;
    for (KnownSpan span : spans) {
      next = Math.min(next, span.told ? forgotten(span, bounds) : due(span, bounds));
    }
    return next;
  }

  private static long due(KnownSpan span, TraceBounds bounds) {
    return roundUp(span.endMillis() + bounds.waiting().toMillis(), GRID);
  }

  private static long forgotten(KnownSpan span, TraceBounds bounds) {
    long keeping = bounds.keeping().toMillis();
    return roundUp(
        span.endMillis() + bounds.waiting().toMillis() + keeping, Math.max(GRID, keeping / 4));
  }

  private static long roundUp(long time, long grid) {
    return -Math.floorDiv(-time, grid) * grid;
  }

  /** The span that caused another one, when it has come. */
  @Nullable KnownSpan parentOf(KnownSpan span) {
    if (span.parent == 0) {
      return null;
    }
    KnownSpan parent = byId.get(span.parent);
    if (parent == null || parent.isOf(span.service) || span.kind.isEntry()) {
      return parent;
    }
    // the id that both sides of a call share: what the server did is a child of the server's side
    KnownSpan server = byId.get(SpanIds.twin(span.parent));
    return server != null && server.isOf(span.service) ? server : parent;
  }

  List<KnownSpan> all() {
    return spans;
  }

  /** How many spans one stands for: by itself, else by the others of its trace. */
  double weight(KnownSpan span, TraceBounds bounds) {
    if (span.weight > 0) {
      return span.weight;
    }
    return weight > 0 ? weight : bounds.defaultWeight();
  }

  /** A copy that stays as it is. */
  public TraceSpans copy() {
    TraceSpans copy = new TraceSpans();
    copy.timer = timer;
    spans.forEach(span -> copy.know(span.copy()));
    return copy;
  }

  private void know(KnownSpan span) {
    spans.add(span);
    weight = Math.max(weight, span.weight);
    if (span.id != 0) {
      byId.put(span.id, span);
    }
  }

  /** Writes the stored form. */
  public void write(StateWriter out) {
    out.writeLong(timer);
    out.writeInt(spans.size());
    for (KnownSpan span : spans) {
      span.write(out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static TraceSpans read(StateReader in) {
    TraceSpans trace = new TraceSpans();
    trace.timer = in.readLong();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      trace.know(KnownSpan.read(in));
    }
    return trace;
  }
}
