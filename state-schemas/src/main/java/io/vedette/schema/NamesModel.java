package io.vedette.schema;

import io.vedette.schema.model.NamesModelRecord;
import org.jspecify.annotations.Nullable;

/**
 * A trained model of the names of an environment, or that there is none any more.
 *
 * @param key which of the environment's places it takes
 * @param model the model; null takes back what is in that place
 */
public record NamesModel(NamesModelKey key, @Nullable NamesModelRecord model)
    implements ControlRecord {}
