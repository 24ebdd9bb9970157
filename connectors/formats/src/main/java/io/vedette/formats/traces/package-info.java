/**
 * Bodies of spans, decoded.
 *
 * <pre>
 *   body (bytes) --SpanDecoder--&gt; SpanVisitor.span(span), .span(...), .rejected(...)
 *
 *   attributes of resource and span --SpanBuilder--&gt; service, instance, environment, peer, weight
 * </pre>
 *
 * <p>Imports nothing of Flink, Kafka or HTTP.
 */
@NullMarked
package io.vedette.formats.traces;

import org.jspecify.annotations.NullMarked;
