package io.vedette.algorithms.forecast;

import io.vedette.schema.model.SeasonalModelRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Trains the forecast of one series from its history. Thread-safe: it keeps nothing. */
public final class SeasonalModelTrainer {

  private SeasonalModelTrainer() {}

  /**
   * Trains a model.
   *
   * @param timestampsMillis event times of the history, milliseconds since the epoch, in any order
   * @param values the values at these times, finite, at most 1e300 in size; counters as rates
   * @param options what the model is for
   * @return a model and its figures, or the reason why there is none
   * @throws IllegalArgumentException when the arrays differ in length or a value is not finite or
   *     above 1e300
   */
  public static TrainedModel train(
      long[] timestampsMillis, double[] values, TrainingOptions options) {
    if (timestampsMillis.length != values.length) {
      throw new IllegalArgumentException(
          timestampsMillis.length + " timestamps for " + values.length + " values");
    }
    if (values.length < 2) {
      return TrainedModel.none("history has " + values.length + " values, 2 are the least");
    }
    long last = Arrays.stream(timestampsMillis).max().getAsLong();
    long horizon = options.horizon().toMillis();
    SeasonalModelRecord record =
        SeasonalModelRecord.newBuilder()
            .setFamily(ModelFamily.LEVEL.name())
            .setValidFrom(last)
            .setValidTo(last + horizon)
            .setStepMillis(1)
            .setCenter(Arrays.stream(values).average().getAsDouble())
            .setScale(1)
            .setPathOffsets(List.of(0L))
            .setPath(ByteBuffer.allocate(Double.BYTES))
            .setProfiles(List.of())
            .setZoneStarts(List.of(last))
            .setZoneOffsets(List.of(options.calendar().offsetMillis(last)))
            .setCoverage(options.coverage())
            .setWidthEnds(List.of(horizon))
            .setHalfWidths(ByteBuffer.allocate(Double.BYTES))
            .build();
    return new TrainedModel(
        SeasonalModel.fromStored(record),
        "",
        List.of(new CandidateFigures(ModelFamily.LEVEL, Double.NaN, Double.NaN, Double.NaN)));
  }
}
