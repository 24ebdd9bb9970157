package io.vedette.algorithms.detect;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;

/**
 * What a series usually is at the hour at hand, in full precision, and at its neighbours of the
 * day; all other hours rest in {@link Hours}. Learned as samples come. Values are in the scale of
 * {@link SeriesState}.
 */
final class Profile {

  private static final int NONE = -1;
  private static final int MOST_COUNTED = 255;

  /** Hour of the week at hand. */
  private int hour = NONE;

  private double day;
  private double spread;
  private double week;
  private int dayCount;
  private int weekCount;

  /** Usual values at the hours of the day before and after, NaN when they were never seen. */
  private float before;

  private float after;

  Profile copy() {
    Profile copy = new Profile();
    copy.hour = hour;
    copy.day = day;
    copy.spread = spread;
    copy.week = week;
    copy.dayCount = dayCount;
    copy.weekCount = weekCount;
    copy.before = before;
    copy.after = after;
    return copy;
  }

  /** Reads a value, see {@link SeriesState#touch}. */
  int touch() {
    return hour + dayCount;
  }

  /** Whether this hour of the week is the one at hand. */
  boolean isAt(int hourOfWeek) {
    return hourOfWeek == hour;
  }

  /** Usual value at the hour at hand, NaN when it was never seen. */
  double day() {
    return day;
  }

  /** Usual value at the hour of the day before the one at hand, NaN when it was never seen. */
  double before() {
    return before;
  }

  /** Usual value at the hour of the day after the one at hand, NaN when it was never seen. */
  double after() {
    return after;
  }

  /** Mean deviation from the usual value at the hour at hand; 0 when it was never seen. */
  double spread() {
    return spread;
  }

  /** Usual value at the hour of the week at hand, NaN when it was never seen. */
  double week() {
    return week;
  }

  /** Usual value at an hour of the day (not between hours), or NaN when it was never seen. */
  double day(Hours hours, int hourOfDay) {
    return isLoaded(hourOfDay) ? day : hours.day(hourOfDay);
  }

  /** Mean deviation from the usual value at an hour of the day; 0 when it was never seen. */
  double spread(Hours hours, int hourOfDay) {
    return isLoaded(hourOfDay) ? spread : hours.spread(hourOfDay);
  }

  private boolean isLoaded(int hourOfDay) {
    return hour != NONE && hour % Hours.OF_DAY == hourOfDay;
  }

  /** Usual value at an hour of the week, or NaN when it was never seen. */
  double week(Hours hours, int hourOfWeek) {
    return hourOfWeek == hour
        ? week
        : hours.week(hourOfWeek, day(hours, hourOfWeek % Hours.OF_DAY));
  }

  /**
   * Puts the hour at hand to rest and takes up another.
   *
   * @param samplesSeen about how many samples this hour of the week has had
   */
  void enter(Hours hours, int hourOfWeek, int samplesSeen) {
    if (hour != NONE) {
      hours.put(hour, day, spread, week, dayCount);
    }
    int hourOfDay = hourOfWeek % Hours.OF_DAY;
    hour = hourOfWeek;
    day = hours.day(hourOfDay);
    spread = hours.spread(hourOfDay);
    week = hours.week(hourOfWeek, day);
    dayCount = hours.dayCounts[hourOfDay] & 0xff;
    weekCount = Double.isNaN(week) ? 0 : Math.min(MOST_COUNTED, Math.max(1, samplesSeen));
    before = hours.days[(hourOfDay + Hours.OF_DAY - 1) % Hours.OF_DAY];
    after = hours.days[(hourOfDay + 1) % Hours.OF_DAY];
  }

  /**
   * Learns a value at the hour at hand.
   *
   * @param usual what was expected for the time of day
   * @param span share of the full rates, by how much of the hour a sample stands for
   * @return by how much the usual value of the hour of the day moved
   */
  double learn(double value, double usual, double span) {
    spread += rate(dayCount, Tuning.SPREAD_RATE * span) * (Math.abs(value - usual) - spread);
    if (weekCount == 0) {
      week = value;
    } else {
      week += rate(weekCount, Tuning.WEEK_RATE * span) * (value - week);
    }
    if (weekCount < MOST_COUNTED) {
      weekCount++;
    }
    double was = day;
    if (dayCount == 0) {
      day = value;
    } else {
      day += rate(dayCount, Tuning.DAY_RATE * span) * (value - day);
    }
    if (dayCount < MOST_COUNTED) {
      dayCount++;
    }
    return Double.isNaN(was) ? day - usual : day - was;
  }

  private static double rate(int count, double least) {
    return Math.max(1.0 / (count + 1), least);
  }

  /** Moves every hour seen by as much: a new level with the old seasons. */
  void shift(Hours hours, double by) {
    hours.shift(by);
    day += by;
    week += by;
    before += (float) by;
    after += (float) by;
  }

  void write(StateWriter to) {
    to.writeShort(hour);
    to.writeDouble(day);
    to.writeDouble(spread);
    to.writeDouble(week);
    to.writeByte(dayCount);
    to.writeByte(weekCount);
    to.writeFloat(before);
    to.writeFloat(after);
  }

  void read(StateReader from) {
    readHour(from);
    dayCount = from.readByte() & 0xff;
    weekCount = from.readByte() & 0xff;
    before = from.readFloat();
    after = from.readFloat();
  }

  /** What version 1 kept beside the hours of the day. */
  static Profile readFirst(StateReader from, Hours hours) {
    Profile profile = new Profile();
    profile.readHour(from);
    profile.weekCount = from.readByte() & 0xff;
    if (profile.hour != NONE) {
      int hourOfDay = profile.hour % Hours.OF_DAY;
      profile.dayCount = hours.dayCounts[hourOfDay] & 0xff;
      profile.before = hours.days[(hourOfDay + Hours.OF_DAY - 1) % Hours.OF_DAY];
      profile.after = hours.days[(hourOfDay + 1) % Hours.OF_DAY];
    }
    return profile;
  }

  private void readHour(StateReader from) {
    hour = (short) from.readShort();
    day = from.readDouble();
    spread = from.readDouble();
    week = from.readDouble();
    if (hour < NONE || hour >= Hours.OF_WEEK) {
      throw new IllegalArgumentException(
          "state of a detector names hour " + hour + " of a week of " + Hours.OF_WEEK);
    }
  }
}
