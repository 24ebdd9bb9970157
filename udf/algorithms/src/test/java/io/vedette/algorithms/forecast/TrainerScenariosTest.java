package io.vedette.algorithms.forecast;

import static io.vedette.algorithms.forecast.Histories.DAY;
import static io.vedette.algorithms.forecast.Histories.HOUR;
import static io.vedette.algorithms.forecast.Histories.MONDAY;
import static io.vedette.algorithms.forecast.Histories.day;
import static io.vedette.algorithms.forecast.Histories.forecast;
import static io.vedette.algorithms.forecast.Histories.isWeekend;
import static io.vedette.algorithms.forecast.Histories.model;
import static io.vedette.algorithms.forecast.Histories.times;
import static io.vedette.algorithms.forecast.Histories.values;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.calendar.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Histories whose future is known, and what is expected of it. */
class TrainerScenariosTest {

  private static final int FIVE_WEEKS = 5 * 7 * 24;
  private static final TrainingOptions TWO_DAYS =
      TrainingOptions.defaults().withHorizon(Duration.ofDays(2));
  private static final TrainingOptions A_WEEK =
      TrainingOptions.defaults().withHorizon(Duration.ofDays(7));

  @Test
  void daysAndWeekendsAreForecastAWeekAhead() {
    LongToDoubleFunction truth = time -> 100 + 20 * day(time) - (isWeekend(time) ? 30 : 0);
    long[] times = times(MONDAY, HOUR, FIVE_WEEKS);
    SeasonalModel model = model(times, values(times, truth, 2, 1), A_WEEK);
    assertThat(model.periodMillis()).isEqualTo(7 * DAY);
    assertThat(meanError(model, truth, HOUR)).isLessThan(1.5);
    assertThat(coverage(model, truth, 2, HOUR)).isBetween(0.9, 1.0);
    assertThat(meanWidth(model, HOUR)).isBetween(2 * 1.96 * 2 * 0.9, 2 * 1.96 * 2 * 1.6);
  }

  @Test
  void seasonThatGrowsWithTheLevelIsMultiplicative() {
    LongToDoubleFunction truth =
        time -> Math.exp(5 + 0.06 * (time - MONDAY) / (double) DAY + 0.5 * day(time));
    long[] times = times(MONDAY, HOUR, FIVE_WEEKS);
    double[] values = values(times, truth, 0, 1);
    double[] noise = values(times, time -> 0, 0.05, 2);
    for (int i = 0; i < values.length; i++) {
      values[i] *= Math.exp(noise[i]);
    }
    SeasonalModel model = model(times, values, TWO_DAYS);
    assertThat(model.toStored().getLogarithmic()).isTrue();
    for (long time = model.validFrom() - 1 + HOUR; time <= model.validTo(); time += HOUR) {
      assertThat(forecast(model, time).expected() / truth.applyAsDouble(time))
          .isCloseTo(1, Offset.offset(0.12));
    }
  }

  @Test
  void trendAfterItsLastChangeIsTheOneThatGoesOn() {
    long turn = MONDAY + 20 * DAY;
    LongToDoubleFunction truth = time -> 50 + 10 * day(time) + 2.0 * Math.max(0, time - turn) / DAY;
    long[] times = times(MONDAY, HOUR, FIVE_WEEKS);
    SeasonalModel model = model(times, values(times, truth, 1, 1), TWO_DAYS);
    long end = model.validTo();
    assertThat(forecast(model, end).expected())
        .isCloseTo(truth.applyAsDouble(end), Offset.offset(3.0));
  }

  @Test
  void incidentInTheHistoryLeavesTheForecastAlone() {
    LongToDoubleFunction truth = time -> 100 + 20 * day(time);
    long[] times = times(MONDAY, HOUR, FIVE_WEEKS);
    double[] values = values(times, truth, 2, 1);
    for (int i = 400; i < 412; i++) {
      values[i] += 500;
    }
    SeasonalModel model = model(times, values, TWO_DAYS);
    assertThat(meanError(model, truth, HOUR)).isLessThan(2);
    assertThat(meanWidth(model, HOUR)).isLessThan(15);
  }

  @Test
  void gapsAndLostSamplesAreBorne() {
    LongToDoubleFunction truth = time -> 100 + 20 * day(time) - (isWeekend(time) ? 30 : 0);
    long[] all = times(MONDAY, HOUR, FIVE_WEEKS);
    // two days are missing as a whole, and every eleventh sample besides
    long[] times =
        Arrays.stream(all)
            .filter(time -> time < MONDAY + 9 * DAY || time >= MONDAY + 11 * DAY)
            .filter(time -> (time / HOUR) % 11 != 3)
            .toArray();
    SeasonalModel model = model(times, values(times, truth, 2, 1), TWO_DAYS);
    assertThat(model.stepMillis()).isEqualTo(HOUR);
    assertThat(meanError(model, truth, HOUR)).isLessThan(2);
  }

  @Test
  void samplesEveryFifteenSecondsWithJitterAreForecastOneByOne() {
    LongToDoubleFunction truth = time -> 100 + 20 * day(time);
    long[] times = times(MONDAY, 15_000, 4 * 24 * 240);
    for (int i = 0; i < times.length; i++) {
      times[i] += (i * 7919L) % 400;
    }
    SeasonalModel model =
        model(times, values(times, truth, 2, 1), A_WEEK.withHorizon(Duration.ofDays(1)));
    assertThat(model.stepMillis()).isEqualTo(900_000);
    assertThat(meanError(model, truth, 15_000)).isLessThan(1);
    // the spread of single samples, not of the quarter hours they were averaged to
    assertThat(coverage(model, truth, 2, 15_000)).isBetween(0.93, 0.99);
  }

  @Test
  void workBeginsAtNineOnTheWallInSummerToo() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    LongToDoubleFunction truth =
        time -> {
          int hour = Instant.ofEpochMilli(time).atZone(berlin).getHour();
          return hour >= 9 && hour < 17 ? 100 : 20;
        };
    // clocks go forward on 2026-03-29 at 01:00 UTC, a day after the history ends
    long start = Instant.parse("2026-02-28T00:00:00Z").toEpochMilli();
    long[] times = times(start, HOUR, 28 * 24);
    TrainingOptions options =
        TWO_DAYS.withHorizon(Duration.ofDays(3)).withCalendar(new Calendar(berlin, Set.of()));
    SeasonalModel model = model(times, values(times, truth, 1, 1), options);
    long summerNine = Instant.parse("2026-03-30T07:00:00Z").toEpochMilli();
    assertThat(forecast(model, summerNine).expected()).isCloseTo(100, Offset.offset(5.0));
    assertThat(forecast(model, summerNine - HOUR).expected()).isCloseTo(20, Offset.offset(5.0));
    // in UTC the change is missed
    SeasonalModel unaware = model(times, values(times, truth, 1, 1), A_WEEK);
    assertThat(forecast(unaware, summerNine).expected()).isCloseTo(20, Offset.offset(5.0));
  }

  @Test
  void holidayAheadIsForecastLikeTheHolidaysBefore() {
    LocalDate last = LocalDate.of(2026, 4, 6);
    List<LocalDate> holidays =
        List.of(
            LocalDate.of(2026, 3, 10), LocalDate.of(2026, 3, 19), LocalDate.of(2026, 3, 27), last);
    Calendar calendar = new Calendar(ZoneId.of("UTC"), holidays);
    LongToDoubleFunction truth =
        time -> calendar.isHoliday(time) ? 30 + 2 * day(time) : 100 + 20 * day(time);
    long[] times = times(MONDAY, HOUR, FIVE_WEEKS);
    double[] values = values(times, truth, 2, 1);
    TrainedModel aware = SeasonalModelTrainer.train(times, values, TWO_DAYS.withCalendar(calendar));
    SeasonalModel model = requireNonNull(aware.model());
    long noon = last.toEpochDay() * DAY + 12 * HOUR;
    double shrunk = 100 - 70 * 3 / 4.0;
    assertThat(forecast(model, noon).expected()).isCloseTo(shrunk, Offset.offset(6.0));
    assertThat(forecast(model, noon + DAY).expected()).isCloseTo(100, Offset.offset(6.0));
    // one of the holidays lies in the history held back
    TrainedModel unaware = SeasonalModelTrainer.train(times, values, TWO_DAYS);
    assertThat(requireNonNull(aware.chosen()).mase())
        .isLessThan(0.6 * requireNonNull(unaware.chosen()).mase());
  }

  @Test
  void yearOfADailySeriesIsSeen() {
    LongToDoubleFunction truth = time -> 100 + 30 * Math.sin(2 * Math.PI * time / (365.2425 * DAY));
    long[] times = times(MONDAY - 1200 * DAY, DAY, 1200);
    SeasonalModel model =
        model(times, values(times, truth, 2, 1), A_WEEK.withHorizon(Duration.ofDays(90)));
    assertThat(model.family()).isIn(ModelFamily.REGRESSION, ModelFamily.COMBINATION);
    assertThat(meanError(model, truth, DAY)).isLessThan(4);
  }

  @Test
  void noiseHasNoSeason() {
    long[] times = times(MONDAY, HOUR, FIVE_WEEKS);
    SeasonalModel model = model(times, values(times, time -> 10, 1, 1), TWO_DAYS);
    for (long time = model.validFrom(); time < model.validTo(); time += HOUR) {
      assertThat(forecast(model, time).expected()).isCloseTo(10, Offset.offset(0.8));
    }
  }

  private static double meanError(SeasonalModel model, LongToDoubleFunction truth, long step) {
    double sum = 0;
    int count = 0;
    for (long time = model.validFrom() - 1 + step; time <= model.validTo(); time += step) {
      sum += Math.abs(forecast(model, time).expected() - truth.applyAsDouble(time));
      count++;
    }
    return sum / count;
  }

  private static double meanWidth(SeasonalModel model, long step) {
    double sum = 0;
    int count = 0;
    for (long time = model.validFrom() - 1 + step; time <= model.validTo(); time += step) {
      Forecast forecast = forecast(model, time);
      sum += forecast.upper() - forecast.lower();
      count++;
    }
    return sum / count;
  }

  private static double coverage(
      SeasonalModel model, LongToDoubleFunction truth, double spread, long step) {
    int count = (int) ((model.validTo() - model.validFrom()) / step);
    long[] times = times(model.validFrom() - 1 + step, step, count);
    double[] came = values(times, truth, spread, 99);
    int inside = 0;
    for (int i = 0; i < count; i++) {
      Forecast forecast = forecast(model, times[i]);
      inside += came[i] >= forecast.lower() && came[i] <= forecast.upper() ? 1 : 0;
    }
    return inside / (double) count;
  }
}
