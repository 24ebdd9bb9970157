package io.vedette.jobs.launch;

/** A training run that did not reach its end; the message says why, the cause is the job's own. */
public final class TrainingException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With what is wrong. */
  public TrainingException(String message) {
    super(message);
  }

  /** With what failed and due to what. */
  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}
