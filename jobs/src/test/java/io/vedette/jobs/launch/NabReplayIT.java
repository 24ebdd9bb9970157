package io.vedette.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Numenta Anomaly Benchmark, which is not ours to ship: in the folder {@code VEDETTE_DATA},
 * default {@code ../shared/data} beside the project.
 */
class NabReplayIT {

  @TempDir Path out;

  @Test
  void everyPointOfEveryFileHasItsRowTwiceTheSame() throws Exception {
    Path nab = data().resolve("metric/nab/data");
    assumeThat(nab)
        .as("%s is not there; set VEDETTE_DATA to the folder of development data", nab)
        .isDirectory();
    Path first = out.resolve("first");
    Path second = out.resolve("second");

    ReplaySummary summary = replay(nab, first);
    replay(nab, second);

    Map<String, List<String>> points = pointsByFile(nab);
    Map<String, List<String>> rows = rowsBySeries(first);
    assertThat(rows.keySet()).isEqualTo(points.keySet());
    points.forEach((series, of) -> assertThat(rows.get(series)).as(series).isEqualTo(of));
    assertThat(summary.points()).isEqualTo(points.values().stream().mapToInt(List::size).sum());
    assertThat(second.resolve(Replay.SCORES)).hasSameBinaryContentAs(first.resolve(Replay.SCORES));
    assertThat(second.resolve(Replay.ALERTS)).hasSameBinaryContentAs(first.resolve(Replay.ALERTS));
  }

  private static ReplaySummary replay(Path metrics, Path results) throws Exception {
    return Replay.run(
        new ReplayOptions(metrics, results, ReplaySettings.resolve(Map.of(), Map.of(), null)),
        (read, total, points) -> {});
  }

  /** Time as written and value as a number of every line, by path without extension. */
  private static Map<String, List<String>> pointsByFile(Path nab) throws IOException {
    Map<String, List<String>> points = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(nab)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        List<String> lines = Files.readAllLines(file);
        List<String> of = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
          String[] cells = line.split(",", -1);
          of.add(cells[0] + " " + Double.parseDouble(cells[1]));
        }
        points.put(nab.relativize(file).toString().replace(".csv", ""), of);
      }
    }
    return points;
  }

  private static Map<String, List<String>> rowsBySeries(Path results) throws IOException {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(results.resolve(Replay.SCORES));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      assertThat(cells).hasSize(8);
      rows.computeIfAbsent(cells[1], series -> new ArrayList<>())
          .add(cells[0] + " " + Double.parseDouble(cells[2]));
    }
    return rows;
  }

  /** The build runs in a module's folder, so the project's neighbour is two up from there. */
  private static Path data() {
    String configured = System.getenv("VEDETTE_DATA");
    return configured == null ? Path.of("../../shared/data") : Path.of(configured);
  }
}
