package io.vedette.functions.train;

import io.vedette.algorithms.forecast.CandidateFigures;
import io.vedette.algorithms.forecast.ModelFamily;
import io.vedette.algorithms.forecast.SeasonalModel;
import io.vedette.algorithms.forecast.TrainedModel;
import io.vedette.algorithms.train.Challenge;
import io.vedette.schema.Series;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.model.ModelFigures;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts what training came to into a record. */
final class ModelWriter {

  private final TrainModelOptions options;

  ModelWriter(TrainModelOptions options) {
    this.options = options;
  }

  /**
   * The record of a series.
   *
   * @param times of its points, at least one
   * @param champion the one it was compared with; null when there was none
   */
  ModelRecord write(
      long seriesHash,
      @Nullable Series series,
      boolean rate,
      long[] times,
      TrainedModel trained,
      Challenge.Outcome outcome,
      @Nullable ModelRecord champion) {
    ModelStatus status = status(trained, outcome);
    SeasonalModel model = trained.model();
    CandidateFigures chosen = trained.chosen();
    return ModelRecord.newBuilder()
        .setSeriesId(SeriesHash.toHex(seriesHash))
        .setSeries(series == null ? SeriesHash.toHex(seriesHash) : series.labels().toString())
        .setVersion(options.run())
        .setStatus(status)
        .setReason(outcome.reason())
        .setTrainedAt(options.startedAt())
        .setFrom(times[0])
        .setTo(times[times.length - 1])
        .setStep(options.step().toMillis())
        .setRate(rate)
        .setFamily(chosen == null ? "" : chosen.family().name())
        .setFigures(figures(times.length, trained, outcome, champion))
        .setModel(status == ModelStatus.REJECTED ? null : Objects.requireNonNull(model).toStored())
        .build();
  }

  private ModelStatus status(TrainedModel trained, Challenge.Outcome outcome) {
    if (!trained.isTrained()) {
      return ModelStatus.REJECTED;
    }
    if (outcome.won()) {
      return ModelStatus.CHAMPION;
    }
    return options.shadow() ? ModelStatus.SHADOW : ModelStatus.REJECTED;
  }

  private static ModelFigures figures(
      int points, TrainedModel trained, Challenge.Outcome outcome, @Nullable ModelRecord champion) {
    CandidateFigures chosen = trained.chosen();
    CandidateFigures naive = trained.of(ModelFamily.SEASONAL_NAIVE);
    return ModelFigures.newBuilder()
        .setPoints(points)
        .setMase(chosen == null ? Double.NaN : chosen.mase())
        .setCoverage(chosen == null ? Double.NaN : chosen.coverage())
        .setNaiveMase(naive == null ? Double.NaN : naive.mase())
        .setChampionVersion(champion == null ? null : champion.getVersion())
        .setCompared(outcome.compared())
        .setComparedError(outcome.error())
        .setChampionError(outcome.championError())
        .setCandidates(
            trained.candidates().stream()
                .map(
                    one ->
                        new io.vedette.schema.model.CandidateFigures(
                            one.family().name(), one.mase(), one.smape(), one.coverage()))
                .toList())
        .build();
  }
}
