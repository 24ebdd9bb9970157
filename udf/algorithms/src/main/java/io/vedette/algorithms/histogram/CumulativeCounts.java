package io.vedette.algorithms.histogram;

import java.util.Arrays;

/**
 * What can be done with the counts of a histogram's buckets, in the order of their bounds. NaN
 * stands for a count that is not known. Everything is done in place.
 */
public final class CumulativeCounts {

  /** Relative difference of two counts that is taken for an error of floating point. */
  private static final double TOLERANCE = 1e-12;

  private CumulativeCounts() {}

  /**
   * Fills in the counts that leave no doubt: where the known counts on both sides are the same,
   * nothing was observed in between. Below the lowest bound the count is 0. So are histograms whole
   * that leave out empty buckets.
   *
   * @return counts still not known
   */
  public static int fillGaps(double[] counts, int size) {
    int unknown = 0;
    int gap = 0;
    double below = 0;
    for (int i = 0; i < size; i++) {
      if (Double.isNaN(counts[i])) {
        gap++;
        continue;
      }
      if (gap > 0) {
        if (counts[i] == below) {
          Arrays.fill(counts, i - gap, i, below);
        } else {
          unknown += gap;
        }
        gap = 0;
      }
      below = counts[i];
    }
    return unknown + gap;
  }

  /**
   * Whether the histogram began anew between two scrapes: a counter never falls otherwise, and the
   * buckets of one histogram begin anew together.
   */
  public static boolean isReset(double[] before, double[] now, int size) {
    for (int i = 0; i < size; i++) {
      if (before[i] > now[i]) {
        return true;
      }
    }
    return false;
  }

  /**
   * Makes a count that is below the one before it equal to that, as Prometheus does: buckets that
   * were not read in one moment. Differences within floating point go the same way.
   *
   * @return whether there were such counts beyond floating point
   */
  public static boolean makeMonotonic(double[] counts, int size) {
    boolean forced = false;
    for (int i = 1; i < size; i++) {
      double before = counts[i - 1];
      if (isAlmostEqual(before, counts[i])) {
        counts[i] = before;
      } else if (counts[i] < before) {
        counts[i] = before;
        forced = true;
      }
    }
    return forced;
  }

  private static boolean isAlmostEqual(double a, double b) {
    return Math.abs(a - b) <= TOLERANCE * (Math.abs(a) + Math.abs(b));
  }
}
