/**
 * Wire formats to records and back: no Flink, no Kafka, no HTTP, so that the gateway and the jobs
 * read a body by the same code.
 *
 * <pre>
 *   metrics, logs, traces              telemetry, each with a visitor of its own
 *   alerts, changes, events, mapping   what other tools say: RecordDecoder --&gt; RecordVisitor
 *   control                            what people and other jobs say
 * </pre>
 */
@NullMarked
package io.vedette.formats;

import org.jspecify.annotations.NullMarked;
