package io.vedette.gateway.ingest;

/**
 * A way in for one kind of telemetry.
 *
 * @param path of the POST
 * @param topic its bodies go to
 * @param negotiation tells what a body is
 */
public record IngestRoute(String path, String topic, Negotiation negotiation) {}
