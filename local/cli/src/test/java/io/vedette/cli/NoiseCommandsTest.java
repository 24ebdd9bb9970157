package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything is sent. */
class NoiseCommandsTest {

  private static final int WRONG_USAGE = 2;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "silence add --for 1h --comment x | Missing required option: '--match=MATCHER'",
        "silence add --match a=b --for 1h | Missing required option: '--comment=TEXT'",
        "silence add --match a=b --comment x | either --for or --to says how long",
        "silence add --match a=b --comment x --for 1h --to 2026-12-05T02:00:00Z | either --for or",
        "silence add --match a=~( --comment x --for 1h | not a regex of RE2",
        "silence add --match a!=b --comment x --for 1h | match alerts without any label",
        "silence add --match a=b --comment x --for 0s | must be after the start",
        "silence add --match a=b --comment x --for 9999h | lasts 366 days at most",
        "silence expire | Missing required parameter: 'ID'",
        "maintenance set w --match a=b --start 2026-12-05T02:00 --for 2h --repeat FREQ=HOURLY | FREQ",
        "maintenance set w --match a=b --start soon --for 2h | startsAt must be yyyy-MM-ddTHH:mm",
        "maintenance set w --match a=b --start 2026-12-05T02:00 --for 2h --zone Mars | zone 'Mars'",
        "maintenance remove | Missing required parameter: 'ID'",
        "inhibition set i --source a=b | Missing required option: '--target=MATCHER'",
        "inhibition set i --source a=b --target c=d --equal 1x | equal: '1x' is no name of a label",
        "inhibition set i --source a=~( --target c=d | not a regex of RE2",
        "flapping set f --match a=b --off --transitions 5 | off and limits exclude each other",
        "flapping set f --match a=b --within soon | --within",
        "flapping set --match a=b | Missing required parameter: 'ID'",
        "rule set silence/x --match a=b --off | is that of a rule of noise",
      })
  void wrongCommandIsExplained(String arguments, String message) {
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err))
            .execute(arguments.split(" "));
    assertThat(err.toString()).contains(message);
    assertThat(code).isEqualTo(WRONG_USAGE);
  }
}
