package io.vedette.algorithms.detect;

import io.vedette.algorithms.calendar.Calendar;

/**
 * Hours of the week by a calendar. Asks for the offset of the zone only when daylight saving
 * changes, so an hour costs a few integer operations. Monday, midnight, is hour 0; a holiday is a
 * Sunday. For one thread.
 */
final class WallClock {

  static final long HOUR_MILLIS = 3_600_000;
  private static final long DAY_HOURS = 24;
  private static final int SUNDAY = 6;

  /** 1970-01-01 was a Thursday. */
  private static final int FIRST_WEEKDAY = 3;

  private final Calendar calendar;
  private long offset;
  private long offsetFrom = Long.MAX_VALUE;
  private long offsetUntil = Long.MIN_VALUE;

  WallClock(Calendar calendar) {
    this.calendar = calendar;
  }

  /** Local time, milliseconds since 1970-01-01T00:00 on the wall. */
  long localMillis(long timestampMillis) {
    if (timestampMillis < offsetFrom || timestampMillis >= offsetUntil) {
      offset = calendar.offsetMillis(timestampMillis);
      offsetFrom = timestampMillis;
      offsetUntil = calendar.nextChange(timestampMillis);
    }
    return timestampMillis + offset;
  }

  /** 0 to 167; costs a look into the calendar when it knows holidays. */
  int hourOfWeek(long timestampMillis) {
    long hours = Math.floorDiv(localMillis(timestampMillis), HOUR_MILLIS);
    int hour = (int) Math.floorMod(hours, DAY_HOURS);
    int weekday = (int) Math.floorMod(Math.floorDiv(hours, DAY_HOURS) + FIRST_WEEKDAY, 7L);
    return calendar.isHoliday(timestampMillis)
        ? SUNDAY * (int) DAY_HOURS + hour
        : weekday * (int) DAY_HOURS + hour;
  }

  /** How far into its hour a time is, minus one half: -0.5 to 0.5. */
  double fromMiddleOfHour(long timestampMillis) {
    return Math.floorMod(localMillis(timestampMillis), HOUR_MILLIS) / (double) HOUR_MILLIS - 0.5;
  }
}
