package io.vedette.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.vedette.store.kafka.WriterStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The pipeline's health tells of Flink and of the store's writer, where they are known. */
class PipelineHealthTest {

  private static final String JOB = "0123456789abcdef0123456789abcdef";
  private static final String OVERVIEW =
      "{\"jobs\":[{\"jid\":\"fedcba9876543210fedcba9876543210\",\"name\":\"old\","
          + "\"state\":\"CANCELED\",\"start-time\":1000,\"tasks\":{\"total\":4,\"running\":0}},"
          + "{\"jid\":\""
          + JOB
          + "\",\"name\":\"vedette\",\"state\":\"RUNNING\",\"start-time\":2000,"
          + "\"tasks\":{\"total\":12,\"running\":11}}]}";
  private static final String CHECKPOINTS =
      "{\"counts\":{\"completed\":7,\"failed\":2},\"latest\":{\"completed\":"
          + "{\"trigger_timestamp\":3000,\"end_to_end_duration\":42,\"state_size\":1234}}}";
  private static final String NONE = "{\"counts\":{\"completed\":0,\"failed\":0},\"latest\":{}}";

  private final Contract contract = Contract.read();

  private JsonNode health(Gateway gateway) throws Exception {
    HttpResponse<String> answer = new ApiClient(gateway.port()).get("/health/pipeline", null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return contract.check("get", "/health/pipeline", answer);
  }

  private static Gateway gateway(String flink) {
    return Gateway.start(ResultTopics.settings("127.0.0.1:1", Map.of("gateway.flink-url", flink)));
  }

  private static HttpServer flink(Map<String, String> answers) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body = answers.getOrDefault(exchange.getRequestURI().getPath(), "");
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              body.isEmpty() ? 404 : 200, body.isEmpty() ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void jobsAndCheckpointsAreThoseOfFlinkTheNewestFirst() throws Exception {
    HttpServer server =
        flink(
            Map.of(
                "/jobs/overview",
                OVERVIEW,
                "/jobs/" + JOB + "/checkpoints",
                CHECKPOINTS,
                "/jobs/fedcba9876543210fedcba9876543210/checkpoints",
                NONE));
    try (Gateway gateway = gateway("http://127.0.0.1:" + server.getAddress().getPort())) {
      JsonNode flink = health(gateway).path("flink");

      assertThat(flink.path("ready").booleanValue()).isTrue();
      JsonNode job = flink.at("/jobs/0");
      assertThat(job.path("id").textValue()).isEqualTo(JOB);
      assertThat(job.path("state").textValue()).isEqualTo("RUNNING");
      assertThat(job.path("tasks").intValue()).isEqualTo(12);
      assertThat(job.path("runningTasks").intValue()).isEqualTo(11);
      assertThat(job.path("checkpoints").intValue()).isEqualTo(7);
      assertThat(job.path("failedCheckpoints").intValue()).isEqualTo(2);
      assertThat(job.path("lastCheckpoint"))
          .hasToString("{\"at\":3000,\"durationMs\":42,\"bytes\":1234}");
      assertThat(flink.at("/jobs/1/state").textValue()).isEqualTo("CANCELED");
      assertThat(flink.at("/jobs/1").has("lastCheckpoint")).isFalse();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aFlinkThatIsAwayOrTellsNonsenseIsNotReady() throws Exception {
    HttpServer server = flink(Map.of("/jobs/overview", "{\"jobs\":[{\"jid\":\"../../etc\"}]}"));
    try (Gateway nonsense = gateway("http://127.0.0.1:" + server.getAddress().getPort());
        Gateway away = gateway("http://127.0.0.1:1")) {
      assertThat(health(nonsense).path("flink")).hasToString("{\"ready\":false,\"jobs\":[]}");
      assertThat(health(away).path("flink")).hasToString("{\"ready\":false,\"jobs\":[]}");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anAddressThatIsNoneIsRefused() {
    assertThatThrownBy(() -> gateway("file:///etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gateway.flink-url");
  }

  @Test
  void theStoresWriterIsToldOfInHealthAndMetrics() throws Exception {
    AtomicReference<WriterStatus> status =
        new AtomicReference<>(new WriterStatus(17, 2, 3, 4, 5, null));
    try (Gateway gateway = gateway("")) {
      assertThat(health(gateway).has("store")).isFalse();
      assertThat(health(gateway).has("flink")).isFalse();
      gateway.tellOf(status::get);

      JsonNode store = health(gateway).path("store");
      assertThat(store.path("writing").booleanValue()).isTrue();
      assertThat(store.path("stored").intValue()).isEqualTo(17);
      assertThat(store.path("lag").intValue()).isEqualTo(5);
      assertThat(metrics(gateway))
          .contains(
              "vedette_gateway_store_records_total 17.0",
              "vedette_gateway_store_malformed_total 2.0",
              "vedette_gateway_store_lost_total 3.0",
              "vedette_gateway_store_failures_total 4.0",
              "vedette_gateway_store_lag_records 5.0",
              "vedette_gateway_store_writing 1.0");

      status.set(new WriterStatus(17, 2, 3, 5, 9, "the disk is full"));
      assertThat(health(gateway).at("/store/writing").booleanValue()).isFalse();
      assertThat(health(gateway).at("/store/problem").textValue()).isEqualTo("the disk is full");
      assertThat(metrics(gateway)).contains("vedette_gateway_store_writing 0.0");
    }
  }

  private static String metrics(Gateway gateway) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/metrics"))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
