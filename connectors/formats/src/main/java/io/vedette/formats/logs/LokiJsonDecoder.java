package io.vedette.formats.logs;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.formats.JsonBodies;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.LogLevel;
import io.vedette.schema.result.DeadLetterReason;

/**
 * Loki push as JSON: {@code {"streams": [{"stream": {labels}, "values": [["nanoseconds", "line"],
 * ...]}]}}.
 */
final class LokiJsonDecoder implements LogDecoder {

  private final DecoderLimits limits;
  private final ServiceLabels labels = new ServiceLabels();

  LokiJsonDecoder(DecoderLimits limits) {
    this.limits = limits;
  }

  @Override
  public void decode(byte[] body, int offset, int length, LogVisitor visitor)
      throws UnreadableBodyException {
    limits.checkSize(length);
    JsonNode streams = JsonBodies.read(body, offset, length).path("streams");
    if (!streams.isArray()) {
      throw new UnreadableBodyException(
          DeadLetterReason.MALFORMED, "the body has no list 'streams'");
    }
    for (JsonNode stream : streams) {
      labels.clear();
      stream
          .path("stream")
          .properties()
          .forEach(label -> labels.take(label.getKey(), label.getValue().asText()));
      LogLevel level = LogObject.level(labels.level());
      for (JsonNode value : stream.path("values")) {
        line(value, level, visitor);
      }
    }
  }

  private void line(JsonNode value, LogLevel level, LogVisitor visitor) {
    JsonNode text = value.path(1);
    try {
      if (text.isTextual()) {
        long nanos = Long.parseLong(value.path(0).asText());
        visitor.line(labels.service(), LogTimes.ofNanos(nanos), level, text.asText());
        return;
      }
    } catch (NumberFormatException notATime) {
      // refused below, as is a value without a line
    }
    visitor.rejected(
        DeadLetterReason.MALFORMED,
        "a value must be [\"nanoseconds\", \"line\"], is " + cut(value.toString()),
        1);
  }

  private static String cut(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
