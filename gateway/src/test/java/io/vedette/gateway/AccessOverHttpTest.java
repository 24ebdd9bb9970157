package io.vedette.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.settings.Settings;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessOverHttpTest {

  private static final String TOKEN = "0123456789abcdef-eu";

  @TempDir Path folder;

  private Settings withTokens(String host) throws Exception {
    Path file = Files.writeString(folder.resolve("tokens"), "# ours\neu-1 " + TOKEN + "\n");
    return Settings.of(
        Map.of("gateway.port", "0", "gateway.host", host, "gateway.token-files", file.toString()));
  }

  @Test
  void withTokensAllButHealthAndReadinessAsksForOne() throws Exception {
    MemoryLog log = new MemoryLog();
    try (Gateway gateway = Gateway.start(withTokens("127.0.0.1"), log)) {
      Sender sender = new Sender(gateway.port());

      HttpResponse<byte[]> refused = sender.send(sender.json(Bodies.json(1)));
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
      assertThat(sender.send(sender.json(Bodies.json(1)).header("Authorization", "Bearer no")))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(401);
      assertThat(sender.get("/metrics").statusCode()).isEqualTo(401);
      assertThat(sender.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(sender.get("/readyz").statusCode()).isEqualTo(200);
      assertThat(log.stored()).isEmpty();

      assertThat(sender.send(authorized(sender.json(Bodies.json(1)))).statusCode()).isEqualTo(204);
      assertThat(sender.send(authorized(sender.to("/metrics").GET())).statusCode()).isEqualTo(200);
      assertThat(log.stored().get(0).source()).isEqualTo("eu-1");

      sender.send(
          authorized(sender.json(Bodies.json(1))).header("X-Vedette-Source", "eu-1/prom-b"));
      assertThat(log.stored().get(1).source()).isEqualTo("eu-1/prom-b");
    }
  }

  private static HttpRequest.Builder authorized(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + TOKEN);
  }

  @Test
  void withoutTokensAForeignHostIsRefusedExceptForHealth() throws Exception {
    MemoryLog log = new MemoryLog();
    try (Gateway gateway = Gateway.start(Settings.of(Map.of("gateway.port", "0")), log)) {
      for (String path : List.of(Sender.WRITE, Sender.OTLP, Sender.PUSH)) {
        assertThat(status(gateway, "POST", path, "evil.example")).isEqualTo(403);
      }
      assertThat(status(gateway, "GET", "/metrics", "evil.example:80")).isEqualTo(403);
      assertThat(status(gateway, "GET", "/readyz", "evil.example")).isEqualTo(403);
      assertThat(status(gateway, "GET", "/healthz", "evil.example")).isEqualTo(200);
      assertThat(status(gateway, "POST", Sender.PUSH, "localhost:8080")).isEqualTo(204);
      assertThat(status(gateway, "POST", Sender.PUSH, "[::1]")).isEqualTo(204);
      assertThat(log.stored()).hasSize(2);
    }
  }

  @Test
  void withTokensAnyHostIsTaken() throws Exception {
    try (Gateway gateway = Gateway.start(withTokens("127.0.0.1"), new MemoryLog())) {
      assertThat(status(gateway, "GET", "/readyz", "gateway.example")).isEqualTo(200);
      assertThat(status(gateway, "POST", Sender.PUSH, "gateway.example")).isEqualTo(401);
    }
  }

  /** By a socket: Java's HTTP client does not let the Host be chosen. */
  private static int status(Gateway gateway, String method, String path, String host)
      throws Exception {
    byte[] body = method.equals("POST") ? Bodies.json(1) : new byte[0];
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          Bodies.utf8(
              "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n"
                      .formatted(method, path, host)
                  + "Content-Length: %d\r\nConnection: close\r\n\r\n".formatted(body.length)));
      out.write(body);
      out.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 ");
      if (answer.startsWith("403", 9)) {
        assertThat(answer).contains("the header Host must be");
      }
      return Integer.parseInt(answer.substring(9, 12));
    }
  }

  @Test
  void offLoopbackWithoutTokensItDoesNotStart() {
    MemoryLog log = new MemoryLog();
    Settings settings = Settings.of(Map.of("gateway.port", "0", "gateway.host", "0.0.0.0"));

    assertThatThrownBy(() -> Gateway.start(settings, log))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gateway.host = '0.0.0.0'")
        .hasMessageContaining("gateway.token-files");
    assertThat(log.isClosed()).isTrue();
  }

  @Test
  void aPortInUseIsToldAndNothingIsLeftRunning() {
    MemoryLog first = new MemoryLog();
    MemoryLog second = new MemoryLog();
    try (Gateway gateway = Gateway.start(Settings.of(Map.of("gateway.port", "0")), first)) {
      String port = Integer.toString(gateway.port());

      assertThatThrownBy(() -> Gateway.start(Settings.of(Map.of("gateway.port", port)), second))
          .hasMessageContaining("gateway.port = " + port);
    }
    assertThat(second.isClosed()).isTrue();
  }
}
