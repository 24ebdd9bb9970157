package io.vedette.jobs.config;

/** Where the retrain job reads past alerts, to train names. */
public enum AlertHistory {
  /**
   * {@link #FILES} where {@code training.alerts} is set, else {@link #KAFKA} where {@code
   * training.history} is, else {@link #NONE}.
   */
  AUTO,
  /** Nowhere: no names are trained. */
  NONE,
  /** The topics of alerts, of other tools and our own, up to what they hold now. */
  KAFKA,
  /** Recorded files, the same that a replay takes. */
  FILES
}
