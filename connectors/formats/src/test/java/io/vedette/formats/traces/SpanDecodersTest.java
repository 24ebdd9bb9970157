package io.vedette.formats.traces;

import static io.vedette.formats.traces.SpanBodies.HIGH;
import static io.vedette.formats.traces.SpanBodies.ID;
import static io.vedette.formats.traces.SpanBodies.LOW;
import static io.vedette.formats.traces.SpanBodies.MS;
import static io.vedette.formats.traces.SpanBodies.NOON;
import static io.vedette.formats.traces.SpanBodies.PARENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.vedette.schema.NodeKind;
import io.vedette.schema.SpanIds;
import io.vedette.schema.SpanKind;
import io.vedette.schema.SpanLink;
import io.vedette.schema.SpanPeer;
import io.vedette.schema.TracedSpan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanDecodersTest {

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
    assertThat(Spans.of(SpanFormat.OTLP_PROTO, SpanBodies.otlp().toByteArray()).spans)
        .isEqualTo(EXPECTED);
    assertThat(Spans.of(SpanFormat.OTLP_JSON, SpanBodies.otlpJson()).spans).isEqualTo(EXPECTED);
    assertThat(SpanDecoders.sniffOtlp(SpanBodies.otlp().toByteArray()))
        .isEqualTo(SpanFormat.OTLP_PROTO);
    assertThat(SpanDecoders.sniffOtlp(SpanBodies.otlpJson().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(SpanFormat.OTLP_JSON);
  }

  @Test
  void otlpJsonMayStandALineARequest() throws Exception {
    String two = SpanBodies.otlpJson().replace("\n", "") + "\n" + SpanBodies.otlpJson();
    assertThat(Spans.of(SpanFormat.OTLP_JSON, two).spans).hasSize(4);
  }

  @Test
  void spansThatAreNoneAreRefusedWhileTheOthersGoOn() throws Exception {
    Span good = SpanBodies.otlp().getResourceSpans(0).getScopeSpans(0).getSpans(1);
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
    assertThat(Spans.of(SpanFormat.JAEGER_PROTO, SpanBodies.jaeger()).spans)
        .containsExactly(expected);
    assertThat(Spans.of(SpanFormat.JAEGER_JSON, SpanBodies.jaegerJson()).spans)
        .containsExactly(expected);
  }

  @Test
  void zipkinHasMicrosecondsAndSharesIdsOfTheTwoSides() throws Exception {
    Spans told = Spans.of(SpanFormat.ZIPKIN_JSON, SpanBodies.zipkin());
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

  @Test
  void bodiesBeyondTheLimitAreRefusedWhole() {
    assertThatThrownBy(
            () ->
                SpanDecoders.create(SpanFormat.OTLP_PROTO, new SpanLimits(10, 1, 0, 1))
                    .decode(new byte[11], 0, 11, new Spans()))
        .hasMessage("body has 11 bytes, the limit is 10");
    assertThatThrownBy(() -> new SpanLimits(10, 1, 200, 1)).hasMessageContaining("links 200");
  }
}
