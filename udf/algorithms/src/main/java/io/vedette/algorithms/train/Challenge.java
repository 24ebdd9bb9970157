package io.vedette.algorithms.train;

import io.vedette.algorithms.forecast.Forecast;
import io.vedette.algorithms.forecast.SeasonalModel;
import io.vedette.algorithms.forecast.SeasonalModelTrainer;
import io.vedette.algorithms.forecast.TrainedModel;
import io.vedette.algorithms.forecast.TrainingOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Champion and challenger: whether a model just trained takes the place of the one in use.
 *
 * <p>Both forecast the same newest stretch of history, which neither of them was trained on: the
 * champion as it is, the challenger as it would be had it been trained where that stretch begins.
 * The one with the smaller mean absolute error wins; a draw leaves the champion.
 *
 * <pre>
 *   history   |--------------------------------------------|
 *   champion  |---- trained on ----|.........forecasts......|
 *   challenger|---------- trained on ----------|..forecasts.|
 *                                              |  compared  |
 * </pre>
 *
 * <p>A champion that soon has nothing more to say is replaced without a comparison: a model speaks
 * of its horizon only, and with less than half of that left it could fall silent before the next
 * training.
 *
 * <p>Cost: one more training. Pure.
 */
public final class Challenge {

  /** Fewer points than this say too little of two models. */
  public static final int LEAST_COMPARED = 10;

  private final Duration stretch;
  private final TrainingOptions options;

  /**
   * What came of it.
   *
   * @param won whether the challenger takes the champion's place
   * @param reason why, for a person
   * @param compared points both forecast; 0 without a comparison
   * @param error mean absolute error of the challenger on them, in the unit of the series; NaN
   *     without a comparison
   * @param championError that of the champion
   */
  public record Outcome(
      boolean won, String reason, int compared, double error, double championError) {

    /** The challenger wins without a comparison. */
    public static Outcome won(String reason) {
      return new Outcome(true, reason, 0, Double.NaN, Double.NaN);
    }

    /** The champion stays without a comparison. */
    public static Outcome lost(String reason) {
      return new Outcome(false, reason, 0, Double.NaN, Double.NaN);
    }
  }

  /**
   * Challenges for one kind of training.
   *
   * @param stretch the newest history both forecast; at most a quarter of the history is taken
   * @param options what the challenger was trained for
   */
  public Challenge(Duration stretch, TrainingOptions options) {
    this.stretch = stretch;
    this.options = options;
  }

  /**
   * Compares.
   *
   * @param times of the history, milliseconds since the epoch, ascending, at least one
   * @param values the history
   * @param champion the model in use
   * @param championKnows newest time the champion was trained on, milliseconds since the epoch
   */
  public Outcome judge(long[] times, double[] values, SeasonalModel champion, long championKnows) {
    long end = times[times.length - 1];
    if (champion.validTo() - end < (champion.validTo() - champion.validFrom()) / 2) {
      return Outcome.won("the champion soon has nothing more to say");
    }
    long length = Math.min(stretch.toMillis(), (end - times[0]) / 4);
    int from = firstAfter(times, end - length);
    int unseen = Math.max(from, firstAfter(times, championKnows));
    if (times.length - unseen < LEAST_COMPARED) {
      return Outcome.lost("no history that the champion does not know to compare on");
    }
    TrainedModel trained =
        SeasonalModelTrainer.train(
            Arrays.copyOf(times, from), Arrays.copyOf(values, from), options);
    SeasonalModel challenger = trained.model();
    if (challenger == null) {
      return Outcome.lost("without the stretch to compare on: " + trained.reason());
    }
    return compare(times, values, unseen, champion, challenger);
  }

  private static Outcome compare(
      long[] times, double[] values, int from, SeasonalModel champion, SeasonalModel challenger) {
    Forecast its = new Forecast();
    Forecast others = new Forecast();
    double error = 0;
    double championError = 0;
    int compared = 0;
    for (int i = from; i < times.length; i++) {
      challenger.forecast(times[i], its);
      champion.forecast(times[i], others);
      if (its.isKnown() && others.isKnown()) {
        compared++;
        error += (Math.abs(values[i] - its.expected()) - error) / compared;
        championError += (Math.abs(values[i] - others.expected()) - championError) / compared;
      }
    }
    if (compared < LEAST_COMPARED) {
      return Outcome.lost("too little that both forecast to compare on: " + compared + " points");
    }
    boolean won = error < championError;
    String reason =
        String.format(
            Locale.ROOT,
            "%s the champion on %d points: error %.4g against %.4g",
            won ? "beat" : "did not beat",
            compared,
            error,
            championError);
    return new Outcome(won, reason, compared, error, championError);
  }

  /** Position of the first time after this one. */
  private static int firstAfter(long[] times, long time) {
    int found = Arrays.binarySearch(times, time);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
