package io.vedette.algorithms.silence;

import java.io.Serializable;

/**
 * Tells a series that fell to exactly zero from one that is small or often zero.
 *
 * <pre>
 *   no zero for at least reliableFor, expected above zero, then zero, zero, zero   FELL
 *   anything but zero after that                                                   ROSE
 * </pre>
 *
 * <p>Zero is not just a low value: requests a second, bytes a second, connections that are exactly
 * zero mean that nothing comes any more. A band wide enough to reach zero would never say so. A
 * series that was zero of late, like most counters of errors, is not reliable and says nothing.
 *
 * <p>Cost: two comparisons for a sample other than zero; 18 bytes a series.
 *
 * @param samples zeros in a row that make a finding, 1 to 100
 * @param reliableForMillis how long the series must have been without a zero, milliseconds; 0 for
 *     one sample
 */
public record FallToZero(int samples, long reliableForMillis) implements Serializable {

  private static final int MOST = 100;

  /** What a sample changes. */
  public enum Change {
    /** Nothing. */
    NONE,
    /** This was the zero that makes the finding. */
    FELL,
    /** The first other value after the series had fallen. */
    ROSE
  }

  /** Checks every parameter. */
  public FallToZero {
    if (samples < 1 || samples > MOST) {
      throw new IllegalArgumentException("samples must be from 1 to " + MOST + ", is " + samples);
    }
    if (reliableForMillis < 0) {
      throw new IllegalArgumentException(
          "reliableFor must not be negative, is " + reliableForMillis + " ms");
    }
  }

  /**
   * Takes a sample.
   *
   * @param timestamp event time, milliseconds, later than that of the sample before
   * @param expected what the detector expected, NaN for nothing yet
   */
  public Change next(Presence of, long timestamp, double value, double expected) {
    if (value != 0) {
      if (of.lastZero == Presence.NEVER) {
        of.lastZero = timestamp;
      }
      return of.zeros == 0 ? Change.NONE : rise(of);
    }
    if (of.zeros == 0 && expected > 0 && wasReliable(of, timestamp)) {
      of.zeroSince = timestamp;
      of.zeros = 1;
    } else if (of.zeros > 0 && of.zeros < MOST) {
      of.zeros++;
    } else {
      of.lastZero = timestamp;
      return Change.NONE;
    }
    of.lastZero = timestamp;
    return of.zeros == samples ? Change.FELL : Change.NONE;
  }

  private boolean wasReliable(Presence of, long timestamp) {
    return of.lastZero != Presence.NEVER && timestamp - of.lastZero >= reliableForMillis;
  }

  private Change rise(Presence of) {
    boolean fell = of.zeros >= samples;
    of.zeros = 0;
    return fell ? Change.ROSE : Change.NONE;
  }
}
