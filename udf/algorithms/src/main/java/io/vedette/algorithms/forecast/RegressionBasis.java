package io.vedette.algorithms.forecast;

import java.util.Arrays;

/**
 * Columns of the regression: level, slope, changes of slope, and Fourier terms of the seasons.
 *
 * <pre>
 *   1 | time | (time - changepoint)+ ... | sin, cos of the day | of the week | of the year
 * </pre>
 *
 * <p>Time is 0 at the first bin of the history and 1 at its end. Changepoints are {@value
 * #CHANGEPOINTS}, equally spaced over the first 80 %, as in Prophet.
 */
final class RegressionBasis {

  static final int CHANGEPOINTS = 20;

  private static final double CHANGEPOINT_RANGE = 0.8;
  private static final int FIRST_CHANGE = 2;
  private static final int FIRST_FOURIER = FIRST_CHANGE + CHANGEPOINTS;

  /** Pairs of a season at most: the day in full for hours, the week to 11 hours. */
  private static final int DAY_ORDER = 12;

  private static final int WEEK_ORDER = 15;
  private static final int YEAR_ORDER = 10;

  private final Layout layout;
  private final double[][][] seasonTables;
  private final int yearOrder;
  private final int columns;

  RegressionBasis(Layout layout) {
    this.layout = layout;
    this.seasonTables = new double[layout.seasons().size()][][];
    int count = FIRST_FOURIER;
    for (int i = 0; i < seasonTables.length; i++) {
      Season season = layout.seasons().get(i);
      seasonTables[i] = table(season, i > 0);
      count += seasonTables[i][0].length;
    }
    this.yearOrder = layout.hasSlowYear() ? YEAR_ORDER : 0;
    this.columns = count + 2 * yearOrder;
  }

  /** Sines and cosines at each place; those a shorter season has already are left out. */
  private static double[][] table(Season season, boolean hasShorter) {
    int order =
        season.periodMillis() == Season.DAY
            ? DAY_ORDER
            : season.periodMillis() == Season.WEEK ? WEEK_ORDER : YEAR_ORDER;
    order = Math.min(order, (season.slots() - 1) / 2);
    double[][] table = new double[season.slots()][2 * order];
    int column = 0;
    for (int harmonic = 1; harmonic <= order; harmonic++) {
      if (hasShorter && season.periodMillis() == Season.WEEK && harmonic % 7 == 0) {
        continue;
      }
      for (int slot = 0; slot < season.slots(); slot++) {
        double angle = 2 * Math.PI * harmonic * slot / season.slots();
        table[slot][column] = Math.sin(angle);
        table[slot][column + 1] = Math.cos(angle);
      }
      column += 2;
    }
    for (int slot = 0; slot < table.length; slot++) {
      table[slot] = Arrays.copyOf(table[slot], column);
    }
    return table;
  }

  int columns() {
    return columns;
  }

  /** Fills in the row of a bin. */
  void row(int bin, double[] into) {
    double time = bin / (double) layout.size();
    into[0] = 1;
    into[1] = time;
    for (int i = 0; i < CHANGEPOINTS; i++) {
      into[FIRST_CHANGE + i] = Math.max(0, time - changepoint(i));
    }
    int column = FIRST_FOURIER;
    for (int season = 0; season < seasonTables.length; season++) {
      double[] terms = seasonTables[season][layout.slots()[season][bin]];
      System.arraycopy(terms, 0, into, column, terms.length);
      column += terms.length;
    }
    if (yearOrder > 0) {
      double angle = 2 * Math.PI * layout.years()[bin];
      for (int harmonic = 1; harmonic <= yearOrder; harmonic++) {
        into[column++] = Math.sin(harmonic * angle);
        into[column++] = Math.cos(harmonic * angle);
      }
    }
  }

  private static double changepoint(int which) {
    return CHANGEPOINT_RANGE * (which + 1) / CHANGEPOINTS;
  }

  boolean isChange(int column) {
    return column >= FIRST_CHANGE && column < FIRST_FOURIER;
  }

  /** Whether this change of slope lies in the last fifth of what is known, or beyond it. */
  boolean isTooLate(int column, int known) {
    return changepoint(column - FIRST_CHANGE) > CHANGEPOINT_RANGE * known / layout.size();
  }

  boolean isFourier(int column) {
    return column >= FIRST_FOURIER;
  }

  /** A season by place, from the coefficients. */
  double[][] profiles(double[] coefficients) {
    double[][] profiles = new double[seasonTables.length][];
    int column = FIRST_FOURIER;
    for (int season = 0; season < profiles.length; season++) {
      double[][] table = seasonTables[season];
      profiles[season] = new double[table.length];
      for (int slot = 0; slot < table.length; slot++) {
        for (int term = 0; term < table[slot].length; term++) {
          profiles[season][slot] += coefficients[column + term] * table[slot][term];
        }
      }
      column += table[0].length;
    }
    return profiles;
  }
}
