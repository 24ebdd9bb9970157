package io.vedette.formats.alerts;

import io.vedette.formats.logs.LogTimes;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Times as tools write them: RFC 3339, or a number of seconds, milli-, micro- or nanoseconds. */
public final class Times {

  private static final int LONGEST_NUMBER = 32;
  private static final BigDecimal MILLIS_FROM = BigDecimal.valueOf(100_000_000_000L);
  private static final BigDecimal MICROS_FROM = BigDecimal.valueOf(100_000_000_000_000L);
  private static final BigDecimal NANOS_FROM = BigDecimal.valueOf(100_000_000_000_000_000L);
  private static final BigDecimal TOO_MUCH = new BigDecimal("1e20");

  private Times() {}

  /**
   * Milliseconds since the epoch. Null for no text, and for the years before 1970, which are how Go
   * writes that there is no time (0001-01-01T00:00:00Z).
   *
   * @throws IllegalArgumentException for what is no time
   */
  public static @Nullable Long of(String field, @Nullable String text) {
    if (text == null) {
      return null;
    }
    long time = isNumber(text) ? ofNumber(text) : LogTimes.ofText(text);
    if (time == LogTimes.UNKNOWN) {
      throw new IllegalArgumentException(
          field + " is no time: '" + (text.length() <= 40 ? text : text.substring(0, 40)) + "'");
    }
    return time <= 0 ? null : time;
  }

  private static boolean isNumber(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && !(c == '.' && i > 0 && i < text.length() - 1)) {
        return false;
      }
    }
    return !text.isEmpty() && text.indexOf('.') == text.lastIndexOf('.');
  }

  /** Exact: 1699999937.112 s is 1699999937112 ms, which it is not in floating point. */
  private static long ofNumber(String text) {
    BigDecimal number = new BigDecimal(text);
    if (number.compareTo(TOO_MUCH) >= 0) {
      return LogTimes.UNKNOWN;
    }
    int toMillis =
        number.compareTo(MILLIS_FROM) < 0
            ? 3
            : number.compareTo(MICROS_FROM) < 0 ? 0 : number.compareTo(NANOS_FROM) < 0 ? -3 : -6;
    return number.movePointRight(toMillis).longValue();
  }
}
