/**
 * History of a Prometheus server, over its HTTP API.
 *
 * <pre>
 *   selectors x slices of time --PrometheusSource--&gt; query_range --MatrixParser--&gt; Sample | Rejected
 * </pre>
 *
 * <p>What a server answers is untrusted: its size, its labels and its time are bounded, and what is
 * no answer is asked for again, then said.
 *
 * <p>Imports nothing of Kafka, files, udf or jobs.
 */
@NullMarked
package io.vedette.prometheus;

import org.jspecify.annotations.NullMarked;
