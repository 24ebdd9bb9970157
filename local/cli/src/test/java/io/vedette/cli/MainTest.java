package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
  }

  @Test
  void helpListsEveryCommandAndThoseOfTheScript() {
    assertThat(run("help")).isEqualTo(DONE);
    assertThat(out.toString())
        .contains(
            "up ",
            "tail ",
            "feedback ",
            "rule ",
            "replay ",
            "train ",
            "demo ",
            "cluster ",
            "submit ",
            "stop ",
            "status ",
            "build ",
            "test ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "tail",
        "feedback",
        "rule",
        "replay",
        "train",
        "demo",
        "cluster",
        "submit",
        "stop",
        "status",
        "build",
        "test"
      })
  void everyCommandExplainsItself(String command) {
    assertThat(run("help", command)).isEqualTo(DONE);
    assertThat(out.toString()).startsWith("Usage: vedette " + command);
  }

  @Test
  void aWrongWordIsAUsageErrorThatListsTheRightOnes() {
    assertThat(run("tail", "alarms")).isEqualTo(WRONG_USAGE);
    assertThat(err.toString())
        .contains(
            "'alarms' is none of alerts, alert-states, anomalies, audit, incidents, dead-letters, scores");
  }

  @Test
  void aSettingThatDoesNotExistIsNamedWithTheOneMeant() {
    assertThat(run("tail", "alerts", "--set", "kafka.bootstrap-server=x:1")).isEqualTo(FAILED);
    assertThat(err.toString())
        .contains("kafka.bootstrap-server", "did you mean kafka.bootstrap-servers?")
        .doesNotContain("\tat ");
  }

  @Test
  void nobodyAtTheJobManagersAddressIsOneLine() {
    assertThat(run("status", "--job-manager", "http://127.0.0.1:1")).isEqualTo(FAILED);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "vedette: no JobManager answers at http://127.0.0.1:1; ./vedette cluster up starts one");
  }

  @Test
  void settingsAreCheckedBeforeAnythingIsUploaded() {
    assertThat(
            run(
                "submit",
                "--job-manager",
                "http://127.0.0.1:1",
                "--set",
                "alerts.anomalous=9",
                "--set",
                "alerts.window=3"))
        .isEqualTo(FAILED);
    assertThat(err.toString()).contains("alerts.anomalous=9").doesNotContain("no JobManager");
  }

  @Test
  void theScriptsOwnCommandsSayWhereTheyRun() {
    assertThat(run("test")).isEqualTo(FAILED);
    assertThat(err.toString()).contains("./vedette test");
  }

  @Test
  void aFileWhereTheDataFolderShouldBeIsSaid(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("data"), "not a folder");
    assertThat(run("up", "--data", file.toString())).isEqualTo(FAILED);
    assertThat(err.toString())
        .contains("data folder " + file)
        .contains("there is a file of that name");
  }
}
