/**
 * The streaming graph.
 *
 * <pre>
 *   read-metrics ------&gt; split-metrics ------\
 *   read-otlp-metrics -&gt; split-otlp-metrics --+--(by series)--&gt; score-metric --&gt; write-anomalies
 *   read-commands -----&gt; split-commands -----/               /         |   \--&gt; write-alerts
 *   read-models -------&gt; split-models ------/               /          |   \--&gt; write-audit
 *   read-rules --------&gt; split-rules ---(to every task)----/           |   \--&gt; write-scores, if asked
 *                              \                                       |   \--(by source)--&gt; find-silence --&gt; write-alerts
 *                               \--------------------------------------+--&gt; write-dead-letters
 * </pre>
 *
 * <p>Samples of buckets take a way of their own: split-* --(by histogram)--&gt;
 * derive-histogram-quantiles --(by series)--&gt; score-metric.
 *
 * <p>What other tools say comes in by {@code InputStreams}: alerts to the grouping, changes to the
 * incidents, counts of events to score-metric.
 *
 * <p>Sources and sinks are values: the graph never knows where data comes from. Imports nothing of
 * Kafka, files or HTTP.
 */
@NullMarked
package io.vedette.jobs.streaming;

import org.jspecify.annotations.NullMarked;
