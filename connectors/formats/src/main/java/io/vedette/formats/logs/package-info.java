/**
 * Log bodies, decoded to lines.
 *
 * <pre>
 *   body (bytes) --LogDecoder--&gt; LogVisitor.line(service, t, level, text), .line(...), .rejected(...)
 * </pre>
 *
 * <p>Imports nothing of Flink, Kafka or HTTP.
 */
@NullMarked
package io.vedette.formats.logs;

import org.jspecify.annotations.NullMarked;
