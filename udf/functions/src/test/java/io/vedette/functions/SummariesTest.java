package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.SeriesDetector;
import io.vedette.algorithms.detect.SeriesState;
import io.vedette.algorithms.detect.Sides;
import io.vedette.algorithms.detect.Verdict;
import io.vedette.schema.Labels;
import io.vedette.schema.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummariesTest {

  private static final KnownSeries UP =
      new KnownSeries(Series.of(Labels.of("__name__", "up", "job", "node")));

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "0.1, 0.1",
    "1.9249999, 1.925",
    "123456, 123500",
    "-0.00012345, -0.0001234",
    "0.000012, 0.000012",
    "1.5e9, 1.5E+9",
    "1e-7, 1E-7",
    "Infinity, Infinity"
  })
  void numberHasFourDigits(double value, String text) {
    assertThat(Summaries.number(value)).isEqualTo(text);
  }

  @Test
  void openSideIsNotPrintedAsInfinity() {
    assertThat(Summaries.firing(UP, null, 0, false, constantOne(Sides.BELOW)))
        .isEqualTo("up is 0, expected 1 (band from 0.99)");
    assertThat(Summaries.firing(UP, "node", 2, false, constantOne(Sides.ABOVE)))
        .isEqualTo("node: up is 2, expected 1 (band up to 1.01)");
  }

  @Test
  void seriesWithoutAMetricNameIsCalledByItsSelector() {
    KnownSeries nameless = new KnownSeries(Series.of(Labels.of("job", "node")));
    assertThat(Summaries.ended(nameless, null)).isEqualTo("{job=\"node\"} is no longer reported");
  }

  private static Verdict constantOne(Sides sides) {
    SeriesDetector detector = new SeriesDetector(DetectorParameters.defaults().withSides(sides));
    SeriesState state = new SeriesState();
    Verdict verdict = new Verdict();
    for (int i = 0; i < 40; i++) {
      detector.score(state, i * 15_000L, 1, null, verdict);
    }
    return verdict;
  }
}
