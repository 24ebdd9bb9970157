package io.vedette.algorithms.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** One training: the candidates, their errors on held-back history, the model of the best. */
final class Training {

  /** The horizon is at most this part of the history. */
  private static final int HISTORY_PER_HORIZON = 3;

  private final History history;
  private final Grid grid;
  private final TrainingOptions options;
  private final Layout layout;

  Training(History history, Grid grid, TrainingOptions options) {
    this.history = history;
    this.grid = grid;
    this.options = options;
    long wanted = (options.horizon().toMillis() + grid.step() - 1) / grid.step();
    int horizon = (int) Math.max(1, Math.min(wanted, grid.size() / HISTORY_PER_HORIZON));
    this.layout = Layout.of(grid, horizon, options.calendar());
  }

  TrainedModel train() {
    Scaling additive = Scaling.of(grid.values(), false);
    if (additive.scale() == 0) {
      return constant(additive);
    }
    Frame frame = new Frame(grid, layout, additive);
    Candidate smoothing = frame.smoothing();
    if (isPositive()) {
      Frame logarithms = new Frame(grid, layout, Scaling.of(grid.values(), true));
      Candidate multiplicative = logarithms.smoothing();
      if (logarithms.meanAbsoluteError(multiplicative) < frame.meanAbsoluteError(smoothing)) {
        frame = logarithms;
        smoothing = multiplicative;
      }
    }
    List<Measured> tried = new ArrayList<>();
    tried.add(measure(frame, smoothing));
    tried.add(measure(frame, frame.regression()));
    tried.add(measure(frame, frame.theta()));
    tried.add(measure(frame, frame.seasonalNaive()));
    tried.sort(BY_ERROR);
    tried.add(measure(frame, Candidate.mean(tried.get(0).candidate(), tried.get(1).candidate())));
    tried.sort(BY_ERROR);
    return best(frame, tried);
  }

  private record Measured(Candidate candidate, double error) {}

  private static final Comparator<Measured> BY_ERROR = Comparator.comparingDouble(Measured::error);

  private static Measured measure(Frame frame, Candidate candidate) {
    return new Measured(candidate, frame.meanAbsoluteError(candidate));
  }

  private TrainedModel best(Frame frame, List<Measured> tried) {
    Candidate chosen = tried.get(0).candidate();
    Intervals intervals =
        Intervals.of(frame.errors(chosen), layout.origins(), layout.horizon(), options.coverage());
    double unit = naiveError();
    List<CandidateFigures> figures = new ArrayList<>();
    for (Measured one : tried) {
      figures.add(
          new CandidateFigures(
              one.candidate().family(),
              unit > 0 ? one.error() / unit : Double.NaN,
              frame.symmetricError(one.candidate()),
              one.candidate() == chosen ? intervals.coverage() : Double.NaN));
    }
    return new TrainedModel(
        writer().write(chosen, frame.scaling(), intervals, frame.holidayProfile()), "", figures);
  }

  private TrainedModel constant(Scaling scaling) {
    Candidate level =
        new Candidate(
            ModelFamily.LEVEL,
            new double[0][],
            new double[layout.horizon()],
            new double[layout.seasons().size()][1]);
    return new TrainedModel(
        writer().write(level, scaling, Intervals.none(layout.horizon()), null),
        "",
        List.of(new CandidateFigures(ModelFamily.LEVEL, Double.NaN, 0, 1)));
  }

  private ModelWriter writer() {
    return new ModelWriter(history, grid, layout, options);
  }

  private boolean isPositive() {
    return Arrays.stream(history.values()).allMatch(value -> value > 0);
  }

  /** Mean absolute error of seasonal naive one season ahead, over the whole history. */
  private double naiveError() {
    boolean hasSeason = !layout.seasons().isEmpty();
    double[] latest = new double[hasSeason ? layout.seasons().get(0).slots() : 1];
    Arrays.fill(latest, Double.NaN);
    double sum = 0;
    int count = 0;
    for (int bin = 0; bin < grid.size(); bin++) {
      int slot = hasSeason ? layout.slots()[0][bin] : 0;
      double error = Math.abs(grid.values()[bin] - latest[slot]);
      if (!Double.isNaN(error)) {
        sum += error;
        count++;
      }
      if (!Double.isNaN(grid.values()[bin])) {
        latest[slot] = grid.values()[bin];
      }
    }
    return count == 0 ? 0 : sum / count;
  }
}
