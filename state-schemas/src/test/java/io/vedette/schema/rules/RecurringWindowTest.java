package io.vedette.schema.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecurringWindowTest {

  private static final long HOUR = 3_600_000;
  private static final long MINUTE = 60_000;

  static Stream<String> golden() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/golden/recurrence.csv")).stream();
  }

  /** The judge is python-dateutil, see golden_recurrence.py. */
  @ParameterizedTest
  @MethodSource("golden")
  void beginsWhenDateutilSaysSo(String line) {
    List<String> cells = List.of(line.split("\\|"));
    List<Long> expected = cells.subList(3, cells.size()).stream().map(Long::valueOf).toList();
    RecurringWindow window =
        RecurringWindow.parse(cells.get(2), cells.get(1), 30 * MINUTE, cells.get(0));

    List<Long> starts = new ArrayList<>();
    long time = expected.get(0) - 40 * 24 * HOUR;
    assertThat(window.activeUntil(time)).isZero();
    while (starts.size() < expected.size()) {
      long start = window.nextChange(time);
      starts.add(start);
      assertThat(window.activeUntil(start - 1)).as("before").isZero();
      assertThat(window.activeUntil(start)).isEqualTo(start + 30 * MINUTE);
      assertThat(window.nextChange(start)).isEqualTo(start + 30 * MINUTE);
      assertThat(window.activeUntil(start + 30 * MINUTE)).as("after").isZero();
      time = start + 30 * MINUTE;
    }
    assertThat(starts).isEqualTo(expected);
    if (expected.size() < 14) {
      assertThat(window.nextChange(time)).as("it has an end").isEqualTo(Schedule.NEVER);
    }
  }

  @Test
  void withoutRecurrenceItComesOnce() {
    RecurringWindow window = RecurringWindow.parse("2026-12-05T02:00", "Europe/Zurich", HOUR, "");
    long start = Instant.parse("2026-12-05T01:00:00Z").toEpochMilli();
    assertThat(window.nextChange(0)).isEqualTo(start);
    assertThat(window.activeUntil(start + HOUR - 1)).isEqualTo(start + HOUR);
    assertThat(window.nextChange(start + HOUR)).isEqualTo(Schedule.NEVER);
  }

  @Test
  void aWindowMayLastPastTheNextOne() {
    RecurringWindow window =
        RecurringWindow.parse("2026-01-01T00:00", "UTC", 36 * HOUR, "FREQ=DAILY");
    long secondDayNoon = Instant.parse("2026-01-02T11:00:00Z").toEpochMilli();
    assertThat(window.activeUntil(secondDayNoon))
        .isEqualTo(Instant.parse("2026-01-03T12:00:00Z").toEpochMilli());
  }

  @Test
  void aWindowOfAMonthIsFoundAtItsEnd() {
    RecurringWindow window =
        RecurringWindow.parse(
            "2026-01-01T00:00",
            "UTC",
            RecurringWindow.LONGEST.toMillis(),
            "FREQ=MONTHLY;INTERVAL=6");
    assertThat(window.activeUntil(Instant.parse("2026-01-31T23:59:59Z").toEpochMilli()))
        .isEqualTo(Instant.parse("2026-02-01T00:00:00Z").toEpochMilli());
    assertThat(window.activeUntil(Instant.parse("2026-02-01T00:00:00Z").toEpochMilli())).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-01 02:00 | UTC  | 1    | ''                              | startsAt must be yyyy-MM-ddTHH:mm, is '2026-01-01 02:00'",
        "2026-01-01T02:00 | Mars | 1    | ''                              | zone 'Mars' is not known",
        "2026-01-01T02:00 | UTC  | 0    | ''                              | durationMs must be from 1 to 2678400000, is 0",
        "2026-01-01T02:00 | UTC  | 1    | FREQ=YEARLY                     | recurrence: FREQ must be DAILY, WEEKLY or MONTHLY, is YEARLY",
        "2026-01-01T02:00 | UTC  | 1    | INTERVAL=2                      | recurrence: FREQ must be DAILY, WEEKLY or MONTHLY, is null",
        "2026-01-01T02:00 | UTC  | 1    | FREQ=DAILY;BYSETPOS=1           | recurrence: 'BYSETPOS=1' is none of FREQ, INTERVAL, BYDAY, BYMONTHDAY, UNTIL, COUNT",
        "2026-01-01T02:00 | UTC  | 1    | FREQ=DAILY;FREQ=DAILY           | recurrence: FREQ stands twice",
        "2026-01-01T02:00 | UTC  | 1    | FREQ=DAILY;INTERVAL=0           | recurrence: INTERVAL must be from 1 to 1000, is 0",
        "2026-01-01T02:00 | UTC  | 1    | FREQ=DAILY;COUNT=x              | recurrence: COUNT must be a number, is 'X'",
        "2026-01-01T02:00 | UTC  | 1    | FREQ=DAILY;BYDAY=MO             | recurrence: BYDAY belongs to FREQ=WEEKLY",
        "2026-01-01T02:00 | UTC  | 1    | FREQ=WEEKLY;BYDAY=1MO           | recurrence: BYDAY takes MO, TU, WE, TH, FR, SA, SU, not '1MO'",
        "2026-01-01T02:00 | UTC  | 1    | FREQ=MONTHLY;BYMONTHDAY=0       | recurrence: BYMONTHDAY must not be 0",
        "2026-01-01T02:00 | UTC  | 1    | FREQ=DAILY;UNTIL=soon           | recurrence: UNTIL is yyyyMMdd or yyyyMMddTHHmmss, maybe with Z, not 'SOON'",
        "2026-01-01T02:00 | UTC  | 1    | FREQ=DAILY;UNTIL=20260102;COUNT=1 | recurrence: either UNTIL or COUNT",
      })
  void whatIsWrongIsNamed(
      String start, String zone, long millis, String recurrence, String message) {
    assertThatThrownBy(() -> RecurringWindow.parse(start, zone, millis, recurrence))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aSilenceIsInEffectFromItsStartToJustBeforeItsEnd() {
    Schedule silence = Schedule.once(100, 200);
    assertThat(silence.activeUntil(99)).isZero();
    assertThat(silence.activeUntil(100)).isEqualTo(200);
    assertThat(silence.activeUntil(199)).isEqualTo(200);
    assertThat(silence.activeUntil(200)).isZero();
    assertThat(silence.nextChange(0)).isEqualTo(100);
    assertThat(silence.nextChange(100)).isEqualTo(200);
    assertThat(silence.nextChange(200)).isEqualTo(Schedule.NEVER);
    assertThatThrownBy(() -> Schedule.once(200, 200))
        .hasMessage("the end (200) must be after the start (200)");
  }
}
