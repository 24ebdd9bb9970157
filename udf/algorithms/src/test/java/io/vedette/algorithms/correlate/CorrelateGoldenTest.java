package io.vedette.algorithms.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge is {@code src/test/python/golden_correlate.py}: plain Python, and none of our code. */
class CorrelateGoldenTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @ParameterizedTest
  @ValueSource(strings = {"overlapping", "two-systems", "sent-again", "recurring"})
  void agreesWithPython(String story) throws IOException {
    List<String> lines = Files.readAllLines(GOLDEN.resolve("correlate-" + story + ".csv"));
    List<Firing> firings = new ArrayList<>();
    List<String> golden = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      String caller = orNull(row[3]);
      firings.add(
          new Firing(
              row[0],
              Long.parseLong(row[1]),
              Firing.keyOf(caller, row[2], row[5]),
              null,
              row[2],
              caller,
              orNull(row[4]),
              row[5],
              true));
      golden.add(row[6]);
    }
    Map<String, Long> clusters =
        Storm.clusters(new AlertGrouper(CorrelateParameters.defaults(), "golden"), firings, 25);

    Map<String, Long> clusterOf = new HashMap<>();
    for (int i = 0; i < golden.size(); i++) {
      Long cluster = clusters.get(firings.get(i).id());
      Long known = clusterOf.putIfAbsent(golden.get(i), cluster);
      assertThat(known == null ? cluster : known).as(story + ", alert " + i).isEqualTo(cluster);
    }
    assertThat(new HashSet<>(clusterOf.values())).hasSameSizeAs(new HashSet<>(golden));
  }

  private static @Nullable String orNull(String cell) {
    return cell.isEmpty() ? null : cell;
  }
}
