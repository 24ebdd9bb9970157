/**
 * Flink type information for the shared types, so that nothing of ours ever falls back to Kryo.
 *
 * <p>Connectors and functions both need it and may not depend on each other; hence a module between
 * them. Imports Flink's core and {@code io.vedette.schema} only.
 */
@NullMarked
package io.vedette.serializers;

import org.jspecify.annotations.NullMarked;
