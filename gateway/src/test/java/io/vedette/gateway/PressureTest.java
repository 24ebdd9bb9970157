package io.vedette.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.gateway.log.BodyLog;
import io.vedette.settings.Settings;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What senders see while the log, or they themselves, are slow. */
class PressureTest {

  private final MemoryLog log = new MemoryLog();
  private final List<Gateway> started = new ArrayList<>();

  @AfterEach
  void stop() {
    log.releases();
    started.forEach(Gateway::close);
  }

  private Gateway start(String... settings) {
    Map<String, String> values = new HashMap<>();
    values.put("gateway.port", "0");
    values.put("gateway.max-threads", "6");
    values.put("gateway.drain-timeout", "2s");
    for (int i = 0; i < settings.length; i += 2) {
      values.put(settings[i], settings[i + 1]);
    }
    Gateway gateway = Gateway.start(Settings.of(values), log);
    started.add(gateway);
    return gateway;
  }

  @Test
  void nothingIsAnsweredWith2xxBeforeItIsStored() throws Exception {
    Sender sender = new Sender(start().port());
    log.becomes(MemoryLog.Mood.HOLDS);

    CompletableFuture<HttpResponse<byte[]>> answer = sender.begin(sender.json(Bodies.json(1)));
    await().until(() -> log.held() == 1);

    assertThat(sender.get("/healthz").statusCode()).isEqualTo(200);
    assertThat(answer).isNotDone();
    log.releases();
    assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
  }

  @Test
  void aLogThatHoldsManyBodiesPinsNoThread() throws Exception {
    Sender sender = new Sender(start().port());
    log.becomes(MemoryLog.Mood.HOLDS);

    List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      answers.add(sender.begin(sender.json(Bodies.json(i))));
    }
    await().until(() -> log.held() == 200);

    assertThat(sender.get("/healthz").statusCode()).isEqualTo(200);
    assertThat(httpThreads()).isBetween(1L, 6L);
    log.releases();
    for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
      assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    }
    assertThat(sender.metric("vedette_gateway_inflight_requests")).isZero();
    assertThat(sender.metric("vedette_gateway_inflight_bytes")).isZero();
  }

  private static long httpThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("gateway-http"))
        .count();
  }

  @Test
  void beyondTheBudgetTheAnswerIs503AtOnceAndGoesAwayWithTheLoad() throws Exception {
    Sender sender =
        new Sender(start("gateway.in-flight-bytes", "1MiB", "limits.body-bytes", "256KiB").port());
    byte[] large = padded(200 << 10);
    log.becomes(MemoryLog.Mood.HOLDS);
    List<CompletableFuture<HttpResponse<byte[]>>> held = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      held.add(sender.begin(sender.json(large)));
    }
    await().until(() -> log.held() == 5);

    HttpResponse<byte[]> refused = sender.send(sender.json(large));

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(sender.metric("vedette_gateway_inflight_bytes")).isEqualTo(5 * ((200 << 10) + 1024));
    log.releases();
    for (CompletableFuture<HttpResponse<byte[]>> answer : held) {
      assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    }
    assertThat(sender.send(sender.json(large)).statusCode()).isEqualTo(204);
    assertThat(log.stored()).hasSize(6);
  }

  private static byte[] padded(int length) {
    String json = new String(Bodies.json(1), StandardCharsets.UTF_8);
    return Bodies.utf8(json + " ".repeat(length - json.length()));
  }

  @Test
  void aLogThatNeverAnswersIs503AndItsRoomStaysTaken() throws Exception {
    Sender sender = new Sender(start("gateway.delivery-timeout", "500ms").port());
    log.becomes(MemoryLog.Mood.HOLDS);
    byte[] body = Bodies.json(1);

    HttpResponse<byte[]> answer = sender.send(sender.json(body));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(sender.metric("vedette_gateway_inflight_bytes")).isEqualTo(body.length + 1024);
    log.releases();
    assertThat(sender.metric("vedette_gateway_inflight_bytes")).isZero();
    assertThat(sender.sum("vedette_gateway_bodies_total", "failed")).isEqualTo(1);
  }

  @Test
  void aLogThatFailsIs503() throws Exception {
    Sender sender = new Sender(start().port());
    log.becomes(MemoryLog.Mood.FAILS);

    HttpResponse<byte[]> answer = sender.send(sender.remoteWrite2(Bodies.remoteWrite2(1)));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
  }

  @Test
  void sendersThatStopHalfWayPinNoThreadAndAreAnswered503() throws Exception {
    Gateway gateway = start("gateway.body-timeout", "500ms");
    Sender sender = new Sender(gateway.port());
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      slow.add(halfSent(gateway.port()));
    }

    assertThat(sender.send(sender.json(Bodies.json(1))).statusCode()).isEqualTo(204);
    for (Socket socket : slow) {
      String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      assertThat(answer).isEqualTo("HTTP/1.1 503");
      socket.close();
    }
    await().until(() -> sender.metric("vedette_gateway_inflight_bytes") == 0);
    assertThat(log.stored()).hasSize(1);
  }

  @Test
  void aSenderThatBreaksOffIsCountedAndStoresNothing() throws Exception {
    Gateway gateway = start();
    Sender sender = new Sender(gateway.port());

    halfSent(gateway.port()).close();

    await().until(() -> sender.sum("vedette_gateway_bodies_total", "aborted") == 1);
    assertThat(sender.metric("vedette_gateway_inflight_bytes")).isZero();
    assertThat(log.stored()).isEmpty();
  }

  private static Socket halfSent(int port) throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    OutputStream out = socket.getOutputStream();
    out.write(
        Bodies.utf8(
            "POST /api/v1/push HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1000\r\n\r\n{\"series\""));
    out.flush();
    return socket;
  }

  @Test
  void aSourceBeyondItsAllowanceIs429AndOthersAreNot() throws Exception {
    Sender sender =
        new Sender(
            start("gateway.source-requests-per-second", "1", "gateway.source-burst", "3s").port());

    HttpResponse<byte[]> refused = push(sender, "noisy");
    int letIn = 0;
    while (refused.statusCode() == 204 && letIn < 10) {
      letIn++;
      refused = push(sender, "noisy");
    }

    assertThat(letIn).isBetween(3, 5);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(1, 3);
    assertThat(push(sender, "quiet").statusCode()).isEqualTo(204);
    assertThat(sender.sum("vedette_gateway_bodies_total", "rate_limited")).isEqualTo(1);
  }

  private static HttpResponse<byte[]> push(Sender sender, String source) throws Exception {
    return sender.send(sender.json(Bodies.json(1)).header("X-Vedette-Source", source));
  }

  @Test
  void readinessIsThatOfTheLogAndHealthIsNot() throws Exception {
    Sender sender = new Sender(start().port());
    assertThat(sender.get("/readyz").statusCode()).isEqualTo(200);

    log.tells(BodyLog.Readiness.not("Kafka cannot be reached: nobody there"));

    assertThat(sender.get("/readyz").statusCode()).isEqualTo(503);
    assertThat(sender.get("/readyz").body()).contains("nobody there");
    assertThat(sender.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void closingWaitsForWhatIsInFlight() throws Exception {
    Gateway gateway = start("gateway.drain-timeout", "30s");
    Sender sender = new Sender(gateway.port());
    log.becomes(MemoryLog.Mood.HOLDS);
    CompletableFuture<HttpResponse<byte[]>> answer = sender.begin(sender.json(Bodies.json(1)));
    await().until(() -> log.held() == 1);

    CompletableFuture<Void> closing = CompletableFuture.runAsync(gateway::close);
    await().pollDelay(Duration.ofMillis(200)).until(() -> !closing.isDone());
    assertThat(log.isClosed()).isFalse();
    log.releases();

    assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    closing.get(10, TimeUnit.SECONDS);
    assertThat(log.isClosed()).isTrue();
  }
}
