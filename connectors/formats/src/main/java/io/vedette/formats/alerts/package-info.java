/**
 * Bodies of alerts, in whatever tool's words, decoded to alerts in our own.
 *
 * <pre>
 *   Alertmanager's webhook --AlertmanagerWebhookDecoder--\
 *   POST /api/v2/alerts -----AlertmanagerApiDecoder-------+--AlertDraft--&gt; RecordVisitor.take(IncomingAlert)
 *   any JSON and a Mapping --MappedAlertDecoder----------/            \--&gt; .rejected(...)
 * </pre>
 *
 * <p>Imports nothing of Flink, Kafka or HTTP.
 */
@NullMarked
package io.vedette.formats.alerts;

import org.jspecify.annotations.NullMarked;
