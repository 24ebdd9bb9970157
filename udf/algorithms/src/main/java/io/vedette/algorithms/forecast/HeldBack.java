package io.vedette.algorithms.forecast;

/** What came after the origins of a layout, to measure forecasts by. */
final class HeldBack {

  private final double[] values;
  private final int[] origins;

  HeldBack(double[] values, int[] origins) {
    this.values = values;
    this.origins = origins;
  }

  /** Mean absolute error over all origins and horizons that have a value; NaN without any. */
  double meanAbsoluteError(double[][] forecasts) {
    double sum = 0;
    int count = 0;
    for (int origin = 0; origin < origins.length; origin++) {
      double[] row = forecasts[origin];
      int first = origins[origin];
      for (int ahead = 0; ahead < row.length; ahead++) {
        double error = Math.abs(values[first + ahead] - row[ahead]);
        if (!Double.isNaN(error)) {
          sum += error;
          count++;
        }
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /** Mean of 200 |error| / (|value| + |forecast|), where both are 0: 0; NaN without any value. */
  double symmetricError(double[][] forecasts) {
    double sum = 0;
    int count = 0;
    for (int origin = 0; origin < origins.length; origin++) {
      double[] row = forecasts[origin];
      for (int ahead = 0; ahead < row.length; ahead++) {
        double value = values[origins[origin] + ahead];
        if (!Double.isNaN(value)) {
          double size = Math.abs(value) + Math.abs(row[ahead]);
          sum += size == 0 ? 0 : 200 * Math.abs(value - row[ahead]) / size;
          count++;
        }
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /** The series, NaN where it has gaps. */
  double[] values() {
    return values;
  }

  /** First bin of each forecast. */
  int[] origins() {
    return origins;
  }
}
