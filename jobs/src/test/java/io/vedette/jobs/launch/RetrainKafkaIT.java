package io.vedette.jobs.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.jobs.config.RetrainSettings;
import io.vedette.kafka.KafkaModels;
import io.vedette.kafka.Topics;
import io.vedette.schema.Labels;
import io.vedette.schema.ModelKey;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import io.vedette.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** History from topics of metrics to models on their topic, on a real Kafka. */
@Timeout(240)
class RetrainKafkaIT {

  private static final int THREE_WEEKS = 24 * 21;

  private static final Instant BEGINNING = Instant.parse("2024-01-01T00:00:00Z");

  @TempDir static Path folder;
  private static TestKafka kafka;

  @BeforeAll
  static void startBroker() throws IOException {
    kafka = TestKafka.start(folder);
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @Test
  void modelsOfARunAreOnTheTopicOnceAndTheNextRunKnowsThem() throws Exception {
    Settings settings = settings("models");
    Topics.createMissing(settings);
    kafka.sendAll(history("models-metrics", "load", 0, THREE_WEEKS));
    kafka.sendAll(history("models-metrics", "requests_total", 0, THREE_WEEKS));
    kafka.send("models-metrics", "poison".getBytes(UTF_8));

    TrainingSummary first = train(settings, "first");

    assertThat(first.byStatus()).containsOnlyKeys(ModelStatus.CHAMPION).containsValue(2L);
    assertThat(first.samples()).isEqualTo(2 * THREE_WEEKS);
    assertThat(first.refused()).isEqualTo(1);
    Map<String, ModelRecord> models = newest(settings);
    ModelRecord load = of("load", models);
    assertThat(load.getSeries()).isEqualTo("load");
    assertThat(load.getRate()).isFalse();
    assertThat(load.getTo()).isEqualTo(time(THREE_WEEKS - 1));
    assertThat(load.getModel()).isNotNull();
    assertThat(of("requests_total", models).getRate()).isTrue();

    // the same run again trains nothing and leaves the same
    assertThat(train(settings, "first").series()).isEqualTo(2);
    assertThat(allOf(settings)).hasSize(2);

    // another run challenges; on the same history nothing can be told, so the champions stay
    TrainingSummary second = train(settings, "second");
    assertThat(second.byStatus()).containsOnlyKeys(ModelStatus.REJECTED).containsValue(2L);
    assertThat(newest(settings)).containsEntry(id("load"), load).hasSize(4);

    // without its champion a series gets a new one
    kafka.send(new ProducerRecord<>("models-models", id("load").getBytes(UTF_8), null));
    kafka.send(new ProducerRecord<>("models-models", "poison".getBytes(UTF_8), new byte[] {1}));
    train(settings, "third");
    Map<String, ModelRecord> third = newest(settings);
    assertThat(of("load", third).getVersion()).isEqualTo("third");
    assertThat(of("load", third).getReason()).isEqualTo("the first model of the series");
    assertThat(of("requests_total", third).getVersion()).isEqualTo("first");
  }

  @Test
  void historyIsReadFromATimeOn() throws Exception {
    Settings settings = settings("since").with(RetrainSettings.FROM, "2024-06-01T00:00:00Z");
    Topics.createMissing(settings);
    kafka.sendAll(
        history("since-metrics", "old", 0, 30).stream()
            .map(
                record ->
                    new ProducerRecord<byte[], byte[]>(
                        record.topic(),
                        null,
                        Instant.parse("2024-01-01T00:00:00Z").toEpochMilli(),
                        record.key(),
                        record.value()))
            .toList());
    kafka.sendAll(history("since-metrics", "new", 0, 30));

    train(settings, "run");

    assertThat(allOf(settings)).extracting(ModelRecord::getSeries).containsExactly("new");
  }

  private static Settings settings(String prefix) {
    Map<String, String> values =
        new HashMap<>(
            kafka.settings(prefix, Map.of("sources.metrics-format", "vedette-json")).texts());
    values.keySet().retainAll(RetrainSettings.ALL.stream().map(s -> s.key()).toList());
    values.put("training.step", "1h");
    values.put("training.span", "90d");
    values.put("job.parallelism", "2");
    return Settings.resolve(RetrainSettings.ALL, values, Map.of(), null);
  }

  private static TrainingSummary train(Settings settings, String run) throws Exception {
    return Training.run(
        RetrainSettings.begun(settings.with(RetrainSettings.RUN_NAME, run), Instant.now()),
        (read, samples, trained, series) -> {});
  }

  private static List<ModelRecord> allOf(Settings settings) {
    List<ModelRecord> models = new ArrayList<>();
    KafkaModels.read(settings, models::add);
    return models;
  }

  /** By their keys. */
  private static Map<String, ModelRecord> newest(Settings settings) {
    Map<String, ModelRecord> newest = new HashMap<>();
    allOf(settings).forEach(model -> newest.put(ModelKey.of(model).toString(), model));
    return newest;
  }

  private static ModelRecord of(String metric, Map<String, ModelRecord> champions) {
    return Objects.requireNonNull(champions.get(id(metric)));
  }

  private static String id(String metric) {
    return SeriesHash.toHex(Labels.of("__name__", metric).hash());
  }

  private static long time(int hour) {
    return BEGINNING.toEpochMilli() + hour * 3_600_000L;
  }

  /** Hourly, with a day in it; a counter where its name says so. A record a day. */
  private static List<ProducerRecord<byte[], byte[]>> history(
      String topic, String metric, int from, int to) {
    Random random = new Random(1);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    StringBuilder samples = new StringBuilder();
    double count = 0;
    for (int hour = from; hour < to; hour++) {
      double value = 100 + 20 * Math.sin(hour * Math.PI / 12) + random.nextGaussian();
      count += 3600 * value;
      samples
          .append(samples.isEmpty() ? "" : ",")
          .append('[')
          .append(time(hour))
          .append(',')
          .append(metric.endsWith("_total") ? count : value)
          .append(']');
      if (hour % 24 == 23 || hour == to - 1) {
        records.add(
            TestKafka.record(
                topic,
                "{\"series\":[{\"labels\":{\"__name__\":\"%s\"},\"samples\":[%s]}]}"
                    .formatted(metric, samples)
                    .getBytes(UTF_8)));
        samples.setLength(0);
      }
    }
    return records;
  }
}
