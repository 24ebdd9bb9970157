package io.vedette.gateway.ingest;

import io.vedette.formats.logs.LogFormat;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.traces.SpanFormat;
import io.vedette.formats.traces.SpanLimits;

/** OTLP/HTTP: protobuf or JSON, packed with gzip or not; answers in the same encoding. */
final class OtlpNegotiation implements Negotiation {

  private final BodyKind protobuf;
  private final BodyKind protobufGzip;
  private final BodyKind json;
  private final BodyKind jsonGzip;

  /** Makes the check of one form. */
  private interface Checks {
    BodyCheck of(boolean isJson, boolean gzip);
  }

  private OtlpNegotiation(String protobufWord, String jsonWord, Checks checks) {
    protobuf = kind(protobufWord, false, false, checks);
    protobufGzip = kind(protobufWord, false, true, checks);
    json = kind(jsonWord, true, false, checks);
    jsonGzip = kind(jsonWord, true, true, checks);
  }

  /** Of metrics. */
  static OtlpNegotiation ofMetrics(DecoderLimits limits) {
    return new OtlpNegotiation(
        MetricFormat.OTLP_PROTO.word(),
        MetricFormat.OTLP_JSON.word(),
        (isJson, gzip) ->
            new MetricBodyCheck(
                isJson ? MetricFormat.OTLP_JSON : MetricFormat.OTLP_PROTO, gzip, limits));
  }

  /** Of logs. */
  static OtlpNegotiation ofLogs(DecoderLimits limits) {
    return new OtlpNegotiation(
        LogFormat.OTLP_PROTO.word(),
        LogFormat.OTLP_JSON.word(),
        (isJson, gzip) ->
            new LogBodyCheck(isJson ? LogFormat.OTLP_JSON : LogFormat.OTLP_PROTO, gzip, limits));
  }

  /** Of traces. */
  static OtlpNegotiation ofSpans(SpanLimits limits) {
    return new OtlpNegotiation(
        SpanFormat.OTLP_PROTO.word(),
        SpanFormat.OTLP_JSON.word(),
        (isJson, gzip) ->
            new SpanBodyCheck(isJson ? SpanFormat.OTLP_JSON : SpanFormat.OTLP_PROTO, gzip, limits));
  }

  private static BodyKind kind(String word, boolean isJson, boolean gzip, Checks checks) {
    return new BodyKind(
        word,
        gzip ? "gzip" : null,
        checks.of(isJson, gzip),
        isJson ? OtlpAnswers.JSON : OtlpAnswers.PROTOBUF);
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
