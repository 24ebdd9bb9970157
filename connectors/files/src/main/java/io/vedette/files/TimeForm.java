package io.vedette.files;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How a file writes its times, so that results can write them back the same way.
 *
 * <p>Taken from the first time in a file. Guarantee: a printed time, read again, is the same
 * millisecond. A time that needs more than the form has (a fraction where the first time had none)
 * is printed with what it needs. All times of a file are printed in the zone of its first.
 *
 * @param style date and time, or a number
 * @param separator between date and time; ignored for numbers
 * @param parts how far date and time go; ignored for numbers
 * @param fractionDigits digits behind the point, 0 to 9
 * @param zone as written; empty for none
 * @param offsetMs milliseconds east of Greenwich
 */
record TimeForm(
    Style style, char separator, Parts parts, int fractionDigits, String zone, long offsetMs)
    implements Serializable {

  /** A date with a time, or what a number counts. */
  enum Style {
    DATE_TIME("a date and time"),
    EPOCH_SECONDS("seconds since the epoch"),
    EPOCH_MILLIS("milliseconds since the epoch");

    private final String words;

    Style(String words) {
      this.words = words;
    }

    /** For messages. */
    String words() {
      return words;
    }
  }

  /** How far a date and time goes. */
  enum Parts {
    DATE,
    MINUTES,
    SECONDS
  }

  /** A whole number of milliseconds: how remote write has it. */
  static final TimeForm EPOCH_MILLIS =
      new TimeForm(Style.EPOCH_MILLIS, 'T', Parts.SECONDS, 0, "", 0);

  /** The form a time is written in, or null when it is no time. */
  static @Nullable TimeForm of(byte[] text, int from, int to) {
    long time = TimeText.parse(text, from, to);
    if (time == TimeText.UNREADABLE) {
      return null;
    }
    int point = from;
    while (point < to && text[point] != '.') {
      point++;
    }
    int fractionEnd = point == to ? to : TimeText.digitsEnd(text, point + 1, to);
    int fractionDigits = point == to ? 0 : fractionEnd - point - 1;
    if (!TimeText.isDate(text, from, to)) {
      int sign = text[from] == '-' ? 1 : 0;
      long whole = Long.parseLong(text(text, from + sign, point));
      Style style = whole < TimeText.MILLIS_FROM ? Style.EPOCH_SECONDS : Style.EPOCH_MILLIS;
      return new TimeForm(style, 'T', Parts.SECONDS, fractionDigits, "", 0);
    }
    if (to - from == 10) {
      return new TimeForm(Style.DATE_TIME, ' ', Parts.DATE, 0, "", 0);
    }
    boolean seconds = to - from >= 19 && text[from + 16] == ':';
    int zone = fractionDigits > 0 ? fractionEnd : from + (seconds ? 19 : 16);
    return new TimeForm(
        Style.DATE_TIME,
        (char) text[from + 10],
        seconds ? Parts.SECONDS : Parts.MINUTES,
        fractionDigits,
        text(text, zone, to),
        TimeText.zoneOffset(text, zone, to));
  }

  /** Whether times of both forms, side by side, are told apart only by how fine they are. */
  boolean matches(TimeForm other) {
    return style == other.style && separator == other.separator && zone.equals(other.zone);
  }

  /** Appends a time, milliseconds since the epoch. */
  void print(long time, StringBuilder out) {
    switch (style) {
      case DATE_TIME -> printDateTime(time + offsetMs, out);
      case EPOCH_SECONDS -> {
        long magnitude = Math.abs(time);
        if (time < 0) {
          out.append('-');
        }
        out.append(magnitude / 1000);
        printFraction((int) (magnitude % 1000), out);
      }
      case EPOCH_MILLIS -> {
        out.append(time);
        if (fractionDigits > 0) {
          out.append('.');
          out.append("0".repeat(fractionDigits));
        }
      }
    }
  }

  private void printDateTime(long local, StringBuilder out) {
    int secondOfDay = (int) (Math.floorMod(local, 86_400_000L) / 1000);
    int ms = (int) Math.floorMod(local, 1000L);
    printDate(Math.floorDiv(local, 86_400_000L), out);
    if (parts != Parts.DATE || secondOfDay > 0 || ms > 0) {
      out.append(separator);
      printTwo(secondOfDay / 3600, out);
      out.append(':');
      printTwo(secondOfDay / 60 % 60, out);
      if (parts == Parts.SECONDS || secondOfDay % 60 > 0 || ms > 0) {
        out.append(':');
        printTwo(secondOfDay % 60, out);
        printFraction(ms, out);
      }
    }
    out.append(zone);
  }

  /** The inverse of {@link TimeText}'s epochDay, by the same source. */
  private static void printDate(long epochDay, StringBuilder out) {
    long shifted = epochDay + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    int dayOfEra = (int) (shifted - 146_097 * era);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shiftedMonth = (5 * dayOfYear + 2) / 153;
    int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
    int year = (int) (yearOfEra + 400 * era) + (month <= 2 ? 1 : 0);
    printTwo(year / 100, out);
    printTwo(year % 100, out);
    out.append('-');
    printTwo(month, out);
    out.append('-');
    printTwo(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, out);
  }

  private void printFraction(int ms, StringBuilder out) {
    int digits = fractionDigits;
    while (digits < 3 && ms % POWERS_OF_TEN[3 - digits] != 0) {
      digits++;
    }
    if (digits > 0) {
      out.append('.');
      out.append((char) ('0' + ms / 100));
      for (int i = 1; i < digits; i++) {
        out.append((char) ('0' + (i == 1 ? ms / 10 % 10 : i == 2 ? ms % 10 : 0)));
      }
    }
  }

  private static final int[] POWERS_OF_TEN = {1, 10, 100, 1000};

  private static void printTwo(int number, StringBuilder out) {
    out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static String text(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.US_ASCII);
  }
}
