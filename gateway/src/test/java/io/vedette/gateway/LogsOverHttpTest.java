package io.vedette.gateway;

import static io.vedette.gateway.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.settings.Settings;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogsOverHttpTest {

  private static final String JSON = "application/json";
  private static final String LOKI =
      "{\"streams\":[{\"stream\":{\"app\":\"cart\"},\"values\":[[\"1\",\"a\"]%s]}]}";

  private final MemoryLog log = new MemoryLog();
  private final Gateway gateway = Gateway.start(Settings.of(Map.of("gateway.port", "0")), log);
  private final Sender sender = new Sender(gateway.port());

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void lokiPushIsStoredAsItCame() throws Exception {
    HttpResponse<byte[]> answer = post("/loki/api/v1/push", JSON, LOKI.formatted(""));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(log.stored().get(0).topic()).isEqualTo("vedette.logs");
    assertThat(log.stored().get(0).format()).isEqualTo("loki-json");
    assertThat(log.stored().get(0).body()).isEqualTo(utf8(LOKI.formatted("")));
  }

  @Test
  void linesRefusedAreToldOfAndTheOthersStored() throws Exception {
    HttpResponse<byte[]> answer = post("/loki/api/v1/push", JSON, LOKI.formatted(",[2]"));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(text(answer)).startsWith("1 of 2 log lines refused: a value must be");
    assertThat(log.stored()).hasSize(1);
  }

  @Test
  void otlpLogsAreAnsweredAsOtlp() throws Exception {
    HttpResponse<byte[]> answer =
        post(
            "/v1/logs",
            JSON,
            "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"a\"}}]}]}]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(text(answer)).isEqualTo("{}");
    assertThat(log.stored().get(0).topic()).isEqualTo("otlp_logs");
    assertThat(log.stored().get(0).format()).isEqualTo("otlp-logs-json");
  }

  @Test
  void bulkIsAnsweredAsElasticsearchDoes() throws Exception {
    HttpResponse<byte[]> good =
        post("/_bulk", "application/x-ndjson", "{\"create\":{}}\n{\"message\":\"a\"}\n");
    HttpResponse<byte[]> partly =
        post("/_bulk", "application/x-ndjson", "{\"create\":{}}\n{\"message\":\"a\"}\n{\"x\":1}\n");

    assertThat(good.statusCode()).isEqualTo(200);
    assertThat(text(good))
        .isEqualTo(
            "{\"took\":0,\"errors\":false,\"items\":[{\"create\":{\"status\":201,\"result\":\"created\"}}]}");
    assertThat(text(partly)).contains("\"errors\":true", "\"status\":400", "expected an index");
    assertThat(log.stored()).hasSize(2);
    assertThat(log.stored().get(0).format()).isEqualTo("elasticsearch-bulk");
  }

  @Test
  void whatCannotBeReadIsRefusedInTheWordsOfItsProtocol() throws Exception {
    assertThat(post("/loki/api/v1/push", JSON, "{").statusCode()).isEqualTo(400);
    assertThat(post("/v1/logs", JSON, "{").statusCode()).isEqualTo(400);
    HttpResponse<byte[]> bulk = post("/_bulk", "application/x-ndjson", "{");
    assertThat(bulk.statusCode()).isEqualTo(400);
    assertThat(text(bulk)).contains("\"reason\"");
    assertThat(post("/_bulk", "text/plain", "x").statusCode()).isEqualTo(415);
    assertThat(post("/loki/api/v1/push", "text/plain", "x").statusCode()).isEqualTo(415);
    assertThat(log.stored()).isEmpty();
  }

  private HttpResponse<byte[]> post(String path, String type, String body) throws Exception {
    return sender.send(
        sender.to(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
