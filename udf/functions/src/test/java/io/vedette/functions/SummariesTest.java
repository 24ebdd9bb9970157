package io.vedette.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.detect.DetectorParameters;
import io.vedette.algorithms.detect.SeriesDetector;
import io.vedette.algorithms.detect.SeriesState;
import io.vedette.algorithms.detect.Sides;
import io.vedette.algorithms.detect.Verdict;
import io.vedette.algorithms.text.Evidence;
import io.vedette.schema.Labels;
import io.vedette.schema.Series;
import org.junit.jupiter.api.Test;

class SummariesTest {

  private static final KnownSeries UP =
      new KnownSeries(Series.of(Labels.of("__name__", "up", "job", "node")));

  @Test
  void openSideIsNotPrintedAsInfinity() {
    assertThat(Summaries.fellToZero(UP, null, false, constantOne(Sides.BELOW)))
        .isEqualTo("up fell to zero, expected 1 (band from 0.99)");
    assertThat(Summaries.backInBand(UP, "node", 1, false, constantOne(Sides.ABOVE)))
        .isEqualTo("node: up is 1, back in its band (up to 1.01)");
  }

  @Test
  void numbersHaveTheUnitOfTheMetric() {
    KnownSeries bytes = named("received_bytes_total");
    Verdict verdict = constantOne(Sides.BOTH);
    assertThat(Summaries.backInBand(bytes, null, 1, true, verdict))
        .isEqualTo(
            "received_bytes_total is 1 B per second, back in its band (0.99 to 1.01 B per second)");
    assertThat(Summaries.roseFromZero(bytes, null, 2048, false))
        .isEqualTo("received_bytes_total is 2 KiB, no longer zero");
    assertThat(Summaries.anomaly(named("wait_seconds"), "cart", false, Evidence.ofBand(2, verdict)))
        .isEqualTo("cart: wait_seconds is 2 s, above the 0.99 to 1.01 s expected at this time");
    assertThat(Summaries.corrected(named("hit_ratio"), "cart", 1, false, verdict))
        .isEqualTo(
            "cart: hit_ratio is 100 %, within the 99 to 101 % expected at this time, after a"
                + " correction");
  }

  @Test
  void whatComesFromOutsideIsMadeSafe() {
    assertThat(Summaries.ended(named("up\u001b[2J"), "cart\nALL CLEAR"))
        .isEqualTo("cartALL CLEAR: up[2J is no longer reported");
    assertThat(Summaries.muted(UP, "s".repeat(5_000), "rule " + "r".repeat(5_000)))
        .hasSizeLessThan(300)
        .startsWith("sss")
        .endsWith("rrr...");
    assertThat(Summaries.resolvedByFeedback(UP, null, "f\u202e-1", "the new normal"))
        .isEqualTo("up is resolved by feedback (f-1): the new normal");
  }

  @Test
  void seriesWithoutAMetricNameIsCalledByItsSelector() {
    KnownSeries nameless = new KnownSeries(Series.of(Labels.of("job", "node")));
    assertThat(Summaries.ended(nameless, null)).isEqualTo("{job=\"node\"} is no longer reported");
  }

  private static KnownSeries named(String metric) {
    return new KnownSeries(Series.of(Labels.of("__name__", metric)));
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
