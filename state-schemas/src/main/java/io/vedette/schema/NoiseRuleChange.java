package io.vedette.schema;

import io.vedette.schema.control.NoiseRule;
import org.jspecify.annotations.Nullable;

/**
 * A rule of noise that is new, changed or removed.
 *
 * @param key of the rule, its kind included, e.g. {@code silence/db-move}
 * @param rule as it is from now on; null when it is removed
 */
public record NoiseRuleChange(String key, @Nullable NoiseRule rule) implements ControlRecord {}
