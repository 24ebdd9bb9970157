package io.vedette.formats.traces;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A good body of each format: a call of the cart to its database, mostly. */
final class SpanBodies {

  static final long HIGH = 0x5B8EFFF798038103L;
  static final long LOW = 0xD269B633813FC60CL;
  static final long ID = 0xEEE19B7EC3C1B174L;
  static final long PARENT = 0xEEE19B7EC3C1B173L;
  static final long NOON = 1_700_000_000_000_000_000L;
  static final long MS = 1_000_000;

  private SpanBodies() {}

  /** The one of a format. */
  static byte[] good(SpanFormat format) throws IOException {
    return switch (format) {
      case OTLP_PROTO -> otlp().toByteArray();
      case OTLP_JSON -> otlpJson().getBytes(StandardCharsets.UTF_8);
      case JAEGER_PROTO -> jaeger();
      case JAEGER_JSON -> jaegerJson().getBytes(StandardCharsets.UTF_8);
      case ZIPKIN_JSON -> zipkin().getBytes(StandardCharsets.UTF_8);
    };
  }

  static ByteString bytes(long... longs) {
    ByteString.Output out = ByteString.newOutput();
    for (long number : longs) {
      for (int shift = 56; shift >= 0; shift -= 8) {
        out.write((int) (number >>> shift));
      }
    }
    return out.toByteString();
  }

  static KeyValue pair(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  static ExportTraceServiceRequest otlp() {
    Resource resource =
        Resource.newBuilder()
            .addAttributes(pair("host.name", "node-7"))
            .addAttributes(pair("k8s.pod.name", "cart-0"))
            .addAttributes(pair("service.name", "cart"))
            .addAttributes(pair("deployment.environment", "prod"))
            .build();
    Span call =
        Span.newBuilder()
            .setTraceId(bytes(HIGH, LOW))
            .setSpanId(bytes(ID))
            .setParentSpanId(bytes(PARENT))
            .setTraceState("a=b, ot=rv:abcdef01234567;th:c")
            .setName("SELECT orders")
            .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
            .setStartTimeUnixNano(NOON)
            .setEndTimeUnixNano(NOON + 12 * MS)
            .addAttributes(pair("db.system", "postgresql"))
            .addAttributes(pair("server.address", "orders-db.prod.svc.cluster.local"))
            .addAttributes(pair("db.statement", "SELECT 1"))
            .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR))
            .build();
    Span served =
        Span.newBuilder()
            .setTraceId(bytes(HIGH, LOW))
            .setSpanId(bytes(PARENT))
            .setName("GET /cart")
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(NOON - MS)
            .setEndTimeUnixNano(NOON + 19 * MS)
            .addAttributes(pair("server.address", "cart"))
            .addLinks(Span.Link.newBuilder().setTraceId(bytes(1, 2)).setSpanId(bytes(3)))
            .build();
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(resource)
                .addScopeSpans(ScopeSpans.newBuilder().addSpans(call).addSpans(served)))
        .build();
  }

  /** The resource stands behind its spans, kinds are names, as both may be. */
  static String otlpJson() {
    return """
        {"resourceSpans":[{"scopeSpans":[{"spans":[
         {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"EEE19B7EC3C1B174",
          "parentSpanId":"eee19b7ec3c1b173","traceState":"ot=th:c","name":"SELECT orders","kind":3,
          "startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000000012000000",
          "attributes":[{"key":"db.system.name","value":{"stringValue":"postgresql"}},
           {"key":"server.address","value":{"stringValue":"orders-db"}},
           {"key":"server.port","value":{"intValue":"5432"}}],"status":{"code":2}},
         {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b173","parentSpanId":"",
          "name":"GET /cart","kind":"SPAN_KIND_SERVER",
          "startTimeUnixNano":"1699999999999000000","endTimeUnixNano":"1700000000019000000",
          "links":[{"traceId":"00000000000000010000000000000002","spanId":"0000000000000003"}]}]}],
         "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"cart"}},
          {"key":"service.instance.id","value":{"stringValue":"cart-0"}},
          {"key":"deployment.environment.name","value":{"stringValue":"prod"}}]}}]}
        """;
  }

  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.writeTo(out);
    out.flush();
    return bytes.toByteArray();
  }

  static byte[] tag(String key, String value) throws IOException {
    return message(
        out -> {
          out.writeString(1, key);
          out.writeString(3, value);
        });
  }

  static byte[] reference(ByteString trace, ByteString id, int type) throws IOException {
    return message(
        out -> {
          out.writeBytes(1, trace);
          out.writeBytes(2, id);
          out.writeEnum(3, type);
        });
  }

  static byte[] time(long seconds, int nanos) throws IOException {
    return message(
        out -> {
          out.writeInt64(1, seconds);
          out.writeInt32(2, nanos);
        });
  }

  /** Fields by model.proto of jaeger-idl; references stand before the id of their trace. */
  static byte[] jaeger() throws IOException {
    byte[] process =
        message(
            out -> {
              out.writeString(1, "cart");
              out.writeByteArray(2, tag("hostname", "cart-0"));
              out.writeByteArray(2, tag("deployment.environment", "prod"));
            });
    byte[] probability =
        message(
            out -> {
              out.writeString(1, "sampler.param");
              out.writeEnum(2, 3);
              out.writeDouble(6, 0.25);
            });
    byte[] error =
        message(
            out -> {
              out.writeString(1, "error");
              out.writeEnum(2, 1);
              out.writeBool(4, true);
            });
    return message(
        out -> {
          out.writeByteArray(4, reference(bytes(HIGH, LOW), bytes(PARENT), 0));
          out.writeByteArray(4, reference(bytes(1, 2), bytes(3), 1));
          out.writeBytes(1, bytes(HIGH, LOW));
          out.writeBytes(2, bytes(ID));
          out.writeString(3, "SELECT orders");
          out.writeUInt32(5, 1);
          out.writeByteArray(6, time(1_700_000_000, 250_000_000));
          out.writeByteArray(7, time(0, 12_000_000));
          out.writeByteArray(8, tag("span.kind", "client"));
          out.writeByteArray(8, tag("db.type", "MySQL"));
          out.writeByteArray(8, tag("db.name", "orders"));
          out.writeByteArray(8, tag("peer.hostname", "127.0.0.1"));
          out.writeByteArray(8, tag("sampler.type", "probabilistic"));
          out.writeByteArray(8, probability);
          out.writeByteArray(8, error);
          out.writeByteArray(10, process);
        });
  }

  static String base64(ByteString bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  static String jaegerJson() {
    return """
        {"traceId":"%s","spanId":"%s","operationName":"SELECT orders","flags":1,
         "references":[{"traceId":"%s","spanId":"%s"},
          {"traceId":"%s","spanId":"%s","refType":"FOLLOWS_FROM"}],
         "startTime":"2023-11-14T22:13:20.250Z","duration":"0.012s",
         "tags":[{"key":"span.kind","vStr":"client"},{"key":"db.system","vStr":"mysql"},
          {"key":"db.name","vStr":"orders"},{"key":"w3c.tracestate","vStr":"ot=p:2;r:30"},
          {"key":"error","vType":"BOOL","vBool":true}],
         "process":{"serviceName":"cart","tags":[{"key":"k8s.pod.name","vStr":"cart-0"},
          {"key":"deployment.environment","vStr":"prod"}]}}
        """
        .formatted(
            base64(bytes(HIGH, LOW)),
            base64(bytes(ID)),
            base64(bytes(HIGH, LOW)),
            base64(bytes(PARENT)),
            base64(bytes(1, 2)),
            base64(bytes(3)));
  }

  static String zipkin() {
    return """
        [{"traceId":"000000000000001f","id":"2a","parentId":"1f","kind":"CLIENT","name":"get",
          "timestamp":1700000000000000,"duration":20000,
          "localEndpoint":{"serviceName":"web","ipv4":"10.0.0.1"},
          "remoteEndpoint":{"serviceName":"cart","ipv4":"10.0.0.2"}},
         {"traceId":"1f","id":"000000000000002a","parentId":"1f","kind":"SERVER","name":"get /cart",
          "timestamp":1700000000001000,"duration":18000,"shared":true,
          "localEndpoint":{"serviceName":"cart"},"tags":{"error":"","http.path":"/cart"}},
         7,
         {"traceId":"zz","id":"1","name":"x"},
         {"traceId":"1f","id":"2c","parentId":"2a","kind":"PRODUCER","name":"send",
          "timestamp":1700000000000000,"localEndpoint":{"serviceName":"cart"},
          "remoteEndpoint":{"serviceName":"kafka"}}]
        """;
  }
}
