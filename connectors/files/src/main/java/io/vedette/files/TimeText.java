package io.vedette.files;

/**
 * Reads times where they lie, without allocating.
 *
 * <pre>
 *   1469376000         1469376000.25          seconds since the epoch, below 10^11
 *   1469376000000      1469376000000.5        milliseconds since the epoch, below 10^14
 *   2016-07-24         2016-07-24T16:00       2016-07-24 16:00:00.250      2016-07-24T16:00:00+02:00
 * </pre>
 *
 * <p>A time without a zone is in UTC. What is finer than a millisecond is cut off.
 */
final class TimeText {

  /** Returned for what is not a time. */
  static final long UNREADABLE = Long.MIN_VALUE;

  /** From here on a number counts milliseconds: as seconds it would lie in the year 5138. */
  static final long MILLIS_FROM = 100_000_000_000L;

  private static final long TOO_LARGE_FROM = 100_000_000_000_000L;
  private static final int MAX_DIGITS = 15;
  private static final int MAX_FRACTION_DIGITS = 9;
  private static final int NOT_DIGITS = -1;

  private TimeText() {}

  /** Milliseconds since the epoch, or {@link #UNREADABLE}. */
  static long parse(byte[] text, int from, int to) {
    if (isDate(text, from, to)) {
      return parseIso(text, from, to);
    }
    return parseEpoch(text, from, to);
  }

  /** Whether it begins like {@code 2016-}: neither a number nor a time of another kind does. */
  static boolean isDate(byte[] text, int from, int to) {
    return to - from >= 10 && text[from + 4] == '-';
  }

  private static long parseEpoch(byte[] text, int from, int to) {
    int at = from;
    boolean negative = at < to && text[at] == '-';
    if (negative) {
      at++;
    }
    long whole = 0;
    int firstDigit = at;
    while (at < to && isDigit(text[at])) {
      if (at - firstDigit == MAX_DIGITS) {
        return UNREADABLE;
      }
      whole = 10 * whole + text[at] - '0';
      at++;
    }
    if (at == firstDigit || whole >= TOO_LARGE_FROM) {
      return UNREADABLE;
    }
    int fraction = 0;
    if (at < to && text[at] == '.') {
      int digits = digitsEnd(text, at + 1, to) - (at + 1);
      fraction = milliseconds(text, at + 1, digits);
      at += 1 + digits;
    }
    if (at != to) {
      return UNREADABLE;
    }
    long ms = whole < MILLIS_FROM ? 1000 * whole + fraction : whole;
    return negative ? -ms : ms;
  }

  private static long parseIso(byte[] text, int from, int to) {
    int year = digits(text, from, 4, to);
    int month = digits(text, from + 5, 2, to);
    int day = digits(text, from + 8, 2, to);
    if (year < 0
        || month < 1
        || month > 12
        || text[from + 7] != '-'
        || day < 1
        || day > daysOf(month, year)) {
      return UNREADABLE;
    }
    long midnight = 86_400_000L * epochDay(year, month, day);
    int at = from + 10;
    if (at == to) {
      return midnight;
    }
    if (text[at] != 'T' && text[at] != ' ' && text[at] != 't') {
      return UNREADABLE;
    }
    int hour = digits(text, at + 1, 2, to);
    int minute = digits(text, at + 4, 2, to);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || text[at + 3] != ':') {
      return UNREADABLE;
    }
    long ms = midnight + 3_600_000L * hour + 60_000L * minute;
    at += 6;
    if (at < to && text[at] == ':') {
      int second = digits(text, at + 1, 2, to);
      if (second < 0 || second > 59) {
        return UNREADABLE;
      }
      ms += 1000L * second;
      at += 3;
      if (at < to && text[at] == '.') {
        int digits = digitsEnd(text, at + 1, to) - (at + 1);
        if (digits < 1 || digits > MAX_FRACTION_DIGITS) {
          return UNREADABLE;
        }
        ms += milliseconds(text, at + 1, digits);
        at += 1 + digits;
      }
    }
    long offset = zoneOffset(text, at, to);
    return offset == UNREADABLE ? UNREADABLE : ms - offset;
  }

  /**
   * Milliseconds east of Greenwich of an empty zone, {@code Z}, {@code +hh}, {@code +hhmm} or
   * {@code +hh:mm}, or {@link #UNREADABLE}.
   */
  static long zoneOffset(byte[] text, int from, int to) {
    int length = to - from;
    if (length == 0 || (length == 1 && (text[from] == 'Z' || text[from] == 'z'))) {
      return 0;
    }
    if (text[from] != '+' && text[from] != '-') {
      return UNREADABLE;
    }
    int hours = digits(text, from + 1, 2, to);
    int minutes =
        switch (length) {
          case 3 -> 0;
          case 5 -> digits(text, from + 3, 2, to);
          case 6 -> text[from + 3] == ':' ? digits(text, from + 4, 2, to) : NOT_DIGITS;
          default -> NOT_DIGITS;
        };
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return UNREADABLE;
    }
    long offset = 3_600_000L * hours + 60_000L * minutes;
    return text[from] == '-' ? -offset : offset;
  }

  /** Where a run of digits ends. */
  static int digitsEnd(byte[] text, int from, int to) {
    int at = from;
    while (at < to && isDigit(text[at])) {
      at++;
    }
    return at;
  }

  /** A number of so many digits, or {@link #NOT_DIGITS}. */
  private static int digits(byte[] text, int from, int count, int to) {
    if (from + count > to) {
      return NOT_DIGITS;
    }
    int number = 0;
    for (int i = from; i < from + count; i++) {
      if (!isDigit(text[i])) {
        return NOT_DIGITS;
      }
      number = 10 * number + text[i] - '0';
    }
    return number;
  }

  /** The first three digits of a fraction of a second. */
  private static int milliseconds(byte[] text, int from, int digits) {
    int ms = 0;
    for (int i = 0; i < 3; i++) {
      ms = 10 * ms + (i < digits ? text[from + i] - '0' : 0);
    }
    return ms;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static int daysOf(int month, int year) {
    return switch (month) {
      case 4, 6, 9, 11 -> 30;
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      default -> 31;
    };
  }

  /** Days since 1970-01-01; Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
  private static long epochDay(int year, int month, int day) {
    int shifted = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(shifted, 400);
    int yearOfEra = shifted - 400 * era;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = 365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return 146_097L * era + dayOfEra - 719_468;
  }
}
