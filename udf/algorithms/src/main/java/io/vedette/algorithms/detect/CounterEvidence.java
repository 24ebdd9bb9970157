package io.vedette.algorithms.detect;

/**
 * Whether a series of which nobody says what it is counts: it never falls but at resets, and keeps
 * growing.
 *
 * <p>Guarantee, in samples compared with the one before:
 *
 * <pre>
 *   taken for a counter:  {@value #SAMPLES} or more in a row, none of which fell but by a reset; {@value #RISES} or more of
 *                         them rose, at most {@value #MAX_RESETS} were resets
 *   taken back:           with the first that falls and is no reset, or is negative; all begins again
 *   reset:                a fall to less than a tenth of the value before
 * </pre>
 *
 * <p>So a gauge that climbs for that long, and never falls by less than nine tenths, is taken for a
 * counter: it is judged by how fast it climbs. With a sample every 15 seconds that is two hours.
 *
 * <p>Everything is kept in one number, 0 for a series that is not to be told by its data:
 *
 * <pre>
 *   bit 0 to 9    samples without a contrary one, to {@value #SAMPLES}
 *   bit 10 to 19  how many of them rose, to {@value #RISES}
 *   bit 20 to 23  how many of them were resets
 *   bit 29        whether the data may tell
 *   bit 30        whether it is a counter
 * </pre>
 *
 * <p>Cost: a handful of comparisons, no memory.
 */
public final class CounterEvidence {

  /** Of a series whose sender or name says what it is: data tells nothing. */
  public static final int CLOSED = 0;

  /** Samples it takes. */
  static final int SAMPLES = 480;

  /** How many of them must have risen. */
  static final int RISES = 240;

  /** How many of them may be resets. */
  static final int MAX_RESETS = 8;

  private static final double RESET_SHARE = 0.1;

  private static final int COUNT = (1 << 10) - 1;
  private static final int RISES_SHIFT = 10;
  private static final int RESETS_SHIFT = 20;
  private static final int RESETS = (1 << 4) - 1;
  private static final int OPEN = 1 << 29;
  private static final int COUNTER = 1 << 30;

  private CounterEvidence() {}

  /** The evidence of a series that only its data can tell; what there was stays. */
  public static int opened(int evidence) {
    return evidence == CLOSED ? OPEN : evidence;
  }

  /** Whether the series was taken for a counter, and not taken back. */
  public static boolean isCounter(int evidence) {
    return (evidence & COUNTER) != 0;
  }

  /** Whether there is enough to take the series for a counter. */
  public static boolean isEnough(int evidence) {
    return samples(evidence) == SAMPLES && rises(evidence) == RISES;
  }

  /** The evidence of a series that is from now on taken for a counter. */
  public static int decided(int evidence) {
    return evidence | COUNTER;
  }

  /**
   * The evidence with the next sample.
   *
   * @param before value of the sample before; one that is not finite, or of which there is none, is
   *     not compared
   * @param now value of the sample
   */
  public static int next(int evidence, double before, double now) {
    if (evidence == CLOSED || !Double.isFinite(before) || !Double.isFinite(now)) {
      return evidence;
    }
    boolean isReset = now < before && now < RESET_SHARE * before;
    int resets = resets(evidence) + (isReset && !isCounter(evidence) ? 1 : 0);
    if (now < 0 || (now < before && !isReset) || resets > MAX_RESETS) {
      return OPEN;
    }
    int samples = Math.min(SAMPLES, samples(evidence) + 1);
    int rises = Math.min(RISES, rises(evidence) + (now > before ? 1 : 0));
    return (evidence & (OPEN | COUNTER)) | resets << RESETS_SHIFT | rises << RISES_SHIFT | samples;
  }

  private static int samples(int evidence) {
    return evidence & COUNT;
  }

  private static int rises(int evidence) {
    return evidence >> RISES_SHIFT & COUNT;
  }

  private static int resets(int evidence) {
    return evidence >> RESETS_SHIFT & RESETS;
  }
}
