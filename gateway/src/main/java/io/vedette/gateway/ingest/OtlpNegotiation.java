package io.vedette.gateway.ingest;

import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.MetricFormat;

/** OTLP/HTTP metrics: protobuf or JSON, packed with gzip or not; answers in the same encoding. */
final class OtlpNegotiation implements Negotiation {

  private final BodyKind protobuf;
  private final BodyKind protobufGzip;
  private final BodyKind json;
  private final BodyKind jsonGzip;

  OtlpNegotiation(DecoderLimits limits) {
    protobuf = kind(MetricFormat.OTLP_PROTO, false, limits);
    protobufGzip = kind(MetricFormat.OTLP_PROTO, true, limits);
    json = kind(MetricFormat.OTLP_JSON, false, limits);
    jsonGzip = kind(MetricFormat.OTLP_JSON, true, limits);
  }

  private static BodyKind kind(MetricFormat format, boolean gzip, DecoderLimits limits) {
    return new BodyKind(
        format.word(),
        gzip ? "gzip" : null,
        new MetricBodyCheck(format, gzip, limits),
        format == MetricFormat.OTLP_JSON ? OtlpAnswers.JSON : OtlpAnswers.PROTOBUF);
  }

  @Override
  public BodyKind kindOf(Headers headers) throws RefusedException {
    MediaType type = MediaType.parse(headers.get("Content-Type"));
    boolean gzip = GzipChoice.isGzip(headers.get("Content-Encoding"));
    if (type.type().equals("application/x-protobuf")) {
      return gzip ? protobufGzip : protobuf;
    }
    if (GzipChoice.isJson(type)) {
      return gzip ? jsonGzip : json;
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
    MediaType type = MediaType.parse(headers.get("Content-Type"));
    return type.type().equals("application/x-protobuf") ? OtlpAnswers.PROTOBUF : OtlpAnswers.JSON;
  }
}
