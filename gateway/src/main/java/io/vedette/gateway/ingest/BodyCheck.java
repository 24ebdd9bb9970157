package io.vedette.gateway.ingest;

import io.vedette.formats.metrics.UnreadableBodyException;

/** Looks whether a body is what it is said to be. Called by several threads. */
interface BodyCheck {

  /**
   * Reads the whole body.
   *
   * @throws UnreadableBodyException when it, or its rest, cannot be read
   */
  Verdict check(byte[] body) throws UnreadableBodyException;
}
