package io.vedette.gateway.log;

import org.jspecify.annotations.Nullable;

/** A body that was not stored, or of which it is not known. */
public final class BodyLogException extends Exception {

  /** Whether trying again can help. */
  public enum Kind {
    /** Not now: the sender should try again. */
    UNAVAILABLE,
    /** Never: it is larger than what is behind takes. */
    TOO_LARGE
  }

  private final Kind kind;

  /** Of a kind, with what, where and why. */
  public BodyLogException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Whether trying again can help. */
  public Kind kind() {
    return kind;
  }
}
