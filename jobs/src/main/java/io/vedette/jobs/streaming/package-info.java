/**
 * The streaming graph.
 *
 * <pre>
 *   read-metrics ------&gt; split-metrics ------\                      /--&gt; write-anomalies
 *   read-otlp-metrics -&gt; split-otlp-metrics --+--(by series)--&gt; score-metric ---------&gt; write-alerts
 *                              \                                  |  |  \--(by source)--&gt; find-silence --^
 *                               \                                 |  \--&gt; write-scores (when asked for)
 *                                \--------------------------------+-----&gt; write-dead-letters
 * </pre>
 *
 * <p>Sources and sinks are values: the graph never knows where data comes from. Imports nothing of
 * Kafka, files or HTTP.
 */
@NullMarked
package io.vedette.jobs.streaming;

import org.jspecify.annotations.NullMarked;
