package io.vedette.algorithms.noise;

/**
 * What a {@link NoiseGate} counts. They balance: taken = passed + held + duplicate. What is held
 * may be released later.
 */
public enum NoiseCount {
  /** A record taken. */
  TAKEN,
  /** Of those, passed on at once: new, sent again, resolved. */
  PASSED,
  /** Of those, held back: firings and resolutions. */
  HELD,
  /** Of those, ignored: what was known before, or is of an older firing. */
  DUPLICATE,
  /** An alert held back that was passed on later. */
  RELEASED,
  /** An alert that began to flap. */
  FLAPPING,
  /** An alert judged without being remembered: there were too many. */
  UNTRACKED,
  /** An alert that fired and of which nothing more was heard for long. */
  FORGOTTEN
}
