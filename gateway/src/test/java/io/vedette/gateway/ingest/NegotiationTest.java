package io.vedette.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.formats.metrics.DecoderLimits;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NegotiationTest {

  private static final String PROTOBUF = "application/x-protobuf";

  private final Negotiation remoteWrite = new RemoteWriteNegotiation(DecoderLimits.DEFAULT);
  private final Negotiation otlp = OtlpNegotiation.ofMetrics(DecoderLimits.DEFAULT);
  private final Negotiation push = MetricRoutes.jsonPush(DecoderLimits.DEFAULT);

  private static Negotiation.Headers headers(String... pairs) {
    Map<String, String> headers = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      headers.put(pairs[i], pairs[i + 1]);
    }
    return headers::get;
  }

  private static Negotiation.Headers snappy(String type) {
    return headers("Content-Encoding", "snappy", "Content-Type", type);
  }

  private static void unsupported(Negotiation negotiation, String says, String... pairs) {
    assertThatThrownBy(() -> negotiation.kindOf(headers(pairs)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal().status()).isEqualTo(415))
        .hasMessageContaining(says);
  }

  @Test
  void theContentTypeAloneTellsTheVersionOfRemoteWrite() throws Exception {
    String one = "prometheus-remote-write-1";
    String two = "prometheus-remote-write-2";

    assertThat(remoteWrite.kindOf(snappy(PROTOBUF)).format()).isEqualTo(one);
    assertThat(remoteWrite.kindOf(snappy(PROTOBUF + ";proto=prometheus.WriteRequest")).format())
        .isEqualTo(one);
    assertThat(
            remoteWrite
                .kindOf(snappy("Application/X-Protobuf; proto=\"io.prometheus.write.v2.Request\""))
                .format())
        .isEqualTo(two);
    assertThat(
            remoteWrite
                .kindOf(
                    headers(
                        "Content-Encoding",
                        "Snappy",
                        "Content-Type",
                        PROTOBUF,
                        "X-Prometheus-Remote-Write-Version",
                        "2.0.0"))
                .format())
        .isEqualTo(one);
  }

  @Test
  void whatRemoteWriteIsNotIsRefusedWithWhatItIs() {
    String two = "io.prometheus.write.v2.Request";
    unsupported(remoteWrite, "no Content-Encoding", "Content-Type", PROTOBUF);
    unsupported(remoteWrite, "gzip", "Content-Encoding", "gzip", "Content-Type", PROTOBUF);
    unsupported(remoteWrite, "no Content-Type", "Content-Encoding", "snappy");
    unsupported(remoteWrite, two, "Content-Encoding", "snappy", "Content-Type", "application/json");
    unsupported(
        remoteWrite, two, "Content-Encoding", "snappy", "Content-Type", PROTOBUF + ";proto=x.Y");
    unsupported(
        remoteWrite,
        "Version 3.0.0",
        "Content-Encoding",
        "snappy",
        "Content-Type",
        PROTOBUF,
        "X-Prometheus-Remote-Write-Version",
        "3.0.0");
  }

  @Test
  void otlpIsProtobufOrJsonWithGzipOrWithout() throws Exception {
    assertThat(otlp.kindOf(headers("Content-Type", PROTOBUF)).format()).isEqualTo("otlp-proto");
    assertThat(otlp.kindOf(headers("Content-Type", PROTOBUF)).encoding()).isNull();
    BodyKind json =
        otlp.kindOf(
            headers("Content-Type", "application/json; charset=UTF-8", "Content-Encoding", "gzip"));
    assertThat(json.format()).isEqualTo("otlp-json");
    assertThat(json.encoding()).isEqualTo("gzip");

    unsupported(otlp, "application/x-protobuf", "Content-Type", "text/plain");
    unsupported(otlp, "zstd", "Content-Type", PROTOBUF, "Content-Encoding", "zstd");
  }

  @Test
  void pushIsJsonInUtf8() throws Exception {
    assertThat(push.kindOf(headers("Content-Type", "application/json")).format())
        .isEqualTo("vedette-json");
    unsupported(push, "application/json", "Content-Type", "application/json; charset=latin1");
    unsupported(push, "application/json", "Content-Type", "text/plain");
    unsupported(push, "application/json");
  }

  @Test
  void wordsInAnswersHaveNoControlCharactersAndAnEnd() {
    assertThat(Words.fit("a\r\nb\u0007c", 100)).isEqualTo("a  b c");
    assertThat(Words.fit("x".repeat(100), 10)).hasSize(10);
    assertThat(Words.fit("ab\ud83d\ude00", 3)).isEqualTo("ab");
  }
}
