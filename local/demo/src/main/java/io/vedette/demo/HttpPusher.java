package io.vedette.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Pushes to the gateway: {@code POST {base}/api/v1/push} and the other ways of {@link
 * Delivery.Route}.
 *
 * <p>2xx is accepted. 408, 429, any 5xx, and any trouble on the way there are worth another try; an
 * answer that got lost may make a body arrive twice. Any other status is a refusal.
 */
final class HttpPusher implements Pusher {

  /** Source under which the gateway keeps the order of the shop's bodies. */
  static final String SOURCE = "demo-shop";

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
  private static final int LONGEST_REASON = 300;
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_WITHIN)
          .build();
  private final String base;
  private final Optional<String> bearerToken;
  private final Clock clock;

  HttpPusher(URI gatewayBaseUrl, Optional<String> bearerToken, Clock clock) {
    String url = gatewayBaseUrl.toString();
    this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.bearerToken = bearerToken;
    this.clock = clock;
  }

  @Override
  public Outcome push(Delivery delivery) throws InterruptedException {
    URI target = URI.create(base + delivery.route().path());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", delivery.route().contentType())
            .header("X-Vedette-Source", SOURCE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
    bearerToken.ifPresent(token -> request.header("Authorization", "Bearer " + token));
    HttpResponse<String> response;
    try {
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException trouble) {
      return new Busy(Optional.empty(), target + ": " + trouble);
    }
    int status = response.statusCode();
    if (status / 100 == 2) {
      return new Accepted();
    }
    String reason = target + " answered " + status + " " + shortened(response.body());
    if (status == 408 || status == 429 || status / 100 == 5) {
      return new Busy(
          response.headers().firstValue("Retry-After").flatMap(this::retryAfter), reason);
    }
    return new Refused(reason);
  }

  /** Seconds or an HTTP date, as RFC 9110 has it; anything else counts as not said. */
  private Optional<Duration> retryAfter(String text) {
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant when = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), when);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  private static String shortened(String text) {
    // a refusal of OTLP is protobuf: its message is text, the rest is not for a terminal
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
  }
}
