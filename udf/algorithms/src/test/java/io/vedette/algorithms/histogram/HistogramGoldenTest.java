package io.vedette.algorithms.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.histogram.HistogramState.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge is {@code src/test/python/golden_histogram.py}: fractions, and none of our code. */
class HistogramGoldenTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final double NO_VALUE = Double.NaN;

  @ParameterizedTest
  @ValueSource(
      strings = {"latency", "slower", "signed", "odd", "two-buckets", "weighted", "lossy", "torn"})
  void agreesWithFractions(String name) throws IOException {
    List<String> lines = Files.readAllLines(GOLDEN.resolve("histogram-" + name + ".csv"));
    double[] bounds = numbers(lines.get(0).split(",", -1));
    double[] quantiles = numbers(lines.get(1).split(",", -1));
    HistogramState histogram = new HistogramState();
    for (int bucket = 0; bucket < bounds.length; bucket++) {
      histogram.announce(bucket, bounds[bucket], bounds.length);
    }
    Increase increase = new Increase();
    for (int scrape = 2; scrape < lines.size(); scrape++) {
      String[] cells = lines.get(scrape).split(",", -1);
      double[] counts = numbers(Arrays.copyOf(cells, bounds.length));
      for (int bucket = 0; bucket < bounds.length; bucket++) {
        if (!Double.isNaN(counts[bucket])) {
          histogram.put(bucket, scrape, counts[bucket]);
        }
      }
      String where = name + ", line " + (scrape + 1);
      Outcome outcome = histogram.takeOldest(increase);
      assertThat(outcome.name()).as(where).isEqualTo(cells[bounds.length]);
      if (outcome == Outcome.READY) {
        double[] golden = numbers(Arrays.copyOfRange(cells, bounds.length + 1, cells.length));
        assertThat(increase.observations()).as(where).isEqualTo(golden[0]);
        for (int i = 0; i < quantiles.length; i++) {
          assertNear(where, increase.quantile(quantiles[i]), golden[i + 1]);
        }
      }
    }
  }

  private static void assertNear(String what, double actual, double golden) {
    if (Double.isNaN(golden)) {
      assertThat(actual).as(what).isNaN();
    } else {
      double tolerance = 1e-9 * Math.max(1, Math.abs(golden));
      assertThat(actual).as(what).isCloseTo(golden, Offset.offset(tolerance));
    }
  }

  private static double[] numbers(String[] cells) {
    return Arrays.stream(cells)
        .mapToDouble(
            cell ->
                cell.isEmpty()
                    ? NO_VALUE
                    : cell.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(cell))
        .toArray();
  }
}
