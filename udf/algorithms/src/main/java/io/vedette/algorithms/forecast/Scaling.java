package io.vedette.algorithms.forecast;

import java.util.Arrays;

/**
 * Brings values, or their logarithms, to numbers of about 1: {@code z = (v - center) / scale}. What
 * is fitted is then the same whatever the unit of the series.
 *
 * @param logarithmic whether v is the logarithm of the value
 * @param center the median
 * @param scale the mean absolute deviation from it; 0 when all values are the same
 */
record Scaling(boolean logarithmic, double center, double scale) {

  static Scaling of(double[] values, boolean logarithmic) {
    double[] sorted = new double[values.length];
    int count = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        sorted[count++] = logarithmic ? Math.log(value) : value;
      }
    }
    Arrays.sort(sorted, 0, count);
    double center = sorted[count / 2];
    double deviation = 0;
    for (int i = 0; i < count; i++) {
      deviation += (Math.abs(sorted[i] - center) - deviation) / (i + 1);
    }
    return new Scaling(logarithmic, center, deviation);
  }

  double toUnits(double value) {
    return ((logarithmic ? Math.log(value) : value) - center) / scale;
  }

  double[] toUnits(double[] values) {
    double[] units = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      units[i] = toUnits(values[i]);
    }
    return units;
  }

  double toValue(double units) {
    double transformed = center + scale * units;
    return logarithmic ? Math.exp(transformed) : transformed;
  }
}
