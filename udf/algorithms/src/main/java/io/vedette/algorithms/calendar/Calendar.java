package io.vedette.algorithms.calendar;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Time zone and holidays of the people behind a series.
 *
 * <p>Seasons follow the clock on the wall: what happens at nine in the morning happens at nine in
 * summer and in winter. So algorithms look at local time, which jumps with daylight saving, and
 * leave holidays out of an ordinary week. Immutable.
 */
public final class Calendar implements Serializable {

  private static final long serialVersionUID = 1;
  private static final Calendar UTC = new Calendar(ZoneId.of("UTC"), Set.of());
  private static final long DAY_MILLIS = 86_400_000;

  private final ZoneId zone;
  private final TreeSet<LocalDate> holidays;

  /** A calendar of this zone, with these days off. */
  public Calendar(ZoneId zone, Collection<LocalDate> holidays) {
    this.zone = zone;
    this.holidays = new TreeSet<>(holidays);
  }

  /** UTC, no holidays. */
  public static Calendar utc() {
    return UTC;
  }

  /** The time zone. */
  public ZoneId zone() {
    return zone;
  }

  /** Whether any holiday is known. */
  public boolean hasHolidays() {
    return !holidays.isEmpty();
  }

  /** Local time, as milliseconds since 1970-01-01T00:00 on the wall. */
  public long localMillis(long timestampMillis) {
    return timestampMillis + offsetMillis(timestampMillis);
  }

  /** Local time minus UTC at this time, milliseconds. */
  public int offsetMillis(long timestampMillis) {
    return 1000
        * zone.getRules().getOffset(Instant.ofEpochMilli(timestampMillis)).getTotalSeconds();
  }

  /** The next change of the offset after this time, or {@link Long#MAX_VALUE}. */
  public long nextChange(long timestampMillis) {
    var transition = zone.getRules().nextTransition(Instant.ofEpochMilli(timestampMillis));
    return transition == null ? Long.MAX_VALUE : transition.toEpochSecond() * 1000;
  }

  /** Whether the local day of this time is a holiday. */
  public boolean isHoliday(long timestampMillis) {
    return hasHolidays()
        && holidays.contains(
            LocalDate.ofEpochDay(Math.floorDiv(localMillis(timestampMillis), DAY_MILLIS)));
  }

  /** Holidays from the local day of one time to that of another, as days since 1970-01-01. */
  public int[] holidaysBetween(long fromMillis, long toMillis) {
    LocalDate first = LocalDate.ofEpochDay(Math.floorDiv(localMillis(fromMillis), DAY_MILLIS));
    LocalDate last = LocalDate.ofEpochDay(Math.floorDiv(localMillis(toMillis), DAY_MILLIS));
    return holidays.subSet(first, true, last, true).stream()
        .mapToInt(day -> (int) day.toEpochDay())
        .toArray();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Calendar that
        && zone.equals(that.zone)
        && holidays.equals(that.holidays);
  }

  @Override
  public int hashCode() {
    return Objects.hash(zone, holidays);
  }
}
