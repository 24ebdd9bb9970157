package io.vedette.algorithms.logs;

import java.io.Serializable;

/**
 * Whether so many lines of one template in an interval are a burst.
 *
 * <pre>
 *   2 (sqrt(lines) - sqrt(usual)) &gt;= sigmas,   lines &gt;= least,   lines &gt;= 2 usual
 * </pre>
 *
 * <p>Counts of lines vary about as those of a Poisson process do, and twice the square root of such
 * a count has a variance of 1 whatever its mean is (Bartlett 1936). Works from the second interval
 * of a template on, where a learned band would still be warming up; what is usual is a mean that
 * fades.
 *
 * @param sigmas how many standard deviations, 1 to 100; default 6
 * @param least lines in an interval, 1 or more; default 20
 * @param memory intervals after which what was usual has faded, 2 or more; default 60
 */
public record BurstRule(double sigmas, int least, int memory) implements Serializable {

  private static final BurstRule DEFAULTS = new BurstRule(6, 20, 60);

  /** Checks every parameter. */
  public BurstRule {
    if (!(sigmas >= 1 && sigmas <= 100)) {
      throw new IllegalArgumentException("sigmas must be from 1 to 100, is " + sigmas);
    }
    if (least < 1) {
      throw new IllegalArgumentException("least must be at least 1, is " + least);
    }
    if (memory < 2) {
      throw new IllegalArgumentException("memory must be at least 2, is " + memory);
    }
  }

  /** The defaults. */
  public static BurstRule defaults() {
    return DEFAULTS;
  }

  /**
   * Whether it is a burst.
   *
   * @param lines in the interval
   * @param usual lines an interval, by {@link #learn}
   */
  public boolean isBurst(long lines, double usual) {
    return lines >= threshold(usual);
  }

  /** The number of lines from which on it is a burst. */
  public double threshold(double usual) {
    double root = Math.sqrt(usual) + sigmas / 2;
    return Math.max(least, Math.max(2 * usual, root * root));
  }

  /**
   * What is usual from now on.
   *
   * @param usual so far
   * @param intervals seen before this one
   */
  public double learn(double usual, long intervals, long lines) {
    return usual + (lines - usual) / Math.min(intervals + 1, memory);
  }
}
