package io.vedette.schema;

import io.vedette.schema.control.DetectorRule;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is new, changed or removed.
 *
 * @param id of the rule
 * @param rule as it is from now on; null when it is removed
 */
public record RuleChange(String id, @Nullable DetectorRule rule) implements ControlRecord {}
