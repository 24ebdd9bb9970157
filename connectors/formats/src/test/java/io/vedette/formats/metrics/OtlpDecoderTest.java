package io.vedette.formats.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.vedette.formats.metrics.RecordingVisitor.Refused;
import io.vedette.schema.MetricKind;
import io.vedette.schema.result.DeadLetterReason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OtlpDecoderTest {

  private static final long SECOND_IN_NANOS = 1_000_000_000L;

  private final RecordingVisitor told = new RecordingVisitor();

  @Test
  void whatCannotBeASampleIsRefusedAndTheRestIsRead() throws UnreadableBodyException {
    NumberDataPoint.Builder good =
        NumberDataPoint.newBuilder().setTimeUnixNano(SECOND_IN_NANOS).setAsDouble(1);
    decode(
        gauge("a", good.clone().setTimeUnixNano(0)),
        gauge("b", NumberDataPoint.newBuilder().setTimeUnixNano(SECOND_IN_NANOS)),
        gauge("", good),
        Metric.newBuilder().setName("c").setSum(Sum.newBuilder().addDataPoints(good)),
        Metric.newBuilder()
            .setName("d")
            .setHistogram(
                Histogram.newBuilder()
                    .setAggregationTemporality(
                        AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                    .addDataPoints(
                        HistogramDataPoint.newBuilder()
                            .setTimeUnixNano(SECOND_IN_NANOS)
                            .addBucketCounts(1)
                            .addExplicitBounds(1))),
        gauge("good", good));

    assertThat(told.refused)
        .containsExactly(
            new Refused(
                DeadLetterReason.MALFORMED,
                "metric a dataPoints[0]: has no time (timeUnixNano is 0)",
                1),
            new Refused(DeadLetterReason.MALFORMED, "metric b dataPoints[0]: has no value", 1),
            new Refused(DeadLetterReason.MALFORMED, "metric  dataPoints[0]: metric has no name", 1),
            new Refused(
                DeadLetterReason.UNSUPPORTED,
                "metric c dataPoints[0]: aggregation temporality is 0, neither delta nor"
                    + " cumulative",
                1),
            new Refused(
                DeadLetterReason.MALFORMED,
                "metric d dataPoints[0]: has 1 buckets and 1 bounds",
                1));
    assertThat(told.lines()).containsExactly("good 1.0 @1000");
  }

  @Test
  void aDeltaHistogramIsOfGauges() throws UnreadableBodyException {
    decode(
        Metric.newBuilder()
            .setName("d")
            .setHistogram(
                Histogram.newBuilder()
                    .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                    .addDataPoints(
                        HistogramDataPoint.newBuilder()
                            .setTimeUnixNano(SECOND_IN_NANOS)
                            .setCount(4))));

    assertThat(told.lines())
        .containsExactly("d_count 4.0 @1000", "d_bucket{le=\"+Inf\"} 4.0 @1000");
    assertThat(told.samples)
        .extracting(sample -> sample.series().kind())
        .containsOnly(MetricKind.GAUGE);
  }

  @Test
  void attributesThatBecomeOneLabelAreJoinedInOrder() throws UnreadableBodyException {
    decode(
        gauge(
            "a",
            NumberDataPoint.newBuilder()
                .setTimeUnixNano(SECOND_IN_NANOS)
                .setAsInt(1)
                .addAttributes(attribute("x_y", "second"))
                .addAttributes(attribute("x.y", "first"))
                .addAttributes(attribute("empty", ""))));

    assertThat(told.lines()).containsExactly("a{x_y=\"first;second\"} 1.0 @1000");
  }

  @Test
  void attributesBeyondALimitAreRefusedWithTheirPoint() throws UnreadableBodyException {
    NumberDataPoint.Builder many =
        NumberDataPoint.newBuilder().setTimeUnixNano(SECOND_IN_NANOS).setAsInt(1);
    for (int i = 0; i < 65; i++) {
      many.addAttributes(attribute("k" + i, "v"));
    }
    NumberDataPoint.Builder longValue =
        NumberDataPoint.newBuilder()
            .setTimeUnixNano(SECOND_IN_NANOS)
            .setAsInt(1)
            .addAttributes(attribute("k", "v".repeat(2049)));
    decode(gauge("a", many), gauge("b", longValue));

    assertThat(told.refused)
        .containsExactly(
            new Refused(
                DeadLetterReason.OVER_LIMIT,
                "metric a dataPoints[0]: has more attributes than the limit of 64",
                1),
            new Refused(
                DeadLetterReason.OVER_LIMIT,
                "metric b dataPoints[0]: attribute k is longer than the limit on names or values",
                1));
  }

  @Test
  void nestingWithoutEndIsUnreadable() {
    AnyValue value = AnyValue.newBuilder().setIntValue(1).build();
    for (int i = 0; i < 50; i++) {
      value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value)).build();
    }
    NumberDataPoint.Builder deep =
        NumberDataPoint.newBuilder()
            .setTimeUnixNano(SECOND_IN_NANOS)
            .setAsInt(1)
            .addAttributes(KeyValue.newBuilder().setKey("k").setValue(value));

    assertThatThrownBy(() -> decode(gauge("a", deep)))
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessageStartingWith("an attribute is nested deeper than 16 at byte");
  }

  @Test
  void pointsInFrontOfACutAreTold() {
    NumberDataPoint.Builder point =
        NumberDataPoint.newBuilder().setTimeUnixNano(SECOND_IN_NANOS).setAsInt(1);
    byte[] resource = Bodies.field(1, attribute("service.name", "s").toByteArray());
    byte[] whole =
        Bodies.field(
            1,
            Bodies.concat(
                Bodies.field(1, resource),
                Bodies.field(
                    2,
                    Bodies.concat(
                        Bodies.field(2, gauge("a", point).build().toByteArray()),
                        Bodies.field(2, gauge("b", point).build().toByteArray()),
                        Bodies.field(2, gauge("c", point).build().toByteArray())))));

    assertThatThrownBy(() -> proto().decode(Arrays.copyOf(whole, whole.length - 1), told))
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessageContaining("bytes are announced where");

    assertThat(told.lines())
        .containsExactly(
            "a{job=\"s\",service_name=\"s\"} 1.0 @1000",
            "b{job=\"s\",service_name=\"s\"} 1.0 @1000");
  }

  @Test
  void jsonMayHaveItsFieldsInAnyOrderAndItsEnumsAsWords() throws UnreadableBodyException {
    json(
        """
        {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"sum":{"dataPoints":[
          {"asInt":"7","timeUnixNano":1000000000}],
          "isMonotonic":true,"aggregationTemporality":"AGGREGATION_TEMPORALITY_CUMULATIVE"},
          "newField":{"x":[1]},"name":"a.b"}]}],
          "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"cart"}}]}}]}
        """);

    assertThat(told.lines())
        .containsExactly("a_b_total{job=\"cart\",service_name=\"cart\"} 7.0 @1000");
    assertThat(told.samples.get(0).series().kind()).isEqualTo(MetricKind.COUNTER);
  }

  @Test
  void aWrongPointInJsonIsRefusedAloneAndSaysWhere() throws UnreadableBodyException {
    json(
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"a\",\"gauge\":"
            + "{\"dataPoints\":[\n"
            + "{\"asDouble\":\"x\",\"timeUnixNano\":\"1\"},\n"
            + "7,\n"
            + "{\"asDouble\":\"NaN\",\"timeUnixNano\":\"1000000000\"}]}}]}]}]}");

    assertThat(told.refused)
        .extracting(Refused::message)
        .containsExactly(
            "metric a dataPoints[0]: asDouble: expected a number, found string at line 2,"
                + " column 13",
            "metric a dataPoints[1]: data point: expected an object, found number at line 3,"
                + " column 1");
    assertThat(told.lines()).containsExactly("a NaN @1000");
  }

  @Test
  void jsonOfAnotherShapeIsUnreadable() {
    assertThatThrownBy(() -> json("{\"resourceMetrics\":{}}"))
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessage("resourceMetrics: expected an array, found object at line 1, column 20");
  }

  @Test
  void theFormatIsToldByTheBytes() {
    byte[] body = request(gauge("a", NumberDataPoint.newBuilder()));

    assertThat(MetricFormats.sniff(body)).isEqualTo(MetricFormat.OTLP_PROTO);
    assertThat(MetricFormats.sniff(new byte[0])).isEqualTo(MetricFormat.OTLP_PROTO);
    assertThat(MetricFormats.sniff(Bodies.utf8(" \n{\"resourceMetrics\":[]}")))
        .isEqualTo(MetricFormat.OTLP_JSON);
    assertThat(MetricFormats.sniff(Bodies.utf8("\n{\n\"resourceMetrics\":[]}")))
        .isEqualTo(MetricFormat.OTLP_JSON);
  }

  @Test
  void aMessageOf123BytesIsNotTakenForABrace() {
    byte[] body = Bodies.field(1, Bodies.field(3, "u".repeat(121)));

    assertThat(body[0]).isEqualTo((byte) '\n');
    assertThat(body[1]).isEqualTo((byte) '{');
    assertThat(MetricFormats.sniff(body)).isEqualTo(MetricFormat.OTLP_PROTO);
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static Metric.Builder gauge(String name, NumberDataPoint.Builder point) {
    return Metric.newBuilder().setName(name).setGauge(Gauge.newBuilder().addDataPoints(point));
  }

  private static byte[] request(Metric.Builder... metrics) {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    Arrays.stream(metrics)
        .forEach(request.addResourceMetricsBuilder().addScopeMetricsBuilder()::addMetrics);
    return request.build().toByteArray();
  }

  private void decode(Metric.Builder... metrics) throws UnreadableBodyException {
    proto().decode(request(metrics), told);
  }

  private void json(String text) throws UnreadableBodyException {
    MetricDecoders.create(MetricFormat.OTLP_JSON, DecoderLimits.DEFAULT)
        .decode(Bodies.utf8(text), told);
  }

  private static MetricDecoder proto() {
    return MetricDecoders.create(MetricFormat.OTLP_PROTO, DecoderLimits.DEFAULT);
  }
}
