package io.vedette.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.prometheus.PrometheusException.Remedy;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a Prometheus server for ranges. Redirects are not followed: they could take the credentials
 * elsewhere.
 *
 * <p>A request that may be answered later is sent again, with twice the wait between each two
 * attempts; everything else is thrown at once. Blocks; one thread.
 */
final class PrometheusClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final int SHOWN = 300;

  private final PrometheusOptions options;
  private final MatrixParser parser;
  private final String authorization;
  private final HttpClient http;

  /**
   * Connects to nothing yet.
   *
   * @throws IOException when the file of a token or password cannot be read
   */
  PrometheusClient(PrometheusOptions options) throws IOException {
    this.options = options;
    this.parser = new MatrixParser(options.limits(), options.externalLabels());
    this.authorization = authorization(options);
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  private static String authorization(PrometheusOptions options) throws IOException {
    if (!options.tokenFile().isEmpty()) {
      return "Bearer " + secret(options.tokenFile());
    }
    if (options.user().isEmpty()) {
      return "";
    }
    String pair = options.user() + ":" + secret(options.passwordFile());
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String secret(String file) throws IOException {
    return Files.readString(Path.of(file)).strip();
  }

  /**
   * What a selector gives over a stretch of time.
   *
   * @throws PrometheusException when it is not answered
   */
  List<FoundSeries> range(RangeSplit range) throws PrometheusException, InterruptedException {
    Duration wait = options.backoff();
    for (int attempt = 1; ; attempt++) {
      try {
        return parser.parse(send(request(range)));
      } catch (PrometheusException failed) {
        if (failed.remedy() != Remedy.ASK_AGAIN || attempt >= options.attempts()) {
          throw said(failed, range, attempt);
        }
      }
      TimeUnit.MILLISECONDS.sleep(wait.toMillis());
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }
  }

  /** With where and what; it is the first cause, since that is what a failed job shows. */
  private PrometheusException said(PrometheusException failed, RangeSplit range, int attempts) {
    PrometheusException said =
        new PrometheusException(
            failed.remedy(),
            "%s, %s from %s to %s: %s%s"
                .formatted(
                    options.url(),
                    range.selector(),
                    Instant.ofEpochMilli(range.from()),
                    Instant.ofEpochMilli(range.to()),
                    failed.getMessage(),
                    attempts > 1 ? " (" + attempts + " attempts)" : ""));
    said.addSuppressed(failed);
    return said;
  }

  private HttpRequest request(RangeSplit range) {
    String base = options.url().toString();
    URI uri =
        URI.create(
            (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                + "/api/v1/query_range?query="
                + URLEncoder.encode(range.selector(), StandardCharsets.UTF_8)
                + "&start="
                + seconds(range.from())
                + "&end="
                + seconds(range.to())
                + "&step="
                + seconds(options.step()));
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(options.timeout());
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return request.GET().build();
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
  }

  private byte[] send(HttpRequest request) throws PrometheusException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        http.sendAsync(request, head -> new BoundedBody(options.maxResponseBytes()));
    HttpResponse<byte[]> response;
    try {
      // the request's own timeout ends with the head of the answer; this one covers the body too
      response = sent.get(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      if (cause instanceof PrometheusException known) {
        throw known;
      }
      throw new PrometheusException(Remedy.ASK_AGAIN, "no answer: " + cause, cause);
    } catch (TimeoutException late) {
      throw new PrometheusException(
          Remedy.ASK_AGAIN, "no answer within " + options.timeout().toSeconds() + " s", late);
    } finally {
      sent.cancel(true);
    }
    if (response.statusCode() != 200) {
      throw refusal(response.statusCode(), response.body());
    }
    return response.body();
  }

  private static PrometheusException refusal(int status, byte[] body) {
    String reason = reason(body);
    boolean tooMuch =
        status == 413
            || ((status == 400 || status == 422)
                && (reason.contains("maximum resolution") || reason.contains("too many samples")));
    boolean later = status == 429 || status >= 500;
    return new PrometheusException(
        tooMuch ? Remedy.ASK_FOR_LESS : later ? Remedy.ASK_AGAIN : Remedy.NONE,
        "HTTP " + status + (reason.isEmpty() ? "" : ": " + reason));
  }

  /** Prometheus' own words, else the beginning of whatever came. */
  private static String reason(byte[] body) {
    String text;
    try {
      JsonNode said = JSON.readTree(body).path("error");
      text = said.isTextual() ? said.asText() : new String(body, StandardCharsets.UTF_8);
    } catch (IOException notJson) {
      text = new String(body, StandardCharsets.UTF_8);
    }
    String line = text.strip().replace('\n', ' ');
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }
}
