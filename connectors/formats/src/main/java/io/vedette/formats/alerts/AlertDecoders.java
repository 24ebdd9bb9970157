package io.vedette.formats.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.formats.JsonBodies;
import io.vedette.formats.RecordDecoder;
import io.vedette.formats.RecordVisitor;
import io.vedette.formats.mapping.BuiltInMappings;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.alert.IncomingAlert;

/** Makes the decoder of a format. */
public final class AlertDecoders {

  private AlertDecoders() {}

  /** What Alertmanager sends. */
  public static RecordDecoder<IncomingAlert> alertmanagerWebhook(DecoderLimits limits) {
    return new AlertmanagerWebhookDecoder(limits);
  }

  /** What is sent to an Alertmanager. */
  public static RecordDecoder<IncomingAlert> alertmanagerApi(DecoderLimits limits) {
    return new AlertmanagerApiDecoder(limits);
  }

  /**
   * Where nobody said what it is: a list of objects with labels is what Prometheus posts, an object
   * with a list of alerts Alertmanager's webhook, else it is in our own words.
   */
  public static RecordDecoder<IncomingAlert> bySight(DecoderLimits limits) {
    return new BySight(limits);
  }

  private static final class BySight implements RecordDecoder<IncomingAlert> {

    private final DecoderLimits limits;
    private final AlertmanagerWebhookDecoder webhook;
    private final AlertmanagerApiDecoder api;
    private final MappedAlertDecoder own;

    BySight(DecoderLimits limits) {
      this.limits = limits;
      webhook = new AlertmanagerWebhookDecoder(limits);
      api = new AlertmanagerApiDecoder(limits);
      own =
          new MappedAlertDecoder(BuiltInMappings.of(BuiltInMappings.ALERTS).orElseThrow(), limits);
    }

    @Override
    public void decode(
        byte[] body, int offset, int length, long received, RecordVisitor<IncomingAlert> visitor)
        throws UnreadableBodyException {
      limits.checkSize(length);
      JsonNode first = JsonBodies.read(body, offset, length);
      if (first.isArray() && first.path(0).path("labels").has("alertname")) {
        api.decode(first, received, visitor);
      } else if (first.path("alerts").isArray()) {
        webhook.decode(first, received, visitor);
      } else {
        own.decode(body, offset, length, received, visitor);
      }
    }
  }
}
