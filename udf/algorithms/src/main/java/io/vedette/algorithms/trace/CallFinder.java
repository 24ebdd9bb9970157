package io.vedette.algorithms.trace;

import io.vedette.schema.CallFact;
import io.vedette.schema.NodeKind;
import io.vedette.schema.OperationFact;
import io.vedette.schema.SpanKind;
import io.vedette.schema.SpanPeer;
import org.jspecify.annotations.Nullable;

/**
 * What a span of a trace says: the work of its service, and the calls it is part of.
 *
 * <ul>
 *   <li>Its parent is of another service: that one called this one. A queue in between is a node of
 *       its own, and each of the two has a call with the queue.
 *   <li>It asks somebody else and nobody answered with a span: it called its peer, a service, a
 *       database or an address. When a span of its own service within it asks (a client within a
 *       client), that one is the call.
 * </ul>
 */
final class CallFinder {

  private static final long NANOS = 1_000_000;

  private final TraceSpans trace;
  private final TraceBounds bounds;
  private final FactListener listener;
  private final long maxSkew;

  CallFinder(TraceSpans trace, TraceBounds bounds, FactListener listener) {
    this.trace = trace;
    this.bounds = bounds;
    this.listener = listener;
    this.maxSkew = bounds.maxSkew().toNanos();
  }

  /** Tells of a span, with what is known now. */
  void tell(KnownSpan span) {
    KnownSpan parent = trace.parentOf(span);
    long end = end(span);
    double weight = trace.weight(span, bounds);
    if (span.id != 0) {
      listener.fact(
          new OperationFact(
              span.environment,
              span.service,
              span.operation,
              span.kind,
              isEntry(span, parent),
              end,
              span.duration,
              span.error,
              weight));
      tellOfPeer(span, end, weight);
    }
    if (parent != null) {
      tellOfParent(span, parent, end, weight);
    } else if (span.parent != 0) {
      span.orphan = true;
      if (span.id != 0) {
        listener.orphan();
      }
    }
    span.told = true;
  }

  /** Tells of the calls of spans whose parent came now. */
  void tellOrphansOf(KnownSpan parent) {
    for (KnownSpan span : trace.all()) {
      if (span.orphan && trace.parentOf(span) == parent) {
        span.orphan = false;
        listener.late();
        tellOfParent(span, parent, end(span), trace.weight(span, bounds));
      }
    }
  }

  private long end(KnownSpan span) {
    return span.endMillis() + Math.floorDiv(ClockSkew.of(span, trace, maxSkew), NANOS);
  }

  private static boolean isEntry(KnownSpan span, @Nullable KnownSpan parent) {
    return switch (span.kind) {
      case SERVER, CONSUMER -> true;
      case CLIENT, PRODUCER -> false;
      case INTERNAL, UNKNOWN -> parent == null ? span.parent == 0 : !parent.isOf(span.service);
    };
  }

  private void tellOfParent(KnownSpan span, KnownSpan parent, long end, double weight) {
    if (parent.isOf(span.service)) {
      return;
    }
    if (span.kind == SpanKind.CONSUMER && span.queue() != null) {
      return;
    }
    String queue = parent.queue();
    if (parent.kind == SpanKind.PRODUCER && queue != null) {
      // the consumer does not name the queue, the producer does
      tellOfQueue(span, queue, end, weight);
      return;
    }
    boolean asked = parent.kind != SpanKind.INTERNAL && !parent.kind.isEntry();
    listener.fact(
        new CallFact(
            span.environment,
            parent.service,
            NodeKind.SERVICE,
            span.service,
            NodeKind.SERVICE,
            end,
            asked ? parent.duration : CallFact.UNSEEN,
            span.duration,
            span.error || (asked && parent.kind != SpanKind.UNKNOWN && parent.error),
            weight));
  }

  private void tellOfQueue(KnownSpan span, String queue, long end, double weight) {
    listener.fact(
        new CallFact(
            span.environment,
            queue,
            NodeKind.QUEUE,
            span.service,
            NodeKind.SERVICE,
            end,
            CallFact.UNSEEN,
            span.duration,
            span.error,
            weight));
  }

  private void tellOfPeer(KnownSpan span, long end, double weight) {
    SpanPeer peer = span.peer;
    if (peer == null) {
      return;
    }
    if (span.kind == SpanKind.CONSUMER) {
      tellOfQueue(span, peer.name(), end, weight);
      return;
    }
    boolean intoQueue = peer.kind() == NodeKind.QUEUE && span.kind == SpanKind.PRODUCER;
    if (span.kind.isEntry() || (!intoQueue && isAnswered(span))) {
      return;
    }
    listener.fact(
        new CallFact(
            span.environment,
            span.service,
            NodeKind.SERVICE,
            peer.name(),
            peer.kind(),
            end,
            span.duration,
            CallFact.UNSEEN,
            span.error,
            weight));
  }

  /** Whether a span that it caused is that of another service, or asks in its place. */
  private boolean isAnswered(KnownSpan span) {
    for (KnownSpan other : trace.all()) {
      if (other.parent == span.id
          && other != span
          && (!other.isOf(span.service) || (other.kind.isExit() && span.kind.isExit()))) {
        return true;
      }
    }
    return false;
  }
}
