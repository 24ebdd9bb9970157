package io.vedette.formats.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.NodeKind;
import io.vedette.schema.SpanIds;
import io.vedette.schema.SpanKind;
import io.vedette.schema.SpanLink;
import io.vedette.schema.SpanPeer;
import io.vedette.schema.TracedSpan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpanDecodersTest {

  private static final long HIGH = 0x5B8EFFF798038103L;
  private static final long LOW = 0xD269B633813FC60CL;
  private static final long ID = 0xEEE19B7EC3C1B174L;
  private static final long PARENT = 0xEEE19B7EC3C1B173L;
  private static final long NOON = 1_700_000_000_000_000_000L;
  private static final long MS = 1_000_000;

  /** A call of the cart to its database, which failed, and what the cart did for the web. */
  private static final List<TracedSpan> EXPECTED =
      List.of(
          new TracedSpan(
              "prod",
              "cart",
              "cart-0",
              "SELECT orders",
              SpanKind.CLIENT,
              HIGH,
              LOW,
              ID,
              PARENT,
              NOON,
              12 * MS,
              true,
              4,
              new SpanPeer(NodeKind.DATABASE, "orders-db"),
              List.of()),
          new TracedSpan(
              "prod",
              "cart",
              "cart-0",
              "GET /cart",
              SpanKind.SERVER,
              HIGH,
              LOW,
              PARENT,
              0,
              NOON - MS,
              20 * MS,
              false,
              0,
              null,
              List.of(new SpanLink(1, 2, 3))));

  @Test
  void otlpIsTheSameAsProtobufAndAsJson() throws Exception {
    assertThat(Spans.of(SpanFormat.OTLP_PROTO, otlp().toByteArray()).spans).isEqualTo(EXPECTED);
    assertThat(Spans.of(SpanFormat.OTLP_JSON, otlpJson()).spans).isEqualTo(EXPECTED);
    assertThat(SpanDecoders.sniffOtlp(otlp().toByteArray())).isEqualTo(SpanFormat.OTLP_PROTO);
    assertThat(SpanDecoders.sniffOtlp(otlpJson().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(SpanFormat.OTLP_JSON);
  }

  @Test
  void otlpJsonMayStandALineARequest() throws Exception {
    String two = otlpJson().replace("\n", "") + "\n" + otlpJson();
    assertThat(Spans.of(SpanFormat.OTLP_JSON, two).spans).hasSize(4);
  }

  @Test
  void spansThatAreNoneAreRefusedWhileTheOthersGoOn() throws Exception {
    Span good = otlp().getResourceSpans(0).getScopeSpans(0).getSpans(1);
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .addScopeSpans(
                        ScopeSpans.newBuilder()
                            .addSpans(good.toBuilder().setTraceId(ByteString.copyFromUtf8("short")))
                            .addSpans(good.toBuilder().clearTraceId())
                            .addSpans(good.toBuilder().clearSpanId())
                            .addSpans(good.toBuilder().setEndTimeUnixNano(NOON - 2 * MS))
                            .addSpans(good.toBuilder().clearStartTimeUnixNano())
                            .addSpans(good)))
            .build();
    Spans told = Spans.of(SpanFormat.OTLP_PROTO, request.toByteArray());
    assertThat(told.spans).extracting(TracedSpan::service).containsExactly("unknown_service");
    assertThat(told.rejected)
        .containsExactly(
            "MALFORMED 1: span 'GET /cart' of unknown_service: its trace id has 5 bytes; it must"
                + " have 16",
            "MALFORMED 1: span 'GET /cart' of unknown_service: it has no trace id",
            "MALFORMED 1: span 'GET /cart' of unknown_service: it has no span id",
            "MALFORMED 1: span 'GET /cart' of unknown_service: it ends 1000000 ns before it"
                + " starts",
            "MALFORMED 1: span 'GET /cart' of unknown_service: its start is 0 ns; it must be"
                + " positive");
  }

  @Test
  void jaegerIsTheSameAsProtobufAndAsJson() throws Exception {
    TracedSpan expected =
        new TracedSpan(
            "prod",
            "cart",
            "cart-0",
            "SELECT orders",
            SpanKind.CLIENT,
            HIGH,
            LOW,
            ID,
            PARENT,
            NOON + 250 * MS,
            12 * MS,
            true,
            4,
            new SpanPeer(NodeKind.DATABASE, "mysql/orders"),
            List.of(new SpanLink(1, 2, 3)));
    assertThat(Spans.of(SpanFormat.JAEGER_PROTO, jaeger()).spans).containsExactly(expected);
    assertThat(Spans.of(SpanFormat.JAEGER_JSON, jaegerJson()).spans).containsExactly(expected);
  }

  @Test
  void zipkinHasMicrosecondsAndSharesIdsOfTheTwoSides() throws Exception {
    Spans told = Spans.of(SpanFormat.ZIPKIN_JSON, zipkin());
    assertThat(told.spans)
        .containsExactly(
            new TracedSpan(
                "default",
                "web",
                "10.0.0.1",
                "get",
                SpanKind.CLIENT,
                0,
                0x1FL,
                0x2AL,
                0x1FL,
                NOON,
                20 * MS,
                false,
                0,
                new SpanPeer(NodeKind.SERVICE, "cart"),
                List.of()),
            new TracedSpan(
                "default",
                "cart",
                "",
                "get /cart",
                SpanKind.SERVER,
                0,
                0x1FL,
                SpanIds.twin(0x2AL),
                0x2AL,
                NOON + MS,
                18 * MS,
                true,
                0,
                null,
                List.of()),
            new TracedSpan(
                "default",
                "cart",
                "",
                "send",
                SpanKind.PRODUCER,
                0,
                0x1FL,
                0x2CL,
                0x2AL,
                NOON,
                0,
                false,
                0,
                new SpanPeer(NodeKind.QUEUE, "kafka"),
                List.of()));
    assertThat(told.rejected)
        .containsExactly(
            "MALFORMED 1: a span must be an object, not number",
            "MALFORMED 1: span 'x' of unknown_service: its trace id 'zz' is not 1 to 32 hexadecimal"
                + " digits");
  }

  @Test
  void longTextsAreCutAndManyLinksLeftOut() throws Exception {
    String link = "{\"traceId\":\"1\",\"spanId\":\"2\"},";
    String body =
        """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"%s"}}]},
         "scopeSpans":[{"spans":[{"traceId":"1","spanId":"1","startTimeUnixNano":"1000000",
         "endTimeUnixNano":"1000001","links":[%s{}]}]}]}]}
        """
            .formatted("s".repeat(500), link.repeat(100));
    TracedSpan span = Spans.of(SpanFormat.OTLP_JSON, body).spans.get(0);
    assertThat(span.service()).hasSize(200);
    assertThat(span.operation()).isEqualTo("unknown");
    assertThat(span.links()).hasSize(16);
  }

  @ParameterizedTest
  @EnumSource(SpanFormat.class)
  void anyBytesEndInAReturnOrInOneException(SpanFormat format) throws Exception {
    byte[] good =
        switch (format) {
          case OTLP_PROTO -> otlp().toByteArray();
          case OTLP_JSON -> otlpJson().getBytes(StandardCharsets.UTF_8);
          case JAEGER_PROTO -> jaeger();
          case JAEGER_JSON -> jaegerJson().getBytes(StandardCharsets.UTF_8);
          case ZIPKIN_JSON -> zipkin().getBytes(StandardCharsets.UTF_8);
        };
    SpanDecoder decoder = SpanDecoders.create(format, SpanLimits.DEFAULT);
    Random random = new Random(1);
    int unreadable = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = good.clone();
      for (int j = 0; j <= i % 4; j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        decoder.decode(bytes, 0, 1 + random.nextInt(bytes.length), new Spans());
      } catch (UnreadableBodyException said) {
        unreadable++;
        assertThat(said).message().isNotBlank();
      }
    }
    assertThat(unreadable).isPositive();
    Spans after = new Spans();
    decoder.decode(good, 0, good.length, after);
    assertThat(after.spans).isEqualTo(Spans.of(format, good).spans).isNotEmpty();
  }

  @Test
  void bodiesBeyondTheLimitAreRefusedWhole() {
    assertThatThrownBy(
            () ->
                SpanDecoders.create(SpanFormat.OTLP_PROTO, new SpanLimits(10, 1, 0, 1))
                    .decode(new byte[11], 0, 11, new Spans()))
        .hasMessage("body has 11 bytes, the limit is 10");
    assertThatThrownBy(() -> new SpanLimits(10, 1, 200, 1)).hasMessageContaining("links 200");
  }

  private static ByteString bytes(long... longs) {
    ByteString.Output out = ByteString.newOutput();
    for (long number : longs) {
      for (int shift = 56; shift >= 0; shift -= 8) {
        out.write((int) (number >>> shift));
      }
    }
    return out.toByteString();
  }

  private static KeyValue pair(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static ExportTraceServiceRequest otlp() {
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
  private static String otlpJson() {
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

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.writeTo(out);
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] tag(String key, String value) throws IOException {
    return message(
        out -> {
          out.writeString(1, key);
          out.writeString(3, value);
        });
  }

  private static byte[] reference(ByteString trace, ByteString id, int type) throws IOException {
    return message(
        out -> {
          out.writeBytes(1, trace);
          out.writeBytes(2, id);
          out.writeEnum(3, type);
        });
  }

  private static byte[] time(long seconds, int nanos) throws IOException {
    return message(
        out -> {
          out.writeInt64(1, seconds);
          out.writeInt32(2, nanos);
        });
  }

  /** Fields by model.proto of jaeger-idl; references stand before the id of their trace. */
  private static byte[] jaeger() throws IOException {
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

  private static String base64(ByteString bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static String jaegerJson() {
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

  private static String zipkin() {
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
