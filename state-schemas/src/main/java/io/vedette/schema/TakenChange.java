package io.vedette.schema;

import io.vedette.schema.alert.ChangeEvent;

/**
 * A change as it came in.
 *
 * @param change in the platform's own words
 */
public record TakenChange(ChangeEvent change) implements ChangeRecord {}
