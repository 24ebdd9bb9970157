package io.vedette.jobs.launch;

/** A replay that did not reach its end; the message says why, the cause is the job's own. */
public final class ReplayException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With what failed and due to what. */
  public ReplayException(String message, Throwable cause) {
    super(message, cause);
  }
}
