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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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

  /** The signature is that of GitHub's documentation, for its secret and body. */
  @Test
  void aWebhookOfGitHubIsLetInByItsSignatureAlone() throws Exception {
    Path secret =
        Files.writeString(
            folder.resolve("github"), "an old one, 16 and more\nIt's a Secret to Everybody\n");
    Settings settings =
        Settings.of(
            Map.of(
                "gateway.port",
                "0",
                "gateway.token-files",
                Files.writeString(folder.resolve("tokens"), "eu-1 " + TOKEN).toString(),
                "gateway.github-secret-file",
                secret.toString()));
    String body = "Hello, World!";
    String signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    MemoryLog log = new MemoryLog();
    try (Gateway gateway = Gateway.start(settings, log)) {
      Sender sender = new Sender(gateway.port());
      assertThat(sender.send(github(sender, body, signature)))
          .as("let in, and no JSON")
          .extracting(HttpResponse::statusCode)
          .isEqualTo(400);
      for (String wrong :
          List.of(
              signature.replace('7', '8'),
              signature.substring(1),
              "sha1=0000",
              signature + "00",
              signature.replace('7', 'x'))) {
        assertThat(sender.send(github(sender, body, wrong)).statusCode()).isEqualTo(401);
      }
      assertThat(sender.send(github(sender, body + " ", signature)).statusCode()).isEqualTo(401);
      assertThat(sender.send(authorized(github(sender, "{}", "none"))).statusCode())
          .as("a token is no signature")
          .isEqualTo(401);
      assertThat(
              sender
                  .send(
                      sender
                          .to("/webhook/changes")
                          .header("Content-Type", "application/json")
                          .header("X-Hub-Signature-256", signature)
                          .POST(HttpRequest.BodyPublishers.ofString(body)))
                  .statusCode())
          .as("nor is a signature a token")
          .isEqualTo(401);

      String deployed =
          "{\"deployment_status\":{\"state\":\"success\",\"id\":7,\"created_at\":\"2023-11-14T22:00:00Z\"},"
              + "\"deployment\":{\"id\":3,\"environment\":\"production\",\"sha\":\"abc\"},"
              + "\"repository\":{\"name\":\"cart\"}}";
      HttpResponse<byte[]> taken =
          sender.send(github(sender, deployed, signed("It's a Secret to Everybody", deployed)));
      assertThat(taken.statusCode())
          .as(new String(taken.body(), StandardCharsets.UTF_8))
          .isBetween(200, 299);
      assertThat(log.stored().get(0).source()).isEqualTo("github");
    }
  }

  @Test
  void aFileOfSecretsThatHoldsNoneIsRefusedAtTheStart() throws Exception {
    Path file = Files.writeString(folder.resolve("github"), "# none\n");
    Settings none =
        Settings.of(Map.of("gateway.port", "0", "gateway.github-secret-file", file.toString()));
    assertThatThrownBy(() -> Gateway.start(none, new MemoryLog()))
        .hasMessage("file of secrets " + file + " holds none");
    Files.writeString(file, "\nshort\n");
    assertThatThrownBy(() -> Gateway.start(none, new MemoryLog()))
        .hasMessage(file + ":2: a secret must be of 16 characters or more");
  }

  private static HttpRequest.Builder github(Sender sender, String body, String signature) {
    return sender
        .to("/webhook/changes/github")
        .header("Content-Type", "application/json")
        .header("X-Hub-Signature-256", signature)
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private static String signed(String secret, String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
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
