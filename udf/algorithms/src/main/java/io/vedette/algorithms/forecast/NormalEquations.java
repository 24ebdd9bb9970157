package io.vedette.algorithms.forecast;

import java.util.Arrays;

/**
 * Weighted least squares with a penalty on each coefficient, by the normal equations: rows can be
 * added after a solution was read, and another one read then.
 *
 * <p>Cost: half the square of the columns a row; a sixth of their cube a solution (Cholesky).
 */
final class NormalEquations {

  /** Least pivot beside the largest: what is below has no digits left. */
  private static final double SINGULAR = 1e-12;

  private final int columns;
  private final double[][] products;
  private final double[] rightSide;

  NormalEquations(int columns) {
    this.columns = columns;
    this.products = new double[columns][columns];
    this.rightSide = new double[columns];
  }

  void clear() {
    for (double[] row : products) {
      Arrays.fill(row, 0);
    }
    Arrays.fill(rightSide, 0);
  }

  /** Adds an observation. */
  void add(double[] row, double value, double weight) {
    for (int i = 0; i < columns; i++) {
      double weighted = weight * row[i];
      if (weighted != 0) {
        double[] into = products[i];
        for (int j = i; j < columns; j++) {
          into[j] += weighted * row[j];
        }
        rightSide[i] += weighted * value;
      }
    }
  }

  /**
   * The coefficients that minimise the weighted squared errors plus each coefficient's square times
   * its penalty. A column that is (nearly) a sum of others gets 0.
   */
  double[] solve(double[] penalties) {
    double[][] factor = new double[columns][];
    double largest = 0;
    for (int i = 0; i < columns; i++) {
      factor[i] = products[i].clone();
      largest = Math.max(largest, factor[i][i]);
      factor[i][i] += penalties[i];
    }
    double[] solution = rightSide.clone();
    for (int i = 0; i < columns; i++) {
      double[] row = factor[i];
      if (row[i] <= SINGULAR * largest) {
        Arrays.fill(row, i, columns, 0);
        solution[i] = 0;
        continue;
      }
      double pivot = 1 / Math.sqrt(row[i]);
      for (int j = i; j < columns; j++) {
        row[j] *= pivot;
      }
      solution[i] *= pivot;
      for (int k = i + 1; k < columns; k++) {
        double multiple = row[k];
        if (multiple != 0) {
          double[] below = factor[k];
          for (int j = k; j < columns; j++) {
            below[j] -= multiple * row[j];
          }
          solution[k] -= multiple * solution[i];
        }
      }
    }
    for (int i = columns - 1; i >= 0; i--) {
      double[] row = factor[i];
      if (row[i] == 0) {
        continue;
      }
      double sum = solution[i];
      for (int j = i + 1; j < columns; j++) {
        sum -= row[j] * solution[j];
      }
      solution[i] = sum / row[i];
    }
    return solution;
  }
}
