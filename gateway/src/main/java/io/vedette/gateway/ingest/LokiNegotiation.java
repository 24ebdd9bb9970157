package io.vedette.gateway.ingest;

import io.vedette.formats.logs.LogFormat;
import io.vedette.formats.metrics.DecoderLimits;

/**
 * Loki push: protobuf, which is snappy whether Content-Encoding says so or not, or JSON, packed
 * with gzip or not. Answered as JSON push is.
 */
final class LokiNegotiation implements Negotiation {

  private final BodyKind protobuf;
  private final BodyKind json;
  private final BodyKind jsonGzip;

  LokiNegotiation(DecoderLimits limits) {
    protobuf = kind(LogFormat.LOKI_PROTO, false, limits);
    json = kind(LogFormat.LOKI_JSON, false, limits);
    jsonGzip = kind(LogFormat.LOKI_JSON, true, limits);
  }

  private static BodyKind kind(LogFormat format, boolean gzip, DecoderLimits limits) {
    return new BodyKind(
        format.word(),
        gzip ? "gzip" : null,
        new LogBodyCheck(format, gzip, limits),
        TextAnswers.INSTANCE);
  }

  @Override
  public BodyKind kindOf(Headers headers) throws RefusedException {
    MediaType type = MediaType.parse(headers.get("Content-Type"));
    String encoding = headers.get("Content-Encoding");
    if (type.type().equals("application/x-protobuf")) {
      if (encoding != null && encoding.strip().equalsIgnoreCase("snappy")) {
        return protobuf;
      }
      if (!GzipChoice.isGzip(encoding)) {
        return protobuf;
      }
      throw new RefusedException(
          Refusal.of(415, "Content-Encoding gzip; protobuf of Loki is packed with snappy"));
    }
    if (GzipChoice.isJson(type)) {
      return GzipChoice.isGzip(encoding) ? jsonGzip : json;
    }
    throw new RefusedException(
        Refusal.of(
            415,
            "Content-Type "
                + headers.get("Content-Type")
                + "; supported: application/x-protobuf, application/json"));
  }

  @Override
  public Answers answersTo(Headers headers) {
    return TextAnswers.INSTANCE;
  }
}
