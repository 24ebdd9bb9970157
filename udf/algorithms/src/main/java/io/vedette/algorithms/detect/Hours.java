package io.vedette.algorithms.detect;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a series usually is at each hour of the day and of the week, at rest: an hour of the week is
 * a 16-bit difference to its hour of the day, so that a week takes 336 bytes, and takes them only
 * once an hour has passed. Values are in the scale of {@link SeriesState}.
 */
final class Hours {

  static final int OF_DAY = 24;
  static final int OF_WEEK = 168;

  final float[] days;
  final byte[] dayCounts;
  private final char[] spreads;
  private char @Nullable [] weeks;

  Hours() {
    days = new float[OF_DAY];
    Arrays.fill(days, Float.NaN);
    spreads = new char[OF_DAY];
    dayCounts = new byte[OF_DAY];
  }

  private Hours(Hours from) {
    days = from.days.clone();
    spreads = from.spreads.clone();
    dayCounts = from.dayCounts.clone();
    char[] ofWeek = from.weeks;
    weeks = ofWeek == null ? null : ofWeek.clone();
  }

  Hours copy() {
    return new Hours(this);
  }

  /** Usual value at an hour of the day, NaN when it was never seen. */
  double day(int hourOfDay) {
    return days[hourOfDay];
  }

  /** Mean deviation from the usual value at an hour of the day; 0 when it was never seen. */
  double spread(int hourOfDay) {
    return half(spreads[hourOfDay]);
  }

  /** Usual value at an hour of the week, given that of its hour of the day; or NaN. */
  double week(int hourOfWeek, double ofDay) {
    char[] ofWeek = weeks;
    return ofWeek == null ? Double.NaN : ofDay + half(ofWeek[hourOfWeek]);
  }

  /** Puts an hour to rest. */
  void put(int hourOfWeek, double day, double spread, double week, int dayCount) {
    int hourOfDay = hourOfWeek % OF_DAY;
    days[hourOfDay] = (float) day;
    spreads[hourOfDay] = toHalf(spread);
    dayCounts[hourOfDay] = (byte) dayCount;
    char[] ofWeek = weeks;
    if (ofWeek == null) {
      ofWeek = new char[OF_WEEK];
      Arrays.fill(ofWeek, toHalf(Double.NaN));
      weeks = ofWeek;
    }
    ofWeek[hourOfWeek] = toHalf(week - day);
  }

  /** Moves every hour seen by as much. */
  void shift(double by) {
    for (int i = 0; i < OF_DAY; i++) {
      days[i] += (float) by;
    }
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
    writeDays(to);
    writeWeeks(to);
  }

  private void writeDays(StateWriter to) {
    for (int i = 0; i < OF_DAY; i++) {
      to.writeFloat(days[i]);
      to.writeShort(spreads[i]);
      to.writeByte(dayCounts[i]);
    }
  }

  private void writeWeeks(StateWriter to) {
    char[] ofWeek = weeks;
    to.writeByte(ofWeek == null ? 0 : 1);
    if (ofWeek != null) {
      for (char hourOfWeek : ofWeek) {
        to.writeShort(hourOfWeek);
      }
    }
  }

  static Hours read(StateReader from) {
    Hours hours = new Hours();
    hours.readDays(from);
    hours.readWeeks(from);
    return hours;
  }

  void readDays(StateReader from) {
    for (int i = 0; i < OF_DAY; i++) {
      days[i] = from.readFloat();
      spreads[i] = (char) from.readShort();
      dayCounts[i] = from.readByte();
    }
  }

  void readWeeks(StateReader from) {
    if (from.readByte() != 0) {
      char[] ofWeek = new char[OF_WEEK];
      for (int i = 0; i < OF_WEEK; i++) {
        ofWeek[i] = (char) from.readShort();
      }
      weeks = ofWeek;
    }
  }
}
