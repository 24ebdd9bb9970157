package io.vedette.schema.rules;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A span of time that begins at the same time of day, by the clock of a zone, on the days of a
 * {@link Recurrence}. It lasts as long whatever the clock does meanwhile; a time of day that a
 * change to summer time skips is an hour later that day. Of windows that overlap the last one's end
 * counts. Immutable.
 *
 * <p>Cost: a look at each day from the longest window ago to now; of {@link #nextChange} at each
 * day up to the next one.
 */
public final class RecurringWindow implements Schedule {

  /** Longest window. */
  public static final Duration LONGEST = Duration.ofDays(31);

  private final Recurrence days;
  private final LocalTime timeOfDay;
  private final ZoneId zone;
  private final long millis;
  private final int daysBack;

  private RecurringWindow(Recurrence days, LocalTime timeOfDay, ZoneId zone, long millis) {
    this.days = days;
    this.timeOfDay = timeOfDay;
    this.zone = zone;
    this.millis = millis;
    // a day more, since a day may have 25 hours
    this.daysBack = (int) Duration.ofMillis(millis).toDays() + 2;
  }

  /**
   * Reads a window.
   *
   * @param startsAt yyyy-MM-ddTHH:mm by the clock of the zone
   * @param millis how long it lasts, up to {@link #LONGEST}
   * @param recurrence see {@link Recurrence}; empty for once
   * @throws IllegalArgumentException saying what is wrong with which text
   */
  public static RecurringWindow parse(
      String startsAt, String zone, long millis, String recurrence) {
    if (millis < 1 || millis > LONGEST.toMillis()) {
      throw new IllegalArgumentException(
          "durationMs must be from 1 to " + LONGEST.toMillis() + ", is " + millis);
    }
    ZoneId place = zone(zone);
    LocalDateTime start = start(startsAt);
    return new RecurringWindow(
        Recurrence.parse(recurrence, start, place), start.toLocalTime(), place, millis);
  }

  private static ZoneId zone(String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException("zone '" + zone + "' is not known", unknown);
    }
  }

  private static LocalDateTime start(String text) {
    try {
      return LocalDateTime.parse(text);
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException(
          "startsAt must be yyyy-MM-ddTHH:mm, is '" + text + "'", wrong);
    }
  }

  @Override
  public long activeUntil(long time) {
    long end = 0;
    LocalDate today = dayOf(time);
    for (LocalDate day = today.minusDays(daysBack); !day.isAfter(today); day = day.plusDays(1)) {
      if (days.isOn(day)) {
        long start = startOn(day);
        if (start <= time && time < start + millis) {
          end = start + millis;
        }
      }
    }
    return end;
  }

  @Override
  public long nextChange(long time) {
    long end = activeUntil(time);
    if (end > time) {
      return end;
    }
    LocalDate day = days.next(dayOf(time).minusDays(1));
    while (day != null) {
      long start = startOn(day);
      if (start > time) {
        return start;
      }
      day = days.next(day.plusDays(1));
    }
    return NEVER;
  }

  private LocalDate dayOf(long time) {
    return Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
  }

  private long startOn(LocalDate day) {
    return day.atTime(timeOfDay).atZone(zone).toInstant().toEpochMilli();
  }
}
