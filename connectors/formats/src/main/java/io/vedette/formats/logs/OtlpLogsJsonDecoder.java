package io.vedette.formats.logs;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.formats.JsonBodies;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.LogLevel;
import io.vedette.schema.result.DeadLetterReason;

/** OTLP logs as JSON: ExportLogsServiceRequest (logs.proto of opentelemetry-proto 1.x). */
final class OtlpLogsJsonDecoder implements LogDecoder {

  private static final String NUMBER_NAME = "SEVERITY_NUMBER_";

  private final DecoderLimits limits;
  private final ServiceLabels labels = new ServiceLabels();

  OtlpLogsJsonDecoder(DecoderLimits limits) {
    this.limits = limits;
  }

  @Override
  public void decode(byte[] body, int offset, int length, LogVisitor visitor)
      throws UnreadableBodyException {
    limits.checkSize(length);
    JsonNode request = JsonBodies.read(body, offset, length);
    if (!request.isObject()) {
      throw new UnreadableBodyException(DeadLetterReason.MALFORMED, "the body is no object");
    }
    for (JsonNode resource : request.path("resourceLogs")) {
      labels.clear();
      for (JsonNode attribute : resource.path("resource").path("attributes")) {
        labels.take(attribute.path("key").asText(), text(attribute.path("value")));
      }
      for (JsonNode scope : resource.path("scopeLogs")) {
        for (JsonNode record : scope.path("logRecords")) {
          line(record, visitor);
        }
      }
    }
  }

  private void line(JsonNode record, LogVisitor visitor) {
    long time = nanos(record.path("timeUnixNano"));
    if (time == LogTimes.UNKNOWN) {
      time = nanos(record.path("observedTimeUnixNano"));
    }
    visitor.line(labels.service(), time, level(record), text(record.path("body")));
  }

  /** By the number; some write the name of the number. */
  private static LogLevel level(JsonNode record) {
    String name = record.path("severityNumber").asText("");
    return name.startsWith(NUMBER_NAME)
        ? LogObject.level(name.substring(NUMBER_NAME.length()))
        : OtlpSeverity.level(
            record.path("severityNumber").asLong(), record.path("severityText").asText(""));
  }

  private static long nanos(JsonNode number) {
    long nanos = number.asLong(0);
    return nanos > 0 ? LogTimes.ofNanos(nanos) : LogTimes.UNKNOWN;
  }

  /** An AnyValue as text: a plain value as it is, a structure as JSON. */
  private static String text(JsonNode value) {
    for (String kind : new String[] {"stringValue", "intValue", "doubleValue", "boolValue"}) {
      if (value.has(kind)) {
        return value.get(kind).asText();
      }
    }
    JsonNode pairs = value.path("kvlistValue").path("values");
    for (JsonNode pair : pairs) {
      String key = pair.path("key").asText();
      if (key.equals("message") || key.equals("msg")) {
        return text(pair.path("value"));
      }
    }
    return value.isMissingNode() || value.isEmpty() ? "" : value.toString();
  }
}
