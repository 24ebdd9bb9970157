/**
 * Kafka in and out of the jobs.
 *
 * <pre>
 *   topic --KafkaMetricSource--&gt; (header, gzip, decoder: MetricBodyDeserializer) --&gt; Sample | Rejected
 *   topic --KafkaLogSource, KafkaInputSource--&gt; LogLine | alert | change | event | Rejected
 *   Anomaly | Alert | DeadLetter | ScoredPoint --KafkaResults--&gt; JSON, keyed --&gt; topic
 * </pre>
 *
 * <p>{@code BodyDeserializer} has what all of them share. Bodies are decoded inside the source, so
 * that event time and watermarks are those of a partition
 * (docs/adr/0004-decode-inside-the-source.md). {@code Topics} says which topics there are and makes
 * those that are missing.
 *
 * <p>Imports nothing of {@code io.vedette.functions}, {@code io.vedette.jobs} or HTTP.
 */
@NullMarked
package io.vedette.kafka;

import org.jspecify.annotations.NullMarked;
