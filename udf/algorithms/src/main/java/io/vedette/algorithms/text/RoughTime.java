package io.vedette.algorithms.text;

/** A length of time as one says it: {@code 40 seconds}, {@code 3 weeks}. */
final class RoughTime {

  private static final double SECOND = 1_000;
  private static final double MINUTE = 60 * SECOND;
  private static final double HOUR = 60 * MINUTE;

  /** Milliseconds. */
  static final double DAY = 24 * HOUR;

  /** Milliseconds. */
  static final double WEEK = 7 * DAY;

  private static final double MONTH = 30.44 * DAY;
  private static final double YEAR = 365.25 * DAY;

  /** Seconds and minutes beyond ten go by fives. */
  private static final int FINE = 10;

  private static final int COARSE_STEP = 5;

  private RoughTime() {}

  /**
   * In the largest unit of which there are about two or more.
   *
   * @param millis more than 0
   */
  static String of(double millis) {
    if (millis < 87.5 * SECOND) {
      return count(byFives(millis / SECOND), "second");
    } else if (millis < 87.5 * MINUTE) {
      return count(byFives(millis / MINUTE), "minute");
    } else if (millis < 36 * HOUR) {
      return count(Math.round(millis / HOUR), "hour");
    } else if (millis < 2 * WEEK) {
      return count(Math.round(millis / DAY), "day");
    } else if (millis < 2 * MONTH) {
      return count(Math.round(millis / WEEK), "week");
    } else if (millis < 2 * YEAR) {
      return count(Math.round(millis / MONTH), "month");
    }
    return count(Math.round(millis / YEAR), "year");
  }

  private static long byFives(double count) {
    return count <= FINE
        ? Math.max(1, Math.round(count))
        : COARSE_STEP * Math.round(count / COARSE_STEP);
  }

  private static String count(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }
}
