package io.vedette.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.gateway.log.BodyRecord;
import io.vedette.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ten thousand requests from a seed, one in ten of them good. */
class FuzzTest {

  private static final int REQUESTS = 10_000;
  private static final int MAX_BODY = 4 << 10;
  private static final long SEED = 20_261_122;

  private final MemoryLog log = new MemoryLog();
  private final Gateway gateway =
      Gateway.start(
          Settings.of(
              Map.of(
                  "gateway.port", "0",
                  "limits.body-bytes", "4KiB",
                  "gateway.source-requests-per-second", "1000000")),
          log);
  private final Sender sender = new Sender(gateway.port());
  private final Random random = new Random(SEED);

  @AfterEach
  void stop() {
    gateway.close();
  }

  private record Try(HttpRequest.Builder request, Expected expected, String what) {}

  private enum Expected {
    STORED,
    REFUSED,
    EITHER
  }

  @Test
  void badRequestsAreRefusedAndEveryGoodOneBetweenThemIsStored() throws Exception {
    Set<String> good = new HashSet<>();
    for (int i = 0; i < REQUESTS; i++) {
      Try next = i % 10 == 0 ? good(i, good) : bad(i);
      int status = sender.send(next.request()).statusCode();
      switch (next.expected()) {
        case STORED -> assertThat(status).as("%d %s", i, next.what()).isBetween(200, 204);
        case REFUSED -> assertThat(status).as("%d %s", i, next.what()).isBetween(400, 499);
        case EITHER -> assertThat(status).as("%d %s", i, next.what()).isBetween(200, 499);
      }
    }

    Set<String> stored = new HashSet<>();
    for (BodyRecord record : log.stored()) {
      stored.add(latin(record.body()));
    }
    assertThat(good).hasSize(REQUESTS / 10);
    assertThat(stored).containsAll(good);
    assertThat(sender.sum("vedette_gateway_bodies_total", "outcome=\"stored"))
        .isEqualTo(log.stored().size());
    for (String route : List.of(Sender.WRITE, Sender.OTLP, Sender.PUSH)) {
      String label = "route=\"" + route + "\"";
      double notPosts = sender.metric("vedette_gateway_requests_total{code=\"405\"," + label + "}");
      assertThat(sender.sum("vedette_gateway_bodies_total", label)).isPositive();
      assertThat(sender.sum("vedette_gateway_requests_total", label) - notPosts)
          .isEqualTo(sender.sum("vedette_gateway_bodies_total", label));
    }
    assertThat(sender.sum("vedette_gateway_requests_total", "code=\"5")).isZero();
    assertThat(sender.metric("vedette_gateway_inflight_bytes")).isZero();
  }

  private Try good(int i, Set<String> good) {
    int way = i / 10 % 3;
    byte[] body = way == 2 ? Bodies.json(i) : Bodies.numbered(i, way == 1);
    good.add(latin(body));
    HttpRequest.Builder request =
        switch (way) {
          case 0 -> sender.remoteWrite1(body);
          case 1 -> sender.remoteWrite2(body);
          default -> sender.json(body);
        };
    return new Try(request, Expected.STORED, "good");
  }

  private Try bad(int i) {
    return switch (random.nextInt(12)) {
      case 0 -> refused(sender.remoteWrite1(truncated(Bodies.remoteWrite1(20))), "truncated v1");
      case 1 -> refused(sender.remoteWrite2(truncated(Bodies.remoteWrite2(20))), "truncated v2");
      case 2 -> refused(sender.json(truncated(Bodies.json(i))), "truncated JSON");
      case 3 ->
          refused(
              sender
                  .json(truncated(Bodies.gzip(Bodies.json(i))))
                  .header("Content-Encoding", "gzip"),
              "truncated gzip");
      case 4 ->
          refused(sender.json(new byte[MAX_BODY + 1 + random.nextInt(MAX_BODY)]), "too large");
      case 5 -> refused(chunked(MAX_BODY + 1 + random.nextInt(MAX_BODY)), "too large, chunked");
      case 6 -> refused(ofType("text/" + random.nextInt(9), Bodies.json(i)), "wrong type");
      case 7 ->
          refused(
              sender.json(Bodies.json(i)).header("Content-Encoding", "br" + random.nextInt(9)),
              "wrong encoding");
      case 8 -> refused(sender.to(Sender.WRITE).PUT(BodyPublishers.ofByteArray(noise())), "method");
      case 9 ->
          new Try(sender.remoteWrite1(flipped(Bodies.remoteWrite1(5))), Expected.EITHER, "flipped");
      case 10 ->
          new Try(
              sender.otlp(
                  random.nextBoolean() ? "application/x-protobuf" : "application/json", noise()),
              Expected.EITHER,
              "noise for OTLP");
      default -> refused(sender.remoteWrite2(noise()), "noise for remote write");
    };
  }

  private static Try refused(HttpRequest.Builder request, String what) {
    return new Try(request, Expected.REFUSED, what);
  }

  private HttpRequest.Builder ofType(String type, byte[] body) {
    List<String> paths = List.of(Sender.WRITE, Sender.OTLP, Sender.PUSH);
    return sender
        .to(paths.get(random.nextInt(paths.size())))
        .header("Content-Type", type)
        .POST(BodyPublishers.ofByteArray(body));
  }

  private HttpRequest.Builder chunked(int length) {
    return sender
        .to(Sender.PUSH)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[length])));
  }

  private byte[] truncated(byte[] body) {
    return Arrays.copyOf(body, 1 + random.nextInt(body.length - 1));
  }

  private byte[] flipped(byte[] body) {
    body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
    return body;
  }

  /** Starts with a byte that no snappy block of this length starts with. */
  private byte[] noise() {
    byte[] noise = new byte[2 + random.nextInt(500)];
    random.nextBytes(noise);
    noise[0] = (byte) 0xff;
    noise[1] = (byte) 0x7f;
    return noise;
  }

  private static String latin(byte[] body) {
    return new String(body, StandardCharsets.ISO_8859_1);
  }

  @Test
  void whatIsNoHttpGetsAFewWordsAtMost() throws Exception {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[1 + random.nextInt(300)];
      random.nextBytes(garbage);
      garbage[garbage.length - 1] = '\n';
      answers.add(raw(garbage));
    }
    answers.add(
        raw(
            Bodies.utf8(
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(9_000) + "\r\n\r\n")));

    assertThat(answers)
        .allSatisfy(a -> assertThat(a).doesNotContain("Exception", "Jetty", "\tat "));
    assertThat(answers.get(200)).startsWith("HTTP/1.1 431");
    assertThat(sender.send(sender.json(Bodies.json(1))).statusCode()).isEqualTo(204);
  }

  private String raw(byte[] bytes) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
