package io.vedette.cli;

/**
 * Something the user can mend. The message stands alone: what, where, why, and what to do; it is
 * printed without a stack trace.
 */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A problem that says all in its message. */
  public Problem(String message) {
    super(message);
  }

  /** A problem due to something else, which goes to the log. */
  public Problem(String message, Throwable cause) {
    super(message, cause);
  }
}
