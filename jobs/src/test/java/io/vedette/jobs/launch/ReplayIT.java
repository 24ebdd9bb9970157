package io.vedette.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.files.MetricFileException;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayIT {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final LocalDateTime BEGINNING = LocalDateTime.of(2014, 10, 24, 0, 0);
  private static final int FIVE_DAYS = 5 * 288;
  private static final int FAULT_BEGINS = 1000;
  private static final int FAULT_ENDS = 1012;

  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void makeFolders() throws IOException {
    in = Files.createDirectory(folder.resolve("in"));
    out = folder.resolve("out");
  }

  @Test
  void everyPointGetsItsRowAndAFaultBecomesOneAlert() throws Exception {
    Path file = write("checkout.csv", "timestamp,value", daysWithAFault());

    ReplaySummary summary = run(file);

    List<String> rows = rows();
    assertThat(rows).hasSize(FIVE_DAYS);
    for (int i = 0; i < FIVE_DAYS; i++) {
      String[] cells = rows.get(i).split(",", -1);
      assertThat(cells).hasSize(8);
      assertThat(cells[0] + "," + cells[2]).isEqualTo(daysWithAFault().get(i));
      assertThat(cells[1]).isEqualTo("checkout");
    }
    List<Alert> alerts = results(Replay.ALERTS, Alert.class);
    assertThat(alerts).extracting(Alert::getMetric).containsOnly("checkout");
    assertThat(alerts).extracting(Alert::getStatus).contains(AlertStatus.FIRING);
    assertThat(rows.get(FAULT_BEGINS)).endsWith(",1");
    assertThat(summary.files()).isEqualTo(1);
    assertThat(summary.series()).isEqualTo(1);
    assertThat(summary.points()).isEqualTo(FIVE_DAYS);
    assertThat(summary.anomalies())
        .isEqualTo(rows.stream().filter(row -> row.endsWith(",1")).count())
        .isEqualTo(Files.readAllLines(out.resolve(Replay.ANOMALIES)).size());
    assertThat(summary.alerts())
        .isEqualTo(alerts.stream().map(Alert::getId).distinct().count())
        .isPositive();
    assertThat(summary.deadLetters()).isZero();
  }

  @Test
  void twoReplaysGiveTheSameBytes() throws Exception {
    List<String> wide = new ArrayList<>();
    List<String> days = daysWithAFault();
    for (int i = 0; i < days.size(); i++) {
      String value = days.get(i).split(",", 2)[1];
      wide.add(1414108800 + 300 * i + "," + value + "," + (i % 7 == 0 ? "" : value + "1"));
    }
    wide.add(700, "1414108800,1,1"); // late
    wide.add(800, "soon,1,1"); // malformed
    wide.add(900, "1414108801,x,1"); // malformed and late
    write("a.csv", "timestamp,p50,p99", wide);
    write("b.csv", "timestamp,value", days);

    run(in);
    List<byte[]> first = contents();
    run(in);

    assertThat(contents()).usingRecursiveComparison().isEqualTo(first);
    assertThat(results(Replay.DEAD_LETTERS, DeadLetter.class))
        .extracting(DeadLetter::getReason)
        .containsExactly(
            DeadLetterReason.MALFORMED,
            DeadLetterReason.MALFORMED,
            DeadLetterReason.LATE,
            DeadLetterReason.LATE,
            DeadLetterReason.LATE);
  }

  @Test
  void cuttingTheInputLeavesTheRowsBeforeTheCutAsTheyWere() throws Exception {
    List<String> days = daysWithAFault();
    run(write("checkout.csv", "timestamp,value", days));
    List<String> whole = rows();

    for (int cut : new int[] {20, FAULT_BEGINS + 1, FAULT_ENDS + 5}) {
      run(write("checkout.csv", "timestamp,value", days.subList(0, cut)));

      assertThat(rows()).as("cut after row %s", cut).isEqualTo(whole.subList(0, cut));
    }
  }

  @Test
  void doubledAndDecreasingTimesAndMissingValuesGetTheirRows() throws Exception {
    Path file =
        write(
            "dst.csv",
            "timestamp,value",
            List.of(
                "2014-10-26 01:55:00,1",
                "2014-10-26 01:55:00,1",
                "2014-10-26 01:55:00,3",
                "2014-10-26 01:00:00,2",
                "2014-10-26 02:00:00,",
                "2014-10-26 02:05:00,4"));

    ReplaySummary summary = run(file);

    assertThat(rows().stream().map(row -> row.split(",", 4)).map(c -> c[0] + "," + c[2]))
        .containsExactly(
            "2014-10-26 01:55:00,1.0",
            "2014-10-26 01:55:00,1.0",
            "2014-10-26 01:55:00,3.0",
            "2014-10-26 01:00:00,2.0",
            "2014-10-26 02:00:00,",
            "2014-10-26 02:05:00,4.0");
    assertThat(summary.points()).isEqualTo(6);
    assertThat(summary.deadLetters()).as("an hour late; the other is a correction").isEqualTo(1);
  }

  @Test
  void progressEndsWithEveryByte() throws Exception {
    Path file = write("checkout.csv", "timestamp,value", daysWithAFault());
    List<Long> read = new ArrayList<>();
    List<Long> totals = new ArrayList<>();

    Replay.run(
        new ReplayOptions(file, out, settings()),
        (bytesRead, totalBytes, points) -> {
          read.add(bytesRead);
          totals.add(totalBytes);
        });

    assertThat(read).isSorted().last().isEqualTo(Files.size(file));
    assertThat(totals).containsOnly(Files.size(file));
  }

  @Test
  void aFileThatCannotBeUnderstoodStopsTheReplayBeforeItBegins() throws Exception {
    run(write("a.csv", "timestamp,value", List.of("10,1")));
    write("b.csv", "10,1", List.of("20,2"));

    assertThatThrownBy(() -> run(in))
        .isInstanceOf(MetricFileException.class)
        .hasMessageContaining("b.csv:1: expected a header");
  }

  @Test
  void resultsAreNotWrittenIntoTheInput() throws Exception {
    write("a.csv", "timestamp,value", List.of("10,1"));
    out = in.resolve("results");

    assertThatThrownBy(() -> run(in))
        .isInstanceOf(MetricFileException.class)
        .hasMessageContaining("results would be written into the folder that is read");
  }

  @Test
  void resultsThatCannotBeWrittenAreExplained() throws Exception {
    Path file = write("a.csv", "timestamp,value", List.of("10,1"));
    Files.writeString(out, "a file where the folder should be");

    assertThatThrownBy(() -> run(file))
        .isInstanceOfAny(IOException.class, ReplayException.class)
        .hasMessageContaining(out.toString());
  }

  private ReplaySummary run(Path metrics) throws Exception {
    return Replay.run(new ReplayOptions(metrics, out, settings()), (read, total, points) -> {});
  }

  private static Settings settings() {
    return ReplaySettings.resolve(Map.of(), Map.of(), null);
  }

  private Path write(String name, String header, List<String> rows) throws IOException {
    return Files.writeString(in.resolve(name), header + "\n" + String.join("\n", rows));
  }

  private List<String> rows() throws IOException {
    List<String> lines = Files.readAllLines(out.resolve(Replay.SCORES));
    return lines.subList(1, lines.size());
  }

  private <T extends SpecificRecord> List<T> results(String name, Class<T> type)
      throws IOException {
    return Files.readAllLines(out.resolve(name)).stream()
        .map(line -> ResultJson.read(line.getBytes(StandardCharsets.UTF_8), type))
        .toList();
  }

  private List<byte[]> contents() throws IOException {
    List<byte[]> contents = new ArrayList<>();
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.sorted().toList()) {
        contents.add(Files.readAllBytes(file));
      }
    }
    assertThat(contents).hasSize(8);
    return contents;
  }

  /** Five days, a value every five minutes: a daily rhythm, noise, and one hour far above both. */
  private static List<String> daysWithAFault() {
    Random noise = new Random(17);
    String[] rows = new String[FIVE_DAYS];
    for (int i = 0; i < FIVE_DAYS; i++) {
      double value = 50 + 20 * Math.sin(2 * Math.PI * i / 288) + noise.nextGaussian();
      if (i >= FAULT_BEGINS && i < FAULT_ENDS) {
        value += 60;
      }
      rows[i] = TIME.format(BEGINNING.plusMinutes(5L * i)) + "," + value;
    }
    return Arrays.asList(rows);
  }
}
