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
 * What Prometheus posts to {@code /api/v2/alerts} of an Alertmanager: a list of alerts. Prometheus
 * sends a firing alert again each minute with an end some minutes ahead, and one that is over with
 * the end it had; an alert it sends no more is over at the last end. Thread-safe.
 *
 * <p>Source: github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml, postableAlerts;
 * github.com/prometheus/prometheus/blob/main/rules/manager.go, SendAlerts.
 */
final class AlertmanagerApiDecoder implements RecordDecoder<IncomingAlert> {

  private static final String SENDER = "prometheus";

  private final DecoderLimits limits;

  AlertmanagerApiDecoder(DecoderLimits limits) {
    this.limits = limits;
  }

  @Override
  public void decode(
      byte[] body, int offset, int length, long received, RecordVisitor<IncomingAlert> visitor)
      throws UnreadableBodyException {
    limits.checkSize(length);
    decode(JsonBodies.read(body, offset, length), received, visitor);
  }

  void decode(JsonNode alerts, long received, RecordVisitor<IncomingAlert> visitor)
      throws UnreadableBodyException {
    if (!alerts.isArray()) {
      throw new UnreadableBodyException(
          DeadLetterReason.MALFORMED, "the body is no list of alerts");
    }
    for (int i = 0; i < alerts.size(); i++) {
      JsonNode alert = alerts.get(i);
      AlertJson.tell(
          i,
          () -> {
            AlertDraft draft = AlertJson.draft(SENDER, alert);
            return draft.with("fingerprint", AlertmanagerFingerprint.of(draft.labels()));
          },
          received,
          limits,
          visitor);
    }
  }
}
