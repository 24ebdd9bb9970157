package io.vedette.formats.traces;

import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.metrics.MetricFormats;

/** Makes the decoder of a format. */
public final class SpanDecoders {

  private SpanDecoders() {}

  /** A decoder of a format; make one a thread, not one a body. */
  public static SpanDecoder create(SpanFormat format, SpanLimits limits) {
    return switch (format) {
      case OTLP_PROTO -> new OtlpSpansProtoDecoder(limits);
      case OTLP_JSON -> new OtlpSpansJsonDecoder(limits);
      case JAEGER_PROTO -> new JaegerProtoDecoder(limits);
      case JAEGER_JSON -> new JaegerJsonDecoder(limits);
      case ZIPKIN_JSON -> new ZipkinJsonDecoder(limits);
    };
  }

  /** Whether an OTLP body is JSON or protobuf, where nobody said; see {@link MetricFormats}. */
  public static SpanFormat sniffOtlp(byte[] body) {
    return MetricFormats.sniff(body) == MetricFormat.OTLP_JSON
        ? SpanFormat.OTLP_JSON
        : SpanFormat.OTLP_PROTO;
  }
}
