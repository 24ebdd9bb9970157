/**
 * Which service, instance or host caused an incident, and why it is thought so.
 *
 * <pre>
 *   calls, hosts, instances --DependencyGraph (aged)--------+
 *   alerts of the incident --Signs (folded, counted)--------+--&gt; SurpriseScorer --+
 *   incidents before --SignHistory (decayed)----------------+                     +--&gt; CausalRanker
 *   rate, errors, duration per service --SeriesScorer-------+--&gt; Share ----------+     ranked Causes,
 *   spans --ExclusiveTime--&gt; SpanScorer ---------------------+                           evidence, path,
 *                                                                                       confidence
 * </pre>
 *
 * <p>Direction: in a call graph caller -&gt; callee, errors and latency travel from callee to
 * caller; load travels from caller to callee and is no evidence of a cause; a host's trouble
 * travels to what runs on it. {@link io.vedette.algorithms.rootcause.Baselines} are what it is
 * measured against.
 *
 * <p>No Flink, no clock.
 */
@NullMarked
package io.vedette.algorithms.rootcause;

import org.jspecify.annotations.NullMarked;
