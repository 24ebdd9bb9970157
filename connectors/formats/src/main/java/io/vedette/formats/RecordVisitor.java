package io.vedette.formats;

import io.vedette.schema.result.DeadLetterReason;

/**
 * Is told what a decoder finds in a body, in the body's order.
 *
 * @param <T> what a body holds
 */
public interface RecordVisitor<T> {

  /** A record. */
  void take(T record);

  /**
   * Something in the body is refused while the rest goes on.
   *
   * @param reason the word to count it by
   * @param message what, where in the body and why
   * @param records records lost by it, at least 1
   */
  void rejected(DeadLetterReason reason, String message, int records);
}
