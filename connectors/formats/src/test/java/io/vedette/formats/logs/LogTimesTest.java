package io.vedette.formats.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTimesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          2015-10-18 18:01:47,978 INFO x          ~ 2015-10-18T18:01:47.978Z
          2015-10-18T18:01:47.9+02:00 x           ~ 2015-10-18T16:01:47.900Z
          2024/01/01 00:00:00 [error] x           ~ 2024-01-01T00:00:00Z
          17/06/09 20:10:40 INFO x                ~ 2017-06-09T20:10:40Z
          081109 203615 148 INFO x                ~ 2008-11-09T20:36:15Z
          Jun 14 15:16:01 combo sshd              ~ 1970-06-14T15:16:01Z
          Jun  4 15:16:01 combo sshd              ~ 1970-06-04T15:16:01Z
          [Sun Dec 04 04:47:44 2005] [notice]     ~ 2005-12-04T04:47:44Z
          1.2.3.4 - - [10/Oct/2000:13:55:36 -0700] ~ 2000-10-10T20:55:36Z
          - 1117838570 2005.06.03 R02             ~ 2005-06-03T22:42:50Z
          """)
  void readsTheTimeALineBeginsWith(String line, Instant time) {
    assertThat(Instant.ofEpochMilli(LogTimes.ofLine(line))).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({
    "2023-11-14T22:13:20Z",
    "2023-11-14 22:13:20",
    "2023-11-14T22:13:20.000+00:00",
    "2023-11-14T23:13:20+0100",
    "1700000000",
    "1700000000000",
    "1700000000000000000"
  })
  void readsTimesByThemselves(String text) {
    assertThat(LogTimes.ofText(text)).isEqualTo(1_700_000_000_000L);
  }

  @Test
  void whatIsNoTimeIsUnknown() {
    for (String text : new String[] {"", "x", "2023-99-99", "-1", "NaN", "order 12 placed"}) {
      assertThat(LogTimes.ofText(text)).as(text).isEqualTo(LogTimes.UNKNOWN);
      assertThat(LogTimes.ofLine(text)).as(text).isEqualTo(LogTimes.UNKNOWN);
    }
    assertThat(LogTimes.ofLine("2023-13-41 99:99:99")).isEqualTo(LogTimes.UNKNOWN);
  }
}
