package io.vedette.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which calls.
 *
 * @param environment of this environment; null for all
 * @param at a moment, milliseconds since the epoch
 * @param within how long before it the newest interval of an edge may have begun
 * @param limit edges at most
 */
public record TopologyQuery(@Nullable String environment, long at, Duration within, int limit) {}
