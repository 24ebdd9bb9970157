package io.vedette.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.formats.logs.LogFormat;
import io.vedette.schema.JobMetric;
import io.vedette.schema.LogLevel;
import io.vedette.schema.LogLine;
import io.vedette.schema.LogRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.settings.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogBodyDeserializerTest {

  private static final long NOON = 1_700_000_000_000L;

  private final Map<String, Counter> counters = new HashMap<>();
  private final List<LogRecord> records = new ArrayList<>();

  @Test
  void aRecordWithoutAHeaderIsInTheTopicsFormat() {
    read("{\"msg\":\"disk full\",\"app\":\"cart\",\"time\":1700000000}", LogFormat.JSON, null);

    assertThat(records)
        .containsExactly(new LogLine("cart", NOON, LogLevel.UNKNOWN, "disk full", 0));
    assertThat(count(JobMetric.LINES_READ)).isEqualTo(1);
    assertThat(count(JobMetric.BODIES_READ)).isEqualTo(1);
  }

  @Test
  void theHeaderNamesAnotherFormatAndOtlpIsToldByItsBytes() {
    read("{\"index\":{}}\n{\"msg\":\"a\"}\n", LogFormat.JSON, "elasticsearch-bulk");
    read(
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"b\"}}]}]}]}",
        null,
        null);

    assertThat(records)
        .as("without a time a line was logged when it was received")
        .containsExactly(
            new LogLine("", NOON, LogLevel.UNKNOWN, "a", 0),
            new LogLine("", NOON, LogLevel.UNKNOWN, "b", 0));
  }

  @Test
  void whatIsRefusedIsCountedAndSummedUpByReason() {
    read(
        """
        {"msg":"a","ts":1700000600001} {"msg":"b","ts":1700000600002} {"msg":" "} {"msg":"good"} 7
        """,
        LogFormat.JSON,
        null);

    assertThat(lines()).extracting(LogLine::body).containsExactly("good");
    assertThat(letters())
        .extracting(DeadLetter::getReason, DeadLetter::getCount)
        .containsExactly(tuple(DeadLetterReason.MALFORMED, 2), tuple(DeadLetterReason.FUTURE, 2));
    assertThat(letters().get(1).getMessage())
        .isEqualTo(
            "a line has time 1700000600001, 600001 ms ahead of when it was received; the limit is"
                + " 600000 ms");
    assertThat(letters().get(0).getOrigin()).isEqualTo("in/3/42");
    assertThat(count(JobMetric.LINES_REJECTED)).isEqualTo(4);
    assertThat(count(JobMetric.BODIES_REJECTED)).isEqualTo(1);
  }

  @Test
  void aBodyThatCannotBeReadIsOneLetter() {
    read("{\"msg\":\"a\"} {", LogFormat.JSON, null);
    read("x", LogFormat.JSON, "no-such-format");
    read(null, LogFormat.JSON, null);

    assertThat(lines()).extracting(LogLine::body).containsExactly("a");
    assertThat(letters())
        .extracting(DeadLetter::getReason)
        .containsExactly(
            DeadLetterReason.MALFORMED, DeadLetterReason.UNSUPPORTED, DeadLetterReason.MALFORMED);
  }

  @Test
  void aFailureBehindTheSourceIsNotTheBodysFault() {
    assertThatThrownBy(
            () ->
                deserializer(LogFormat.JSON)
                    .deserialize(
                        record("{\"msg\":\"a\"}", null),
                        collector(
                            line -> {
                              throw new IllegalStateException("downstream");
                            })))
        .hasMessage("downstream");
  }

  @Test
  void longLinesAreCutAndItIsSerializable() throws Exception {
    read("{\"msg\":\"" + "x".repeat(40_000) + "\"}", LogFormat.JSON, null);
    assertThat(lines().get(0).body()).hasSize(32_768);
    assertThat(InstantiationUtil.isSerializable(deserializer(null))).isTrue();
  }

  private LogBodyDeserializer deserializer(@Nullable LogFormat format) {
    LogBodyDeserializer made =
        new LogBodyDeserializer(
            LogBodyOptions.of(Settings.of(Map.of()), format), new HandClock(NOON));
    made.open(new Context());
    return made;
  }

  private void read(@Nullable String body, @Nullable LogFormat format, @Nullable String header) {
    deserializer(format).deserialize(record(body, header), collector(records::add));
  }

  @SuppressWarnings("NullAway") // a Kafka record may have no value, which its class does not say
  private static ConsumerRecord<byte[], byte[]> record(
      @Nullable String body, @Nullable String header) {
    Headers headers = new RecordHeaders();
    if (header != null) {
      headers.add("vedette-format", header.getBytes(UTF_8));
    }
    byte[] value = body == null ? null : body.getBytes(UTF_8);
    return new ConsumerRecord<>(
        "in",
        3,
        42,
        NOON,
        TimestampType.CREATE_TIME,
        0,
        0,
        new byte[0],
        value,
        headers,
        Optional.empty());
  }

  private static Collector<LogRecord> collector(Consumer<LogRecord> to) {
    return new Collector<>() {
      @Override
      public void collect(LogRecord record) {
        to.accept(record);
      }

      @Override
      public void close() {}
    };
  }

  private List<LogLine> lines() {
    return records.stream().filter(LogLine.class::isInstance).map(LogLine.class::cast).toList();
  }

  private List<DeadLetter> letters() {
    return records.stream()
        .filter(Rejected.class::isInstance)
        .map(record -> ((Rejected) record).letter())
        .toList();
  }

  private long count(JobMetric metric) {
    Counter counter = counters.get(metric.id());
    return counter == null ? -1 : counter.getCount();
  }

  private final class Context implements InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup() {
        @Override
        public Counter counter(String name) {
          Counter counter = new SimpleCounter();
          counters.put(name, counter);
          return counter;
        }
      };
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(LogBodyDeserializerTest.class.getClassLoader());
    }
  }
}
