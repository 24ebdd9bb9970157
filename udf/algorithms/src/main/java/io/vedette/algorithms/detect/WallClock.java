package io.vedette.algorithms.detect;

import io.vedette.algorithms.calendar.Calendar;

/**
 * Hours of the week by a calendar. Asks for the offset of the zone only when daylight saving
 * changes, and works an hour out once, so a time within it costs some comparisons. Monday,
 * midnight, is hour 0; a holiday is a Sunday. For one thread.
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

  /** The hour asked for last, by its local time; of no use when the offset changes in it. */
  private long hourFrom = Long.MIN_VALUE;

  private int hourOfWeek;

  WallClock(Calendar calendar) {
    this.calendar = calendar;
  }

  /** Local time, milliseconds since 1970-01-01T00:00 on the wall. */
  long localMillis(long timestampMillis) {
    if (timestampMillis < offsetFrom || timestampMillis >= offsetUntil) {
      offset = calendar.offsetMillis(timestampMillis);
      offsetFrom = timestampMillis;
      offsetUntil = calendar.nextChange(timestampMillis);
      hourFrom = Long.MIN_VALUE;
    }
    return timestampMillis + offset;
  }

  /** 0 to 167. */
  int hourOfWeek(long timestampMillis) {
    enterHour(timestampMillis);
    return hourOfWeek;
  }

  /** How far into its hour a time is, minus one half: -0.5 to 0.5. */
  double fromMiddleOfHour(long timestampMillis) {
    return (enterHour(timestampMillis) - hourFrom) / (double) HOUR_MILLIS - 0.5;
  }

  /** Takes up the hour of a time; returns its local time. */
  private long enterHour(long timestampMillis) {
    long local = localMillis(timestampMillis);
    if (hourFrom == Long.MIN_VALUE || local < hourFrom || local - hourFrom >= HOUR_MILLIS) {
      long hours = Math.floorDiv(local, HOUR_MILLIS);
      int hour = (int) Math.floorMod(hours, DAY_HOURS);
      int weekday = (int) Math.floorMod(Math.floorDiv(hours, DAY_HOURS) + FIRST_WEEKDAY, 7L);
      hourFrom = hours * HOUR_MILLIS;
      hourOfWeek =
          (calendar.isHoliday(timestampMillis) ? SUNDAY : weekday) * (int) DAY_HOURS + hour;
    }
    return local;
  }
}
