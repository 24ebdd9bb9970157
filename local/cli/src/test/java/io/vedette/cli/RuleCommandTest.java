package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything is sent. */
class RuleCommandTest {

  private static final int WRONG_USAGE = 2;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "set quiet | Missing required option: '--match=MATCHER'",
        "set --match a=b | Missing required parameter: 'ID'",
        "set quiet --match service=~( | service=~(",
        "set quiet --match a=b --threshold 0 | threshold must be above 0 and finite, is 0.0",
        "set quiet --match a=b --sides left | expected one of",
        "set quiet --match a=b --holiday 2024-12-25 | holidays need a zone",
        "set quiet --match a=b --zone Mars | zone 'Mars' is not known",
        "remove | Missing required parameter: 'ID'",
      })
  void wrongCommandIsExplained(String arguments, String message) {
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err))
            .execute(("rule " + arguments).split(" "));
    assertThat(err.toString()).contains(message);
    assertThat(code).isEqualTo(WRONG_USAGE);
  }
}
