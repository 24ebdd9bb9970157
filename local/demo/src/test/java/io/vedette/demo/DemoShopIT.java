package io.vedette.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shop and its HTTP pusher against a stand-in for the gateway on a real socket. */
class DemoShopIT {

  private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

  private final Deque<Integer> answers = new ConcurrentLinkedDeque<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile String retryAfter = "";
  private HttpServer gateway;
  private URI url;

  @BeforeEach
  void listen() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext("/", this::answer);
    gateway.start();
    url = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/");
  }

  @AfterEach
  void stop() {
    gateway.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      requests.add(
          String.join(
              " ",
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              String.valueOf(exchange.getRequestHeaders().getFirst("X-Vedette-Source")),
              String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
              new String(body, StandardCharsets.UTF_8)));
      if (!retryAfter.isEmpty()) {
        exchange.getResponseHeaders().set("Retry-After", retryAfter);
      }
      Integer status = answers.poll();
      exchange.sendResponseHeaders(status == null ? 202 : status, -1);
    }
  }

  private Pusher.Outcome push(int status, Optional<String> token) throws InterruptedException {
    answers.add(status);
    return new HttpPusher(url, token, Clock.fixed(NOW, ZoneOffset.UTC))
        .push(new Delivery(Delivery.Route.METRICS, "{}".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void thePusherSendsTheAgreedRequest() throws InterruptedException {
    assertThat(push(202, Optional.of("s3cret"))).isEqualTo(new Pusher.Accepted());
    assertThat(push(204, Optional.empty())).isEqualTo(new Pusher.Accepted());
    assertThat(requests)
        .containsExactly(
            "POST /api/v1/push demo-shop application/json Bearer s3cret {}",
            "POST /api/v1/push demo-shop application/json null {}");
  }

  @Test
  void statusesAreSortedIntoBusyAndRefused() throws InterruptedException {
    for (int status : new int[] {408, 429, 500, 503}) {
      assertThat(push(status, Optional.empty())).isInstanceOf(Pusher.Busy.class);
    }
    for (int status : new int[] {400, 401, 404, 413}) {
      assertThat(push(status, Optional.empty())).isInstanceOf(Pusher.Refused.class);
    }
  }

  @Test
  void retryAfterIsReadAsSecondsAndAsDate() throws InterruptedException {
    assertThat(retryAfterOf("17")).contains(Duration.ofSeconds(17));
    assertThat(retryAfterOf("Mon, 5 Jan 2026 12:00:40 GMT")).contains(Duration.ofSeconds(40));
    assertThat(retryAfterOf("Mon, 5 Jan 2026 11:00:00 GMT")).contains(Duration.ZERO);
    assertThat(retryAfterOf("soon")).isEmpty();
  }

  private Optional<Duration> retryAfterOf(String header) throws InterruptedException {
    retryAfter = header;
    return ((Pusher.Busy) push(503, Optional.empty())).retryAfter();
  }

  @Test
  void nobodyThereIsBusy() throws InterruptedException {
    gateway.stop(0);
    assertThat(push(0, Optional.empty())).isInstanceOf(Pusher.Busy.class);
  }

  @Test
  void aRunningShopPushesHistoryAndLiveTicksAndTakesFaults() throws Exception {
    answers.add(503);
    DemoOptions options =
        DemoOptions.of(url)
            .withControlPort(0)
            .withScheduledFaults(false)
            .withTimes(Duration.ofMillis(100), Duration.ofSeconds(10));
    try (DemoShop shop = DemoShop.start(options)) {
      await().atMost(Duration.ofSeconds(20)).until(() -> shop.counts().pushed() > 105);
      assertThat(shop.counts().retries()).isEqualTo(1);
      DemoClient client = new DemoClient(shop.controlUrl());
      client.inject("host-down", "cart", Duration.ofMinutes(1));
      assertThat(client.list().active()).hasSize(1);
      await().atMost(Duration.ofSeconds(20)).until(() -> shop.counts().pending() <= 1);
    }
    assertThat(requests.get(1)).isEqualTo(requests.get(0));
  }
}
