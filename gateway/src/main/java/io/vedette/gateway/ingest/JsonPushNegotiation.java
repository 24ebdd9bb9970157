package io.vedette.gateway.ingest;

import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.MetricFormat;

/**
 * JSON for scripts. Asks for {@code application/json}, which a browser does not send to another
 * site's loopback without asking first.
 *
 * <p>Answers: 204 when every sample is stored, 202 with words when some are refused.
 */
final class JsonPushNegotiation implements Negotiation {

  private final BodyKind plain;
  private final BodyKind gzip;

  JsonPushNegotiation(DecoderLimits limits) {
    plain = kind(false, limits);
    gzip = kind(true, limits);
  }

  private static BodyKind kind(boolean gzip, DecoderLimits limits) {
    return new BodyKind(
        MetricFormat.JSON.word(),
        gzip ? "gzip" : null,
        new MetricBodyCheck(MetricFormat.JSON, gzip, limits),
        TextAnswers.INSTANCE);
  }

  @Override
  public BodyKind kindOf(Headers headers) throws RefusedException {
    boolean packed = GzipChoice.isGzip(headers.get("Content-Encoding"));
    if (!GzipChoice.isJson(MediaType.parse(headers.get("Content-Type")))) {
      throw new RefusedException(
          Refusal.of(
              415,
              "Content-Type " + headers.get("Content-Type") + "; supported: application/json"));
    }
    return packed ? gzip : plain;
  }

  @Override
  public Answers answersTo(Headers headers) {
    return TextAnswers.INSTANCE;
  }
}
