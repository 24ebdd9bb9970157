package io.vedette.formats.logs;

import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.metrics.MetricFormats;

/** Makes the decoder of a format. */
public final class LogDecoders {

  private LogDecoders() {}

  /** A decoder of a format; make one a thread, not one a body. */
  public static LogDecoder create(LogFormat format, DecoderLimits limits) {
    return switch (format) {
      case JSON -> new JsonLogDecoder(limits);
      case LOKI_PROTO -> new LokiProtoDecoder(limits);
      case LOKI_JSON -> new LokiJsonDecoder(limits);
      case OTLP_PROTO -> new OtlpLogsProtoDecoder(limits);
      case OTLP_JSON -> new OtlpLogsJsonDecoder(limits);
      case ELASTIC_BULK -> new ElasticBulkDecoder(limits);
    };
  }

  /** Whether an OTLP body is JSON or protobuf, where nobody said; see {@link MetricFormats}. */
  public static LogFormat sniffOtlp(byte[] body) {
    return MetricFormats.sniff(body) == MetricFormat.OTLP_JSON
        ? LogFormat.OTLP_JSON
        : LogFormat.OTLP_PROTO;
  }
}
