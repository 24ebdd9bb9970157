package io.vedette.formats.traces;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.formats.NestedJson;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.SpanKind;
import io.vedette.schema.result.DeadLetterReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OTLP traces as JSON: ExportTraceServiceRequest (trace.proto of opentelemetry-proto 1.x), one, or
 * one a line as the Collector's file exporter writes them. Ids are hexadecimal; enums are numbers,
 * some write their names. Spans are read one by one, so that a body costs little more than its
 * bytes.
 */
final class OtlpSpansJsonDecoder implements SpanDecoder {

  private static final List<String> PATH = List.of("resourceSpans", "scopeSpans", "spans");

  private final SpanLimits limits;
  private final SpanBuilder span;
  private @Nullable JsonNode resource;

  OtlpSpansJsonDecoder(SpanLimits limits) {
    this.limits = limits;
    span = new SpanBuilder(limits);
  }

  @Override
  public void decode(byte[] body, int offset, int length, SpanVisitor visitor)
      throws UnreadableBodyException {
    limits.bodies().checkSize(length);
    resource = null;
    NestedJson.forEach(
        body,
        offset,
        length,
        "resource",
        PATH,
        (resourceOf, one) -> {
          readResource(resourceOf);
          readSpan(one, visitor);
        },
        other ->
            visitor.rejected(
                DeadLetterReason.MALFORMED,
                "an export request must be an object, not " + JsonSpans.kind(other),
                1));
  }

  /** The same object for all spans of a resource. */
  @SuppressWarnings("ReferenceEquality")
  private void readResource(JsonNode resourceOf) {
    if (resourceOf != resource) {
      span.clearResource();
      readAttributes(resourceOf.path("attributes"), span.resource);
      resource = resourceOf;
    }
  }

  private void readSpan(JsonNode node, SpanVisitor visitor) {
    span.clear();
    span.operation = node.path("name").asText("");
    span.kind = kind(node.path("kind"));
    JsonSpans.readTraceId(node.path("traceId").asText(""), span);
    span.id = JsonSpans.spanId(node.path("spanId").asText(""), "span id", span);
    span.parent = JsonSpans.spanId(node.path("parentSpanId").asText(""), "parent span id", span);
    span.start = node.path("startTimeUnixNano").asLong(0);
    span.duration = node.path("endTimeUnixNano").asLong(0) - span.start;
    span.traceState = node.path("traceState").asText("");
    JsonNode code = node.path("status").path("code");
    span.error = code.asInt(0) == 2 || code.asText("").equals("STATUS_CODE_ERROR");
    readAttributes(node.path("attributes"), span.tags);
    for (JsonNode link : node.path("links")) {
      String trace = link.path("traceId").asText("");
      String id = link.path("spanId").asText("");
      if (Ids.isHex(trace) && Ids.isHex(id)) {
        span.link(Ids.high(trace), Ids.low(trace), Ids.low(id));
      }
    }
    span.tell(visitor);
  }

  private static SpanKind kind(JsonNode kind) {
    return kind.isTextual()
            && !kind.asText().isEmpty()
            && !Character.isDigit(kind.asText().charAt(0))
        ? SpanKind.ofWord(kind.asText())
        : SpanKind.ofOtlp(kind.asLong(0));
  }

  private static void readAttributes(JsonNode attributes, Attributes into) {
    for (JsonNode pair : attributes) {
      Attribute attribute = Attribute.of(pair.path("key").asText(""));
      if (attribute != null) {
        into.put(attribute, text(pair.path("value")));
      }
    }
  }

  private static String text(JsonNode value) {
    for (String kind : new String[] {"stringValue", "intValue", "doubleValue", "boolValue"}) {
      if (value.has(kind)) {
        return value.get(kind).asText();
      }
    }
    return "";
  }
}
