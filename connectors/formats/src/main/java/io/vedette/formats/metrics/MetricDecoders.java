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
      case OTLP_PROTO -> new OtlpProtoDecoder(limits);
      case OTLP_JSON -> new OtlpJsonDecoder(limits);
      case JSON -> new JsonPushDecoder(limits);
      case KAFKA_ADAPTER_JSON -> new KafkaAdapterJsonDecoder(limits);
    };
  }
}
