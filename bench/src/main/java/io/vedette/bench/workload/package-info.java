/**
 * Whole jobs on fixed workloads, in one process beside a real Kafka broker.
 *
 * <pre>
 *   IngestWorkload   bodies --HTTP--&gt; gateway --&gt; Kafka --&gt; decode --&gt; score --&gt; Kafka, beside the ceiling: read, decode, discard
 *   StateSize        bytes of state a series, on the heap and in a savepoint
 * </pre>
 *
 * <p>Figures are ratios within one run: machines are shared and noisy.
 */
@NullMarked
package io.vedette.bench.workload;

import org.jspecify.annotations.NullMarked;
