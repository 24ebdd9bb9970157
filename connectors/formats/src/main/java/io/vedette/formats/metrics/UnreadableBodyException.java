package io.vedette.formats.metrics;

import io.vedette.schema.result.DeadLetterReason;
import org.jspecify.annotations.Nullable;

/** A body that cannot be read as its format, from some place on; the message says where and why. */
public final class UnreadableBodyException extends Exception {

  private final DeadLetterReason reason;

  /** With the word to count it by, and what, where and why. */
  public UnreadableBodyException(DeadLetterReason reason, String message) {
    this(reason, message, null);
  }

  /** The same, with what a library said of it. */
  public UnreadableBodyException(
      DeadLetterReason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** The word to count it by: MALFORMED, UNSUPPORTED or TOO_LARGE. */
  public DeadLetterReason reason() {
    return reason;
  }
}
