package io.vedette.formats.control;

import io.vedette.schema.ModelKey;
import io.vedette.schema.SeriesModel;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.model.ModelRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link ModelRecord} of the topic of models. A program wrote it, maybe one of a later
 * release, so what is not known is passed over.
 */
public final class ModelDecoder implements ControlDecoder {

  private static final long serialVersionUID = 1L;

  @Override
  public SeriesModel decode(String key, byte @Nullable [] value) {
    ModelKey place = ModelKey.parse(key);
    if (value == null) {
      return new SeriesModel(place.seriesHash(), place.status(), null);
    }
    ModelRecord model = ResultJson.read(value, ModelRecord.class);
    if (!ModelKey.of(model).equals(place)) {
      throw new IllegalArgumentException(
          "the key " + key + " is not that of the model, " + ModelKey.of(model));
    }
    return new SeriesModel(place.seriesHash(), place.status(), model);
  }
}
