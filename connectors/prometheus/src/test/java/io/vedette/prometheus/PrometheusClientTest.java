package io.vedette.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.prometheus.PrometheusException.Remedy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server may answer, and what becomes of it. */
@Timeout(60)
class PrometheusClientTest {

  private static final RangeSplit RANGE = new RangeSplit("up{job=\"node\"}", 60_000, 240_500);
  private static final String GOOD = StubPrometheus.matrix(60, 3, 60);

  @TempDir Path folder;
  private StubPrometheus server;

  @BeforeEach
  void start() throws IOException {
    server = new StubPrometheus();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static PrometheusOptions options(URI url, String token, String user, String password) {
    return new PrometheusOptions(
        url,
        List.of("up"),
        0,
        1_000_000,
        60_000,
        600_000,
        Map.of(),
        token,
        user,
        password,
        4096,
        Duration.ofSeconds(1),
        3,
        Duration.ofMillis(1),
        new LabelLimits(64, 1024, 2048));
  }

  private List<FoundSeries> ask() throws Exception {
    return new PrometheusClient(options(server.url(), "", "", "")).range(RANGE);
  }

  @Test
  void theRequestSaysWhatWhenAndHowFine() throws Exception {
    server.then(200, GOOD);
    assertThat(ask()).singleElement().extracting(FoundSeries::size).isEqualTo(3);
    assertThat(server.requests())
        .containsExactly(
            "/prometheus/api/v1/query_range?query=up{job=\"node\"}&start=60&end=240.5&step=60");
    assertThat(server.authorizations()).containsExactly("null");
  }

  @Test
  void credentialsComeFromTheirFiles() throws Exception {
    server.then(200, GOOD);
    String secret = Files.writeString(folder.resolve("secret"), "s3cret\n").toString();
    new PrometheusClient(options(server.url(), secret, "", "")).range(RANGE);
    new PrometheusClient(options(server.url(), "", "me", secret)).range(RANGE);
    assertThat(server.authorizations()).containsExactly("Bearer s3cret", "Basic bWU6czNjcmV0");
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> new PrometheusClient(options(server.url(), "/nowhere", "", "")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/nowhere");
  }

  @Test
  void aServerThatIsBusyIsAskedAgain() throws Exception {
    server.then(503, "busy").then(429, "{\"error\":\"slow down\"}").then(200, GOOD);
    assertThat(ask()).hasSize(1);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void anAnswerCutShortIsAskedForAgain() throws Exception {
    server
        .then(200, GOOD.substring(0, GOOD.length() - 3))
        .then(
            exchange -> { // promises more than it sends
              exchange.sendResponseHeaders(200, 1000);
              exchange.getResponseBody().write('{');
              exchange.getResponseBody().flush();
            })
        .then(200, GOOD);
    assertThat(ask()).hasSize(1);
    assertThat(server.requests()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500 | <html>oops</html> | ASK_AGAIN | HTTP 500: <html>oops</html> (3 attempts)",
        "200 | <html>login</html> | ASK_AGAIN | not JSON, or not all of it: Unexpected character",
        "200 | '' | ASK_AGAIN | the answer is missing, the answer ends",
        "200 | {\"status\":\"error\",\"error\":\"x\"} | ASK_AGAIN | its status is 'error', without",
        "400 | {\"status\":\"error\",\"error\":\"1:3: parse error\"} | NONE | HTTP 400: 1:3: parse err",
        "401 | Unauthorized | NONE | HTTP 401: Unauthorized",
        "404 | '' | NONE | HTTP 404",
        "302 | '' | NONE | HTTP 302",
        "422 | {\"error\":\"query processing would load too many samples\"} | ASK_FOR_LESS | HTTP 422",
        "400 | {\"error\":\"exceeded maximum resolution of 11,000\"} | ASK_FOR_LESS | HTTP 400: exc",
      })
  void whatIsNoAnswerIsSaidWithWhereAndWhat(int status, String body, Remedy remedy, String says) {
    server.then(status, body);
    assertThatThrownBy(this::ask)
        .isInstanceOfSatisfying(
            PrometheusException.class, said -> assertThat(said.remedy()).isEqualTo(remedy))
        .hasMessageContaining(says)
        .hasMessageStartingWith(
            server.url()
                + ", up{job=\"node\"} from 1970-01-01T00:01:00Z to 1970-01-01T00:04:00.500Z");
    assertThat(server.requests()).hasSize(remedy == Remedy.ASK_AGAIN ? 3 : 1);
  }

  @Test
  void anAnswerBeyondTheLimitIsGivenUpWithoutReadingItAll() {
    server.then(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] block = new byte[1 << 16];
          for (int i = 0; i < 1 << 14; i++) { // a GiB, were it read
            exchange.getResponseBody().write(block);
          }
        });
    assertThatThrownBy(this::ask)
        .isInstanceOfSatisfying(
            PrometheusException.class,
            said -> assertThat(said.remedy()).isEqualTo(Remedy.ASK_FOR_LESS))
        .hasMessageContaining("larger than prometheus.response-bytes, 4096");
  }

  @Test
  void anAnswerThatTricklesIsGivenUpInTime() {
    server.then(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          server.awaitClosed();
        });
    assertThatThrownBy(this::ask).hasMessageContaining("no answer within 1 s (3 attempts)");
  }

  @Test
  void aServerThatIsNotThereIsSaid() {
    server.close();
    assertThatThrownBy(this::ask)
        .hasMessageContaining("no answer: java.net.ConnectException")
        .hasMessageContaining("(3 attempts)");
  }
}
