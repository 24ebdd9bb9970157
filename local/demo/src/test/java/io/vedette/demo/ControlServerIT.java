package io.vedette.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlServerIT {

  private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private final HandClock clock = new HandClock(NOW);
  private final FaultBook book =
      new FaultBook(clock, Optional.of(new FaultSchedule(1, NOW.plus(Duration.ofHours(1)))));
  private ControlServer server;
  private DemoClient client;

  @BeforeEach
  void listen() throws IOException {
    server = ControlServer.start(0, book, clock);
    client = new DemoClient(DemoClient.url(server.port()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> send(String method, String path, String type, String body)
      throws IOException, InterruptedException {
    URI uri = DemoClient.url(server.port()).resolve(path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void theClientInjectsListsAndClears() {
    FaultView begun = client.inject("latency", "cart", FIVE_MINUTES);
    assertThat(begun)
        .isEqualTo(
            new FaultView(
                "fault-1",
                "latency",
                "cart",
                NOW,
                NOW.plus(FIVE_MINUTES),
                6,
                "shop_request_latency_p50_seconds"));
    FaultView other = client.inject("errors", "payment", FIVE_MINUTES, OptionalDouble.of(0.7));
    assertThat(other.magnitude()).isEqualTo(0.7);
    FaultView.Faults listed = client.list();
    assertThat(listed.now()).isEqualTo(NOW);
    assertThat(listed.active()).containsExactly(begun, other);
    assertThat(listed.upcoming()).hasSize(5).first().extracting("id").isEqualTo("scheduled-0");
    assertThat(client.clear("fault-2")).isEqualTo(other);
    assertThat(client.clear()).containsExactly(begun);
    clock.turn(Duration.ofMillis(1));
    assertThat(client.list().active()).isEmpty();
  }

  @Test
  void theClientSaysWhyTheShopRefuses() {
    assertThatThrownBy(() -> client.inject("latency", "kart", FIVE_MINUTES))
        .isInstanceOf(DemoException.class)
        .hasMessageStartingWith("unknown service 'kart'; the shop has frontend");
    assertThatThrownBy(() -> client.inject("fire", "cart", FIVE_MINUTES))
        .hasMessageStartingWith("unknown fault 'fire'; there are latency, errors, cpu");
    assertThatThrownBy(() -> client.clear("fault-9")).hasMessage("no fault 'fault-9' goes on");
  }

  @Test
  void theClientSaysHowToStartAShopThatIsNotThere() {
    server.close();
    assertThatThrownBy(() -> client.list())
        .isInstanceOf(DemoException.class)
        .hasMessageStartingWith("no demo shop answers at http://127.0.0.1:")
        .hasMessageEndingWith("start it with ./vedette up --demo");
  }

  @Test
  void aFaultLastsFiveMinutesUnlessSaid() throws Exception {
    HttpResponse<String> begun =
        send("POST", "/faults", "application/json", "{\"kind\":\"cpu\",\"service\":\"cart\"}");
    assertThat(begun.statusCode()).isEqualTo(201);
    assertThat(book.active().get(0).end()).isEqualTo(NOW.plus(FIVE_MINUTES));
  }

  @Test
  void aFormOfAForeignPageIsRefused() throws Exception {
    String wish = "{\"kind\":\"cpu\",\"service\":\"cart\"}";
    for (String type :
        List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
      assertThat(send("POST", "/faults", type, wish).statusCode()).as(type).isEqualTo(415);
    }
    assertThat(book.active()).isEmpty();
  }

  @Test
  void aForeignNameThatLeadsHereIsRefused() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "DELETE /faults HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 403")
          .contains("the host must be 127.0.0.1 or localhost");
    }
  }

  @Test
  void brokenRequestsAreExplained() throws Exception {
    assertRefused("{", 400, "not JSON");
    assertRefused("[]", 400, "must be a JSON object");
    assertRefused("", 400, "must be a JSON object");
    assertRefused("{\"service\":\"cart\"}", 400, "kind must be a string, but is missing");
    assertRefused("{\"kind\":\"cpu\",\"service\":7}", 400, "service must be a string, not 7");
    assertRefused(
        "{\"kind\":\"cpu\",\"service\":\"cart\",\"duration\":\"soon\"}",
        400,
        "duration must be written like 90s, 5m or 2h, not 'soon'");
    assertRefused(
        "{\"kind\":\"cpu\",\"service\":\"cart\",\"magnitude\":\"big\"}",
        400,
        "magnitude must be a number");
    assertRefused(
        "{\"kind\":\"cpu\",\"service\":\"cart\",\"until\":\"5m\"}", 400, "unknown field 'until'");
    assertRefused("{\"kind\":\"" + "x".repeat(9_000) + "\"}", 413, "at most 8192 bytes");
    assertThat(send("PUT", "/faults", "application/json", "{}").statusCode()).isEqualTo(405);
    assertThat(send("GET", "/", "application/json", "").statusCode()).isEqualTo(404);
    assertThat(book.active()).isEmpty();
  }

  private void assertRefused(String body, int status, String reason) throws Exception {
    HttpResponse<String> answer = send("POST", "/faults", "application/json", body);
    assertThat(answer.statusCode()).as(body).isEqualTo(status);
    assertThat(answer.body()).contains(reason);
  }

  @Test
  void aPortInUseIsNamed() {
    assertThatThrownBy(() -> ControlServer.start(server.port(), book, clock))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on 127.0.0.1:" + server.port());
  }
}
