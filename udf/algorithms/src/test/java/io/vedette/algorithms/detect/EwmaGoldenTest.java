package io.vedette.algorithms.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge is {@code src/test/python/golden_ewma.py}: pandas, and none of our code. */
class EwmaGoldenTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quiet",
        "spikes",
        "shift",
        "heavy-tailed",
        "heavy-tailed-above",
        "drop",
        "drop-adopted",
        "ramp",
        "flickering",
        "noisier"
      })
  void agreesWithPandas(String series) {
    List<String> lines = read(GOLDEN.resolve("ewma-" + series + ".csv"));
    EwmaDetector detector = new EwmaDetector(parameters(lines.get(0)));
    EwmaState state = new EwmaState();
    Verdict verdict = new Verdict();
    for (int i = 2; i < lines.size(); i++) {
      String[] row = lines.get(i).split(",", -1);
      detector.score(state, number(row[0]), verdict);
      String where = series + ", sample " + (i - 2);
      assertNear(where + ", expected", verdict.expected(), number(row[1]));
      assertNear(where + ", lower", verdict.lower(), number(row[2]));
      assertNear(where + ", upper", verdict.upper(), number(row[3]));
      assertNear(where + ", score", verdict.score(), number(row[4]));
      assertThat(verdict.isAnomaly()).as(where).isEqualTo(Boolean.parseBoolean(row[5]));
    }
  }

  private static void assertNear(String what, double actual, double golden) {
    if (Double.isFinite(golden)) {
      double tolerance = 1e-9 * Math.max(1, Math.abs(golden));
      assertThat(actual).as(what).isCloseTo(golden, Offset.offset(tolerance));
    } else {
      assertThat(actual).as(what).isEqualTo(Double.valueOf(golden));
    }
  }

  private static EwmaParameters parameters(String comment) {
    Map<String, String> named = new HashMap<>();
    for (String pair : comment.substring(2).split(" ", -1)) {
      int equals = pair.indexOf('=');
      named.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return new EwmaParameters(
        number(named.getOrDefault("alpha", "missing")),
        Integer.parseInt(named.getOrDefault("warmUp", "missing")),
        number(named.getOrDefault("threshold", "missing")),
        number(named.getOrDefault("minimumDeviation", "missing")),
        number(named.getOrDefault("minimumRelativeDeviation", "missing")),
        Sides.valueOf(named.getOrDefault("sides", "missing")),
        Integer.parseInt(named.getOrDefault("adoptAfter", "missing")));
  }

  /** Python writes nan and inf where Java reads NaN and Infinity. */
  private static double number(String text) {
    return switch (text) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
