package io.vedette.formats.traces;

import java.util.Arrays;
import java.util.Optional;

/**
 * The formats of spans there are, by the word that names each in the Kafka header {@code
 * vedette-format} and in settings.
 */
public enum SpanFormat {
  /** OTLP ExportTraceServiceRequest (or TracesData, same bytes) as protobuf. */
  OTLP_PROTO("otlp-spans-proto"),
  /** The same as JSON. */
  OTLP_JSON("otlp-spans-json"),
  /** One span of Jaeger's model.proto, as Jaeger and the Collector ({@code jaeger_proto}) write. */
  JAEGER_PROTO("jaeger-proto"),
  /** The same as JSON ({@code jaeger_json}). */
  JAEGER_JSON("jaeger-json"),
  /** Zipkin's JSON, version 2: an array of spans. */
  ZIPKIN_JSON("zipkin-json");

  private final String word;

  SpanFormat(String word) {
    this.word = word;
  }

  /** The word that names it. */
  public String word() {
    return word;
  }

  /** The format of a word. */
  public static Optional<SpanFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
  }
}
