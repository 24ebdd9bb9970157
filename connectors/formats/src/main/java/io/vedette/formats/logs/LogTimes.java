package io.vedette.formats.logs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * Reads the times that log lines are given, or begin with. Without a zone a time is in UTC; without
 * a year it is of 1970, so that what is between two lines is right and no clock is asked.
 */
public final class LogTimes {

  /** Returned for what is not a time. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private static final double MILLIS_FROM = 1e11;
  private static final double MICROS_FROM = 1e14;
  private static final double NANOS_FROM = 1e17;
  private static final int LONGEST_LEAD = 64;
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private LogTimes() {}

  /** A number as milliseconds since the epoch; seconds, milli-, micro- or nanoseconds by size. */
  public static long ofNumber(double number) {
    if (!(number > 0) || number >= 1e20) {
      return UNKNOWN;
    }
    double millis =
        number < MILLIS_FROM
            ? number * 1e3
            : number < MICROS_FROM ? number : number < NANOS_FROM ? number / 1e3 : number / 1e6;
    return (long) millis;
  }

  /** A text that is nothing but a time: ISO-8601 with a blank for the T or not, or a number. */
  public static long ofText(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || trimmed.length() > LONGEST_LEAD) {
      return UNKNOWN;
    }
    String iso = trimmed.replace(' ', 'T').replace(',', '.');
    try {
      if (trimmed.length() > 10 && trimmed.charAt(4) == '-') {
        return hasZone(iso)
            ? OffsetDateTime.parse(withColon(iso)).toInstant().toEpochMilli()
            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC).toEpochMilli();
      }
      return trimmed.length() == 10 && trimmed.charAt(4) == '-'
          ? LocalDate.parse(trimmed).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli()
          : ofNumber(Double.parseDouble(trimmed));
    } catch (DateTimeParseException | NumberFormatException notATime) {
      return UNKNOWN;
    }
  }

  private static boolean hasZone(String iso) {
    int time = iso.indexOf('T');
    return iso.endsWith("Z") || iso.indexOf('+', time) > 0 || iso.indexOf('-', time) > 0;
  }

  /** {@code +0200} is written {@code +02:00} where it is read. */
  private static String withColon(String iso) {
    int zone = iso.length() - 5;
    boolean bare = zone > 0 && (iso.charAt(zone) == '+' || iso.charAt(zone) == '-');
    return bare ? iso.substring(0, zone + 3) + ":" + iso.substring(zone + 3) : iso;
  }

  /**
   * The time that a line begins with, as loggers, syslog and web servers write it; {@link #UNKNOWN}
   * for none within its first characters.
   */
  public static long ofLine(String line) {
    int limit = Math.min(line.length(), LONGEST_LEAD);
    for (int at = 0; at < limit; at++) {
      boolean begins = at == 0 || !Character.isLetterOrDigit(line.charAt(at - 1));
      if (begins) {
        long time = at(line, at);
        if (time != UNKNOWN) {
          return time;
        }
      }
    }
    return UNKNOWN;
  }

  private static long at(String line, int at) {
    int first = digits(line, at);
    int month = month(line, at);
    if (month > 0) {
      return syslog(line, at, month);
    }
    char next = charAt(line, at + first);
    if (first == 4 && (next == '-' || next == '/' || next == '.')) {
      return date(line, at + 5, number(line, at, 4), next);
    }
    if (first == 2 && next == '/' && month(line, at + 3) > 0) {
      return date(number(line, at + 7, 4), month(line, at + 3), number(line, at, 2), line, at + 12);
    }
    if (first == 2 && next == '/' && digits(line, at + 3) == 2 && charAt(line, at + 5) == '/') {
      return date(line, at + 3, 2000 + number(line, at, 2), '/');
    }
    if (first == 6 && digits(line, at + 7) == 6) {
      return compact(line, at);
    }
    return first == 10 || first == 13
        ? ofNumber((double) Long.parseLong(line.substring(at, at + first)))
        : UNKNOWN;
  }

  /** {@code Jun 14 15:16:01}, {@code Dec 04 04:47:44 2005}. */
  private static long syslog(String line, int at, int month) {
    int day = at + 3;
    while (charAt(line, day) == ' ' && day < at + 5) {
      day++;
    }
    int clock = day + digits(line, day) + 1;
    int year = clock + 9;
    return date(
        digits(line, year) == 4 ? number(line, year, 4) : 1970,
        month,
        number(line, day, digits(line, day)),
        line,
        clock);
  }

  /** {@code 081109 203615}. */
  private static long compact(String line, int at) {
    try {
      return LocalDateTime.parse(
              "20" + line.substring(at, at + 13), DateTimeFormatter.ofPattern("yyyyMMdd HHmmss"))
          .toInstant(ZoneOffset.UTC)
          .toEpochMilli();
    } catch (DateTimeParseException notATime) {
      return UNKNOWN;
    }
  }

  /** Month and day from a place on, each of two digits, and the clock behind them. */
  private static long date(String line, int at, int year, char separator) {
    return digits(line, at) == 2 && charAt(line, at + 2) == separator && digits(line, at + 3) == 2
        ? date(year, number(line, at, 2), number(line, at + 3, 2), line, at + 6)
        : UNKNOWN;
  }

  private static long date(int year, int month, int day, String line, int clock) {
    if (digits(line, clock) != 2 || charAt(line, clock + 2) != ':') {
      return UNKNOWN;
    }
    try {
      LocalTime time =
          LocalTime.of(
              number(line, clock, 2),
              number(line, clock + 3, 2),
              charAt(line, clock + 5) == ':' ? number(line, clock + 6, 2) : 0);
      long millis =
          LocalDate.of(year, month, day).atTime(time).toInstant(ZoneOffset.UTC).toEpochMilli();
      int fraction = clock + 9;
      boolean has = charAt(line, clock + 8) == '.' || charAt(line, clock + 8) == ',';
      int length = has ? Math.min(3, digits(line, fraction)) : 0;
      int zone = fraction + (has ? digits(line, fraction) : -1);
      long part = length == 0 ? 0 : number(line, fraction, length);
      for (int i = length; i > 0 && i < 3; i++) {
        part *= 10;
      }
      return millis + part - offset(line, zone);
    } catch (DateTimeException notATime) {
      return UNKNOWN;
    }
  }

  /** Milliseconds east of Greenwich of a zone that stands right behind a clock, or a blank on. */
  private static long offset(String line, int at) {
    int from = charAt(line, at) == ' ' ? at + 1 : at;
    char sign = charAt(line, from);
    if ((sign != '+' && sign != '-') || digits(line, from + 1) < 2) {
      return 0;
    }
    int minutes = charAt(line, from + 3) == ':' ? from + 4 : from + 3;
    long offset = 3_600_000L * number(line, from + 1, 2);
    offset += digits(line, minutes) >= 2 ? 60_000L * number(line, minutes, 2) : 0;
    return sign == '+' ? offset : -offset;
  }

  private static int month(String line, int at) {
    return at + 3 < line.length() && at >= 0 ? MONTHS.indexOf(line.substring(at, at + 3)) + 1 : 0;
  }

  private static int digits(String line, int at) {
    int i = at;
    while (i < line.length() && line.charAt(i) >= '0' && line.charAt(i) <= '9') {
      i++;
    }
    return i - at;
  }

  private static int number(String line, int at, int length) {
    int number = 0;
    for (int i = at; i < at + length; i++) {
      char c = charAt(line, i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }

  private static char charAt(String line, int at) {
    return at >= 0 && at < line.length() ? line.charAt(at) : 0;
  }

  /** The time of whole nanoseconds since the epoch. */
  public static long ofNanos(long nanos) {
    return Instant.ofEpochSecond(0, nanos).toEpochMilli();
  }
}
