package io.vedette.gateway;

import static io.vedette.gateway.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.gateway.log.BodyRecord;
import io.vedette.settings.Settings;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputsOverHttpTest {

  private static final String JSON = "application/json";
  private static final String ALERT =
      "{\"labels\":{\"alertname\":\"A\"},\"startsAt\":\"2023-11-14T22:00:00Z\"%s}";
  private static final String MAPPING =
      "name: pipeline\nmakes: changes\nfields: {service: /app, version: /tag}\n";

  @TempDir Path folder;
  private final MemoryLog log = new MemoryLog();
  private Gateway gateway;
  private Sender sender;

  @BeforeEach
  void start() throws Exception {
    Path mapping = Files.writeString(folder.resolve("pipeline.yaml"), MAPPING);
    gateway = Gateway.start(settings(mapping), log);
    sender = new Sender(gateway.port());
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private static Settings settings(Path mapping) {
    return Settings.of(
        new HashMap<>(Map.of("gateway.port", "0", "gateway.mappings", mapping.toString())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v2/alerts | 200 | vedette.alerts.in | alertmanager-alerts | | [{'labels':{'alertname':'A'}}]",
        "/webhook/alertmanager | 204 | vedette.alerts.in | alertmanager-webhook | | "
            + "{'alerts':[{'status':'firing','labels':{'alertname':'A'}}]}",
        "/webhook/alerts | 204 | vedette.alerts.in | mapped | vedette-alerts | {'name':'A'}",
        "/webhook/alerts/grafana | 204 | vedette.alerts.in | mapped | grafana | "
            + "{'alerts':[{'labels':{'alertname':'A'}}]}",
        "/webhook/changes | 204 | vedette.changes | mapped | vedette-changes | {'service':'a'}",
        "/webhook/changes/github | 204 | vedette.changes | mapped | github | "
            + "{'deployment_status':{'state':'success'},'deployment':{'id':1},'repository':{'name':'a'}}",
        "/webhook/kubernetes | 204 | vedette.events | kubernetes-events | | "
            + "{'reason':'BackOff','involvedObject':{'kind':'Pod','name':'a'}}"
      })
  void aBodyIsStoredAsItCame(
      String path, int status, String topic, String format, String mapping, String quoted)
      throws Exception {
    String body = quoted.replace('\'', '"');

    HttpResponse<byte[]> answer = post(path, JSON, body);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEmpty();
    BodyRecord stored = log.stored().get(0);
    assertThat(stored.topic()).isEqualTo(topic);
    assertThat(stored.format()).isEqualTo(format);
    assertThat(stored.mapping()).isEqualTo(mapping);
    assertThat(stored.body()).isEqualTo(utf8(body));
  }

  @Test
  void aMappingOfAFileHasAPathOfItsOwnAndTravelsWithTheBody() throws Exception {
    assertThat(post("/webhook/changes/pipeline", JSON, "{\"app\":\"cart\"}").statusCode())
        .isEqualTo(204);
    assertThat(log.stored().get(0).mapping())
        .isEqualTo(
            "{\"name\":\"pipeline\",\"makes\":\"changes\",\"fields\":{\"service\":\"/app\",\"version\":\"/tag\"}}");
    assertThat(post("/webhook/alerts/pipeline", JSON, "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void alertsRefusedAreToldOfAndTheOthersStored() throws Exception {
    HttpResponse<byte[]> answer =
        post("/api/v2/alerts", JSON, "[{\"labels\":{}}," + ALERT.formatted("") + "]");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(text(answer))
        .isEqualTo(
            "1 of 2 alerts refused: alerts[0]: an alert needs a name; the others are stored\n");
    assertThat(log.stored()).hasSize(1);
  }

  @Test
  void whatCannotBeReadOrIsAllWrongIsRefused() throws Exception {
    assertThat(post("/api/v2/alerts", JSON, "{").statusCode()).isEqualTo(400);
    assertThat(post("/api/v2/alerts", JSON, "[{\"labels\":{}}]").statusCode()).isEqualTo(400);
    assertThat(post("/api/v2/alerts", "text/plain", "[]").statusCode()).isEqualTo(415);
    assertThat(post("/webhook/alerts/nobody", JSON, "{}").statusCode()).isEqualTo(404);
    assertThat(sender.get("/api/v2/alerts").statusCode()).isEqualTo(405);
    assertThat(log.stored()).isEmpty();
  }

  @Test
  void nothingThatCountsIsNothingToStore() throws Exception {
    assertThat(
            post("/webhook/changes/github", JSON, "{\"deployment_status\":{\"state\":\"queued\"}}")
                .statusCode())
        .isEqualTo(204);
    assertThat(log.stored()).isEmpty();
  }

  @Test
  void textOfSnsIsTakenByItsOwnHeader() throws Exception {
    HttpResponse<byte[]> answer =
        sender.send(
            sender
                .to("/webhook/alerts/cloudwatch")
                .header("Content-Type", "text/plain; charset=UTF-8")
                .header("x-amz-sns-message-type", "Notification")
                .POST(
                    BodyPublishers.ofString(
                        "{\"Message\":\"{\\\"AlarmName\\\":\\\"a\\\",\\\"NewStateValue\\\":\\\"OK\\\"}\"}")));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(log.stored()).hasSize(1);
  }

  @Test
  void alertmanagersClientsAreToldThatThereIsNoCluster() throws Exception {
    HttpResponse<String> answer = sender.get("/api/v2/status");
    JsonNode status = new ObjectMapper().readTree(answer.body());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(status.at("/cluster/status").asText()).isEqualTo("disabled");
    assertThat(status.has("uptime")).isTrue();
    assertThat(status.at("/versionInfo/version").asText()).isEmpty();
  }

  @Test
  void aFileThatIsNoMappingStopsTheStartAndIsNamed() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), MAPPING + "more: 1\n");

    assertThatThrownBy(() -> Gateway.start(settings(wrong), new MemoryLog()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(wrong + ": mapping: there is no 'more' here");
    assertThatThrownBy(() -> Gateway.start(settings(folder.resolve("none.yaml")), new MemoryLog()))
        .hasMessageStartingWith(folder.resolve("none.yaml") + ": cannot be read");
    Path same = Files.writeString(folder.resolve("same.yaml"), MAPPING);
    assertThatThrownBy(
            () ->
                Gateway.start(
                    Settings.of(
                        Map.of("gateway.mappings", same + "," + folder.resolve("pipeline.yaml"))),
                    new MemoryLog()))
        .hasMessageContaining("there is a mapping called pipeline in " + same);
  }

  private HttpResponse<byte[]> post(String path, String type, String body) throws Exception {
    return sender.send(
        sender.to(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
