/**
 * Whole jobs on fixed workloads, in one process beside a real Kafka broker.
 *
 * <pre>
 *   IngestWorkload   bodies --HTTP--&gt; gateway --&gt; Kafka --&gt; decode --&gt; score --&gt; Kafka, beside the ceiling: read, decode, discard
 *   SpanWorkload     traces --&gt; Kafka --&gt; decode --&gt; pair --&gt; derive --&gt; score --&gt; Kafka, beside the same ceiling
 *   StateSize        bytes of state a series, on the heap and in a savepoint
 *   GraphSpeed       a backlog through the whole graph, with our scorer and with one line in its place
 *   LatencySpeed     from a sample's way into Kafka to its anomaly out of Kafka, at a given load
 *   SpeedBenchmark   all figures of speed in one run
 * </pre>
 *
 * <p>Figures are ratios within one run: machines are shared and noisy.
 */
@NullMarked
package io.vedette.bench.workload;

import org.jspecify.annotations.NullMarked;
