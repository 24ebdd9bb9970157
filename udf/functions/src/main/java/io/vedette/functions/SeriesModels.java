package io.vedette.functions;

import io.vedette.algorithms.forecast.SeasonalModel;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.state.ModelStateRecord;
import io.vedette.schema.state.UsedModelRecord;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The trained models of one series. Immutable, so that a sample reads it without a copy.
 *
 * @param champion whose forecast the detector gets
 * @param shadow a newer candidate that decides nothing
 */
public record SeriesModels(@Nullable Used champion, @Nullable Used shadow) {

  /** No model. */
  static final SeriesModels NONE = new SeriesModels(null, null);

  /**
   * A model as the scorer keeps it.
   *
   * @param version name of the training run
   * @param trainedAt when that run began, milliseconds since the epoch
   * @param rate whether it forecasts a rate
   * @param model the model
   */
  public record Used(String version, long trainedAt, boolean rate, SeasonalModel model) {

    /**
     * Of a trained model.
     *
     * @throws IllegalArgumentException when it is of a later release, or not whole
     */
    static Used of(ModelRecord trained) {
      if (trained.getModel() == null) {
        throw new IllegalArgumentException("there is no model in the record");
      }
      return new Used(
          trained.getVersion(),
          trained.getTrainedAt(),
          trained.getRate(),
          SeasonalModel.fromStored(trained.getModel()));
    }

    private static @Nullable Used fromStored(@Nullable UsedModelRecord stored) {
      return stored == null
          ? null
          : new Used(
              stored.getVersion(),
              stored.getTrainedAt(),
              stored.getRate(),
              SeasonalModel.fromStored(stored.getModel()));
    }

    private static @Nullable UsedModelRecord toStored(@Nullable Used used) {
      return used == null
          ? null
          : new UsedModelRecord(
              used.version(), used.trainedAt(), used.rate(), used.model().toStored());
    }
  }

  /** The living form of what was stored. */
  public static SeriesModels fromStored(ModelStateRecord stored) {
    return new SeriesModels(
        Used.fromStored(stored.getChampion()), Used.fromStored(stored.getShadow()));
  }

  /** The form to store. */
  public ModelStateRecord toStored() {
    return new ModelStateRecord(Used.toStored(champion), Used.toStored(shadow));
  }

  /** These, with another champion; a shadow that is not newer is void. */
  SeriesModels withChampion(@Nullable Used other) {
    boolean outdated = other != null && shadow != null && shadow.trainedAt() <= other.trainedAt();
    return new SeriesModels(other, outdated ? null : shadow);
  }

  /** These, with another shadow. */
  SeriesModels withShadow(@Nullable Used other) {
    return new SeriesModels(champion, other);
  }

  /** Whether a model trained then is older than that in the champion's place. */
  boolean isOlderThanChampion(long trainedAt) {
    return champion != null && trainedAt < champion.trainedAt();
  }

  boolean isEmpty() {
    return Objects.equals(this, NONE);
  }
}
