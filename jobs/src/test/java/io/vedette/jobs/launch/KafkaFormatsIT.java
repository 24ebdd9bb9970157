package io.vedette.jobs.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.metrics.RemoteWriteEncoder;
import io.vedette.kafka.Topics;
import io.vedette.schema.Labels;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.settings.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every metric format through a real Kafka, each the way its senders write it. */
@Timeout(180)
class KafkaFormatsIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final long[] TIMES = {1_700_000_000_001L, 1_700_000_015_002L, 1_700_000_030_003L};

  /** No two formats write these alike, and none may lose a bit of them. */
  private static final double[] VALUES = {0.1, -1.7976931348623157E308, 123_456_789.000_000_01};

  private static final Map<MetricFormat, String> METRICS =
      Map.of(
          MetricFormat.REMOTE_WRITE_1, "remote_write_1",
          MetricFormat.REMOTE_WRITE_2, "remote_write_2",
          MetricFormat.OTLP_PROTO, "otlp_proto",
          MetricFormat.OTLP_JSON, "otlp_json",
          MetricFormat.JSON, "vedette_json",
          MetricFormat.KAFKA_ADAPTER_JSON, "kafka_adapter");

  @TempDir static Path folder;

  @Test
  void everyFormatComesOutWithTheValuesItWentInWith() throws Exception {
    try (TestKafka kafka = TestKafka.start(folder)) {
      Settings settings =
          kafka.settings(
              "formats",
              Map.of("sources.further-topics", "formats-adapter:prometheus-kafka-adapter-json"));
      Topics.createMissing(settings);
      kafka.createTopic("formats-adapter");
      for (MetricFormat format : MetricFormat.values()) {
        kafka.send(record(format));
      }
      // refused, and so the last letters of their topics: no other may have come before
      List<String> origins = new ArrayList<>();
      for (String topic : List.of("formats-metrics", "formats-otlp", "formats-adapter")) {
        origins.add(kafka.send(topic, "{\"end".getBytes(UTF_8)));
      }

      StreamExecutionEnvironment env = TestKafka.environment(settings, "none");
      StreamingJob.build(env, settings);
      JobClient job = env.executeAsync();
      try {
        List<Tuple> expected = expected();
        assertThat(
                kafka.committed(
                    "formats-scores",
                    ScoredPoint.class,
                    points -> points.size() >= expected.size()))
            .extracting(ScoredPoint::getSeries, ScoredPoint::getTimestamp, ScoredPoint::getValue)
            .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(
                kafka.committed(
                    "formats-dead-letters",
                    DeadLetter.class,
                    letters -> letters.size() >= origins.size()))
            .extracting(DeadLetter::getOrigin)
            .containsExactlyInAnyOrderElementsOf(origins);
      } finally {
        job.cancel().get();
      }
    }
  }

  private static List<Tuple> expected() {
    List<Tuple> points = new ArrayList<>();
    METRICS.values().stream()
        .sorted()
        .forEach(
            metric -> {
              for (int i = 0; i < TIMES.length; i++) {
                points.add(tuple(metric + "{zone=\"eu\"}", TIMES[i], VALUES[i]));
              }
            });
    return points;
  }

  /** As its senders write it: with a header where the topic's own format is another. */
  private static ProducerRecord<byte[], byte[]> record(MetricFormat format) {
    String metric = METRICS.getOrDefault(format, "");
    return switch (format) {
      case REMOTE_WRITE_1 ->
          TestKafka.record("formats-metrics", remoteWrite(RemoteWriteEncoder.version1(), metric));
      case REMOTE_WRITE_2 ->
          named(
              TestKafka.record(
                  "formats-metrics", remoteWrite(RemoteWriteEncoder.version2(), metric)),
              format);
      case JSON -> named(TestKafka.record("formats-metrics", json(metric)), format);
      case OTLP_PROTO -> TestKafka.record("formats-otlp", otlpProto(metric));
      case OTLP_JSON -> TestKafka.record("formats-otlp", otlpJson(metric));
      case KAFKA_ADAPTER_JSON -> TestKafka.record("formats-adapter", adapterJson(metric));
    };
  }

  private static ProducerRecord<byte[], byte[]> named(
      ProducerRecord<byte[], byte[]> record, MetricFormat format) {
    record.headers().add(MetricFormat.HEADER, format.word().getBytes(UTF_8));
    return record;
  }

  private static byte[] remoteWrite(RemoteWriteEncoder encoder, String metric) {
    return encoder.add(Labels.of("__name__", metric, "zone", "eu"), TIMES, VALUES).finish();
  }

  private static byte[] json(String metric) {
    StringJoiner samples = new StringJoiner(",");
    for (int i = 0; i < TIMES.length; i++) {
      samples.add("[" + TIMES[i] + "," + VALUES[i] + "]");
    }
    return "{\"series\":[{\"labels\":{\"__name__\":\"%s\",\"zone\":\"eu\"},\"samples\":[%s]}]}"
        .formatted(metric, samples)
        .getBytes(UTF_8);
  }

  private static byte[] adapterJson(String metric) {
    StringBuilder samples = new StringBuilder();
    for (int i = 0; i < TIMES.length; i++) {
      samples.append(
          "{\"timestamp\":\"%s\",\"value\":\"%s\",\"name\":\"%s\",\"labels\":{\"__name__\":\"%s\",\"zone\":\"eu\"}}\n"
              .formatted(Instant.ofEpochMilli(TIMES[i]), VALUES[i], metric, metric));
    }
    return samples.toString().getBytes(UTF_8);
  }

  private static byte[] otlpJson(String metric) {
    StringJoiner points = new StringJoiner(",");
    for (int i = 0; i < TIMES.length; i++) {
      points.add(
          "{\"timeUnixNano\":\"%d\",\"asDouble\":%s,\"attributes\":[{\"key\":\"zone\",\"value\":{\"stringValue\":\"eu\"}}]}"
              .formatted(TIMES[i] * 1_000_000, VALUES[i]));
    }
    return "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"%s\",\"gauge\":{\"dataPoints\":[%s]}}]}]}]}"
        .formatted(metric, points)
        .getBytes(UTF_8);
  }

  private static byte[] otlpProto(String metric) {
    Gauge.Builder gauge = Gauge.newBuilder();
    for (int i = 0; i < TIMES.length; i++) {
      NumberDataPoint.Builder point =
          gauge.addDataPointsBuilder().setTimeUnixNano(TIMES[i] * 1_000_000).setAsDouble(VALUES[i]);
      point.addAttributesBuilder().setKey("zone").getValueBuilder().setStringValue("eu");
    }
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    request
        .addResourceMetricsBuilder()
        .addScopeMetricsBuilder()
        .addMetrics(Metric.newBuilder().setName(metric).setGauge(gauge));
    return request.build().toByteArray();
  }
}
