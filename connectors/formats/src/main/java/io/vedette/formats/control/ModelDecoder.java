package io.vedette.formats.control;

import io.vedette.schema.ControlRecord;
import io.vedette.schema.ModelKey;
import io.vedette.schema.NamesModel;
import io.vedette.schema.NamesModelKey;
import io.vedette.schema.SeriesModel;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.NamesModelRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link ModelRecord} or {@link NamesModelRecord} of the topic of models. A program wrote
 * it, maybe one of a later release, so what is not known is passed over.
 */
public final class ModelDecoder implements ControlDecoder {

  private static final long serialVersionUID = 1L;

  @Override
  public ControlRecord decode(String key, byte @Nullable [] value) {
    Optional<NamesModelKey> names = NamesModelKey.find(key);
    return names.isPresent() ? decodeNames(names.get(), value) : decodeSeries(key, value);
  }

  private static NamesModel decodeNames(NamesModelKey place, byte @Nullable [] value) {
    if (value == null) {
      return new NamesModel(place, null);
    }
    NamesModelRecord model = ResultJson.read(value, NamesModelRecord.class);
    if (!NamesModelKey.of(model).equals(place)) {
      throw new IllegalArgumentException(
          "the key " + place + " is not that of the model, " + NamesModelKey.of(model));
    }
    return new NamesModel(place, model);
  }

  private static SeriesModel decodeSeries(String key, byte @Nullable [] value) {
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
