package io.vedette.gateway.telemetry;

import java.util.Locale;

/** How a request to an ingest route ended; each ends in exactly one way. */
public enum Outcome {
  /** Every sample stored: 2xx. */
  STORED,
  /**
   * Stored with samples among it that the job will refuse: 400, for OTLP 200, for JSON push 202.
   */
  STORED_IN_PART,
  /** Nothing in it to store: 2xx. */
  EMPTY,
  /** The sender's fault: 400, 401, 413, 415. Not stored. */
  REFUSED,
  /** Beyond the allowance of its source: 429. Not stored. */
  RATE_LIMITED,
  /** No room, or the gateway is stopping: 503. Not stored. */
  OVERLOADED,
  /** Kafka failed or did not answer in time: 503. Perhaps stored. */
  FAILED,
  /** The body broke off, or did not arrive in time: 503. Not stored. */
  ABORTED;

  /** Value of the label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
