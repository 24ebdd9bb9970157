package io.vedette.algorithms.detect;

/** On which sides of its band a value is an anomaly. */
public enum Sides {
  /** Above and below. */
  BOTH,
  /** Above only: errors, latency. */
  ABOVE,
  /** Below only: throughput, free space. */
  BELOW;

  boolean above() {
    return this != BELOW;
  }

  boolean below() {
    return this != ABOVE;
  }
}
