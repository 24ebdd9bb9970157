package io.vedette.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

  @ParameterizedTest
  @CsvSource({
    "2014-02-14 14:30:00, 2014-02-14T14:30:00Z",
    "2014-02-14T14:30:00, 2014-02-14T14:30:00Z",
    "2014-02-14T14:30:00Z, 2014-02-14T14:30:00Z",
    "2014-02-14 14:30, 2014-02-14T14:30:00Z",
    "2014-02-14, 2014-02-14T00:00:00Z",
    "2014-02-14 14:30:00.5, 2014-02-14T14:30:00.500Z",
    "2014-02-14 14:30:00.123456, 2014-02-14T14:30:00.123Z",
    "2014-02-14T14:30:00+02:00, 2014-02-14T12:30:00Z",
    "2014-02-14T14:30:00.25-0530, 2014-02-14T20:00:00.250Z",
    "2014-02-14T14:30+01, 2014-02-14T13:30:00Z",
    "1469376000, 2016-07-24T16:00:00Z",
    "1469376000.25, 2016-07-24T16:00:00.250Z",
    "1469376000000, 2016-07-24T16:00:00Z",
    "1469376000000.9, 2016-07-24T16:00:00Z",
    "0, 1970-01-01T00:00:00Z",
    "-1.5, 1969-12-31T23:59:58.500Z",
    "99999999999, 5138-11-16T09:46:39Z",
    "100000000000, 1973-03-03T09:46:40Z",
    "2016-02-29, 2016-02-29T00:00:00Z",
  })
  void readsEveryForm(String text, String time) {
    assertThat(parse(text)).isEqualTo(Instant.parse(time).toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        ".5",
        "x",
        "1e9",
        "12:30",
        "2014-02-30",
        "2015-02-29",
        "2014-13-01",
        "2014-00-01",
        "2014-01-00",
        "2014-02-14 24:00:00",
        "2014-02-14 12:60",
        "2014-02-14 1:30:00",
        "2014-02-14 12:30:60",
        "2014-02-14 12:30:00.",
        "2014-02-14 12:30:00 Z",
        "2014-02-14x12:30",
        "2014-02-14T12:30:00+1",
        "2014-02-14T12:30:00+19:00",
        "2014-02-14T12:30:00+01:60",
        "2014-02-14T12:30:00+01-00",
        "2014/02/14 12:30",
        "100000000000000",
        "1469376000000000",
        "1469376000 ",
        "1469376000,5",
        "+1469376000",
        "2014-02-14T12",
        "9999999999999999999999"
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(parse(text)).isEqualTo(TimeText.UNREADABLE);
  }

  @Property
  void agreesWithJavaTime(
      @ForAll @LongRange(min = -62_167_219_200_000L, max = 253_402_300_799_999L) long ms,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
    Instant time = Instant.ofEpochMilli(ms);
    OffsetDateTime local = time.atOffset(ZoneOffset.ofTotalSeconds(60 * offsetMinutes));
    if (local.getYear() < 0 || local.getYear() > 9999) {
      return;
    }
    String text = local.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx"));

    assertThat(parse(text)).isEqualTo(ms);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2014-02-14 14:30:00",
        "2014-02-14T14:30:00",
        "2014-02-14T14:30:00Z",
        "2014-02-14T14:30Z",
        "2014-02-14 14:30",
        "2014-02-14",
        "2014-02-14 14:30:00.5",
        "2014-02-14T14:30:00.250+02:00",
        "2014-02-14T23:30:00-0530",
        "2014-02-14 14:30:00.123000",
        "1469376000",
        "1469376000.0",
        "1469376000.25",
        "1469376000123",
        "1469376000123.0",
        "-1.500",
        "1969-12-31 23:59:59.999",
        "0001-01-01 00:00:00",
        "2000-02-29T12:00:00Z",
        "0"
      })
  void printsAsItWasWritten(String text) {
    assertThat(print(form(text), parse(text))).isEqualTo(text);
  }

  @Property
  void whatIsPrintedReadsBackAsTheSameMillisecond(
      @ForAll @LongRange(min = -62_135_596_800_000L, max = 250_000_000_000_000L) long ms,
      @ForAll @IntRange(min = 0, max = 6) int which) {
    String[] firstTimes = {
      "2014-02-14",
      "2014-02-14 14:30",
      "2014-02-14 14:30:00",
      "2014-02-14T14:30:00.5Z",
      "2014-02-14T14:30:00.123456+05:45",
      "1469376000",
      "1469376000.5"
    };
    TimeForm form = form(firstTimes[which]);
    boolean number = form.style() != TimeForm.Style.DATE_TIME;
    // numbers tell seconds from milliseconds by size, so only what is below 10^11 s is seconds
    long time = number ? ms % (TimeText.MILLIS_FROM * 1000) : ms;

    String printed = print(form, time);

    assertThat(parse(printed)).as(printed).isEqualTo(time);
  }

  @Test
  void aFinerTimeThanTheFirstIsPrintedWithWhatItNeeds() {
    TimeForm seconds = form("2014-02-14 14:30:00");

    assertThat(print(seconds, parse("2014-02-14 14:30:00.050")))
        .isEqualTo("2014-02-14 14:30:00.05");
    assertThat(print(form("2014-02-14"), parse("2014-02-14 06:00:00")))
        .isEqualTo("2014-02-14 06:00");
    assertThat(print(form("1469376000"), 1_469_376_000_001L)).isEqualTo("1469376000.001");
  }

  @Test
  void timesOfOtherZonesArePrintedInTheZoneOfTheFirst() {
    TimeForm summer = form("2014-10-26T02:30:00+02:00");

    assertThat(print(summer, parse("2014-10-26T02:30:00+01:00")))
        .isEqualTo("2014-10-26T03:30:00+02:00");
  }

  @Test
  void whatIsNoTimeHasNoForm() {
    assertThat(TimeForm.of("yesterday".getBytes(UTF_8), 0, 9)).isNull();
  }

  @Test
  void readsWithinALongerText() {
    byte[] line = "x,1469376000,9".getBytes(UTF_8);

    assertThat(TimeText.parse(line, 2, 12)).isEqualTo(1_469_376_000_000L);
  }

  private static long parse(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return TimeText.parse(bytes, 0, bytes.length);
  }

  private static TimeForm form(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return Objects.requireNonNull(TimeForm.of(bytes, 0, bytes.length), text);
  }

  private static String print(TimeForm form, long time) {
    StringBuilder out = new StringBuilder();
    form.print(time, out);
    return out.toString();
  }
}
