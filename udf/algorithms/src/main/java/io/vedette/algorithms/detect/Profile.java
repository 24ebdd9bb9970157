package io.vedette.algorithms.detect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a series usually is at each hour of the day and of the week, learned as samples come.
 *
 * <p>The hour at hand is held in full precision and put back when it is over; at rest an hour of
 * the week is a 16-bit difference to its hour of the day, so that a week takes 336 bytes, and takes
 * them only once a day has passed. Values are in the scale of {@link SeriesState}.
 */
final class Profile {

  static final int HOURS_OF_DAY = 24;
  static final int HOURS_OF_WEEK = 168;
  private static final int NONE = -1;
  private static final int MOST_COUNTED = 255;

  private final float[] days;
  private final char[] spreads;
  private final byte[] dayCounts;
  private char @Nullable [] weeks;

  private int hour = NONE;
  private double day;
  private double spread;
  private double week;
  private int weekCount;

  Profile() {
    days = new float[HOURS_OF_DAY];
    Arrays.fill(days, Float.NaN);
    spreads = new char[HOURS_OF_DAY];
    dayCounts = new byte[HOURS_OF_DAY];
  }

  private Profile(Profile from) {
    days = from.days.clone();
    spreads = from.spreads.clone();
    dayCounts = from.dayCounts.clone();
    char[] ofWeek = from.weeks;
    weeks = ofWeek == null ? null : ofWeek.clone();
    hour = from.hour;
    day = from.day;
    spread = from.spread;
    week = from.week;
    weekCount = from.weekCount;
  }

  Profile copy() {
    return new Profile(this);
  }

  /** Usual value at an hour of the day (not between hours), or NaN when it was never seen. */
  double day(int hourOfDay) {
    return isLoaded(hourOfDay) ? day : days[hourOfDay];
  }

  /** Mean deviation from the usual value at an hour of the day; 0 when it was never seen. */
  double spread(int hourOfDay) {
    return isLoaded(hourOfDay) ? spread : half(spreads[hourOfDay]);
  }

  private boolean isLoaded(int hourOfDay) {
    return hour != NONE && hour % HOURS_OF_DAY == hourOfDay;
  }

  /** Usual value at an hour of the week, or NaN when it was never seen. */
  double week(int hourOfWeek) {
    if (hourOfWeek == hour) {
      return week;
    }
    char[] ofWeek = weeks;
    return ofWeek == null ? Double.NaN : day(hourOfWeek % HOURS_OF_DAY) + half(ofWeek[hourOfWeek]);
  }

  /** Whether this hour of the week is the one at hand. */
  boolean isAt(int hourOfWeek) {
    return hourOfWeek == hour;
  }

  /**
   * Puts the hour at hand back and takes up another.
   *
   * @param samplesSeen about how many samples this hour of the week has had
   */
  void enter(int hourOfWeek, int samplesSeen) {
    if (hourOfWeek == hour) {
      return;
    }
    leave();
    int hourOfDay = hourOfWeek % HOURS_OF_DAY;
    double ofDay = days[hourOfDay];
    double ofSpread = half(spreads[hourOfDay]);
    double ofWeek = week(hourOfWeek);
    hour = hourOfWeek;
    day = ofDay;
    spread = ofSpread;
    week = ofWeek;
    weekCount = Double.isNaN(ofWeek) ? 0 : Math.min(MOST_COUNTED, Math.max(1, samplesSeen));
  }

  private void leave() {
    if (hour == NONE) {
      return;
    }
    int hourOfDay = hour % HOURS_OF_DAY;
    days[hourOfDay] = (float) day;
    spreads[hourOfDay] = toHalf(spread);
    char[] ofWeek = weeks;
    if (ofWeek == null) {
      ofWeek = new char[HOURS_OF_WEEK];
      Arrays.fill(ofWeek, toHalf(Double.NaN));
      weeks = ofWeek;
    }
    ofWeek[hour] = toHalf(week - day);
    hour = NONE;
  }

  /**
   * Learns a value at the hour at hand.
   *
   * @param usual what was expected for the time of day
   * @param span share of the full rates, by how much of the hour a sample stands for
   * @return by how much the usual value of the hour of the day moved
   */
  double learn(double value, double usual, double span) {
    int hourOfDay = hour % HOURS_OF_DAY;
    int dayCount = dayCounts[hourOfDay] & 0xff;
    spread += rate(dayCount, Tuning.SPREAD_RATE * span) * (Math.abs(value - usual) - spread);
    if (weekCount == 0) {
      week = value;
    } else {
      week += rate(weekCount, Tuning.WEEK_RATE * span) * (value - week);
    }
    if (weekCount < MOST_COUNTED) {
      weekCount++;
    }
    double before = day;
    if (dayCount == 0) {
      day = value;
    } else {
      day += rate(dayCount, Tuning.DAY_RATE * span) * (value - day);
    }
    if (dayCount < MOST_COUNTED) {
      dayCounts[hourOfDay] = (byte) (dayCount + 1);
    }
    return Double.isNaN(before) ? day - usual : day - before;
  }

  private static double rate(int count, double least) {
    return Math.max(1.0 / (count + 1), least);
  }

  /** Moves every hour seen by as much: a new level with the old seasons. */
  void shift(double by) {
    for (int i = 0; i < HOURS_OF_DAY; i++) {
      days[i] += (float) by;
    }
    day += by;
    week += by;
  }

  /** The upper half of a float: its sign and exponent, and 8 bits of mantissa. */
  private static char toHalf(double value) {
    int bits = Float.floatToIntBits((float) value);
    if (Double.isNaN(value)) {
      return (char) (bits >>> 16);
    }
    return (char) ((bits + 0x7fff + (bits >>> 16 & 1)) >>> 16);
  }

  private static double half(char upper) {
    return Float.intBitsToFloat(upper << 16);
  }

  void write(StateWriter to) {
    for (int i = 0; i < HOURS_OF_DAY; i++) {
      to.writeFloat(days[i]);
      to.writeShort(spreads[i]);
      to.writeByte(dayCounts[i]);
    }
    to.writeShort(hour);
    to.writeDouble(day);
    to.writeDouble(spread);
    to.writeDouble(week);
    to.writeByte(weekCount);
    char[] ofWeek = weeks;
    to.writeByte(ofWeek == null ? 0 : 1);
    if (ofWeek != null) {
      for (char hourOfWeek : ofWeek) {
        to.writeShort(hourOfWeek);
      }
    }
  }

  static Profile read(StateReader from) {
    Profile profile = new Profile();
    for (int i = 0; i < HOURS_OF_DAY; i++) {
      profile.days[i] = from.readFloat();
      profile.spreads[i] = (char) from.readShort();
      profile.dayCounts[i] = from.readByte();
    }
    profile.hour = (short) from.readShort();
    profile.day = from.readDouble();
    profile.spread = from.readDouble();
    profile.week = from.readDouble();
    profile.weekCount = from.readByte() & 0xff;
    if (from.readByte() != 0) {
      char[] ofWeek = new char[HOURS_OF_WEEK];
      for (int i = 0; i < HOURS_OF_WEEK; i++) {
        ofWeek[i] = (char) from.readShort();
      }
      profile.weeks = ofWeek;
    }
    if (profile.hour < NONE || profile.hour >= HOURS_OF_WEEK) {
      throw new IllegalArgumentException(
          "state of a detector names hour " + profile.hour + " of a week of " + HOURS_OF_WEEK);
    }
    return profile;
  }
}
