package io.vedette.algorithms.silence;

import java.io.Serializable;

/**
 * When a series is overdue, by the interval in which it was seen to report.
 *
 * <pre>
 *   typical += gap - typical, but at most a sixteenth of typical either way
 *   longest  = max(min(gap, 2 * longest), longest - longest / 256)
 *   overdue after max(multiple * typical, 3 * longest, floor)
 * </pre>
 *
 * <p>The typical gap is a stochastic approximation with clipped steps (Robbins and Monro 1951;
 * Huber 1964 for the clipping): exact for a regular series, close to the median of an irregular
 * one, and an outage moves it by a sixteenth. The longest gap of late stands for the safety margin
 * of a failure detector (Chen, Toueg and Aguilera 2002; Hayashibara et al. 2004 keep a window of
 * gaps instead): of the gaps of a series that reports at random (exponential gaps), 0.15 in ten
 * thousand are longer than allowed, which is 13 mean gaps on average. An outage doubles the longest
 * gap at most, and it fades within some hundred samples.
 *
 * <p>Cost: a dozen operations a sample, 9 bytes a series.
 *
 * @param multiple of the typical gap, above 1
 * @param floorMillis a series is never overdue earlier, milliseconds, above 0
 * @param minimumGaps gaps that must have been seen before anything is expected, 1 to 100
 */
public record ReportingInterval(double multiple, long floorMillis, int minimumGaps)
    implements Serializable {

  private static final int MOST_GAPS = 100;
  private static final float STEP = 1f / 16;
  private static final double MARGIN = 3;
  private static final float FADE = 1f / 256;

  /** Checks every parameter. */
  public ReportingInterval {
    if (!(multiple > 1) || multiple == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("multiple must be above 1 and finite, is " + multiple);
    }
    if (floorMillis < 1) {
      throw new IllegalArgumentException(
          "the floor must be at least 1 ms, is " + floorMillis + " ms");
    }
    if (minimumGaps < 1 || minimumGaps > MOST_GAPS) {
      throw new IllegalArgumentException(
          "minimumGaps must be from 1 to " + MOST_GAPS + ", is " + minimumGaps);
    }
  }

  /**
   * Learns the gap before a sample.
   *
   * @param gap milliseconds since the sample before, above 0
   */
  public static void learn(Presence of, long gap) {
    if (of.gaps == 0) {
      of.typicalGap = gap;
      of.longestGap = gap;
      of.gaps = 1;
      return;
    }
    float step = of.typicalGap * STEP;
    of.typicalGap += Math.max(-step, Math.min(step, gap - of.typicalGap));
    of.longestGap =
        Math.max(Math.min((float) gap, 2 * of.longestGap), of.longestGap - of.longestGap * FADE);
    if (of.gaps < MOST_GAPS) {
      of.gaps++;
    }
  }

  /** Whether enough is known to expect the next sample. */
  public boolean isKnown(Presence of) {
    return of.gaps >= minimumGaps;
  }

  /** How long after its newest sample the series is overdue, milliseconds. */
  public long allowed(Presence of) {
    double learned = Math.max(multiple * of.typicalGap, MARGIN * of.longestGap);
    return Math.max(floorMillis, (long) learned);
  }
}
