package io.vedette.formats.metrics;

/** Makes the decoder of a format. */
public final class MetricDecoders {

  /** Enough for a reader of few sources; at most 800 KB. */
  private static final int DEFAULT_KNOWN_SERIES = 1 << 14;

  private MetricDecoders() {}

  /** A decoder that recognises 16,384 series. */
  public static MetricDecoder create(MetricFormat format, DecoderLimits limits) {
    return create(format, limits, DEFAULT_KNOWN_SERIES);
  }

  /**
   * A decoder of a format. Cheap enough to make one a thread, not one a body: it keeps its buffers.
   *
   * @param knownSeries series it recognises by the bytes of their labels, at most 2^25; some 50
   *     bytes each, taken as they come. With more series than this decoding is slower, never
   *     different. Only remote write 1.0 has a use for it: elsewhere labels are not one run of
   *     bytes
   */
  public static MetricDecoder create(MetricFormat format, DecoderLimits limits, int knownSeries) {
    return switch (format) {
      case REMOTE_WRITE_1 -> new RemoteWrite1Decoder(limits, knownSeries);
      case REMOTE_WRITE_2 -> new RemoteWrite2Decoder(limits);
      case OTLP_PROTO -> new OtlpProtoDecoder(limits);
      case OTLP_JSON -> new OtlpJsonDecoder(limits);
      case JSON -> new JsonPushDecoder(limits);
      case KAFKA_ADAPTER_JSON -> new KafkaAdapterJsonDecoder(limits);
    };
  }
}
