package io.vedette.algorithms.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * A season that a history may show: its length and at how many places it is learned.
 *
 * @param periodMillis length, milliseconds
 * @param phaseMillis local time of the first place, modulo the width of one
 * @param slots places, equally spaced over the period
 */
record Season(long periodMillis, long phaseMillis, int slots) {

  static final long DAY = 86_400_000;
  static final long WEEK = 7 * DAY;

  /** The mean Gregorian year, 365.2425 days. */
  static final long YEAR = 31_556_952_000L;

  /** A day shows with samples six hours apart, not with fewer. */
  private static final int FEWEST_SLOTS = 4;

  /** Finer than this a week is a day with differences, and those are smooth. */
  private static final int MOST_WEEK_SLOTS = 168;

  /**
   * The seasons that can be learned at places: day and week, or the year of a series sampled more
   * seldom than weekly. A season needs two of its lengths as history, one of them before {@code
   * learnedMillis}, and four places.
   */
  static List<Season> supported(
      long step, long spanMillis, long learnedMillis, long firstLocalMillis) {
    List<Season> seasons = new ArrayList<>();
    for (long period : new long[] {DAY, WEEK, YEAR}) {
      long possible = Math.round(period / (double) step);
      boolean isTooFine = period == YEAR && step < WEEK;
      if (isTooFine
          || possible < FEWEST_SLOTS
          || spanMillis < 2 * period - step
          || learnedMillis < period) {
        continue;
      }
      int slots = (int) (period == WEEK ? Math.min(MOST_WEEK_SLOTS, possible) : possible);
      long width = period / slots;
      long middle = width > step ? (width - step) / 2 : 0;
      seasons.add(new Season(period, Math.floorMod(firstLocalMillis + middle, width), slots));
    }
    return seasons;
  }

  /** The place nearest to this local time. */
  int slot(long localMillis) {
    double position = Math.floorMod(localMillis - phaseMillis, periodMillis) * slotsPerMilli();
    int nearest = (int) (position + 0.5);
    return nearest == slots ? 0 : nearest;
  }

  private double slotsPerMilli() {
    return slots / (double) periodMillis;
  }
}
