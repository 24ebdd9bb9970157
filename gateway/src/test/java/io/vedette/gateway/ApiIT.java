package io.vedette.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.broker.BrokerProcess;
import io.vedette.schema.control.FeedbackCommand;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.control.IncidentCommandKind;
import io.vedette.schema.control.Silence;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.CallNodeKind;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API before a real broker, without a store. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ApiIT {

  private static final String ADMIN = "admin-token-0123456789";
  private static final String OPERATOR = "operator-token-0123456789";
  private static final String VIEWER = "viewer-token-0123456789";
  private static final String SENDER = "sender-token-0123456789";
  private static final String INCIDENT = "00c0ffee00c0ffee";
  private static final long AN_HOUR = Duration.ofHours(1).toMillis();

  @TempDir static Path folder;

  private static BrokerProcess broker;
  private static ResultTopics topics;
  private static Gateway gateway;
  private static ApiClient api;

  @BeforeAll
  static void start() throws Exception {
    broker = BrokerProcess.start(folder, 0, Map.of());
    topics = ResultTopics.create(broker.bootstrapServers());
    Path tokens =
        Files.writeString(
            folder.resolve("tokens"),
            "root "
                + ADMIN
                + " admin\nolga "
                + OPERATOR
                + " operator\nvic "
                + VIEWER
                + " viewer\neu-1 "
                + SENDER
                + "\n");
    gateway =
        Gateway.start(
            ResultTopics.settings(
                broker.bootstrapServers(),
                Map.of(
                    "gateway.token-files",
                    tokens.toString(),
                    "gateway.api-requests-per-second",
                    "10000")));
    api = new ApiClient(gateway.port());
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                json(api.get("/health/pipeline", VIEWER)).at("/live/caughtUp").booleanValue()
                    && json(api.get("/health/pipeline", VIEWER)).at("/kafka/ready").booleanValue());
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
    topics.close();
    broker.close();
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return ApiClient.json(answer);
  }

  private static void assertProblem(HttpResponse<String> answer, int status) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = json(answer);
    assertThat(problem.path("status").intValue()).isEqualTo(status);
    assertThat(problem.path("detail").textValue()).isNotBlank();
  }

  @Test
  void aCommandIsInKafkaAsItsAuthorSaidItWhenItIsAcknowledged() throws Exception {
    HttpResponse<String> answer =
        api.post(
            "/incidents/" + INCIDENT + "/commands",
            "{\"kind\":\"SNOOZE\",\"until\":1764597600000,\"comment\":\"vendor works on it\"}",
            OPERATOR);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    String id = json(answer).path("id").textValue();
    IncidentCommand stored =
        topics.values("vedette.commands", INCIDENT, IncidentCommand.class).stream()
            .filter(command -> command.getId().equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(stored.getKind()).isEqualTo(IncidentCommandKind.SNOOZE);
    assertThat(stored.getAuthor()).isEqualTo("olga");
    assertThat(stored.getComment()).isEqualTo("vendor works on it");
    assertThat(stored.getUntil()).isEqualTo(1764597600000L);
  }

  @Test
  void feedbackIsInKafkaWhenItIsAcknowledged() throws Exception {
    HttpResponse<String> answer =
        api.post(
            "/series/00c0ffee00c0ffef/feedback",
            "{\"kind\":\"FALSE_POSITIVE\",\"timestamp\":1764590400000}",
            ADMIN);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    FeedbackCommand stored =
        topics.values("vedette.commands", "00c0ffee00c0ffef", FeedbackCommand.class).get(0);
    assertThat(stored.getId()).isEqualTo(json(answer).path("id").textValue());
    assertThat(stored.getAuthor()).isEqualTo("root");
    assertThat(stored.getTimestamp()).isEqualTo(1764590400000L);
  }

  @Test
  void aSilenceIsMadeListedToldOfAndRemoved() throws Exception {
    try (ApiEvents events = api.listen("/events?kind=silence", VIEWER, null)) {
      long end = System.currentTimeMillis() + AN_HOUR;
      HttpResponse<String> made =
          api.post(
              "/silences",
              "{\"id\":\"release\",\"matchers\":[\"service=cart\"],\"endsAt\":"
                  + end
                  + ",\"comment\":\"<b>1.42</b>\"}",
              OPERATOR);
      assertThat(made.statusCode()).as(made.body()).isEqualTo(202);
      assertThat(json(made).path("id").textValue()).isEqualTo("release");
      Silence stored = topics.values("vedette.rules", "silence/release", Silence.class).get(0);
      assertThat(stored.getAuthor()).isEqualTo("olga");
      assertThat(stored.getEndsAt()).isEqualTo(end);

      ApiEvents.Event event = events.next();
      assertThat(event.name()).isEqualTo("silence");
      assertThat(event.data().path("id").textValue()).isEqualTo("release");
      assertThat(event.data().path("status").textValue()).isEqualTo("ACTIVE");
      JsonNode listed = json(api.get("/silences?status=ACTIVE", VIEWER)).path("items");
      assertThat(listed).hasSize(1);
      assertThat(listed.at("/0/comment").textValue()).isEqualTo("<b>1.42</b>");
      assertThat(json(api.get("/silences?status=ENDED", VIEWER)).path("items")).isEmpty();

      assertProblem(api.delete("/silences/release", VIEWER), 403);
      assertThat(api.delete("/silences/release", OPERATOR).statusCode()).isEqualTo(202);
      assertThat(events.next().data().path("author").textValue()).isEqualTo("olga");
      assertThat(events.next().data().path("removed").booleanValue()).isTrue();
      assertThat(json(api.get("/silences", VIEWER)).path("items")).isEmpty();
      assertProblem(api.delete("/silences/release", OPERATOR), 404);
    }
  }

  @Test
  void whoComesBackIsToldWhatItMissed() throws Exception {
    String first;
    try (ApiEvents events = api.listen("/events?kind=alert", VIEWER, null)) {
      topics.write("vedette.alerts", "a", Records.alert("a-1"));
      ApiEvents.Event event = events.next();
      assertThat(event.data().path("id").textValue()).isEqualTo("a-1");
      first = event.id();
      topics.write("vedette.alerts", "a", Records.alert("a-2"));
      topics.write("vedette.alerts", "a", Records.alert("a-3"));
      events.next();
      events.next();
    }
    try (ApiEvents again = api.listen("/events?kind=alert", VIEWER, first)) {
      assertThat(again.next().data().path("id").textValue()).isEqualTo("a-2");
      assertThat(again.next().data().path("id").textValue()).isEqualTo("a-3");
    }
    try (ApiEvents other = api.listen("/events", VIEWER, "another-run-17")) {
      assertThat(other.next().name()).isEqualTo("reset");
    }
  }

  @Test
  void anIncidentIsToldOfWithoutWhatIsLong() throws Exception {
    try (ApiEvents events = api.listen("/events?kind=incident", VIEWER, null)) {
      topics.write("vedette.incidents", INCIDENT, Records.incident(INCIDENT, 1));

      JsonNode told = events.next().data();
      assertThat(told.path("id").textValue()).isEqualTo(INCIDENT);
      assertThat(told.has("alerts")).isFalse();
      assertThat(told.at("/causes/0/entity").textValue()).isEqualTo("payment-db");
      assertThat(told.at("/causes/0/evidence")).isEmpty();
    }
  }

  @Test
  void callsAreAGraph() throws Exception {
    topics.write(
        "vedette.topology",
        "default/cart/db",
        CallEdge.newBuilder()
            .setEnvironment("default")
            .setCaller("cart")
            .setCallerKind(CallNodeKind.SERVICE)
            .setCallee("orders")
            .setCalleeKind(CallNodeKind.DATABASE)
            .setStart(1764590400000L)
            .setEnd(1764590460000L)
            .setCalls(10)
            .setFailed(1)
            .setSpans(10)
            .build());

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !json(api.get("/topology", VIEWER)).path("edges").isEmpty());
    JsonNode graph = json(api.get("/topology", VIEWER));
    assertThat(graph.path("nodes")).hasSize(2);
    assertThat(graph.at("/nodes/1/kind").textValue()).isEqualTo("DATABASE");
    assertThat(graph.at("/edges/0/failed").doubleValue()).isEqualTo(1);
    assertThat(json(api.get("/topology?at=1764590399999", VIEWER)).path("edges")).isEmpty();
  }

  @Test
  void deadLettersComeNewestFirstInPages() throws Exception {
    for (int i = 0; i < 3; i++) {
      topics.write(
          "vedette.dead-letters",
          "vedette.metrics/0/" + i,
          DeadLetter.newBuilder()
              .setReason(DeadLetterReason.MALFORMED)
              .setMessage("letter " + i)
              .setOrigin("vedette.metrics/0/" + i)
              .setTimestamp(1764590400000L + i)
              .setCount(1)
              .setPayload(ByteBuffer.wrap("x".getBytes(StandardCharsets.UTF_8)))
              .setPayloadSize(1)
              .build());
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> json(api.get("/dead-letters", VIEWER)).path("items").size() == 3);

    JsonNode page = json(api.get("/dead-letters?limit=2&reason=MALFORMED", VIEWER));
    assertThat(page.at("/items/0/message").textValue()).isEqualTo("letter 2");
    assertThat(page.path("items")).hasSize(2);
    JsonNode rest =
        json(
            api.get(
                "/dead-letters?limit=2&reason=MALFORMED&cursor=" + page.path("next").textValue(),
                VIEWER));
    assertThat(rest.path("items")).hasSize(1);
    assertThat(rest.at("/items/0/message").textValue()).isEqualTo("letter 0");
    assertThat(rest.path("next").isNull()).isTrue();
    assertThat(json(api.get("/dead-letters?reason=LATE", VIEWER)).path("items")).isEmpty();
  }

  @Test
  void rolesAreKept() throws Exception {
    assertProblem(api.get("/me", null), 401);
    assertProblem(api.get("/me", "no-such-token-0123456789"), 401);
    assertProblem(api.get("/me", SENDER), 403);
    assertThat(json(api.get("/me", VIEWER)))
        .isEqualTo(
            ApiClient.json(
                "{\"name\":\"vic\",\"role\":\"VIEWER\",\"via\":\"TOKEN\",\"features\":[]}"));
    assertProblem(api.post("/incidents/" + INCIDENT + "/commands", "{}", VIEWER), 403);
    assertProblem(api.post("/silences", "{}", VIEWER), 403);
    Sender sender = new Sender(gateway.port());
    assertThat(
            sender
                .send(sender.json(Bodies.json(1)).header("Authorization", "Bearer " + VIEWER))
                .statusCode())
        .as("who only looks does not send")
        .isEqualTo(401);
  }

  @Test
  void whatIsWrongIsSaid() throws Exception {
    String commands = "/incidents/" + INCIDENT + "/commands";
    for (String body :
        List.of(
            "",
            "[]",
            "{",
            "{\"kind\":\"EXPLODE\"}",
            "{\"kind\":\"SNOOZE\"}",
            "{\"kind\":\"ACKNOWLEDGE\",\"until\":1}",
            "{\"kind\":\"ACKNOWLEDGE\",\"author\":\"somebody else\"}",
            "{\"kind\":\"ACKNOWLEDGE\",\"kind\":\"RESOLVE\"}",
            "{\"kind\":\"MERGE\",\"into\":\"../../etc\"}",
            "{\"kind\":\"ACKNOWLEDGE\"} {}",
            "[".repeat(10_000))) {
      assertProblem(api.post(commands, body, OPERATOR), 400);
    }
    assertProblem(api.post("/incidents/nonsense/commands", "{\"kind\":\"RESOLVE\"}", ADMIN), 400);
    assertProblem(api.post("/silences", "{\"matchers\":[\"a=~(\"],\"endsAt\":1}", ADMIN), 400);
    assertProblem(api.post(commands, "\"" + "x".repeat(70_000) + "\"", OPERATOR), 413);
    assertProblem(api.post(commands, "{}", OPERATOR, "text/plain"), 415);
    for (String query :
        List.of("limit=0", "limit=x", "limit=1&limit=2", "limit=1001", "cursor=!", "status=X")) {
      assertProblem(api.get("/silences?" + query, VIEWER), 400);
    }
    assertProblem(api.get("/nothing", VIEWER), 404);
    HttpResponse<String> undeclared = api.delete("/me", VIEWER);
    assertProblem(undeclared, 405);
    assertThat(undeclared.headers().firstValue("Allow").orElse("")).contains("GET");
    assertProblem(api.get("/incidents", VIEWER), 503);
  }

  @Test
  void pagesOfOtherOriginsChangeNothing() throws Exception {
    String body = "{\"kind\":\"ACKNOWLEDGE\"}";
    String path = "/incidents/" + INCIDENT + "/commands";
    assertProblem(api.postFrom("https://evil.example", path, body, OPERATOR), 403);
    assertProblem(api.postFrom("null", path, body, OPERATOR), 403);
    assertThat(
            api.postFrom("http://127.0.0.1:" + gateway.port(), path, body, OPERATOR).statusCode())
        .isEqualTo(202);
  }

  @Test
  void answersAreGuarded() throws Exception {
    HttpResponse<String> answer = api.get("/me", VIEWER);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValue("default-src 'none'; frame-ancestors 'none'");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void thePipelineTellsTopicsWithTheirRecords() throws Exception {
    topics.write("vedette.audit", "x", Records.alert("whatever"));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              JsonNode pipeline = json(api.get("/health/pipeline", VIEWER));
              assertThat(pipeline.path("topics"))
                  .filteredOn(topic -> topic.path("name").textValue().equals("vedette.audit"))
                  .singleElement()
                  .satisfies(topic -> assertThat(topic.path("records").longValue()).isEqualTo(1));
            });
  }
}
