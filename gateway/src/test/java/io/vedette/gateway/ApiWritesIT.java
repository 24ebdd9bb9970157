package io.vedette.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.broker.BrokerProcess;
import io.vedette.schema.control.MaintenanceWindow;
import io.vedette.schema.control.Silence;
import io.vedette.schema.model.ModelFigures;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people do beside commands: rules removed by name, input sent again, models put back. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@SuppressWarnings("NullAway.Init") // before each
class ApiWritesIT {

  private static final String ADMIN = "admin-token-0123456789";
  private static final String OPERATOR = "operator-token-0123456789";
  private static final String VIEWER = "viewer-token-0123456789";
  private static final String SERIES = "00c0ffee00c0ffef";
  private static final String MODELS = "vedette.models";

  @TempDir private Path folder;
  private final Contract contract = Contract.read();
  private BrokerProcess broker;
  private ResultTopics topics;
  private Gateway gateway;
  private ApiClient api;

  @BeforeEach
  void start() throws Exception {
    broker = BrokerProcess.start(folder.resolve("kafka"), 0, Map.of());
    topics = ResultTopics.create(broker.bootstrapServers());
    Files.writeString(
        folder.resolve("tokens"),
        "root " + ADMIN + " admin\nolga " + OPERATOR + " operator\nvic " + VIEWER + " viewer\n");
    startGateway();
  }

  private void startGateway() {
    gateway =
        Gateway.start(
            ResultTopics.settings(
                broker.bootstrapServers(),
                Map.of("gateway.token-files", folder.resolve("tokens").toString())));
    api = new ApiClient(gateway.port());
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                ApiClient.json(api.get("/health/pipeline", ADMIN))
                    .at("/live/caughtUp")
                    .booleanValue());
  }

  @AfterEach
  void stop() {
    gateway.close();
    topics.close();
    broker.close();
  }

  private void letter(String origin) throws Exception {
    topics.write(
        "vedette.dead-letters",
        origin,
        DeadLetter.newBuilder()
            .setReason(DeadLetterReason.MALFORMED)
            .setMessage("it is not what it says")
            .setOrigin(origin)
            .setTimestamp(1_764_590_400_000L)
            .setCount(1)
            .setPayload(ByteBuffer.wrap(new byte[] {'x'}))
            .setPayloadSize(1)
            .build());
  }

  private JsonNode checked(String template, HttpResponse<String> answer, int status)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return contract.check(template.endsWith("versions") ? "get" : "post", template, answer);
  }

  private String redrive(String origin) throws Exception {
    HttpResponse<String> answer =
        api.post("/dead-letters/redrive", "{\"origins\":[\"" + origin + "\"]}", OPERATOR);
    return checked("/dead-letters/redrive", answer, 200).at("/items/0/outcome").textValue();
  }

  @Test
  void refusedInputIsSentAgainOnceAsItCame() throws Exception {
    byte[] body = "{\"series\":[]}".getBytes(StandardCharsets.UTF_8);
    topics.write("vedette.metrics", "eu-1", body, "vedette-format", "json");
    String origin = "vedette.metrics/0/0";
    for (String of : List.of(origin, "vedette.metrics/0/77", "vedette.rules/0/0", "up{} 1 @2")) {
      letter(of);
    }
    await()
        .until(() -> ApiClient.json(api.get("/dead-letters", OPERATOR)).path("items").size() == 4);

    assertThat(redrive(origin)).isEqualTo("REDRIVEN");
    assertThat(redrive(origin)).isEqualTo("ALREADY_REDRIVEN");
    assertThat(redrive("vedette.metrics/0/77")).isEqualTo("GONE");
    assertThat(redrive("vedette.rules/0/0")).isEqualTo("NOT_REDRIVABLE");
    assertThat(redrive("up{} 1 @2")).isEqualTo("NOT_REDRIVABLE");
    assertThat(redrive("vedette.metrics/0/1")).as("of no letter").isEqualTo("UNKNOWN");

    List<ConsumerRecord<String, byte[]>> records = topics.records("vedette.metrics");
    assertThat(records).hasSize(2);
    ConsumerRecord<String, byte[]> again = records.get(1);
    assertThat(again.key()).isEqualTo("eu-1");
    assertThat(again.value()).isEqualTo(body);
    assertThat(again.headers().lastHeader("vedette-format").value()).asString().isEqualTo("json");
    assertThat(again.headers().lastHeader("vedette-redriven-from").value())
        .asString()
        .isEqualTo(origin);
    assertThat(topics.values("vedette.audit", origin, Audit.class))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getKind()).isEqualTo(AuditKind.DEAD_LETTER_REDRIVEN);
              assertThat(line.getAuthor()).isEqualTo("olga");
            });

    gateway.close();
    startGateway();
    assertThat(redrive(origin)).as("known from the audit").isEqualTo("ALREADY_REDRIVEN");
  }

  @Test
  void lettersToSendAgainAreBounded() throws Exception {
    for (String wrong :
        List.of("{}", "{\"origins\":[]}", "{\"origins\":[1]}", "{\"origins\":\"a\"}")) {
      checked("/dead-letters/redrive", api.post("/dead-letters/redrive", wrong, OPERATOR), 400);
    }
    String many = "{\"origins\":[" + "\"a/0/1\",".repeat(100) + "\"b/0/1\"]}";
    HttpResponse<String> answer = api.post("/dead-letters/redrive", many, OPERATOR);
    assertThat(checked("/dead-letters/redrive", answer, 400).path("detail").textValue())
        .contains("gateway.api-redrive-letters");
  }

  private static ModelRecord model(int version) {
    return ModelRecord.newBuilder()
        .setSeriesId(SERIES)
        .setSeries("orders")
        .setVersion("run-" + version)
        .setStatus(ModelStatus.CHAMPION)
        .setTrainedAt(1_764_590_400_000L + version)
        .setFrom(1)
        .setTo(2)
        .setStep(3)
        .setFamily("SMOOTHING")
        .setFigures(
            ModelFigures.newBuilder()
                .setMase(0.5 + version)
                .setCoverage(0.9)
                .setNaiveMase(1)
                .setComparedError(1)
                .setChampionError(1)
                .build())
        .build();
  }

  private JsonNode versions() throws Exception {
    return checked(
        "/models/{id}/versions", api.get("/models/" + SERIES + "/versions", OPERATOR), 200);
  }

  private HttpResponse<String> revert(String version, String token) throws Exception {
    return api.post("/models/" + SERIES + "/revert", "{\"version\":\"" + version + "\"}", token);
  }

  @Test
  void aModelIsPutBackToAnOlderVersionAndToNone() throws Exception {
    topics.write(MODELS, SERIES, model(1));
    topics.write(MODELS, SERIES, model(2));
    await()
        .until(() -> api.get("/models/" + SERIES + "/versions", OPERATOR).body().contains("run-2"));
    assertThat(versions().path("current").textValue()).isEqualTo("run-2");
    assertThat(versions().path("items"))
        .extracting(version -> version.path("version").textValue())
        .containsExactly("run-2", "run-1");
    assertThat(versions().at("/items/1/figures/mase").doubleValue()).isEqualTo(1.5);

    String template = "/models/{id}/revert";
    checked(template, revert("run-1", OPERATOR), 403);
    checked(template, revert("run-9", ADMIN), 404);
    checked(template, revert("run-2", ADMIN), 202); // in use already
    assertThat(topics.records(MODELS)).as("nothing was done").hasSize(2);
    checked(template, revert("run-1", ADMIN), 202);

    List<ConsumerRecord<String, byte[]>> records = topics.records(MODELS);
    assertThat(records).hasSize(4);
    assertThat(records.get(2).key()).isEqualTo(SERIES);
    assertThat(records.get(2).value()).as("the job ignores an older model").isNull();
    assertThat(records.get(3).value()).isEqualTo(records.get(0).value());
    await().until(() -> versions().path("current").textValue().equals("run-1"));
    assertThat(topics.values("vedette.audit", SERIES, Audit.class))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getKind()).isEqualTo(AuditKind.MODEL_REVERTED);
              assertThat(line.getAuthor()).isEqualTo("root");
              assertThat(line.getBefore()).isEqualTo("run-2");
              assertThat(line.getAfter()).isEqualTo("run-1");
            });

    checked(template, revert("online", ADMIN), 202);
    await().until(() -> versions().path("current").textValue().equals("online"));
    assertThat(topics.records(MODELS)).hasSize(5);
    checked(template, revert("run-2", ADMIN), 202);
    await().until(() -> versions().path("current").textValue().equals("run-2"));
  }

  @Test
  void aSeriesThatHadNoModelHasNoVersions() throws Exception {
    checked("/models/{id}/versions", api.get("/models/" + SERIES + "/versions", OPERATOR), 404);
    checked("/models/{id}/revert", revert("online", ADMIN), 404);
  }

  @Test
  void whoRemovesASilenceIsItsLastAuthor() throws Exception {
    long end = System.currentTimeMillis() + 3_600_000;
    String silence =
        "{\"id\":\"moved\",\"matchers\":[\"service=db\"],\"endsAt\":" + end + ",\"comment\":\"c\"}";
    assertThat(api.post("/silences", silence, OPERATOR).statusCode()).isEqualTo(202);
    await().until(() -> api.delete("/silences/moved", ADMIN).statusCode() == 202);

    assertThat(topics.values("vedette.rules", "silence/moved", Silence.class))
        .extracting(Silence::getAuthor)
        .containsExactly("olga", "root");
    await()
        .until(
            () ->
                !ApiClient.json(api.get("/silences", VIEWER))
                    .path("items")
                    .toString()
                    .contains("moved"));
  }

  @Test
  void aMaintenanceWindowIsPlannedListedAndRemoved() throws Exception {
    String window =
        "{\"id\":\"backup\",\"matchers\":[\"service=db\"],\"startsAt\":\"2026-12-05T02:00\","
            + "\"zone\":\"Europe/Zurich\",\"durationMs\":7200000,"
            + "\"recurrence\":\"FREQ=WEEKLY;BYDAY=SA,SU\",\"comment\":\"backups\"}";
    assertThat(api.post("/maintenance", window, VIEWER).statusCode()).isEqualTo(403);
    HttpResponse<String> made = api.post("/maintenance", window, OPERATOR);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(202);
    assertThat(ApiClient.json(made).path("id").textValue()).isEqualTo("backup");
    MaintenanceWindow stored =
        topics.values("vedette.rules", "maintenance/backup", MaintenanceWindow.class).get(0);
    assertThat(stored.getOwner()).isEqualTo("olga");
    assertThat(stored.getDurationMs()).isEqualTo(7_200_000);

    await().until(() -> ApiClient.json(api.get("/maintenance", VIEWER)).path("items").size() == 1);
    JsonNode listed = ApiClient.json(api.get("/maintenance", VIEWER)).at("/items/0");
    assertThat(listed.path("recurrence").textValue()).isEqualTo("FREQ=WEEKLY;BYDAY=SA,SU");
    assertThat(listed.path("nextChangeAt").longValue()).isPositive();

    assertThat(api.delete("/maintenance/backup", VIEWER).statusCode()).isEqualTo(403);
    assertThat(api.delete("/maintenance/backup", ADMIN).statusCode()).isEqualTo(202);
    await().until(() -> ApiClient.json(api.get("/maintenance", VIEWER)).path("items").isEmpty());
    assertThat(topics.values("vedette.rules", "maintenance/backup", MaintenanceWindow.class))
        .extracting(MaintenanceWindow::getOwner)
        .containsExactly("olga", "root");
    assertThat(api.delete("/maintenance/backup", OPERATOR).statusCode()).isEqualTo(404);
    for (String wrong :
        List.of(
            window.replace("02:00", "26:00"),
            window.replace("FREQ=WEEKLY", "FREQ=SECONDLY"),
            window.replace("Europe/Zurich", "Mars/Olympus"),
            window.replace("7200000", "-1"),
            window.replace("service=db", "service"))) {
      assertThat(api.post("/maintenance", wrong, OPERATOR).statusCode()).isEqualTo(400);
    }
  }
}
