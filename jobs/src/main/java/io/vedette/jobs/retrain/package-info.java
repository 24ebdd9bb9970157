/**
 * The retrain graph: batch, over history.
 *
 * <pre>
 *   read-metrics ------&gt; split-metrics ------&gt; time-metrics -----\
 *   read-otlp-metrics -&gt; split-otlp-metrics -&gt; time-otlp-metrics -+--(by series)--\
 *                              \                                                   train-model --&gt; write-models
 *                               \                 read-models -----(by series)----/
 *                                \--&gt; write-dead-letters
 * </pre>
 *
 * <p>Names are trained beside, see {@code NamesTopology}.
 *
 * <p>Sources and sinks are values: the graph never knows where history comes from. Imports nothing
 * of Kafka, files or HTTP.
 */
@NullMarked
package io.vedette.jobs.retrain;

import org.jspecify.annotations.NullMarked;
