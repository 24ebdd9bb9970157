package io.vedette.formats.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.formats.JsonBodies;
import io.vedette.formats.RecordDecoder;
import io.vedette.formats.RecordVisitor;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.DeadLetterReason;

/**
 * Alertmanager's webhook, version 4: a group of alerts with a status each. Thread-safe.
 *
 * <p>Source: prometheus.io/docs/alerting/latest/configuration, webhook_config.
 */
final class AlertmanagerWebhookDecoder implements RecordDecoder<IncomingAlert> {

  private static final String SENDER = "alertmanager";

  private final DecoderLimits limits;

  AlertmanagerWebhookDecoder(DecoderLimits limits) {
    this.limits = limits;
  }

  @Override
  public void decode(
      byte[] body, int offset, int length, long received, RecordVisitor<IncomingAlert> visitor)
      throws UnreadableBodyException {
    limits.checkSize(length);
    decode(JsonBodies.read(body, offset, length), received, visitor);
  }

  void decode(JsonNode group, long received, RecordVisitor<IncomingAlert> visitor)
      throws UnreadableBodyException {
    JsonNode alerts = group.path("alerts");
    if (!alerts.isArray()) {
      throw new UnreadableBodyException(
          DeadLetterReason.MALFORMED, "the body has no list 'alerts'");
    }
    for (int i = 0; i < alerts.size(); i++) {
      JsonNode alert = alerts.get(i);
      AlertJson.tell(
          i,
          () ->
              AlertJson.draft(SENDER, alert)
                  .with("status", alert.path("status").asText(null))
                  .with("fingerprint", alert.path("fingerprint").asText(null)),
          received,
          limits,
          visitor);
    }
    int leftOut = group.path("truncatedAlerts").asInt(0);
    if (leftOut > 0) {
      visitor.rejected(
          DeadLetterReason.OVER_LIMIT,
          leftOut + " alerts of the group were left out by the sender: raise max_alerts there",
          leftOut);
    }
  }
}
