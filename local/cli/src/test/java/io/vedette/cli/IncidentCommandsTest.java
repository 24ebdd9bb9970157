package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything is sent. */
class IncidentCommandsTest {

  private static final int WRONG_USAGE = 2;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "ack | Missing required parameter: 'INCIDENT'",
        "ack 12 | is not 16 hexadecimal digits",
        "snooze 00000000000000a1 | Missing required option: '--for=SPAN'",
        "snooze 00000000000000a1 --for soon | soon",
        "merge 00000000000000a1 | Missing required option: '--into=INCIDENT'",
        "merge 00000000000000a1 --into b | is not 16 hexadecimal digits",
        "split 00000000000000a1 | Missing required option: '--alert=ID'",
        "comment 00000000000000a1 | COMMENT needs a comment",
        "show | Missing required parameter: 'INCIDENT'",
      })
  void wrongCommandIsExplained(String arguments, String message) {
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err))
            .execute(("incident " + arguments).split(" "));
    assertThat(err.toString()).contains(message);
    assertThat(code).isEqualTo(WRONG_USAGE);
  }

  @Test
  void anIncidentIsNamedByHowItBegins() {
    byte[] one = {1};
    byte[] two = {2};
    TreeMap<String, byte[]> incidents = new TreeMap<>(Map.of("00aa", one, "00ab", two));
    assertThat(IncidentCommands.Show.find(incidents, "00aa")).isSameAs(one);
    assertThat(IncidentCommands.Show.find(incidents, "00ab")).isSameAs(two);
    assertThatThrownBy(() -> IncidentCommands.Show.find(incidents, "00"))
        .isInstanceOf(Problem.class)
        .hasMessage("2 incidents begin with '00'");
    assertThatThrownBy(() -> IncidentCommands.Show.find(incidents, "ff"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no incident begins with 'ff'");
  }
}
