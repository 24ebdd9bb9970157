package io.vedette.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.settings.Settings;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
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
