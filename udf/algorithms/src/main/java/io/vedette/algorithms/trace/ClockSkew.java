package io.vedette.algorithms.trace;

import io.vedette.schema.SpanKind;

/**
 * How much a span's clock is behind that of the first host of its trace, as far as its ancestors
 * tell: the rule of Jaeger's clock skew adjuster (jaeger: internal/uimodel/adjuster/clockskew.go).
 * A child on another host must lie within its parent; when it does not, it is moved so that the
 * time before and after it is the same, and all that it caused on its host with it. A child that
 * lasted longer than its parent is moved only when it began before it.
 */
final class ClockSkew {

  /** A trace deeper than that, or one that goes round in a circle, is not followed further. */
  private static final int DEEPEST = 64;

  private ClockSkew() {}

  /** What to add to the times of a span, nanoseconds. */
  static long of(KnownSpan span, TraceSpans trace, long maxSkew) {
    return maxSkew == 0 ? 0 : of(span, trace, maxSkew, 0);
  }

  private static long of(KnownSpan span, TraceSpans trace, long maxSkew, int depth) {
    KnownSpan parent = depth == DEEPEST ? null : trace.parentOf(span);
    if (parent == null || isAsynchronous(span)) {
      return 0;
    }
    long ofParent = of(parent, trace, maxSkew, depth + 1);
    if (parent.clock().equals(span.clock())) {
      return ofParent;
    }
    long skew = between(span, parent, parent.start + ofParent);
    return Math.abs(skew) > maxSkew ? 0 : skew;
  }

  /** What waited in a queue is not within what put it there. */
  private static boolean isAsynchronous(KnownSpan span) {
    return span.kind == SpanKind.CONSUMER;
  }

  private static long between(KnownSpan child, KnownSpan parent, long parentStart) {
    if (child.duration > parent.duration) {
      return Math.max(0, parentStart - child.start);
    }
    boolean within =
        child.start >= parentStart && child.start + child.duration <= parentStart + parent.duration;
    return within ? 0 : parentStart + (parent.duration - child.duration) / 2 - child.start;
  }
}
