package io.vedette.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.broker.BrokerProcess;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.settings.Settings;
import io.vedette.store.Position;
import io.vedette.store.ResultStore;
import io.vedette.store.Retention;
import io.vedette.store.SeriesCatalog;
import io.vedette.store.StoreBatch;
import io.vedette.store.duckdb.DuckDbStore;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API before a real broker and a real store; every answer is held against the contract. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ApiStoreIT {

  private static final long NOW = System.currentTimeMillis();
  private static final int INCIDENTS = 5;
  private static final String SERIES = "00c0ffee00c0ffef";

  @TempDir static Path folder;

  private static BrokerProcess broker;
  private static ResultTopics topics;
  private static ResultStore store;
  private static Gateway gateway;
  private static ApiClient api;

  private final Contract contract = Contract.read();

  @BeforeAll
  static void start() throws Exception {
    broker = BrokerProcess.start(folder, 0, Map.of());
    topics = ResultTopics.create(broker.bootstrapServers());
    store =
        DuckDbStore.open(
            new DuckDbStore.Options(
                folder.resolve("results.duckdb"), 128L << 20, 1, Duration.ofSeconds(10)),
            Retention.of(Settings.of(Map.of())),
            Clock.systemUTC());
    store.write(batch());
    gateway =
        Gateway.start(ResultTopics.settings(broker.bootstrapServers(), Map.of()), store, null);
    api = new ApiClient(gateway.port());
  }

  private static String incidentId(int i) {
    return "00c0ffee00c0ff0" + i;
  }

  private static StoreBatch batch() {
    StoreBatch batch = new StoreBatch(new SeriesCatalog(List.of("service"), 100));
    for (int i = 0; i < INCIDENTS; i++) {
      Incident incident = Records.incident(incidentId(i), 1);
      incident.setStartsAt(NOW - 10_000 + i);
      incident.setOpenedAt(NOW - 9_000 + i);
      incident.setChangedAt(NOW - 8_000 + i);
      batch.add(incident, Position.version(0, i));
      batch.add(Records.alert("a1b2c3d4e5f60718-" + i), Position.version(0, i));
    }
    for (int i = 0; i < 3; i++) {
      batch.add(
          ScoredPoint.newBuilder()
              .setSeriesId(SERIES)
              .setSeries("orders{service=\"cart\"}")
              .setTimestamp(NOW - 30_000 + 1_000L * i)
              .setValue(i)
              .setExpected(1)
              .setLower(Double.NEGATIVE_INFINITY)
              .setUpper(1.5)
              .setScore(i == 2 ? 0.9 : 0.1)
              .setAnomaly(i == 2)
              .setOutcome(ScoreOutcome.SCORED)
              .build(),
          Position.version(0, i));
    }
    batch.add(
        Audit.newBuilder()
            .setKind(AuditKind.INCIDENT_CHANGED)
            .setIncidentId(incidentId(0))
            .setTimestamp(NOW - 1_000)
            .setAuthor("olga")
            .setCause("c-1")
            .setBefore("OPEN")
            .setAfter("ACKNOWLEDGED")
            .setMessage("olga acknowledged it")
            .build(),
        0,
        Position.version(0, 1));
    return batch;
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
    store.close();
    topics.close();
    broker.close();
  }

  private JsonNode get(String template, String path) throws Exception {
    HttpResponse<String> answer = api.get(path, null);
    JsonNode body = contract.check("get", template, answer);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return body;
  }

  private void refused(String template, String path, int status) throws Exception {
    HttpResponse<String> answer = api.get(path, null);
    contract.check("get", template, answer);
    assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(status);
  }

  @Test
  void incidentsComeInPagesNewestFirst() throws Exception {
    List<String> ids = new ArrayList<>();
    String next = "";
    while (true) {
      JsonNode page = get("/incidents", "/incidents?status=OPEN&limit=2" + next);
      page.path("items").forEach(incident -> ids.add(incident.path("id").textValue()));
      if (page.path("next").isNull()) {
        break;
      }
      next = "&cursor=" + page.path("next").textValue();
    }
    assertThat(ids)
        .containsExactly(incidentId(4), incidentId(3), incidentId(2), incidentId(1), incidentId(0));
    assertThat(get("/incidents", "/incidents?sort=startsAt&limit=1").at("/items/0/id").textValue())
        .isEqualTo(incidentId(0));
    assertThat(get("/incidents", "/incidents?status=RESOLVED").path("items")).isEmpty();
    assertThat(get("/incidents", "/incidents?service=cart").path("items")).hasSize(INCIDENTS);
    assertThat(get("/incidents", "/incidents?service=other").path("items")).isEmpty();
    assertThat(get("/incidents", "/incidents?q=metricabove").path("items")).hasSize(INCIDENTS);
    assertThat(get("/incidents", "/incidents?q=%25").path("items")).isEmpty();
    refused("/incidents", "/incidents?cursor=nonsense", 400);
    refused("/incidents", "/incidents?sort=title", 400);
  }

  /** The store is written by nobody here: as far behind as it can be. */
  @Test
  void anIncidentIsToldAsItIsOnKafkaThoughTheStoreIsBehind() throws Exception {
    String fresh = "00c0ffee00c0fff0";
    topics.write("vedette.incidents", fresh, Records.incident(fresh, 1));
    topics.write("vedette.incidents", incidentId(1), Records.incident(incidentId(1), 7));

    String path = "/incidents/" + incidentId(1);
    await()
        .untilAsserted(
            () ->
                assertThat(get("/incidents/{id}", path).path("revision").longValue()).isEqualTo(7));
    assertThat(get("/incidents/{id}", "/incidents/" + fresh).path("revision").longValue())
        .isEqualTo(1);
    assertThat(
            get("/incidents/{id}/alerts", "/incidents/" + fresh + "/alerts")
                .at("/items/0/name")
                .textValue())
        .isEqualTo("MetricAboveBand");
  }

  @Test
  void anIncidentIsToldWhole() throws Exception {
    String path = "/incidents/" + incidentId(0);

    JsonNode whole = get("/incidents/{id}", path);
    assertThat(whole.at("/causes/0/evidence/0/name").textValue()).isEqualTo("db_query_seconds");
    assertThat(get("/incidents/{id}/alerts", path + "/alerts").at("/items/0/name").textValue())
        .isEqualTo("MetricAboveBand");
    assertThat(get("/incidents/{id}/similar", path + "/similar").path("items")).isEmpty();
    JsonNode timeline = get("/incidents/{id}/timeline", path + "/timeline").path("items");
    List<String> kinds = new ArrayList<>();
    timeline.forEach(entry -> kinds.add(entry.path("kind").textValue()));
    assertThat(kinds).containsExactly("ALERT_FIRING", "OPENED", "ACTION");
    assertThat(timeline.at("/2/by").textValue()).isEqualTo("olga");
    refused("/incidents/{id}", "/incidents/ffffffffffffffff", 404);
    refused("/incidents/{id}", "/incidents/x", 400);
  }

  @Test
  void seriesHavePointsWithTheirBand() throws Exception {
    assertThat(get("/series", "/series?name=orders&label=service=cart").path("items")).hasSize(1);
    assertThat(get("/series", "/series?service=other").path("items")).isEmpty();
    JsonNode points =
        get(
            "/series/{id}/points",
            "/series/" + SERIES + "/points?from=" + (NOW - 60_000) + "&to=" + NOW);
    assertThat(points.path("items")).hasSize(3);
    assertThat(points.path("stepMs").longValue()).isZero();
    assertThat(points.at("/items/2/anomaly").booleanValue()).isTrue();
    assertThat(points.at("/items/2/upper").doubleValue()).isEqualTo(1.5);
    assertThat(points.at("/items/2").has("lower")).as("not watched").isFalse();
    refused("/series/{id}/points", "/series/" + SERIES + "/points?from=1", 400);
    refused("/series/{id}/points", "/series/" + SERIES + "/points?from=2&to=1", 400);
    refused("/series/{id}/points", "/series/ffffffffffffffff/points?from=1&to=2", 404);
  }

  @Test
  void alertsAndTheAuditAreFiltered() throws Exception {
    assertThat(get("/alerts", "/alerts?status=FIRING&service=cart").path("items"))
        .hasSize(INCIDENTS);
    assertThat(get("/alerts", "/alerts?status=RESOLVED").path("items")).isEmpty();
    assertThat(get("/audit", "/audit?incidentId=" + incidentId(0)).path("items")).hasSize(1);
    assertThat(get("/audit", "/audit?author=nobody").path("items")).isEmpty();
  }

  @Test
  void allElseKeepsToTheContractToo() throws Exception {
    assertThat(get("/me", "/me").path("via").textValue()).isEqualTo("LOOPBACK");
    for (String path :
        List.of(
            "/topology",
            "/silences",
            "/maintenance",
            "/models",
            "/dead-letters",
            "/health/pipeline")) {
      get(path, path);
    }
    get("/topology", "/topology?at=" + NOW);
    assertThat(ApiClient.json(api.get("/openapi.json", null))).isEqualTo(contract.document());
    HttpResponse<String> taken =
        api.post("/incidents/" + incidentId(0) + "/commands", "{\"kind\":\"ACKNOWLEDGE\"}", null);
    contract.check("post", "/incidents/{id}/commands", taken);
    assertThat(taken.statusCode()).isEqualTo(202);
    HttpResponse<String> wrong = api.post("/silences", "{}", null);
    contract.check("post", "/silences", wrong);
    assertThat(wrong.statusCode()).isEqualTo(400);
  }
}
