package io.vedette.algorithms.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalendarTest {

  private static final LocalDate UNITY_DAY = LocalDate.of(2026, 10, 3);
  private static final LocalDate CHRISTMAS = LocalDate.of(2026, 12, 25);
  private static final Calendar BERLIN =
      new Calendar(ZoneId.of("Europe/Berlin"), List.of(CHRISTMAS, UNITY_DAY));
  private static final int HOUR = 3_600_000;

  @Test
  void localTimeJumpsWithDaylightSaving() {
    long before = at("2026-03-29T00:59:59Z");
    long change = at("2026-03-29T01:00:00Z");
    assertThat(BERLIN.offsetMillis(before)).isEqualTo(HOUR);
    assertThat(BERLIN.offsetMillis(change)).isEqualTo(2 * HOUR);
    assertThat(BERLIN.nextChange(before)).isEqualTo(change);
    assertThat(BERLIN.localMillis(change)).isEqualTo(at("2026-03-29T03:00:00Z"));
    assertThat(Calendar.utc().nextChange(before)).isEqualTo(Long.MAX_VALUE);
    assertThat(Calendar.utc().localMillis(before)).isEqualTo(before);
  }

  @Test
  void holidayLastsFromMidnightToMidnightOnTheWall() {
    assertThat(BERLIN.isHoliday(at("2026-10-02T21:59:59Z"))).isFalse();
    assertThat(BERLIN.isHoliday(at("2026-10-02T22:00:00Z"))).isTrue();
    assertThat(BERLIN.isHoliday(at("2026-10-03T21:59:59Z"))).isTrue();
    assertThat(BERLIN.isHoliday(at("2026-10-03T22:00:00Z"))).isFalse();
    assertThat(Calendar.utc().isHoliday(at("2026-12-25T12:00:00Z"))).isFalse();
  }

  @Test
  void holidaysBetweenTwoTimesIncludeTheDaysOfBoth() {
    int unityDay = (int) UNITY_DAY.toEpochDay();
    int christmas = (int) CHRISTMAS.toEpochDay();
    assertThat(BERLIN.holidaysBetween(at("2026-10-03T21:00:00Z"), at("2026-12-24T23:00:00Z")))
        .containsExactly(unityDay, christmas);
    assertThat(BERLIN.holidaysBetween(at("2026-10-03T22:00:00Z"), at("2026-12-24T22:59:59Z")))
        .isEmpty();
  }

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
