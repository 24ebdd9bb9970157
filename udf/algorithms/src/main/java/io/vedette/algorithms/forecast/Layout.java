package io.vedette.algorithms.forecast;

import io.vedette.algorithms.calendar.Calendar;
import java.util.List;

/**
 * Where each bin of a grid lies in the seasons, from the first of the history to the last of the
 * forecast, and from which bins forecasts are tried out.
 */
final class Layout {

  private final int size;
  private final int horizon;
  private final List<Season> seasons;
  private final int[][] slots;
  private final boolean[] holiday;
  private final double[] years;
  private final boolean hasSlowYear;
  private final int[] origins;

  Layout(
      int size,
      int horizon,
      List<Season> seasons,
      int[][] slots,
      boolean[] holiday,
      double[] years,
      boolean hasSlowYear,
      int[] origins) {
    this.size = size;
    this.horizon = horizon;
    this.seasons = seasons;
    this.slots = slots;
    this.holiday = holiday;
    this.years = years;
    this.hasSlowYear = hasSlowYear;
    this.origins = origins;
  }

  /** As many origins at most. */
  static final int MOST_ORIGINS = 16;

  static Layout of(Grid grid, int horizon, Calendar calendar) {
    int size = grid.size();
    int[] origins = origins(size, horizon);
    long step = grid.step();
    List<Season> seasons =
        Season.supported(step, size * step, origins[0] * step, calendar.localMillis(grid.time(0)));
    int bins = size + horizon;
    int[][] slots = new int[seasons.size()][bins];
    boolean[] holiday = new boolean[bins];
    double[] years = new double[bins];
    int offset = 0;
    long offsetUntil = Long.MIN_VALUE;
    for (int bin = 0; bin < bins; bin++) {
      long time = grid.time(bin);
      if (time >= offsetUntil) {
        offset = calendar.offsetMillis(time);
        offsetUntil = calendar.nextChange(time);
      }
      for (int season = 0; season < slots.length; season++) {
        slots[season][bin] = seasons.get(season).slot(time + offset);
      }
      holiday[bin] = calendar.isHoliday(time);
      years[bin] = (time - grid.time(0)) / (double) Season.YEAR;
    }
    boolean hasSlowYear =
        step < Season.WEEK && size * step >= 2 * Season.YEAR && origins[0] * step >= Season.YEAR;
    return new Layout(size, horizon, seasons, slots, holiday, years, hasSlowYear, origins);
  }

  /** The last is one horizon before the end, the first not before half of the history. */
  private static int[] origins(int size, int horizon) {
    int apart = Math.max(1, horizon / 4);
    int last = size - horizon;
    int possible = Math.max(0, (last - size / 2) / apart) + 1;
    int count = Math.min(MOST_ORIGINS, possible);
    int[] origins = new int[count];
    for (int i = 0; i < count; i++) {
      origins[i] = last - (count - 1 - i) * apart;
    }
    return origins;
  }

  /** Places of the season of a day, the first if it is there; 0 otherwise. */
  int daySlots() {
    return seasons.isEmpty() || seasons.get(0).periodMillis() != Season.DAY
        ? 0
        : seasons.get(0).slots();
  }

  /** Bins of the longest season that is learned at places, 1 without any. */
  int longestPeriod(long step) {
    return seasons.isEmpty()
        ? 1
        : (int) Math.round(seasons.get(seasons.size() - 1).periodMillis() / (double) step);
  }

  /** Bins of the history. */
  int size() {
    return size;
  }

  /** Bins of the forecast. */
  int horizon() {
    return horizon;
  }

  /** Shortest first. */
  List<Season> seasons() {
    return seasons;
  }

  /** Place of each bin, season by season. */
  int[][] slots() {
    return slots;
  }

  /** Whether a bin lies on a holiday. */
  boolean[] holiday() {
    return holiday;
  }

  /** Time of each bin in years since the first. */
  double[] years() {
    return years;
  }

  /**
   * Whether the history is long enough for a season of a year that is not among the others, being
   * sampled too finely.
   */
  boolean hasSlowYear() {
    return hasSlowYear;
  }

  /**
   * First bins that are held back, ascending: whatever is forecast from one uses earlier bins only;
   * forecasts from each of them are compared with what came.
   */
  int[] origins() {
    return origins;
  }
}
