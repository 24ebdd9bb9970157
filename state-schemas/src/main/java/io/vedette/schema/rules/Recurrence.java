package io.vedette.schema.rules;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * On which days something comes again: the part of RFC 5545 (RRULE) that people use for planned
 * work.
 *
 * <pre>
 *   FREQ=DAILY | WEEKLY | MONTHLY      needed
 *   INTERVAL=n                         every n days, weeks (from Monday), months; 1
 *   BYDAY=MO,TU,...                    of WEEKLY; the weekday of the start
 *   BYMONTHDAY=1,15,-1                 of MONTHLY, -1 is the last; the day of the start
 *   UNTIL=20261231[T235959[Z]]         last start; or COUNT=n starts, the first one included
 * </pre>
 *
 * <p>As in RFC 5545 the start itself counts as the first occurrence only where it is on one of the
 * days, and a month without the day is passed over. Cost of a day: some divisions. Immutable.
 */
final class Recurrence {

  private static final int MAX_INTERVAL = 1000;
  private static final int MAX_COUNT = 10_000;

  /** Nobody plans further ahead; ends the search for the last of a count. */
  private static final int MAX_DAYS = 100 * 366;

  private static final Set<String> PARTS =
      Set.of("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT");

  private enum Frequency {
    ONCE,
    DAILY,
    WEEKLY,
    MONTHLY
  }

  private final Frequency frequency;
  private final int interval;
  private final Set<DayOfWeek> weekdays;
  private final Set<Integer> monthDays;
  private final LocalDate first;
  private final LocalDate last;

  private Recurrence(
      Frequency frequency,
      int interval,
      Set<DayOfWeek> weekdays,
      Set<Integer> monthDays,
      LocalDate first,
      LocalDate last) {
    this.frequency = frequency;
    this.interval = interval;
    this.weekdays = weekdays;
    this.monthDays = monthDays;
    this.first = first;
    this.last = last;
  }

  /**
   * Reads a rule.
   *
   * @param rule empty for once
   * @param start of the first, by the clock of the zone
   * @throws IllegalArgumentException saying which part is wrong
   */
  static Recurrence parse(String rule, LocalDateTime start, ZoneId zone) {
    LocalDate first = start.toLocalDate();
    if (rule.isBlank()) {
      return new Recurrence(Frequency.ONCE, 1, Set.of(), Set.of(), first, first);
    }
    Map<String, String> parts = parts(rule);
    Frequency frequency = frequency(parts.get("FREQ"));
    requireFieldsOf(frequency, parts);
    Recurrence endless =
        new Recurrence(
            frequency,
            number("INTERVAL", parts.getOrDefault("INTERVAL", "1"), 1, MAX_INTERVAL),
            weekdays(parts.get("BYDAY"), first),
            monthDays(parts.get("BYMONTHDAY"), first),
            first,
            LocalDate.MAX);
    String until = parts.get("UNTIL");
    String count = parts.get("COUNT");
    if (until != null) {
      return endless.endingOn(lastDay(until, start, zone));
    }
    return count == null
        ? endless
        : endless.endingOn(endless.dayOf(number("COUNT", count, 1, MAX_COUNT)));
  }

  /** Whether something begins on this day. */
  boolean isOn(LocalDate day) {
    if (day.isBefore(first) || day.isAfter(last)) {
      return false;
    }
    return switch (frequency) {
      case ONCE -> true;
      case DAILY -> ChronoUnit.DAYS.between(first, day) % interval == 0;
      case WEEKLY ->
          weekdays.contains(day.getDayOfWeek())
              && ChronoUnit.WEEKS.between(monday(first), monday(day)) % interval == 0;
      case MONTHLY ->
          isMonthDay(day)
              && ChronoUnit.MONTHS.between(first.withDayOfMonth(1), day.withDayOfMonth(1))
                      % interval
                  == 0;
    };
  }

  /** The first day, this one or after it, on which something begins; null for none in sight. */
  @Nullable LocalDate next(LocalDate from) {
    LocalDate day = from.isBefore(first) ? first : from;
    for (int i = 0; i < MAX_DAYS && !day.isAfter(last); i++, day = day.plusDays(1)) {
      if (isOn(day)) {
        return day;
      }
    }
    return null;
  }

  private Recurrence endingOn(LocalDate day) {
    return new Recurrence(frequency, interval, weekdays, monthDays, first, day);
  }

  /** The day of the n-th start. */
  private LocalDate dayOf(int count) {
    LocalDate day = first;
    int seen = 0;
    for (int i = 0; i < MAX_DAYS; i++, day = day.plusDays(1)) {
      if (isOn(day) && ++seen == count) {
        return day;
      }
    }
    return LocalDate.MAX;
  }

  private boolean isMonthDay(LocalDate day) {
    return monthDays.contains(day.getDayOfMonth())
        || monthDays.contains(day.getDayOfMonth() - day.lengthOfMonth() - 1);
  }

  private static LocalDate monday(LocalDate day) {
    return day.minusDays(day.getDayOfWeek().getValue() - 1L);
  }

  private static Map<String, String> parts(String rule) {
    Map<String, String> parts = new HashMap<>();
    String text = rule.strip().toUpperCase(Locale.ROOT);
    for (String part : (text.startsWith("RRULE:") ? text.substring(6) : text).split(";", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      if (equals < 0 || !PARTS.contains(name)) {
        throw new IllegalArgumentException(
            "recurrence: '"
                + part
                + "' is none of FREQ, INTERVAL, BYDAY, BYMONTHDAY, UNTIL, COUNT");
      }
      if (parts.put(name, part.substring(equals + 1)) != null) {
        throw new IllegalArgumentException("recurrence: " + name + " stands twice");
      }
    }
    return parts;
  }

  private static Frequency frequency(@Nullable String text) {
    return switch (text == null ? "" : text) {
      case "DAILY" -> Frequency.DAILY;
      case "WEEKLY" -> Frequency.WEEKLY;
      case "MONTHLY" -> Frequency.MONTHLY;
      default ->
          throw new IllegalArgumentException(
              "recurrence: FREQ must be DAILY, WEEKLY or MONTHLY, is " + text);
    };
  }

  private static void requireFieldsOf(Frequency frequency, Map<String, String> parts) {
    if (parts.containsKey("BYDAY") && frequency != Frequency.WEEKLY) {
      throw new IllegalArgumentException("recurrence: BYDAY belongs to FREQ=WEEKLY");
    }
    if (parts.containsKey("BYMONTHDAY") && frequency != Frequency.MONTHLY) {
      throw new IllegalArgumentException("recurrence: BYMONTHDAY belongs to FREQ=MONTHLY");
    }
    if (parts.containsKey("UNTIL") && parts.containsKey("COUNT")) {
      throw new IllegalArgumentException("recurrence: either UNTIL or COUNT");
    }
  }

  private static Set<DayOfWeek> weekdays(@Nullable String text, LocalDate first) {
    if (text == null) {
      return Set.of(first.getDayOfWeek());
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String name : text.split(",", -1)) {
      DayOfWeek found = null;
      for (DayOfWeek day : DayOfWeek.values()) {
        found = day.name().substring(0, 2).equals(name) ? day : found;
      }
      if (found == null) {
        throw new IllegalArgumentException(
            "recurrence: BYDAY takes MO, TU, WE, TH, FR, SA, SU, not '" + name + "'");
      }
      days.add(found);
    }
    return days;
  }

  private static Set<Integer> monthDays(@Nullable String text, LocalDate first) {
    if (text == null) {
      return Set.of(first.getDayOfMonth());
    }
    Set<Integer> days = new TreeSet<>();
    for (String name : text.split(",", -1)) {
      int day = number("BYMONTHDAY", name, -31, 31);
      if (day == 0) {
        throw new IllegalArgumentException("recurrence: BYMONTHDAY must not be 0");
      }
      days.add(day);
    }
    return days;
  }

  private static int number(String name, String text, int least, int most) {
    int value;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException(
          "recurrence: " + name + " must be a number, is '" + text + "'", wrong);
    }
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "recurrence: " + name + " must be from " + least + " to " + most + ", is " + value);
    }
    return value;
  }

  /** The last day on which it may begin, so that it begins no later than the time. */
  private static LocalDate lastDay(String text, LocalDateTime start, ZoneId zone) {
    try {
      if (!text.contains("T")) {
        return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
      }
      LocalDateTime time =
          LocalDateTime.parse(
              text.endsWith("Z") ? text.substring(0, text.length() - 1) : text,
              DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT));
      LocalDateTime local =
          text.endsWith("Z")
              ? LocalDateTime.ofInstant(Instant.from(time.atOffset(ZoneOffset.UTC)), zone)
              : time;
      return local.toLocalTime().isBefore(start.toLocalTime())
          ? local.toLocalDate().minusDays(1)
          : local.toLocalDate();
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException(
          "recurrence: UNTIL is yyyyMMdd or yyyyMMddTHHmmss, maybe with Z, not '" + text + "'",
          wrong);
    }
  }
}
