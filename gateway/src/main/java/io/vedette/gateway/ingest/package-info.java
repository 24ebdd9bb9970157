/**
 * One way for every kind of telemetry.
 *
 * <pre>
 *   IngestRoute = path + Negotiation (headers to BodyKind) + topic
 *   BodyKind    = format + BodyCheck (bytes to Verdict) + Answers (Verdict or Refusal to Answer)
 * </pre>
 *
 * <p>A new kind of telemetry is a new {@link io.vedette.gateway.ingest.IngestRoute}; {@link
 * io.vedette.gateway.ingest.MetricRoutes} has those of metrics.
 */
@NullMarked
package io.vedette.gateway.ingest;

import org.jspecify.annotations.NullMarked;
