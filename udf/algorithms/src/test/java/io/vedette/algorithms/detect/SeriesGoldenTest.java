package io.vedette.algorithms.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge is {@code src/test/python/golden_series.py}: plain Python, and none of our code. */
class SeriesGoldenTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @ParameterizedTest
  @ValueSource(
      strings = {"seasonal", "spikes", "shift", "restless", "flat", "drop", "gap", "large"})
  void agreesWithPython(String series) throws IOException {
    List<String> lines = Files.readAllLines(GOLDEN.resolve("series-" + series + ".csv"));
    SeriesDetector detector = new SeriesDetector(DetectorParameters.defaults());
    SeriesState state = new SeriesState();
    Verdict verdict = new Verdict();
    for (int i = 1; i < lines.size(); i++) {
      String[] row = lines.get(i).split(",", -1);
      detector.score(state, Long.parseLong(row[0]), Double.parseDouble(row[1]), null, verdict);
      String where = series + ", sample " + (i - 1);
      assertNear(where + ", expected", verdict.expected(), row[2]);
      assertNear(where + ", lower", verdict.lower(), row[3]);
      assertNear(where + ", upper", verdict.upper(), row[4]);
      assertNear(where + ", score", verdict.score(), row[5]);
      assertThat(verdict.isAnomaly()).as(where).isEqualTo(Boolean.parseBoolean(row[6]));
    }
  }

  /** Single precision at rest and the logarithm's table cost some digits. */
  private static void assertNear(String what, double actual, String golden) {
    if (golden.equals("nan")) {
      assertThat(actual).as(what).isNaN();
    } else {
      double wanted = Double.parseDouble(golden);
      double tolerance = 2e-4 * Math.max(1, Math.abs(wanted));
      assertThat(actual).as(what).isCloseTo(wanted, Offset.offset(tolerance));
    }
  }
}
