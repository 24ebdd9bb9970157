package io.vedette.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShopTelemetryTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration TICK = Duration.ofSeconds(5);

  private final ShopTelemetry telemetry = new ShopTelemetry(new ShopModel(5, 1, "stage"), 5, TICK);

  private static ExportTraceServiceRequest parsed(byte[] body) {
    try {
      return ExportTraceServiceRequest.parseFrom(body);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> texts(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(Collectors.toMap(KeyValue::getKey, value -> value.getValue().getStringValue()));
  }

  @Test
  void spansOfATickAreOverWhenTheyAreTold() {
    long noon = NOON.toEpochMilli();
    for (byte[] body : telemetry.spans(noon, 12, List.of())) {
      for (Span span : spans(body)) {
        assertThat(span.getStartTimeUnixNano())
            .isBetween((noon - 10_000) * 1_000_000, (noon + 50_000) * 1_000_000);
        assertThat(span.getEndTimeUnixNano()).isLessThan((noon + 55_000) * 1_000_000);
      }
    }
  }

  private static List<Span> spans(byte[] body) {
    List<Span> spans = new ArrayList<>();
    for (ResourceSpans resource : parsed(body).getResourceSpansList()) {
      spans.addAll(resource.getScopeSpans(0).getSpansList());
    }
    return spans;
  }

  @Test
  void bodiesAreBoundedAndKeepTracesTogether() {
    List<byte[]> bodies = telemetry.spans(NOON.toEpochMilli(), 50, List.of());
    assertThat(bodies).hasSizeGreaterThan(2).allMatch(body -> body.length < 512 * 1024);
    List<String> traces = new ArrayList<>();
    for (byte[] body : bodies) {
      spans(body).stream()
          .map(span -> new String(span.getTraceId().toByteArray(), StandardCharsets.ISO_8859_1))
          .distinct()
          .forEach(traces::add);
    }
    assertThat(traces).doesNotHaveDuplicates();
  }

  @Test
  void aSpanSaysWhereItRanAndWhatItStandsFor() {
    ResourceSpans cart =
        parsed(telemetry.spans(NOON.toEpochMilli(), 12, List.of()).get(0))
            .getResourceSpansList()
            .stream()
            .filter(of -> texts(of.getResource().getAttributesList()).containsValue("cart-1:8080"))
            .findFirst()
            .orElseThrow();
    assertThat(texts(cart.getResource().getAttributesList()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "service.name", "cart",
                "service.instance.id", "cart-1:8080",
                "k8s.pod.name", "cart-1",
                "deployment.environment.name", "stage"));
    Span query =
        cart.getScopeSpans(0).getSpansList().stream()
            .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_CLIENT)
            .findFirst()
            .orElseThrow();
    assertThat(texts(query.getAttributesList()))
        .containsEntry("db.system.name", "redis")
        .containsEntry("server.address", "cart-cache");
    String threshold = query.getTraceState().substring("ot=th:".length());
    double kept = 1 - Integer.parseInt(threshold, 16) / 256.0;
    assertThat(1 / kept).isEqualTo(ShopTraces.ONE_IN);
  }

  @Test
  void aBadDeploymentIsToldOnceAndSoIsItsRollback() throws IOException {
    Fault bad =
        new Fault(
            "f", FaultKind.BAD_DEPLOYMENT, "cart", NOON.plusSeconds(7), NOON.plusSeconds(67), 0.1);
    List<JsonNode> told = new ArrayList<>();
    for (int tick = 0; tick < 20; tick++) {
      long time = NOON.plus(TICK.multipliedBy(tick)).toEpochMilli();
      for (byte[] body : telemetry.changes(time, 1, List.of(bad))) {
        told.add(new ObjectMapper().readTree(body));
      }
    }
    assertThat(told).hasSize(2);
    JsonNode change = told.get(0);
    assertThat(change.get("kind").textValue()).isEqualTo("deployment");
    assertThat(change.get("service").textValue()).isEqualTo("cart");
    assertThat(change.get("environment").textValue()).isEqualTo("stage");
    assertThat(change.get("ts").textValue()).isEqualTo("2026-03-02T12:00:07Z");
    assertThat(change.get("version").textValue()).isEqualTo("v29540880");
    assertThat(change.get("author").textValue()).isNotEmpty();
    assertThat(told.get(1).get("kind").textValue()).isEqualTo("rollback");
    assertThat(told.get(1).get("version").textValue()).isEqualTo("v29540879");
    assertThat(told.get(1).get("id").textValue()).isNotEqualTo(change.get("id").textValue());
  }
}
