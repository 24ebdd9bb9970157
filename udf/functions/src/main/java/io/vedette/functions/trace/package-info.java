/**
 * Spans into metric series and call edges.
 *
 * <pre>
 *   TracedSpan --by trace--&gt; {@link io.vedette.functions.trace.PairSpans} --SpanFact, by service--&gt;
 *     {@link io.vedette.functions.trace.DeriveSpanMetrics} --+--&gt; samples --&gt; score-metric
 *                                                   +--&gt; call edges
 * </pre>
 *
 * <p>May not import connectors, Kafka or HTTP. The algorithms are in {@code
 * io.vedette.algorithms.trace}.
 */
@NullMarked
package io.vedette.functions.trace;

import org.jspecify.annotations.NullMarked;
