package io.vedette.formats.traces;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.formats.JsonBodies;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.SpanIds;
import io.vedette.schema.SpanKind;
import io.vedette.schema.result.DeadLetterReason;
import java.util.Map;

/**
 * Zipkin's JSON, version 2: spans in an array, or one alone (zipkin2-api.yaml). Times are
 * microseconds. A span with the tag {@code error} failed, whatever the tag says.
 *
 * <p>The two sides of a call may share one id ({@code "shared": true} on the server's). Ours gets
 * an id of its own, {@link SpanIds#twin}, and the client's as its parent; children of the server's
 * name the shared id, and are given back to it where parents are looked up.
 */
final class ZipkinJsonDecoder implements SpanDecoder {

  private static final long NANOS = 1_000;
  private static final long LONGEST = Long.MAX_VALUE / NANOS;

  private final SpanLimits limits;
  private final SpanBuilder span;

  ZipkinJsonDecoder(SpanLimits limits) {
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
    JsonNode local = node.path("localEndpoint");
    span.resource.put(Attribute.SERVICE, local.path("serviceName").asText(""));
    span.resource.put(Attribute.INSTANCE, local.path("ipv4").asText(local.path("ipv6").asText("")));
    span.operation = node.path("name").asText("");
    span.kind = SpanKind.ofWord(node.path("kind").asText(""));
    JsonSpans.readTraceId(node.path("traceId").asText(""), span);
    span.id = JsonSpans.spanId(node.path("id").asText(""), "id", span);
    span.parent = JsonSpans.spanId(node.path("parentId").asText(""), "parent id", span);
    span.start = nanos(node, "timestamp");
    span.duration = nanos(node, "duration");
    readTags(node);
    if (node.path("shared").asBoolean(false) && span.kind == SpanKind.SERVER) {
      span.parent = span.id;
      span.id = SpanIds.twin(span.id);
    }
    span.tell(visitor);
  }

  private void readTags(JsonNode node) {
    for (Map.Entry<String, JsonNode> tag : node.path("tags").properties()) {
      Attribute attribute = Attribute.of(tag.getKey());
      if (attribute == Attribute.ERROR) {
        span.error = true;
      } else if (attribute != null) {
        span.tags.put(attribute, tag.getValue().asText(""));
      }
    }
    span.resource.put(Attribute.ENVIRONMENT, span.tags.get(Attribute.ENVIRONMENT));
    span.resource.put(Attribute.OLD_ENVIRONMENT, span.tags.get(Attribute.OLD_ENVIRONMENT));
    JsonNode remote = node.path("remoteEndpoint");
    String name = remote.path("serviceName").asText("");
    if (span.kind == SpanKind.PRODUCER || span.kind == SpanKind.CONSUMER) {
      // the broker: what is in between when no queue is named
      span.tags.put(Attribute.DESTINATION, name);
    } else {
      span.tags.put(Attribute.PEER_SERVICE, name);
    }
    span.tags.put(Attribute.PEER_ADDRESS, remote.path("ipv4").asText(""));
  }

  /** Microseconds as nanoseconds; the absent duration of an unfinished span is 0. */
  private long nanos(JsonNode node, String field) {
    long micros = node.path(field).asLong(0);
    if (micros < 0 || micros > LONGEST) {
      span.refuse("its " + field + " is " + micros + " us");
      return 0;
    }
    return micros * NANOS;
  }
}
