package io.vedette.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.formats.metrics.MetricFormat;
import io.vedette.schema.JobMetric;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.Sample;
import io.vedette.schema.result.DeadLetter;
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
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** A deserializer on the bench: records in, what it said out. */
final class BodyBench {

  final HandClock clock;
  private long received;
  private final List<Sample> samples = new ArrayList<>();
  private final List<DeadLetter> letters = new ArrayList<>();
  private final Map<String, Counter> counters = new HashMap<>();
  private MetricBodyDeserializer deserializer;

  BodyBench(long now) {
    clock = new HandClock(now);
    received = now;
    deserializer =
        new MetricBodyDeserializer(MetricBodyOptions.of(Settings.of(Map.of()), null), clock);
  }

  void open(Map<String, String> settings) {
    open(settings, null);
  }

  void open(Map<String, String> settings, @Nullable MetricFormat format) {
    deserializer =
        new MetricBodyDeserializer(MetricBodyOptions.of(Settings.of(settings), format), clock);
    counters.clear();
    deserializer.open(new Context());
  }

  /** Says when records were received from now on, by their timestamps. */
  void received(long timestamp) {
    received = timestamp;
  }

  MetricBodyDeserializer deserializer() {
    return deserializer;
  }

  byte[] json(Labels labels, String samples) {
    StringBuilder json = new StringBuilder("{\"series\":[{\"labels\":{");
    for (int i = 0; i < labels.size(); i++) {
      json.append(i == 0 ? "" : ",");
      json.append("\"%s\":\"%s\"".formatted(labels.name(i), labels.value(i)));
    }
    return json.append("},\"samples\":[").append(samples).append("]}]}").toString().getBytes(UTF_8);
  }

  void read(byte[] body) {
    read(body, Map.of());
  }

  void read(byte @Nullable [] body, MetricFormat format) {
    read(body, Map.of(MetricFormat.HEADER, format.word()));
  }

  void read(byte @Nullable [] body, Map<String, String> headers) {
    deserializer.deserialize(record(body, headers), new Copies());
  }

  /** Hands what comes to another collector. */
  void readInto(byte[] body, Consumer<MetricRecord> consumer) {
    deserializer.deserialize(
        record(body, Map.of(MetricFormat.HEADER, MetricFormat.JSON.word())),
        new Collector<>() {
          @Override
          public void collect(MetricRecord record) {
            consumer.accept(record);
          }

          @Override
          public void close() {}
        });
  }

  @SuppressWarnings("NullAway") // a Kafka record may have no value, which its class does not say
  private ConsumerRecord<byte[], byte[]> record(
      byte @Nullable [] body, Map<String, String> headers) {
    Headers all = new RecordHeaders();
    headers.forEach((name, value) -> all.add(name, value.getBytes(UTF_8)));
    return new ConsumerRecord<>(
        "in",
        3,
        42,
        received,
        TimestampType.CREATE_TIME,
        0,
        body == null ? 0 : body.length,
        new byte[0],
        body,
        all,
        Optional.empty());
  }

  List<Sample> samples() {
    return samples;
  }

  List<DeadLetter> letters() {
    return letters;
  }

  /** The only letter. */
  DeadLetter letter() {
    assertThat(letters).hasSize(1);
    return letters.get(0);
  }

  long count(JobMetric metric) {
    Counter counter = counters.get(metric.id());
    assertThat(counter).as("counter %s", metric.id()).isNotNull();
    return counter == null ? -1 : counter.getCount();
  }

  private final class Copies implements Collector<MetricRecord> {
    @Override
    public void collect(MetricRecord record) {
      if (record instanceof Sample sample) {
        samples.add(sample.copy());
      } else if (record instanceof Rejected rejected) {
        letters.add(rejected.letter());
      }
    }

    @Override
    public void close() {}
  }

  private final class Context implements InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup() {
        @Override
        public Counter counter(String name) {
          Counter counter = new SimpleCounter();
          assertThat(counters.put(name, counter)).as("registered once").isNull();
          return counter;
        }
      };
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(BodyBench.class.getClassLoader());
    }
  }
}
