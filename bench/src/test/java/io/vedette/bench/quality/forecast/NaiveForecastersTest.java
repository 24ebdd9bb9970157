package io.vedette.bench.quality.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.bench.quality.data.ForecastCase;
import java.util.List;
import org.junit.jupiter.api.Test;

class NaiveForecastersTest {

  @Test
  void seasonalNaiveRepeatsTheLastSeasonAndWidensBySeasons() {
    // history 1 2 3 | 3 4 5, each a season apart by 2
    ForecastCase one =
        new ForecastCase("one", 3, new long[11], new double[] {1, 2, 3, 3, 4, 5, 0, 0, 0, 0, 0}, 5);

    Prediction prediction = new SeasonalNaiveForecaster().forecast(List.of(one)).get(0);

    assertThat(prediction.expected()).containsExactly(3, 4, 5, 3, 4);
    assertThat(prediction.upper()[2] - 5).isCloseTo(2 * 1.959964, within(1e-9));
    assertThat(3 - prediction.lower()[3]).isCloseTo(2 * Math.sqrt(2) * 1.959964, within(1e-9));
  }

  /** A season of factors .5, 1, 1.5 on a level of 10 that grows to 20 in the last season. */
  @Test
  void naive2ScalesTheSeasonToTheLastLevel() {
    double[] values = new double[60 + 3];
    double[] factors = {0.5, 1, 1.5};
    for (int i = 0; i < 60; i++) {
      values[i] = 10 * factors[i % 3];
    }
    ForecastCase one = new ForecastCase("one", 3, new long[63], values, 3);

    Prediction prediction = new Naive2Forecaster().forecast(List.of(one)).get(0);

    assertThat(prediction.expected()[0]).isCloseTo(5, within(1e-9));
    assertThat(prediction.expected()[1]).isCloseTo(10, within(1e-9));
    assertThat(prediction.expected()[2]).isCloseTo(15, within(1e-9));
    assertThat(prediction.upper()[0]).isNaN();
  }

  @Test
  void naive2IsTheLastValueWhereNoSeasonIsSignificant() {
    ForecastCase trend =
        new ForecastCase("one", 4, new long[8], new double[] {1, 3, 2, 4, 3, 5, 0, 0}, 2);

    assertThat(new Naive2Forecaster().forecast(List.of(trend)).get(0).expected())
        .containsExactly(5, 5);
  }

  /** By hand for an even season: the mean round a value takes both ends half. */
  @Test
  void factorsOfAnEvenSeason() {
    double[] values = new double[40];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2 == 0 ? 8 : 12;
    }

    assertThat(Naive2Forecaster.factors(values, 2)[0]).isCloseTo(0.8, within(1e-12));
    assertThat(Naive2Forecaster.factors(values, 2)[1]).isCloseTo(1.2, within(1e-12));
  }
}
