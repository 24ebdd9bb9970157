package io.vedette.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.formats.traces.SpanFormat;
import io.vedette.schema.Rejected;
import io.vedette.schema.SpanRecord;
import io.vedette.schema.TracedSpan;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpanBodyDeserializerTest {

  private static final long NOW = 1_700_000_000_000L;

  private final List<SpanRecord> out = new ArrayList<>();

  private static Settings settings(Map<String, String> values) {
    return Settings.of(values);
  }

  private final SpanBodyDeserializer deserializer =
      new SpanBodyDeserializer(SpanBodyOptions.of(settings(Map.of()), null), new HandClock(NOW));

  @BeforeEach
  void open() {
    deserializer.open(
        new InitializationContext() {
          @Override
          public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup();
          }

          @Override
          public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
          }
        });
  }

  @Test
  void otlpIsToldByItsFirstByteAndOtherFormatsByTheHeader() {
    read(otlp(NOW), null, null);
    read("[{\"traceId\":\"1\",\"id\":\"2\",\"timestamp\":5}]".getBytes(UTF_8), "zipkin-json", null);
    assertThat(out)
        .extracting(record -> ((TracedSpan) record).service())
        .containsExactly("cart", "unknown_service");
  }

  @Test
  void packedBodiesAreUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(otlp(NOW));
    }
    read(packed.toByteArray(), "otlp-spans-json", "gzip");
    assertThat(out).hasSize(1).first().isInstanceOf(TracedSpan.class);
  }

  @Test
  void whatIsNoSpanIsADeadLetterWithItsReason() {
    read("{\"resourceSpans\":[{".getBytes(UTF_8), null, null);
    read(otlp(NOW), "avro", null);
    read(otlp(NOW + 3_600_000), null, null);
    read(new byte[] {10, 5, 1}, "otlp-spans-proto", null);
    List<DeadLetter> letters = out.stream().map(record -> ((Rejected) record).letter()).toList();
    assertThat(letters)
        .extracting(DeadLetter::getReason)
        .containsExactly(
            DeadLetterReason.MALFORMED,
            DeadLetterReason.UNSUPPORTED,
            DeadLetterReason.FUTURE,
            DeadLetterReason.MALFORMED);
    assertThat(letters.get(2).getMessage())
        .isEqualTo(
            "span 'GET /' of cart ends 3600000 ms after it was received; the limit is 600000 ms");
    assertThat(letters.get(3).getOrigin()).isEqualTo("otlp_spans/0/7");
  }

  @Test
  void topicHasTheFormatOfTheSetting() {
    assertThat(SpanTopic.all(settings(Map.of())))
        .containsExactly(new SpanTopic("spans", "otlp_spans", null));
    assertThat(
            SpanTopic.all(
                settings(
                    Map.of(
                        "sources.spans-format",
                        "jaeger-proto",
                        "topics.otlp-spans",
                        "jaeger-spans"))))
        .containsExactly(new SpanTopic("spans", "jaeger-spans", SpanFormat.JAEGER_PROTO));
  }

  private void read(byte[] value, @Nullable String format, @Nullable String encoding) {
    RecordHeaders headers = new RecordHeaders();
    if (format != null) {
      headers.add("vedette-format", format.getBytes(UTF_8));
    }
    if (encoding != null) {
      headers.add("content-encoding", encoding.getBytes(UTF_8));
    }
    deserializer.deserialize(
        new ConsumerRecord<>(
            "otlp_spans",
            0,
            7,
            NOW,
            TimestampType.CREATE_TIME,
            0,
            value.length,
            new byte[0],
            value,
            headers,
            Optional.empty()),
        new Collector<>() {
          @Override
          public void collect(SpanRecord record) {
            out.add(record);
          }

          @Override
          public void close() {}
        });
  }

  private static byte[] otlp(long end) {
    return """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"cart"}}]},
         "scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c",
         "spanId":"eee19b7ec3c1b174","name":"GET /","kind":2,"startTimeUnixNano":"%d",
         "endTimeUnixNano":"%d"}]}]}]}
        """
        .formatted((end - 5) * 1_000_000, end * 1_000_000)
        .getBytes(UTF_8);
  }
}
