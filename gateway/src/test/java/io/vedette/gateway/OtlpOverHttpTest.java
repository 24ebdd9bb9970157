package io.vedette.gateway;

import static io.vedette.gateway.Bodies.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.vedette.gateway.log.BodyRecord;
import io.vedette.settings.Settings;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtlpOverHttpTest {

  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";

  private final MemoryLog log = new MemoryLog();
  private final Gateway gateway = Gateway.start(Settings.of(Map.of("gateway.port", "0")), log);
  private final Sender sender = new Sender(gateway.port());

  @AfterEach
  void stop() {
    gateway.close();
  }

  private static ExportMetricsServiceRequest request(String... pods) {
    Gauge.Builder gauge = Gauge.newBuilder();
    for (String pod : pods) {
      gauge.addDataPoints(
          NumberDataPoint.newBuilder()
              .setTimeUnixNano(Bodies.NOON * 1_000_000)
              .setAsDouble(1.5)
              .addAttributes(
                  KeyValue.newBuilder()
                      .setKey("pod")
                      .setValue(AnyValue.newBuilder().setStringValue(pod))));
    }
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .addScopeMetrics(
                    ScopeMetrics.newBuilder()
                        .addMetrics(Metric.newBuilder().setName("load").setGauge(gauge))))
        .build();
  }

  @Test
  void protobufIsStoredAsItCameAndAnsweredWithAnEmptyMessage() throws Exception {
    byte[] body = Bodies.gzip(request("a", "b").toByteArray());

    HttpResponse<byte[]> response =
        sender.send(sender.otlp(PROTOBUF, body).header("Content-Encoding", "gzip"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(PROTOBUF);
    assertThat(response.body()).isEmpty();
    BodyRecord record = log.stored().get(0);
    assertThat(record.topic()).isEqualTo("otlp_metrics");
    assertThat(record.format()).isEqualTo("otlp-proto");
    assertThat(record.encoding()).isEqualTo("gzip");
    assertThat(record.body()).isEqualTo(body);
    assertThat(sender.sum("vedette_gateway_samples_total", "accepted")).isEqualTo(2);
  }

  @Test
  void jsonIsStoredAsItCameAndAnsweredWithAnEmptyObject() throws Exception {
    byte[] body = utf8(JsonFormat.printer().print(request("a")));

    HttpResponse<byte[]> response = sender.send(sender.otlp(JSON, body));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(utf8("{}"));
    assertThat(log.stored().get(0).format()).isEqualTo("otlp-json");
    assertThat(log.stored().get(0).encoding()).isNull();
    assertThat(log.stored().get(0).body()).isEqualTo(body);
  }

  @Test
  void pointsThatAreRefusedAreToldAsPartialSuccess() throws Exception {
    ExportMetricsServiceRequest request = request("a", "x".repeat(5_000), "b");

    HttpResponse<byte[]> proto = sender.send(sender.otlp(PROTOBUF, request.toByteArray()));
    ExportMetricsServiceResponse told = ExportMetricsServiceResponse.parseFrom(proto.body());
    assertThat(proto.statusCode()).isEqualTo(200);
    assertThat(told.getPartialSuccess().getRejectedDataPoints()).isEqualTo(1);
    assertThat(told.getPartialSuccess().getErrorMessage()).startsWith("1 of 3 samples refused: ");

    HttpResponse<byte[]> json =
        sender.send(sender.otlp(JSON, utf8(JsonFormat.printer().print(request))));
    JsonNode partial = new ObjectMapper().readTree(json.body()).get("partialSuccess");
    assertThat(partial.get("rejectedDataPoints").asText()).isEqualTo("1");
    assertThat(partial.get("errorMessage").asText()).startsWith("1 of 3 samples refused: ");
    assertThat(log.stored()).hasSize(2);
  }

  @Test
  void otlpErrorsAreAStatusInTheRequestsEncoding() throws Exception {
    HttpResponse<byte[]> json = sender.send(sender.otlp("application/json", utf8("{\"resource")));
    JsonNode status = new ObjectMapper().readTree(json.body());
    assertThat(json.statusCode()).isEqualTo(400);
    assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(status.get("code").asInt()).isEqualTo(3);
    assertThat(status.get("message").asText()).isNotBlank();

    HttpResponse<byte[]> proto =
        sender.send(sender.otlp("application/x-protobuf", new byte[] {1, 2, 3}));
    assertThat(proto.statusCode()).isEqualTo(400);
    CodedInputStream in = CodedInputStream.newInstance(proto.body());
    assertThat(in.readTag()).isEqualTo(8);
    assertThat(in.readInt32()).isEqualTo(3);
    assertThat(in.readTag()).isEqualTo(18);
    assertThat(in.readString()).isNotBlank();
  }
}
