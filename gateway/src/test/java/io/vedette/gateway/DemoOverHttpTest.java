package io.vedette.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.gateway.demo.DemoFaults;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Faults of the demo shop over HTTP; Kafka is not needed for them. */
@Timeout(120)
class DemoOverHttpTest {

  private static final String OPERATOR = "operator-token-0123456789";
  private static final String VIEWER = "viewer-token-0123456789";
  private static final String FAULTS = "/demo/faults";
  private static final Instant BEGIN = Instant.ofEpochMilli(1_764_590_400_000L);

  @TempDir static Path folder;

  private static OneFaultShop shop;
  private static Gateway gateway;
  private static ApiClient api;

  private final Contract contract = Contract.read();

  @BeforeAll
  static void start() throws Exception {
    shop = new OneFaultShop();
    gateway = gateway(shop);
    api = new ApiClient(gateway.port());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void mend() {
    shop.mend();
  }

  private static Gateway gateway(@Nullable DemoFaults demo) throws Exception {
    Path tokens = folder.resolve("tokens");
    Files.writeString(tokens, "olga " + OPERATOR + " operator\nvic " + VIEWER + " viewer\n");
    return Gateway.start(
        ResultTopics.settings("127.0.0.1:1", Map.of("gateway.token-files", tokens.toString())),
        null,
        null,
        demo);
  }

  @Test
  void aFaultBeginsIsToldAndEnds() throws Exception {
    HttpResponse<String> made =
        api.post(
            FAULTS,
            "{\"kind\":\"latency\",\"service\":\"cart\",\"durationMs\":60000,\"magnitude\":4}",
            OPERATOR);
    JsonNode fault = contract.check("post", FAULTS, made);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(fault.path("beginsAt").longValue()).isEqualTo(BEGIN.toEpochMilli());
    assertThat(fault.path("endsAt").longValue()).isEqualTo(BEGIN.toEpochMilli() + 60_000);
    assertThat(fault.path("magnitude").doubleValue()).isEqualTo(4);

    JsonNode told = contract.check("get", FAULTS, api.get(FAULTS, VIEWER));
    assertThat(told.at("/active/0")).isEqualTo(fault);
    assertThat(told.at("/kinds/0/services/0").textValue()).isEqualTo("cart");

    HttpResponse<String> ended = api.delete(FAULTS + "/fault-1", OPERATOR);
    assertThat(contract.check("delete", FAULTS + "/{id}", ended)).isEqualTo(fault);
    assertThat(ApiClient.json(api.get(FAULTS, VIEWER)).path("active")).isEmpty();
    assertProblem(api.delete(FAULTS + "/fault-1", OPERATOR), 404, "fault");
  }

  @Test
  void whatIsLeftOutIsFiveMinutesAndTheShopsMagnitude() throws Exception {
    JsonNode fault =
        ApiClient.json(api.post(FAULTS, "{\"kind\":\"latency\",\"service\":\"cart\"}", OPERATOR));

    assertThat(fault.path("endsAt").longValue() - fault.path("beginsAt").longValue())
        .isEqualTo(300_000);
    assertThat(fault.path("magnitude").doubleValue()).isEqualTo(OneFaultShop.USUAL);
  }

  @Test
  void whoOnlyLooksBreaksNothing() throws Exception {
    String body = "{\"kind\":\"latency\",\"service\":\"cart\"}";
    assertProblem(api.post(FAULTS, body, VIEWER), 403, "OPERATOR");
    assertProblem(api.post(FAULTS, body, null), 401, "token");
    assertProblem(api.postFrom("https://evil.example", FAULTS, body, OPERATOR), 403, "origin");
    assertThat(shop.active).isEmpty();

    api.post(FAULTS, body, OPERATOR);
    assertProblem(api.delete(FAULTS + "/fault-1", VIEWER), 403, "OPERATOR");
    assertThat(shop.active).hasSize(1);
  }

  @Test
  void whatIsWrongIsSaid() throws Exception {
    assertProblem(api.post(FAULTS, "{\"service\":\"cart\"}", OPERATOR), 400, "kind is needed");
    assertProblem(
        api.post(FAULTS, "{\"kind\":\"latency\",\"service\":\"moon\"}", OPERATOR), 400, "moon");
    for (String wrong : List.of("\"magnitude\":\"6\"", "\"durationMs\":999", "\"host\":\"x\"")) {
      assertProblem(
          api.post(FAULTS, "{\"kind\":\"latency\",\"service\":\"cart\"," + wrong + "}", OPERATOR),
          400,
          "");
    }
    assertProblem(api.delete(FAULTS + "/..%2Ffaults", OPERATOR), 400, "");
    assertThat(shop.active).isEmpty();
  }

  @Test
  void aShopThatDoesNotAnswerIsUnavailable() throws Exception {
    shop.isAway = true;

    HttpResponse<String> answer = api.get(FAULTS, VIEWER);

    contract.check("get", FAULTS, answer);
    assertProblem(answer, 503, "away");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void withoutAShopThereIsNoSuchRouteAndNobodyIsToldOfOne() throws Exception {
    assertThat(ApiClient.json(api.get("/me", VIEWER)).path("features"))
        .isEqualTo(ApiClient.json("[\"DEMO\"]"));
    try (Gateway alone = gateway(null)) {
      ApiClient other = new ApiClient(alone.port());
      assertProblem(other.get(FAULTS, OPERATOR), 404, "");
      assertProblem(other.post(FAULTS, "{}", OPERATOR), 404, "");
      assertThat(ApiClient.json(other.get("/me", VIEWER)).path("features")).isEmpty();
    }
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String word)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(ApiClient.json(answer).path("detail").textValue()).contains(word);
  }

  /** A shop of one service that can be slow, once. */
  private static final class OneFaultShop implements DemoFaults {

    static final double USUAL = 6;

    private final List<Fault> active = new ArrayList<>();
    private volatile boolean isAway;

    synchronized void mend() {
      active.clear();
      isAway = false;
    }

    @Override
    public List<Kind> kinds() {
      return List.of(
          new Kind("latency", List.of("cart"), new Magnitude("factor", USUAL, 1.5, 100), "p50"));
    }

    @Override
    public synchronized Faults now() {
      if (isAway) {
        throw new AwayException("the shop is away", new IllegalStateException("test"));
      }
      return new Faults(BEGIN, active, List.of());
    }

    @Override
    public synchronized Fault begin(
        String kind, String service, Duration lasting, OptionalDouble magnitude) {
      if (!service.equals("cart")) {
        throw new IllegalArgumentException("unknown service '" + service + "'");
      }
      Fault fault =
          new Fault(
              "fault-1", kind, service, BEGIN, BEGIN.plus(lasting), magnitude.orElse(USUAL), "p50");
      active.add(fault);
      return fault;
    }

    @Override
    public synchronized Optional<Fault> end(String id) {
      Optional<Fault> found = active.stream().filter(fault -> fault.id().equals(id)).findFirst();
      found.ifPresent(active::remove);
      return found;
    }
  }
}
