package io.vedette.bench.quality.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.bench.quality.data.ForecastCase;
import io.vedette.bench.quality.forecast.Prediction;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastErrorsTest {

  /** Season 2; in the history a season changes by 2, 4 and 3, on average 3; held back 10 and 20. */
  private static final ForecastCase CASE =
      new ForecastCase("one", 2, new long[7], new double[] {1, 5, 3, 9, 6, 10, 20}, 2);

  @Test
  void errorsByHand() {
    Prediction prediction =
        new Prediction(new double[] {13, 14}, new double[] {10, 15}, new double[] {15, 19}, 0.5);

    ForecastErrors errors = ForecastErrors.of(List.of(CASE), List.of(prediction));

    // 200 * 3/23 and 200 * 6/34; (3 + 6)/2 / 3; the edge is inside, 20 is above 19
    assertThat(errors.smape()).isCloseTo((600 / 23.0 + 1200 / 34.0) / 2, within(1e-12));
    assertThat(errors.mase()).isCloseTo(1.5, within(1e-12));
    assertThat(errors.coverage()).isEqualTo(50);
    assertThat(errors.seconds()).isEqualTo(0.5);
  }

  @Test
  void seriesCountAlikeAndOneThatRepeatsHasNoMase() {
    ForecastCase repeating =
        new ForecastCase("two", 2, new long[6], new double[] {1, 2, 1, 2, 1, 2}, 2);
    Prediction right = prediction(10, 20);
    Prediction wrong = prediction(3, 2);

    ForecastErrors errors = ForecastErrors.of(List.of(CASE, repeating), List.of(right, wrong));

    // second: 200 * 2/4 and 0
    assertThat(errors.smape()).isCloseTo(25, within(1e-12));
    assertThat(errors.mase()).isZero();
  }

  @Test
  void owaIsTheMeanOfBothRatios() {
    ForecastErrors errors = new ForecastErrors(10, 1, 95, 0);
    ForecastErrors naive2 = new ForecastErrors(20, 4, Double.NaN, 0);

    assertThat(errors.owa(naive2)).isEqualTo((0.5 + 0.25) / 2);
    assertThat(naive2.owa(naive2)).isEqualTo(1);
  }

  @Test
  void withoutIntervalsThereIsNoCoverage() {
    assertThat(ForecastErrors.of(List.of(CASE), List.of(prediction(1, 1))).coverage()).isNaN();
  }

  private static Prediction prediction(double... expected) {
    double[] unknown = {Double.NaN, Double.NaN};
    return new Prediction(expected, unknown, unknown, 0);
  }
}
