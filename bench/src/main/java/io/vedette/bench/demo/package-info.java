/**
 * Whether every fault of the demo shop becomes one incident whose first cause is the fault.
 *
 * <pre>
 *   FaultTrial (kind, seed) --&gt; ShopTape --samples, spans, changes--&gt; StreamingTopology --&gt; incidents
 *                                                                                        |
 *                                    table of DemoBenchmark &lt;-- Verdict &lt;----------------+
 * </pre>
 *
 * <p>The graph is that of {@code ./vedette replay}; nobody tells it who calls whom: it learns that
 * from the spans. Many shops run in one job, each in an environment of its own, which neither
 * scores nor groups nor ranks with another.
 */
@NullMarked
package io.vedette.bench.demo;

import org.jspecify.annotations.NullMarked;
