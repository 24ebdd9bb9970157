package io.vedette.schema;

import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import org.jspecify.annotations.Nullable;

/**
 * A trained model of a series, or that there is none any more.
 *
 * @param seriesHash identity of the series
 * @param place which of the series' places it takes
 * @param model the model; null takes back what is in that place
 */
public record SeriesModel(long seriesHash, ModelStatus place, @Nullable ModelRecord model)
    implements SeriesControl {}
