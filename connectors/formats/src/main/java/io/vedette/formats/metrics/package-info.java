/**
 * Metric bodies, decoded where they lie.
 *
 * <pre>
 *   body (bytes) --MetricDecoder--&gt; MetricVisitor.series(ref), .sample(t, v), .sample(t, v), .series(ref) ...
 * </pre>
 *
 * <p>Imports nothing of Flink, Kafka or HTTP.
 */
@NullMarked
package io.vedette.formats.metrics;

import org.jspecify.annotations.NullMarked;
