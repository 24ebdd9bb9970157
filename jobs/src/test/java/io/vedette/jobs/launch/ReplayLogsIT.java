package io.vedette.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.files.MetricFileException;
import io.vedette.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayLogsIT {

  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void makeFolders() throws IOException {
    in = Files.createDirectory(folder.resolve("in"));
    out = folder.resolve("out");
  }

  @Test
  void everyLineGetsTheTemplateItBelongsToInTheEnd() throws Exception {
    Path file =
        write(
            "cart.log",
            "2024-01-01 00:00:00,000 INFO [main] a.Cart: session opened for user root",
            "",
            "2024-01-01 00:00:01,000 INFO [main] a.Cart: order 1, \"urgent\", placed",
            "2024-01-01 00:00:02,000 INFO [main] a.Cart: session opened for user news",
            "{\"ts\":\"2024-01-01T00:00:03Z\",\"msg\":\"order 2, \\\"urgent\\\", placed\"}");

    ReplaySummary summary = run(file);

    List<String> rows = Files.readAllLines(out.resolve("templates.csv"));
    assertThat(rows).hasSize(5).first().isEqualTo("line,template_id,template");
    String session = rows.get(1).substring(2, 18);
    String order = rows.get(2).substring(2, 18);
    assertThat(session).matches("[0-9a-f]{16}").isNotEqualTo(order);
    assertThat(rows.subList(1, 5))
        .containsExactly(
            "1," + session + ",session opened for user <*>",
            "3," + order + ",\"order <*>, \"\"urgent\"\", placed\"",
            "4," + session + ",session opened for user <*>",
            "5," + order + ",\"order <*>, \"\"urgent\"\", placed\"");
    assertThat(summary.lines()).isEqualTo(4);
    assertThat(summary.files()).isEqualTo(1);
    assertThat(out.resolve("templates.lines")).doesNotExist();
  }

  @Test
  void countsOfTemplatesAreScoredAsSeries() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int minute = 0; minute < 3; minute++) {
      for (int i = 0; i <= minute; i++) {
        lines.add("2024-01-01 00:0%d:%02d order %d placed".formatted(minute, i, i));
      }
    }
    run(write("cart.log", lines.toArray(String[]::new)));

    List<String> scores = Files.readAllLines(out.resolve("scores.csv"));
    assertThat(scores.subList(1, 4))
        .extracting(
            row ->
                row.substring(0, 13) + " " + row.substring(row.indexOf("}\"") + 3).substring(0, 3))
        .containsExactly("1704067260000 1.0", "1704067320000 2.0", "1704067380000 3.0");
    assertThat(scores.get(1)).contains("log_template_lines{service=\"\"cart\"\",template_id=");
  }

  @Test
  void linesOfSeveralFilesAreCalledByTheirFileAndServicesDoNotMix() throws Exception {
    write("a.log", "order 1 placed");
    write("b.log", "order 2 placed");
    run(in);

    List<String> rows = Files.readAllLines(out.resolve("templates.csv"));
    assertThat(rows.get(1)).startsWith("a.log:1,a:").endsWith(",order <*> placed");
    assertThat(rows.get(2)).startsWith("b.log:1,b:").endsWith(",order <*> placed");
  }

  @Test
  void theSameLinesGiveTheSameBytes() throws Exception {
    Path file = write("x.log", "a 1 b", "user root in", "user news in", "a 2 b");
    run(file);
    byte[] first = Files.readAllBytes(out.resolve("templates.csv"));
    run(file);
    assertThat(Files.readAllBytes(out.resolve("templates.csv"))).isEqualTo(first);
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThatThrownBy(() -> run(folder.resolve("none.log")))
        .isInstanceOf(MetricFileException.class)
        .hasMessageEndingWith("none.log: no such file or folder");
    assertThatThrownBy(() -> run(in)).hasMessageEndingWith("in: no log files in this folder");
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.write(in.resolve(name), List.of(lines));
  }

  private ReplaySummary run(Path logs) throws Exception {
    Settings settings = ReplaySettings.resolve(Map.of(), Map.of(), null);
    return Replay.run(
        new ReplayOptions(null, logs, null, out, settings), (read, all, points) -> {});
  }
}
