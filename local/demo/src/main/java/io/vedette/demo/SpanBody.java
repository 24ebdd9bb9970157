package io.vedette.demo;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes spans as OTLP, a resource an instance, by OpenTelemetry's semantic conventions: databases
 * by {@code db.system.name} and {@code server.address}, queues by {@code
 * messaging.destination.name}. Every span says what share of its like it stands for ({@code
 * ot=th:}, consistent probability sampling).
 */
final class SpanBody {

  /** The threshold below which randomness is not sampled, of 2^56: all but one in 32. */
  private static final String TRACE_STATE = "ot=th:f8";

  private static final String SCOPE = "io.vedette.demo";

  private static final Map<String, String> DATABASES = Map.of("cart-cache", "redis");

  private SpanBody() {}

  /** A body of these. */
  static byte[] of(List<ShopSpan> spans, String environment) {
    return request(spans, environment).toByteArray();
  }

  static ExportTraceServiceRequest request(List<ShopSpan> spans, String environment) {
    Map<String, List<ShopSpan>> byInstance = new LinkedHashMap<>();
    for (ShopSpan span : spans) {
      byInstance
          .computeIfAbsent(span.service().instance(span.instance()), made -> new ArrayList<>())
          .add(span);
    }
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    byInstance
        .values()
        .forEach(ofInstance -> request.addResourceSpans(resource(ofInstance, environment)));
    return request.build();
  }

  private static ResourceSpans resource(List<ShopSpan> spans, String environment) {
    ShopSpan first = spans.get(0);
    ScopeSpans.Builder scope =
        ScopeSpans.newBuilder().setScope(InstrumentationScope.newBuilder().setName(SCOPE));
    spans.forEach(span -> scope.addSpans(span(span)));
    ShopService service = first.service();
    return ResourceSpans.newBuilder()
        .setResource(
            Resource.newBuilder()
                .addAttributes(text("service.name", service.name()))
                .addAttributes(text("service.instance.id", service.instance(first.instance())))
                .addAttributes(text("k8s.pod.name", service.pod(first.instance())))
                .addAttributes(text("deployment.environment.name", environment)))
        .addScopeSpans(scope)
        .build();
  }

  private static Span span(ShopSpan span) {
    Span.Builder wire =
        Span.newBuilder()
            .setTraceId(traceId(span))
            .setSpanId(bytes(span.id()))
            .setTraceState(TRACE_STATE)
            .setName(name(span))
            .setKind(Span.SpanKind.valueOf("SPAN_KIND_" + span.kind().name()))
            .setStartTimeUnixNano(span.startNanos())
            .setEndTimeUnixNano(span.endNanos());
    if (span.parent() != 0) {
      wire.setParentSpanId(bytes(span.parent()));
    }
    if (span.failed()) {
      wire.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    }
    ShopService peer = span.peer();
    if (peer != null) {
      describe(peer, wire);
    }
    ShopSpan link = span.link();
    if (link != null) {
      wire.addLinks(Span.Link.newBuilder().setTraceId(traceId(link)).setSpanId(bytes(link.id())));
    }
    return wire.build();
  }

  private static void describe(ShopService peer, Span.Builder span) {
    switch (peer.role()) {
      case QUEUE ->
          span.addAttributes(text("messaging.system", "rabbitmq"))
              .addAttributes(text("messaging.destination.name", peer.name()));
      case DATABASE, CACHE ->
          span.addAttributes(
                  text("db.system.name", DATABASES.getOrDefault(peer.name(), "postgresql")))
              .addAttributes(text("server.address", peer.name()));
      case APPLICATION -> span.addAttributes(text("server.address", peer.name()));
    }
  }

  private static String name(ShopSpan span) {
    ShopService peer = span.peer();
    if (peer == null) {
      return "POST /" + span.service().name();
    }
    return switch (peer.role()) {
      case APPLICATION -> "POST";
      case DATABASE, CACHE -> "query " + peer.name();
      case QUEUE -> (span.kind() == ShopSpan.Kind.PRODUCER ? "publish " : "process ") + peer.name();
    };
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static ByteString traceId(ShopSpan span) {
    return ByteString.copyFrom(
        ByteBuffer.allocate(16).putLong(span.traceHigh()).putLong(span.traceLow()).array());
  }

  private static ByteString bytes(long id) {
    return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(id).array());
  }
}
