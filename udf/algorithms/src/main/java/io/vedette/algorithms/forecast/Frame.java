package io.vedette.algorithms.forecast;

import org.jspecify.annotations.Nullable;

/**
 * A history as the families see it: in units of a {@link Scaling}, holidays brought to what an
 * ordinary day would have been; and their forecasts brought back to values.
 */
final class Frame {

  private final Grid grid;
  private final Layout layout;
  private final Scaling scaling;
  private final double[] units;
  private final @Nullable HolidayEffect holidays;
  private final HeldBack heldBackValues;
  private final HeldBack heldBackUnits;
  private final Decomposition first;

  Frame(Grid grid, Layout layout, Scaling scaling) {
    this.grid = grid;
    this.layout = layout;
    this.scaling = scaling;
    this.units = scaling.toUnits(grid.values());
    this.holidays = HolidayEffect.of(units, layout, longestPeriod());
    if (holidays != null) {
      for (int bin = 0; bin < units.length; bin++) {
        units[bin] -= holidays.at(bin);
      }
    }
    this.heldBackValues = new HeldBack(grid.values(), layout.origins());
    this.heldBackUnits = new HeldBack(units, layout.origins());
    this.first = Decomposition.of(units, layout.origins()[0], layout, longestPeriod());
  }

  private int longestPeriod() {
    return layout.longestPeriod(grid.step());
  }

  /**
   * Exponential smoothing. Parameters are chosen by forecasts that begin where earlier bins alone
   * say; the model then begins where the whole history says.
   */
  Candidate smoothing() {
    Smoothing rolling = smoothing(first);
    int[] origins = layout.origins();
    Smoothing.Parameters parameters =
        SmoothingFitter.fit(rolling, heldBackUnits, layout.horizon(), layout.seasons().size());
    double[][] rolled = new double[origins.length][layout.horizon()];
    rolling.run(parameters, origins, rolled);
    Smoothing whole = smoothing(Decomposition.of(units, layout.size(), layout, longestPeriod()));
    double[][] path = new double[1][layout.horizon()];
    whole.run(parameters, new int[] {layout.size()}, path);
    whole.path(parameters, path[0]);
    return new Candidate(ModelFamily.SMOOTHING, rolled, path[0], whole.seasons());
  }

  private Smoothing smoothing(Decomposition begin) {
    return new Smoothing(
        units, layout.slots(), begin.firstLevel(), begin.profiles(), Smoothing.CLIP);
  }

  Candidate regression() {
    return Regression.fit(units, layout);
  }

  Candidate theta() {
    return SimpleFamilies.theta(units, layout, first.profiles());
  }

  Candidate seasonalNaive() {
    return SimpleFamilies.seasonalNaive(units, layout);
  }

  /** Mean absolute error of the forecasts from the origins, in the unit of the series. */
  double meanAbsoluteError(Candidate candidate) {
    return heldBackValues.meanAbsoluteError(values(candidate));
  }

  /** Symmetric mean absolute percentage error of the forecasts from the origins, 0 to 200. */
  double symmetricError(Candidate candidate) {
    return heldBackValues.symmetricError(values(candidate));
  }

  private double[][] values(Candidate candidate) {
    double[][] values = new double[candidate.rolled().length][layout.horizon()];
    for (int i = 0; i < values.length; i++) {
      int origin = layout.origins()[i];
      for (int ahead = 0; ahead < values[i].length; ahead++) {
        double effect = holidays == null ? 0 : holidays.at(origin + ahead);
        values[i][ahead] = scaling.toValue(candidate.rolled()[i][ahead] + effect);
      }
    }
    return values;
  }

  /** Errors by origin and bin of the horizon, in units; of single samples where bins hold some. */
  double[][][] errors(Candidate candidate) {
    int[] origins = layout.origins();
    double[][][] errors = new double[origins.length][layout.horizon()][];
    for (int i = 0; i < origins.length; i++) {
      double[] row = candidate.rolled()[i];
      for (int ahead = 0; ahead < row.length; ahead++) {
        errors[i][ahead] = errors(row, ahead, origins[i] + ahead);
      }
    }
    return errors;
  }

  private double[] errors(double[] row, int ahead, int bin) {
    int from = grid.probeFirst(bin);
    double[] errors = new double[grid.probeFirst(bin + 1) - from];
    double effect = holidays == null ? 0 : holidays.at(bin);
    for (int k = 0; k < errors.length; k++) {
      // bins of one sample are compared where they are, those of several between their neighbours
      double away =
          grid.isCoarse() ? (grid.probeTime(from + k) - grid.time(bin)) / (double) grid.step() : 0;
      int neighbour = Math.max(0, Math.min(row.length - 1, away < 0 ? ahead - 1 : ahead + 1));
      double expected = row[ahead] + Math.abs(away) * (row[neighbour] - row[ahead]);
      errors[k] = scaling.toUnits(grid.probeValue(from + k)) - effect - expected;
    }
    return errors;
  }

  Scaling scaling() {
    return scaling;
  }

  @Nullable SeasonalProfile holidayProfile() {
    return holidays == null ? null : holidays.profile();
  }
}
