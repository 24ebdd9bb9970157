package io.vedette.algorithms.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.calendar.Calendar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * The judge is {@code src/test/python/golden_forecast.py}: statsmodels, numpy and scipy, and none
 * of our code.
 */
class ForecastGoldenTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final double NEVER_CLIPPED = 1e9;

  @Test
  void smoothingWithATrendAndASeasonAgreesWithStatsmodels() {
    Map<String, double[]> golden = read("smoothing-one-season");
    double[] season = numbers(golden, "season");
    double[] values = numbers(golden, "values");
    int[][] slots = {slots(values.length + 12, season.length)};
    Smoothing smoothing =
        new Smoothing(
            values, slots, numbers(golden, "level")[0], new double[][] {season}, NEVER_CLIPPED);
    double[][] forecasts = new double[2][12];
    smoothing.run(parameters(numbers(golden, "parameters")), new int[] {60, 90}, forecasts);
    assertClose(forecasts[0], numbers(golden, "forecast-60"), 1e-9);
    assertClose(forecasts[1], numbers(golden, "forecast-90"), 1e-9);
  }

  @Test
  void smoothingWithTwoSeasonsAndAutocorrelatedErrorsAgreesWithTheMatrixForm() {
    Map<String, double[]> golden = read("smoothing-two-seasons");
    double[] values = numbers(golden, "values");
    int[][] slots = {slots(values.length + 10, 4), slots(values.length + 10, 12)};
    Smoothing smoothing =
        new Smoothing(
            values,
            slots,
            numbers(golden, "level")[0],
            new double[][] {new double[4], new double[12]},
            NEVER_CLIPPED);
    double[][] forecasts = new double[1][10];
    smoothing.run(parameters(numbers(golden, "parameters")), new int[] {120}, forecasts);
    assertClose(forecasts[0], numbers(golden, "forecast-120"), 1e-9);
  }

  @Test
  void penalisedRegressionAgreesWithNumpysLeastSquares() {
    Map<String, double[]> golden = read("regression");
    double[] values = numbers(golden, "values");
    long hour = 3_600_000;
    long[] times = new long[values.length];
    Arrays.setAll(times, i -> i * hour);
    Layout layout = Layout.of(Grid.of(times, values), 24, Calendar.utc());
    RegressionBasis basis = new RegressionBasis(layout);
    NormalEquations equations = new NormalEquations(basis.columns());
    double[] row = new double[basis.columns()];
    for (int bin = 0; bin < values.length; bin++) {
      basis.row(bin, row);
      equations.add(row, values[bin], bin >= 100 && bin < 110 ? 0.01 : 1);
    }
    double[] penalties = new double[basis.columns()];
    for (int i = 2; i < penalties.length; i++) {
      penalties[i] = basis.isChange(i) ? 2.5 : 0.125;
    }
    double[] coefficients = equations.solve(penalties);
    double[] fit = new double[values.length + 24];
    for (int bin = 0; bin < fit.length; bin++) {
      basis.row(bin, row);
      for (int i = 0; i < row.length; i++) {
        fit[bin] += coefficients[i] * row[i];
      }
    }
    assertClose(fit, numbers(golden, "fit"), 1e-7);
  }

  @Test
  void thetaAgreesWithStatsmodelsSmoothingAndNumpysLine() {
    Map<String, double[]> golden = read("theta");
    double[] values = numbers(golden, "values");
    double slope = SimpleFamilies.slope(values, values.length);
    assertThat(slope).isCloseTo(numbers(golden, "slope")[0], Offset.offset(1e-12));
    double[][] paths =
        SimpleFamilies.paths(
            values,
            new int[] {values.length},
            new double[] {slope / 2},
            numbers(golden, "alpha")[0],
            12);
    assertClose(paths[0], numbers(golden, "forecast"), 1e-9);
  }

  @Test
  void normalQuantilesAgreeWithScipy() {
    Map<String, double[]> golden = read("normal");
    double[] shares = numbers(golden, "shares");
    double[] quantiles = numbers(golden, "quantiles");
    for (int i = 0; i < shares.length; i++) {
      assertThat(Normal.quantile(shares[i]))
          .as("quantile of %s", shares[i])
          .isCloseTo(quantiles[i], Offset.offset(2e-9 * Math.max(1, Math.abs(quantiles[i]))));
    }
  }

  @Test
  void figuresAgreeWithNumpy() {
    Map<String, double[]> golden = read("figures");
    double[] flat = numbers(golden, "forecasts");
    double[][] forecasts = new double[3][];
    Arrays.setAll(forecasts, i -> Arrays.copyOfRange(flat, 8 * i, 8 * i + 8));
    int[] origins = Arrays.stream(numbers(golden, "origins")).mapToInt(o -> (int) o).toArray();
    HeldBack heldBack = new HeldBack(numbers(golden, "values"), origins);
    assertThat(heldBack.meanAbsoluteError(forecasts))
        .isCloseTo(numbers(golden, "mae")[0], Offset.offset(1e-12));
    assertThat(heldBack.symmetricError(forecasts))
        .isCloseTo(numbers(golden, "smape")[0], Offset.offset(1e-12));
  }

  private static Smoothing.Parameters parameters(double[] numbers) {
    return new Smoothing.Parameters(
        numbers[0],
        numbers[1],
        numbers[2],
        numbers[3],
        Arrays.copyOfRange(numbers, 4, numbers.length));
  }

  private static int[] slots(int bins, int period) {
    int[] slots = new int[bins];
    Arrays.setAll(slots, i -> i % period);
    return slots;
  }

  private static void assertClose(double[] actual, double[] golden, double tolerance) {
    assertThat(actual).containsExactly(golden, Offset.offset(tolerance));
  }

  private static double[] numbers(Map<String, double[]> golden, String name) {
    double[] numbers = golden.get(name);
    if (numbers == null) {
      throw new IllegalArgumentException("no line " + name);
    }
    return numbers;
  }

  private static Map<String, double[]> read(String name) {
    Map<String, double[]> golden = new HashMap<>();
    try {
      for (String line : Files.readAllLines(GOLDEN.resolve("forecast-" + name + ".csv"))) {
        String[] cells = line.split(",", -1);
        golden.put(
            cells[0], Arrays.stream(cells).skip(1).mapToDouble(Double::parseDouble).toArray());
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return golden;
  }
}
