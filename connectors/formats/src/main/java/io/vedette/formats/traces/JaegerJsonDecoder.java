package io.vedette.formats.traces;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.formats.JsonBodies;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.result.DeadLetterReason;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * A span of Jaeger's model.proto as JSON, as gogo's jsonpb writes it: ids in Base64, times as RFC
 * 3339, durations in seconds with an {@code s}. The Collector's {@code jaeger_json} and Jaeger's
 * own Kafka encoding {@code json}.
 */
final class JaegerJsonDecoder implements SpanDecoder {

  private static final String FOLLOWS_FROM = "FOLLOWS_FROM";

  private final SpanLimits limits;
  private final SpanBuilder span;

  JaegerJsonDecoder(SpanLimits limits) {
    this.limits = limits;
    span = new SpanBuilder(limits);
  }

  @Override
  public void decode(byte[] body, int offset, int length, SpanVisitor visitor)
      throws UnreadableBodyException {
    limits.bodies().checkSize(length);
    JsonBodies.forEach(body, offset, length, node -> readSpan(node, visitor));
  }

  private void readSpan(JsonNode node, SpanVisitor visitor) {
    if (!node.isObject()) {
      visitor.rejected(
          DeadLetterReason.MALFORMED, "a span must be an object, not " + JsonSpans.kind(node), 1);
      return;
    }
    span.clearResource();
    span.clear();
    span.operation = node.path("operationName").asText("");
    byte[] trace = bytes(node.path("traceId"), "trace id");
    span.traceHigh = JaegerSpans.high(trace);
    span.traceLow = JaegerSpans.low(trace);
    span.id = JaegerSpans.low(bytes(node.path("spanId"), "span id"));
    readTimes(node);
    for (JsonNode reference : node.path("references")) {
      byte[] other = bytes(reference.path("traceId"), "trace id of a reference");
      boolean follows =
          reference.path("refType").asText("").equals(FOLLOWS_FROM)
              || reference.path("refType").asInt(0) == 1;
      JaegerSpans.refer(
          JaegerSpans.high(other),
          JaegerSpans.low(other),
          JaegerSpans.low(bytes(reference.path("spanId"), "span id of a reference")),
          follows,
          span);
    }
    JsonNode process = node.path("process");
    span.resource.put(Attribute.SERVICE, process.path("serviceName").asText(""));
    readTags(process.path("tags"), span.resource);
    readTags(node.path("tags"), span.tags);
    JaegerSpans.finish(span);
    span.tell(visitor);
  }

  private void readTimes(JsonNode node) {
    String start = node.path("startTime").asText("");
    String duration = node.path("duration").asText("0s");
    try {
      Instant instant = Instant.parse(start);
      span.start = Math.addExact(instant.getEpochSecond() * 1_000_000_000L, instant.getNano());
      span.duration = Duration.parse("PT" + duration).toNanos();
    } catch (DateTimeException | ArithmeticException noTime) {
      span.refuse("its startTime '" + start + "' or duration '" + duration + "' cannot be read");
    }
  }

  private byte[] bytes(JsonNode base64, String what) {
    try {
      return Base64.getDecoder().decode(base64.asText(""));
    } catch (IllegalArgumentException notBase64) {
      span.refuse("its " + what + " is not Base64");
      return new byte[0];
    }
  }

  private static void readTags(JsonNode tags, Attributes into) {
    for (JsonNode tag : tags) {
      Attribute attribute = Attribute.of(tag.path("key").asText(""));
      if (attribute != null) {
        into.put(attribute, text(tag));
      }
    }
  }

  private static String text(JsonNode tag) {
    return switch (tag.path("vType").asText("STRING")) {
      case "BOOL", "1" -> Boolean.toString(tag.path("vBool").asBoolean(false));
      case "INT64", "2" -> tag.path("vInt64").asText("0");
      case "FLOAT64", "3" -> tag.path("vFloat64").asText("0");
      default -> tag.path("vStr").asText("");
    };
  }
}
