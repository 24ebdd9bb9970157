package io.vedette.algorithms.forecast;

import static io.vedette.algorithms.forecast.Histories.DAY;
import static io.vedette.algorithms.forecast.Histories.HOUR;
import static io.vedette.algorithms.forecast.Histories.MONDAY;
import static io.vedette.algorithms.forecast.Histories.day;
import static io.vedette.algorithms.forecast.Histories.forecast;
import static io.vedette.algorithms.forecast.Histories.model;
import static io.vedette.algorithms.forecast.Histories.times;
import static io.vedette.algorithms.forecast.Histories.values;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.algorithms.calendar.Calendar;
import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What training takes, refuses and reports. */
class SeasonalModelTrainerTest {

  private static final TrainingOptions DEFAULTS = TrainingOptions.defaults();
  private static final int FOUR_WEEKS = 28 * 24;

  @Test
  void defaultsAreTheDocumentedOnes() {
    assertThat(DEFAULTS).isEqualTo(new TrainingOptions(Duration.ofDays(7), 0.95, Calendar.utc()));
  }

  @Test
  void refusesOptionsThatMakeNoSense() {
    assertThatThrownBy(() -> DEFAULTS.withHorizon(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("horizon must be above 0, is PT0S");
    assertThatThrownBy(() -> DEFAULTS.withCoverage(0.4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("coverage must be 0.5 to 0.999, is 0.4");
    assertThatThrownBy(() -> DEFAULTS.withCoverage(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.1e300, -1e301})
  void refusesValuesItCannotReckonWithAndSaysWhich(double value) {
    long[] times = times(MONDAY, HOUR, FOUR_WEEKS);
    double[] values = values(times, time -> 1, 1, 1);
    values[7] = value;
    assertThatThrownBy(() -> SeasonalModelTrainer.train(times, values, DEFAULTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("value 7 of the history")
        .hasMessageContaining(String.valueOf(value));
  }

  @Test
  void refusesTimesBeyondTheCalendar() {
    long[] times = times(MONDAY, HOUR, FOUR_WEEKS);
    times[3] = Long.MAX_VALUE;
    assertThatThrownBy(() -> SeasonalModelTrainer.train(times, new double[FOUR_WEEKS], DEFAULTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("time 3 of the history")
        .hasMessageContaining("9223372036854775807");
  }

  @Test
  void refusesArraysOfDifferentLength() {
    assertThatThrownBy(() -> SeasonalModelTrainer.train(new long[2], new double[3], DEFAULTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 timestamps for 3 values");
  }

  @Test
  void saysWhyAShortHistoryHasNoModel() {
    long[] times = times(MONDAY, HOUR, 23);
    TrainedModel trained =
        SeasonalModelTrainer.train(times, values(times, time -> 1, 1, 1), DEFAULTS);
    assertThat(trained.isTrained()).isFalse();
    assertThat(trained.reason())
        .isEqualTo("history has 23 values at different times; 24 are the least");
    assertThat(trained.candidates()).isEmpty();
    assertThat(SeasonalModelTrainer.train(new long[0], new double[0], DEFAULTS).reason())
        .contains("0 values");
    // a thousand samples, but all in the same five minutes of two distant days
    long[] bursts = times(MONDAY, 600, 1000);
    Arrays.setAll(bursts, i -> i < 500 ? bursts[i] : bursts[i] + 9 * DAY);
    assertThat(SeasonalModelTrainer.train(bursts, new double[1000], DEFAULTS).reason())
        .contains("24 are the least");
  }

  @Test
  void ofSeveralValuesAtATimeTheLastGivenCounts() {
    long[] times = times(MONDAY, HOUR, FOUR_WEEKS);
    double[] values = values(times, time -> 50 + 9 * day(time), 1, 1);
    long[] doubled = new long[2 * FOUR_WEEKS];
    double[] wrongFirst = new double[2 * FOUR_WEEKS];
    for (int i = 0; i < FOUR_WEEKS; i++) {
      doubled[2 * i] = times[i];
      doubled[2 * i + 1] = times[i];
      wrongFirst[2 * i] = -1000;
      wrongFirst[2 * i + 1] = values[i];
    }
    assertThat(model(doubled, wrongFirst, DEFAULTS).toStored())
        .isEqualTo(model(times, values, DEFAULTS).toStored());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -3.25, 1, 1e300, 4.9e-324})
  void constantStaysWhatItIs(double value) {
    long[] times = times(MONDAY, HOUR, FOUR_WEEKS);
    double[] values = new double[FOUR_WEEKS];
    Arrays.fill(values, value);
    TrainedModel trained = SeasonalModelTrainer.train(times, values, DEFAULTS);
    SeasonalModel model = requireNonNull(trained.model());
    assertThat(model.family()).isEqualTo(ModelFamily.LEVEL);
    Forecast forecast = forecast(model, model.validTo());
    assertThat(forecast.expected()).isEqualTo(value);
    assertThat(forecast.lower()).isEqualTo(value);
    assertThat(forecast.upper()).isEqualTo(value);
    assertThat(forecast.standardDeviation()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e300, 1e-300})
  void valuesOfAnySizeAreForecastAlike(double unit) {
    long[] times = times(MONDAY, HOUR, FOUR_WEEKS);
    double[] values = values(times, time -> 0.5 + 0.3 * day(time), 0.02, 1);
    double[] sized = Arrays.stream(values).map(value -> value * unit).toArray();
    SeasonalModel plain = model(times, values, DEFAULTS);
    SeasonalModel model = model(times, sized, DEFAULTS);
    for (long time = model.validFrom(); time <= model.validTo(); time += HOUR) {
      assertThat(forecast(model, time).expected() / unit)
          .isCloseTo(forecast(plain, time).expected(), Offset.offset(1e-6));
      assertThat(forecast(model, time).upper() / unit)
          .isCloseTo(forecast(plain, time).upper(), Offset.offset(1e-6));
    }
  }

  @Test
  void modelSpeaksFromTheEndOfTheHistoryForTheHorizon() {
    long[] times = times(MONDAY, HOUR, FOUR_WEEKS);
    SeasonalModel model = model(times, values(times, Histories::day, 0.1, 1), DEFAULTS);
    long last = times[FOUR_WEEKS - 1];
    assertThat(model.validFrom()).isEqualTo(last + 1);
    assertThat(model.validTo()).isEqualTo(last + 1 + 7 * DAY);
    assertThat(model.stepMillis()).isEqualTo(HOUR);
    assertThat(model.coverage()).isEqualTo(0.95);
    assertThat(forecast(model, last).isKnown()).isFalse();
    assertThat(forecast(model, last + 1).isKnown()).isTrue();
    assertThat(forecast(model, model.validTo()).isKnown()).isTrue();
    assertThat(forecast(model, model.validTo() + 1).isKnown()).isFalse();
  }

  @Test
  void horizonIsAtMostAThirdOfTheHistory() {
    long[] times = times(MONDAY, HOUR, 6 * 24);
    SeasonalModel model = model(times, values(times, Histories::day, 0.1, 1), DEFAULTS);
    assertThat(model.validTo() - model.validFrom()).isEqualTo(2 * DAY);
  }

  @Test
  void widerCoverageIsAWiderInterval() {
    long[] times = times(MONDAY, HOUR, FOUR_WEEKS);
    double[] values = values(times, Histories::day, 0.3, 1);
    Forecast narrow = forecast(model(times, values, DEFAULTS.withCoverage(0.5)), times[671] + DAY);
    Forecast wide = forecast(model(times, values, DEFAULTS.withCoverage(0.99)), times[671] + DAY);
    assertThat(narrow.expected()).isEqualTo(wide.expected());
    assertThat(narrow.upper() - narrow.lower()).isBetween(0.3 * 2 * 0.6, 0.3 * 2 * 1.1);
    assertThat(wide.upper() - wide.lower()).isBetween(0.3 * 2 * 2.3, 0.3 * 2 * 4.0);
  }

  @Test
  void reportsEveryCandidateBestFirstInUnitsOfSeasonalNaive() {
    long[] times = times(MONDAY, HOUR, FOUR_WEEKS);
    double[] values = values(times, time -> 20 * day(time), 1, 1);
    TrainedModel trained = SeasonalModelTrainer.train(times, values, DEFAULTS);
    assertThat(trained.candidates())
        .extracting(CandidateFigures::family)
        .containsExactlyInAnyOrder(
            ModelFamily.SMOOTHING,
            ModelFamily.REGRESSION,
            ModelFamily.THETA,
            ModelFamily.SEASONAL_NAIVE,
            ModelFamily.COMBINATION);
    assertThat(trained.candidates())
        .isSortedAccordingTo((one, other) -> Double.compare(one.mase(), other.mase()));
    CandidateFigures chosen = requireNonNull(trained.chosen());
    assertThat(chosen.family()).isEqualTo(requireNonNull(trained.model()).family());
    // noise of 1 against the difference of two such, as means of absolute values
    assertThat(chosen.mase()).isBetween(0.6, 0.85);
    assertThat(requireNonNull(trained.of(ModelFamily.SEASONAL_NAIVE)).mase()).isBetween(0.8, 1.2);
    assertThat(chosen.coverage()).isBetween(0.85, 1.0);
    assertThat(trained.of(ModelFamily.LEVEL)).isNull();
  }
}
