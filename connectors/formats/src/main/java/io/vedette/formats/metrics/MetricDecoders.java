package io.vedette.formats.metrics;

/** Makes the decoder of a format. */
public final class MetricDecoders {

  private MetricDecoders() {}

  /**
   * A decoder of a format. Cheap enough to make one a thread, not one a body: it keeps its buffers.
   */
  public static MetricDecoder create(MetricFormat format, DecoderLimits limits) {
    return switch (format) {
      case REMOTE_WRITE_1 -> new RemoteWrite1Decoder(limits);
      case REMOTE_WRITE_2 -> new RemoteWrite2Decoder(limits);
      case OTLP_PROTO, OTLP_JSON, JSON, KAFKA_ADAPTER_JSON ->
          throw new UnsupportedOperationException("no decoder yet for " + format.word());
    };
  }
}
