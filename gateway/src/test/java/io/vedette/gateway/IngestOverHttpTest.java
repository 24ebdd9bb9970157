package io.vedette.gateway;

import static io.vedette.gateway.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.gateway.log.BodyRecord;
import io.vedette.settings.Settings;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestOverHttpTest {

  private static final String SAMPLES = "X-Prometheus-Remote-Write-Samples-Written";
  private static final String HISTOGRAMS = "X-Prometheus-Remote-Write-Histograms-Written";
  private static final String EXEMPLARS = "X-Prometheus-Remote-Write-Exemplars-Written";

  private final MemoryLog log = new MemoryLog();
  private final Gateway gateway =
      Gateway.start(Settings.of(Map.of("gateway.port", "0", "limits.body-bytes", "64KiB")), log);
  private final Sender sender = new Sender(gateway.port());

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void remoteWrite1IsStoredAsItCame() throws Exception {
    byte[] body = Bodies.remoteWrite1(3);

    HttpResponse<byte[]> response =
        sender.send(sender.remoteWrite1(body).header("X-Vedette-Source", "eu-1"));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue(SAMPLES)).hasValue("3");
    BodyRecord record = log.stored().get(0);
    assertThat(record.topic()).isEqualTo("vedette.metrics");
    assertThat(record.source()).isEqualTo("eu-1");
    assertThat(record.format()).isEqualTo("prometheus-remote-write-1");
    assertThat(record.encoding()).isNull();
    assertThat(record.body()).isEqualTo(body);
  }

  @Test
  void remoteWrite2TellsWhatIsWritten() throws Exception {
    byte[] body = Bodies.remoteWrite2(5);

    HttpResponse<byte[]> response = sender.send(sender.remoteWrite2(body));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().firstValue(SAMPLES)).hasValue("5");
    assertThat(response.headers().firstValue(HISTOGRAMS)).hasValue("0");
    assertThat(response.headers().firstValue(EXEMPLARS)).hasValue("0");
    assertThat(log.stored().get(0).format()).isEqualTo("prometheus-remote-write-2");
    assertThat(log.stored().get(0).source()).isEqualTo("127.0.0.1");
    assertThat(log.stored().get(0).body()).isEqualTo(body);
  }

  @Test
  void aPartlyRefusedWriteIsStoredWholeAndAnsweredWith400AndCounts() throws Exception {
    HttpResponse<byte[]> response =
        sender.send(sender.remoteWrite1(Bodies.remoteWritePartlyRefused()));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue(SAMPLES)).hasValue("1");
    assertThat(text(response)).startsWith("2 of 3 samples refused: ").contains("are written");
    assertThat(log.stored()).hasSize(1);
  }

  @Test
  void anEntirelyRefusedWriteIsNotStored() throws Exception {
    HttpResponse<byte[]> response =
        sender.send(sender.remoteWrite1(Bodies.remoteWriteAllRefused()));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue(SAMPLES)).hasValue("0");
    assertThat(log.stored()).isEmpty();
  }

  @Test
  void anUnreadableWriteIs400WithTheReasonAndZeroCounts() throws Exception {
    HttpResponse<byte[]> response = sender.send(sender.remoteWrite2(utf8("no snappy at all")));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(text(response)).contains("snappy");
    assertThat(response.headers().firstValue(SAMPLES)).hasValue("0");
    assertThat(response.headers().firstValue(HISTOGRAMS)).hasValue("0");
    assertThat(log.stored()).isEmpty();
  }

  @Test
  void anUnknownMessageIs415WithWhatIsSupported() throws Exception {
    HttpResponse<byte[]> response =
        sender.send(
            sender
                .to(Sender.WRITE)
                .header("Content-Type", "application/x-protobuf;proto=io.prometheus.write.v3.X")
                .header("Content-Encoding", "snappy")
                .POST(BodyPublishers.ofByteArray(Bodies.remoteWrite1(1))));

    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(text(response))
        .contains("prometheus.WriteRequest")
        .contains("io.prometheus.write.v2.Request");
  }

  @Test
  void anEmptyWriteIsAcknowledgedAndNotStored() throws Exception {
    HttpResponse<byte[]> response = sender.send(sender.remoteWrite1(Bodies.remoteWrite1(0)));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(log.stored()).isEmpty();
  }

  @Test
  void aDeclaredBodyBeyondTheLimitIs413() throws Exception {
    HttpResponse<byte[]> response = sender.send(sender.json(new byte[(64 << 10) + 1]));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(text(response)).contains("65536").contains("limits.body-bytes");
  }

  @Test
  void aChunkedBodyBeyondTheLimitIs413() throws Exception {
    HttpResponse<byte[]> response = sender.send(chunked(new byte[(64 << 10) + 1]));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(log.stored()).isEmpty();
  }

  @Test
  void aChunkedBodyOfExactlyTheLimitIsRead() throws Exception {
    byte[] json = Bodies.json(1);
    byte[] padded =
        utf8(new String(json, StandardCharsets.UTF_8) + " ".repeat((64 << 10) - json.length));

    assertThat(sender.send(chunked(padded)).statusCode()).isEqualTo(204);
    assertThat(log.stored().get(0).body()).isEqualTo(padded);
  }

  private java.net.http.HttpRequest.Builder chunked(byte[] body) {
    return sender
        .to(Sender.PUSH)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
  }

  @Test
  void aGzippedPushIsStoredPackedWithItsEncoding() throws Exception {
    byte[] body = Bodies.gzip(Bodies.json(2));

    HttpResponse<byte[]> response =
        sender.send(sender.json(body).header("Content-Encoding", "gzip"));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(log.stored().get(0).encoding()).isEqualTo("gzip");
    assertThat(log.stored().get(0).format()).isEqualTo("vedette-json");
    assertThat(log.stored().get(0).body()).isEqualTo(body);
  }

  @Test
  void aPushThatIsNoJsonIs400AndNamesThePlace() throws Exception {
    HttpResponse<byte[]> response = sender.send(sender.json(utf8("{\"series\":[{\"labels\":7}]}")));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(text(response)).contains("series[0]");
  }

  @Test
  void aPushOfAnotherTypeIs415() throws Exception {
    HttpResponse<byte[]> response =
        sender.send(
            sender
                .to(Sender.PUSH)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofByteArray(Bodies.json(1))));

    assertThat(response.statusCode()).isEqualTo(415);
  }

  @Test
  void aBombIsRefusedBeforeItIsUnpacked() throws Exception {
    byte[] bomb = Bodies.gzip(new byte[40 << 20]);

    HttpResponse<byte[]> response =
        sender.send(sender.json(bomb).header("Content-Encoding", "gzip"));

    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void aSourceNameThatIsNoneIs400() throws Exception {
    HttpResponse<byte[]> response =
        sender.send(sender.json(Bodies.json(1)).header("X-Vedette-Source", "a b"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(text(response)).contains("X-Vedette-Source must be");
  }

  @Test
  void kafkaFindingABodyTooLargeIs413() throws Exception {
    log.becomes(MemoryLog.Mood.FINDS_TOO_LARGE);

    assertThat(sender.send(sender.json(Bodies.json(1))).statusCode()).isEqualTo(413);
  }

  @Test
  void answersSayNothingOfTheServerAndAreNotStored() throws Exception {
    HttpResponse<String> response = sender.get("/nowhere/at/all");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("not found\n");
    assertThat(response.headers().firstValue("Server")).isEmpty();
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(sender.get(Sender.WRITE).statusCode()).isEqualTo(405);
    assertThat(sender.metric("vedette_gateway_requests_total{code=\"404\",route=\"other\"}"))
        .isEqualTo(1);
  }

  @Test
  void countersBalance() throws Exception {
    sender.send(sender.remoteWrite1(Bodies.remoteWrite1(7)));
    sender.send(sender.remoteWrite1(Bodies.remoteWritePartlyRefused()));
    sender.send(sender.remoteWrite1(utf8("nothing")));
    log.becomes(MemoryLog.Mood.FAILS);
    assertThat(sender.send(sender.remoteWrite1(Bodies.remoteWrite1(4))).statusCode())
        .isEqualTo(503);

    String route = "route=\"/api/v1/write\"";
    assertThat(sender.sum("vedette_gateway_requests_total", route)).isEqualTo(4);
    assertThat(sender.sum("vedette_gateway_bodies_total", route)).isEqualTo(4);
    assertThat(samples("accepted")).isEqualTo(8);
    assertThat(samples("refused")).isEqualTo(2);
    assertThat(samples("failed")).isEqualTo(4);
    assertThat(sender.metric("vedette_gateway_inflight_bytes")).isZero();
    assertThat(sender.metric("vedette_gateway_ready")).isEqualTo(1);
    assertThat(sender.get("/metrics").body()).contains("jvm_memory_used_bytes");
  }

  private double samples(String outcome) throws Exception {
    return sender.metric(
        "vedette_gateway_samples_total{outcome=\"" + outcome + "\",route=\"/api/v1/write\"}");
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
