package io.vedette.jobs.config;

/** Where the retrain job reads history of series. */
public enum HistoryOrigin {
  /** The topics of metrics that the streaming job reads, up to what they hold now. */
  KAFKA,
  /** Recorded files, the same that a replay takes. */
  FILES,
  /** A Prometheus server, over HTTP. */
  PROMETHEUS,
  /** Nowhere: only names are trained. */
  NONE
}
