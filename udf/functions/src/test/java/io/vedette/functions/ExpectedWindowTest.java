package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.control.FeedbackCommand;
import io.vedette.schema.control.FeedbackKind;
import io.vedette.schema.control.Repetition;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ExpectedWindowTest {

  private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");

  /** A Monday; the clocks go back on Sunday the 27th. */
  private static final LocalDateTime NINE = LocalDateTime.of(2024, 10, 21, 9, 0);

  @Test
  void onceIsOnceWithItsEndNotIncluded() {
    ExpectedWindow window = window(Repetition.ONCE);
    assertThat(window.covers(millis(NINE) - 1)).isFalse();
    assertThat(window.covers(millis(NINE))).isTrue();
    assertThat(window.covers(millis(NINE.plusHours(2)) - 1)).isTrue();
    assertThat(window.covers(millis(NINE.plusHours(2)))).isFalse();
    assertThat(window.covers(millis(NINE.plusDays(7)))).isFalse();
  }

  @Test
  void dailyIsAtNineOnTheWallAlsoWhenTheClocksChange() {
    ExpectedWindow window = window(Repetition.DAILY);
    assertThat(window.covers(millis(NINE.plusDays(3)))).isTrue();
    assertThat(window.covers(millis(NINE.plusDays(10)))).isTrue();
    assertThat(window.covers(millis(NINE.plusDays(10).minusMinutes(1)))).isFalse();
    assertThat(window.covers(millis(NINE.plusDays(10).plusHours(2)))).isFalse();
    assertThat(window.covers(millis(NINE.minusDays(1)))).as("before it was said").isFalse();
  }

  @Test
  void weeklyIsOnMondaysOnly() {
    ExpectedWindow window = window(Repetition.WEEKLY);
    assertThat(window.covers(millis(NINE.plusDays(7).plusMinutes(30)))).isTrue();
    assertThat(window.covers(millis(NINE.plusDays(8).plusMinutes(30)))).isFalse();
  }

  @Test
  void withoutAWindowItIsAnHourRoundTheTime() {
    long at = millis(NINE);
    ExpectedWindow window =
        ExpectedWindow.of(
            FeedbackCommand.newBuilder()
                .setId("f")
                .setKind(FeedbackKind.EXPECTED)
                .setSeriesId("0000000000000001")
                .setTimestamp(at)
                .build());
    assertThat(window.covers(at - 1_800_000)).isTrue();
    assertThat(window.covers(at - 1_800_001)).isFalse();
    assertThat(window.covers(at + 1_799_999)).isTrue();
    assertThat(window.covers(at + 1_800_000)).isFalse();
  }

  private static ExpectedWindow window(Repetition repeat) {
    return ExpectedWindow.of(
        FeedbackCommand.newBuilder()
            .setId("f")
            .setKind(FeedbackKind.EXPECTED)
            .setSeriesId("0000000000000001")
            .setTimestamp(millis(NINE))
            .setFrom(millis(NINE))
            .setTo(millis(NINE.plusHours(2)))
            .setRepeat(repeat)
            .setZone(ZURICH.getId())
            .build());
  }

  private static long millis(LocalDateTime time) {
    return time.atZone(ZURICH).toInstant().toEpochMilli();
  }
}
