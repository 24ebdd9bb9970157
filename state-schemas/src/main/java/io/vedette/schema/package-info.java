/**
 * The plain types every module shares: series, samples, controls, and the Avro records of results
 * and state.
 *
 * <pre>
 *   metrics ---&gt; MetricRecord ---+-- Sample -----------\
 *                                +-- Rejected           +--(by series)--&gt; score-metric --&gt; Anomaly, Alert, ScoredPoint
 *   controls --&gt; ControlRecord --+-- SeriesControl ----/                 /
 *                                +-- RuleChange --------(to all tasks)--/
 *                                +-- Rejected --&gt; DeadLetter
 * </pre>
 *
 * <p>Imports nothing of Flink, HTTP or of ours.
 */
@NullMarked
package io.vedette.schema;

import org.jspecify.annotations.NullMarked;
