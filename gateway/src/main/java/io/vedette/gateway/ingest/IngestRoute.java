package io.vedette.gateway.ingest;

import io.vedette.gateway.access.HubSignatures;
import org.jspecify.annotations.Nullable;

/**
 * A way in for one kind of telemetry.
 *
 * @param path of the POST
 * @param topic its bodies go to
 * @param negotiation tells what a body is
 * @param signatures asked for in place of a token; null where tokens are
 */
public record IngestRoute(
    String path, String topic, Negotiation negotiation, @Nullable HubSignatures signatures) {

  /** By tokens. */
  public IngestRoute(String path, String topic, Negotiation negotiation) {
    this(path, topic, negotiation, null);
  }
}
