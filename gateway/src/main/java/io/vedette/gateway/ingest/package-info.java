/**
 * One way for every kind of telemetry.
 *
 * <pre>
 *   IngestRoute = path + Negotiation (headers to BodyKind) + topic
 *   BodyKind    = format + BodyCheck (bytes to Verdict) + Answers (Verdict or Refusal to Answer)
 * </pre>
 *
 * <p>A new kind of telemetry is a new {@link io.vedette.gateway.ingest.IngestRoute}; {@link
 * io.vedette.gateway.ingest.MetricRoutes} has those of metrics, {@link
 * io.vedette.gateway.ingest.LogRoutes} those of logs, {@link io.vedette.gateway.ingest.InputRoutes}
 * those of other tools' alerts, of changes and events.
 */
@NullMarked
package io.vedette.gateway.ingest;

import org.jspecify.annotations.NullMarked;
