/**
 * Flink functions: thin shells round the algorithms. They own state, its retention and its names,
 * and turn verdicts into records.
 *
 * <pre>
 *   Sample, SeriesControl --keyed by series--&gt; ScoreMetric --+--&gt; Anomaly
 *   RuleChange ---------------broadcast------&gt;              +--&gt; Alert        (side output)
 *                                                           +--&gt; Audit        (side output)
 *                                                           +--&gt; DeadLetter   (side output)
 *                                                           +--&gt; ScoredPoint  (side output, when asked for)
 * </pre>
 *
 * <p>Imports Flink, {@code io.vedette.schema}, {@code io.vedette.serializers} and {@code
 * io.vedette.algorithms}; no connector, no Kafka, no HTTP, no settings: options come as values.
 */
@NullMarked
package io.vedette.functions;

import org.jspecify.annotations.NullMarked;
