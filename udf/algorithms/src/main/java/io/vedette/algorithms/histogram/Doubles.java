package io.vedette.algorithms.histogram;

import java.util.Arrays;
import java.util.List;

/** Arrays of doubles that grow and shrink by one, and their stored form. */
final class Doubles {

  private Doubles() {}

  static double[] inserted(double[] values, int index, double value) {
    double[] longer = Arrays.copyOf(values, values.length + 1);
    System.arraycopy(values, index, longer, index + 1, values.length - index);
    longer[index] = value;
    return longer;
  }

  static double[] without(double[] values, int index) {
    double[] shorter = Arrays.copyOf(values, values.length - 1);
    System.arraycopy(values, index + 1, shorter, index, shorter.length - index);
    return shorter;
  }

  static double[] ofList(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  static List<Double> toList(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
