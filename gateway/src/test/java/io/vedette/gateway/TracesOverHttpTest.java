package io.vedette.gateway;

import static io.vedette.gateway.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracesOverHttpTest {

  private static final String JSON = "application/json";
  private static final String SPAN =
      "{\"traceId\":\"5b8efff798038103d269b633813fc60c\",\"spanId\":\"eee19b7ec3c1b174\","
          + "\"name\":\"GET /\",\"startTimeUnixNano\":\"1700000000000000000\","
          + "\"endTimeUnixNano\":\"1700000000000000009\"}";
  private static final String OTLP =
      "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + SPAN + "%s]}]}]}";
  private static final String ZIPKIN =
      "[{\"traceId\":\"1f\",\"id\":\"2a\",\"timestamp\":1700000000000000}%s]";

  private final MemoryLog log = new MemoryLog();
  private final Gateway gateway = Gateway.start(Settings.of(Map.of("gateway.port", "0")), log);
  private final Sender sender = new Sender(gateway.port());

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void otlpIsStoredAsItCameAndAnsweredAsOtlp() throws Exception {
    HttpResponse<byte[]> answer = post("/v1/traces", JSON, utf8(OTLP.formatted("")), "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(text(answer)).isEqualTo("{}");
    assertThat(log.stored().get(0).topic()).isEqualTo("otlp_spans");
    assertThat(log.stored().get(0).format()).isEqualTo("otlp-spans-json");
    assertThat(log.stored().get(0).body()).isEqualTo(utf8(OTLP.formatted("")));
  }

  @Test
  void spansRefusedAreToldOfAndTheOthersStored() throws Exception {
    HttpResponse<byte[]> answer = post("/v1/traces", JSON, utf8(OTLP.formatted(",{}")), "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(text(answer))
        .contains("\"rejectedSpans\":\"1\"", "1 of 2 spans refused", "trace id");
    assertThat(log.stored()).hasSize(1);
  }

  @Test
  void packedBodiesStayPacked() throws Exception {
    byte[] packed = gzip(utf8(OTLP.formatted("")));
    assertThat(post("/v1/traces", JSON, packed, "gzip").statusCode()).isEqualTo(200);
    assertThat(log.stored().get(0).body()).isEqualTo(packed);
    assertThat(post("/v1/traces", "application/x-protobuf", new byte[] {10, 9}, "").statusCode())
        .isEqualTo(400);
  }

  @Test
  void zipkinIsAnsweredAsZipkinDoes() throws Exception {
    HttpResponse<byte[]> good = post("/api/v2/spans", JSON, utf8(ZIPKIN.formatted("")), "");
    HttpResponse<byte[]> partly = post("/api/v2/spans", JSON, utf8(ZIPKIN.formatted(",7")), "");

    assertThat(good.statusCode()).isEqualTo(202);
    assertThat(good.body()).isEmpty();
    assertThat(text(partly)).startsWith("1 of 2 spans refused: a span must be an object");
    assertThat(log.stored()).hasSize(2);
    assertThat(log.stored().get(0).format()).isEqualTo("zipkin-json");
    assertThat(log.stored().get(0).topic()).isEqualTo("otlp_spans");
    assertThat(post("/api/v2/spans", "text/plain", utf8("[]"), "").statusCode()).isEqualTo(415);
  }

  private HttpResponse<byte[]> post(String path, String type, byte[] body, String encoding)
      throws Exception {
    var request =
        sender.to(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body));
    if (!encoding.isEmpty()) {
      request.header("Content-Encoding", encoding);
    }
    return sender.send(request);
  }

  private static byte[] gzip(byte[] body) throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    }
    return packed.toByteArray();
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
