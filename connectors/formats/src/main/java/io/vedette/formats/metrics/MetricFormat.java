package io.vedette.formats.metrics;

import java.util.Arrays;
import java.util.Optional;

/**
 * The metric formats there are, by the word that names each in the Kafka header {@value #HEADER}
 * and in settings.
 */
public enum MetricFormat {
  /** Prometheus remote write 1.0: snappy block of prometheus.WriteRequest. */
  REMOTE_WRITE_1("prometheus-remote-write-1"),
  /** Prometheus remote write 2.0: snappy block of io.prometheus.write.v2.Request. */
  REMOTE_WRITE_2("prometheus-remote-write-2"),
  /** OTLP ExportMetricsServiceRequest (or MetricsData, same bytes) as protobuf. */
  OTLP_PROTO("otlp-proto"),
  /** The same as JSON. */
  OTLP_JSON("otlp-json"),
  /** Vedette's own JSON for scripts, see docs/ingest.md. */
  JSON("vedette-json"),
  /** What prometheus-kafka-adapter writes: one JSON object a sample. */
  KAFKA_ADAPTER_JSON("prometheus-kafka-adapter-json");

  /** Kafka header with the word of the format of the value. */
  public static final String HEADER = "vedette-format";

  /** Kafka header with the content-encoding of the value (gzip), absent when there is none. */
  public static final String ENCODING_HEADER = "content-encoding";

  /** Kafka header with the name of the source that sent the value. */
  public static final String SOURCE_HEADER = "vedette-source";

  /** Kafka header with the mapping the value is read by: its name, or the whole of it as JSON. */
  public static final String MAPPING_HEADER = "vedette-mapping";

  private final String word;

  MetricFormat(String word) {
    this.word = word;
  }

  /** The word that names it. */
  public String word() {
    return word;
  }

  /** The format of a word. */
  public static Optional<MetricFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
  }
}
