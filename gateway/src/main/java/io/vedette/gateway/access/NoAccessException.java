package io.vedette.gateway.access;

/** A request is not let in; without a stack, since it is no fault of ours. */
public final class NoAccessException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why. */
  public enum Reason {
    /** No valid token. */
    UNKNOWN,
    /** A valid token that gives no role. */
    WITHOUT_ROLE,
    /** The provider's keys cannot be had, so that nobody can say. */
    UNDECIDED
  }

  /** With a message for the caller. */
  public NoAccessException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
