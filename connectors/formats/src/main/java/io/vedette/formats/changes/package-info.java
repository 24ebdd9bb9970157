/**
 * Bodies of deployments and other changes, decoded by a mapping.
 *
 * <pre>
 *   any JSON and a Mapping --MappedChangeDecoder--&gt; RecordVisitor.take(ChangeEvent), .rejected(...)
 * </pre>
 *
 * <p>Imports nothing of Flink, Kafka or HTTP.
 */
@NullMarked
package io.vedette.formats.changes;

import org.jspecify.annotations.NullMarked;
