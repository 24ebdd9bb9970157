package io.vedette.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.settings.Settings;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A gateway that was built without the console. */
class ConsoleOverHttpTest {

  private static HttpRequest.Builder page(Sender sender, String path) {
    return sender.to(path).header("Accept", "text/html").GET();
  }

  @Test
  void theFirstPageHelpsAndNothingElseIsThere() throws Exception {
    try (Gateway gateway =
        Gateway.start(Settings.of(Map.of("gateway.port", "0")), new MemoryLog())) {
      Sender sender = new Sender(gateway.port());

      HttpResponse<byte[]> first = sender.send(page(sender, "/"));
      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(first.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
      assertThat(first.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("script-src 'self'")
          .contains("frame-ancestors 'none'");
      assertThat(new String(first.body(), StandardCharsets.UTF_8))
          .contains("without the console")
          .contains("/api/v1/openapi.json");
      for (String path :
          List.of(
              "/incidents/1",
              "/assets/x.js",
              "/..%2fopenapi.yaml",
              "/%2e%2e/openapi.yaml",
              "/.git/config",
              "//etc/passwd")) {
        assertThat(sender.send(page(sender, path)).statusCode()).as(path).isIn(400, 404);
      }
    }
  }
}
