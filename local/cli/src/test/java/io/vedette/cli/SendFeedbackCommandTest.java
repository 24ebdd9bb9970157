package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything is sent. */
class SendFeedbackCommandTest {

  private static final int WRONG_USAGE = 2;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "anomaly | Missing required option: '--series=SERIES'",
        "wrong --series up | expected one of",
        "anomaly --series up{job=node} | --series: 'job=node' does not begin with label=\"value\"",
        "undo --series up | undoes belongs to UNDO, and UNDO needs it: UNDO",
        "anomaly --series up --repeat daily | from, to and repeat belong to EXPECTED, not to ANOMALY",
        "expected --series up --zone Mars | zone 'Mars' is not known",
        "expected --series up --from 2024-10-21T09:00:00Z | from and to go together",
      })
  void wrongCommandIsExplained(String arguments, String message) {
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err))
            .execute(("feedback " + arguments).split(" "));
    assertThat(err.toString()).contains(message);
    assertThat(code).isEqualTo(WRONG_USAGE);
  }
}
