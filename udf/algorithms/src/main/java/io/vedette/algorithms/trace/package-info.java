/**
 * Spans as the algorithms see them, whatever format they came in.
 *
 * <pre>
 *   OTLP, Jaeger, Zipkin, CSV --connectors--&gt; Span --+--&gt; rate, errors, duration per service and call
 *                                                    +--&gt; io.vedette.algorithms.rootcause: exclusive time
 * </pre>
 *
 * <p>No Flink, no clock.
 */
@NullMarked
package io.vedette.algorithms.trace;

import org.jspecify.annotations.NullMarked;
