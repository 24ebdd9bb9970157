/**
 * The plain types every module shares: series, samples, and the Avro records of results and state.
 *
 * <pre>
 *   wire format --decoder--&gt; MetricRecord --+-- Sample ----&gt; score-metric --&gt; Anomaly, Alert, ScoredPoint
 *                                           +-- Rejected --&gt; DeadLetter
 * </pre>
 *
 * <p>Imports nothing of Flink, HTTP or of ours.
 */
@NullMarked
package io.vedette.schema;

import org.jspecify.annotations.NullMarked;
