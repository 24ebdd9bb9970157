package io.vedette.formats.traces;

import io.vedette.schema.SpanKind;

/** What the two forms of Jaeger's spans have in common. */
final class JaegerSpans {

  private static final int HALF = 8;

  private JaegerSpans() {}

  /** The bytes of an id but the last eight. */
  static long high(byte[] id) {
    return id.length > HALF
        ? Ids.ofBytes(id, Math.max(0, id.length - 2 * HALF), id.length - HALF)
        : 0;
  }

  /** The last eight bytes of an id. */
  static long low(byte[] id) {
    return Ids.ofBytes(id, Math.max(0, id.length - HALF), id.length);
  }

  /**
   * Takes a reference: the first CHILD_OF in the same trace is the parent, all others are links.
   */
  static void refer(long high, long low, long id, boolean follows, SpanBuilder span) {
    boolean here = high == span.traceHigh && low == span.traceLow;
    if (here && !follows && span.parent == 0) {
      span.parent = id;
    } else {
      span.link(high, low, id);
    }
  }

  /** Reads from the tags what OTLP has fields for. */
  static void finish(SpanBuilder span) {
    span.kind = SpanKind.ofWord(span.tags.get(Attribute.KIND));
    String error = span.tags.get(Attribute.ERROR);
    span.error =
        error.equalsIgnoreCase("true") || span.tags.get(Attribute.STATUS).equalsIgnoreCase("ERROR");
  }
}
