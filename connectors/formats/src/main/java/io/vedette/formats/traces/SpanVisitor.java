package io.vedette.formats.traces;

import io.vedette.schema.TracedSpan;
import io.vedette.schema.result.DeadLetterReason;

/** Is told what a decoder finds in a body, in the body's order. */
public interface SpanVisitor {

  /** A span. */
  void span(TracedSpan span);

  /**
   * Something in the body is refused while the rest goes on.
   *
   * @param reason the word to count it by
   * @param message what, where in the body and why
   * @param spans spans lost by it, at least 1
   */
  void rejected(DeadLetterReason reason, String message, int spans);
}
