package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int train(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "train";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
  }

  @Test
  void recordedMetricsBecomeAFileOfModelsAndATable() throws Exception {
    StringBuilder hours = new StringBuilder("timestamp,value\n");
    for (int hour = 0; hour < 24 * 21; hour++) {
      double value = 100 + 20 * Math.sin(hour * Math.PI / 12) + hour * 7919 % 5;
      hours.append(1_704_067_200L + hour * 3600L).append(',').append(value).append('\n');
    }
    Path metrics = Files.writeString(folder.resolve("load.csv"), hours);
    Path models = folder.resolve("models");

    assertThat(train("--metrics", metrics.toString(), "--out", models.toString(), "--run", "r1"))
        .as(err::toString)
        .isEqualTo(DONE);

    assertThat(err).hasToString("run r1" + System.lineSeparator());
    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("series +1"))
        .anyMatch(line -> line.matches("  better than seasonal naive +1 +100 %"))
        .anyMatch(line -> line.matches("  now champion +1"))
        .anyMatch(line -> line.matches("rejected +0"))
        .anyMatch(line -> line.matches("median MASE +0\\.\\d{3}"))
        .anyMatch(line -> line.matches("samples +504"));
    assertThat(models.resolve("models.jsonl")).content().contains("\"version\":\"r1\"");
  }

  @Test
  void recordedAlertsAloneTrainNamesAlone() throws Exception {
    Path alerts =
        Files.writeString(
            folder.resolve("alerts.jsonl"),
            "{\"ts\":1704067200,\"service\":\"cart\",\"name\":\"slow\"}\n");
    Path models = folder.resolve("models");
    assertThat(train("--alerts", alerts.toString(), "--out", models.toString(), "--run", "r1"))
        .as(err::toString)
        .isEqualTo(DONE);
    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("series +0"))
        .anyMatch(line -> line.matches("names of default +rejected  too little history.*"))
        .anyMatch(line -> line.matches("alerts +1"));
    assertThat(models.resolve("names.jsonl")).content().contains("\"version\":\"r1\"");
  }

  @Test
  void historyHasOneOrigin() {
    assertThat(train("--kafka", "--metrics", "x")).isEqualTo(WRONG_USAGE);
    assertThat(train("--metrics", "x", "--prometheus", "http://127.0.0.1:1"))
        .isEqualTo(WRONG_USAGE);
    assertThat(train("--match", "up")).isEqualTo(WRONG_USAGE);
  }

  @Test
  void whatIsWrongIsOneLineThatSaysWhat() {
    String nowhere = folder.resolve("nowhere.csv").toString();
    assertThat(train("--metrics", nowhere, "--out", folder.toString(), "--run", "r"))
        .isEqualTo(FAILED);
    assertThat(err.toString().lines())
        .containsExactly("run r", "vedette: " + nowhere + ": no such file or folder");
  }

  @Test
  void settingsAreCheckedBeforeAnythingStarts() {
    assertThat(train("--prometheus", "http://127.0.0.1:1", "--step", "10m")).isEqualTo(FAILED);
    assertThat(err.toString()).contains("prometheus.step=10m, training.step=5m");
  }

  @Test
  void aClusterTakesNoFolder() {
    assertThat(train("--kafka", "--out", "x", "--job-manager", "http://127.0.0.1:1"))
        .isEqualTo(FAILED);
    assertThat(err.toString()).contains("a cluster keeps models in Kafka");
  }
}
