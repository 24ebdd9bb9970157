package io.vedette.formats.logs;

import java.util.Arrays;
import java.util.Optional;

/**
 * The log formats there are, by the word that names each in the Kafka header {@code vedette-format}
 * and in settings.
 */
public enum LogFormat {
  /** JSON objects, one after the other or in an array, as Fluent Bit's kafka output writes them. */
  JSON("json-logs"),
  /** Loki push: snappy block of logproto.PushRequest. */
  LOKI_PROTO("loki-proto"),
  /** The same as JSON. */
  LOKI_JSON("loki-json"),
  /** OTLP ExportLogsServiceRequest (or LogsData, same bytes) as protobuf. */
  OTLP_PROTO("otlp-logs-proto"),
  /** The same as JSON. */
  OTLP_JSON("otlp-logs-json"),
  /** Elasticsearch {@code _bulk}: an action a line, a document a line. */
  ELASTIC_BULK("elasticsearch-bulk");

  private final String word;

  LogFormat(String word) {
    this.word = word;
  }

  /** The word that names it. */
  public String word() {
    return word;
  }

  /** The format of a word. */
  public static Optional<LogFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
  }
}
