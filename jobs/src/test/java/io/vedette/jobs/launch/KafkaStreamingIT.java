package io.vedette.jobs.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.jobs.streaming.MetricSource;
import io.vedette.jobs.streaming.StreamingSinks;
import io.vedette.jobs.streaming.StreamingSources;
import io.vedette.jobs.streaming.StreamingTopology;
import io.vedette.jobs.testing.FailOnceSink;
import io.vedette.jobs.testing.Outcome;
import io.vedette.jobs.testing.ScriptedSource;
import io.vedette.kafka.KafkaMetricSource;
import io.vedette.kafka.KafkaResults;
import io.vedette.kafka.MetricTopic;
import io.vedette.kafka.Topics;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.AnomalyStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.schema.result.ScoreOutcome;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job on a real Kafka. */
@Timeout(180)
class KafkaStreamingIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final Map<String, String> JSON = Map.of("sources.metrics-format", "vedette-json");

  /** Minutes of trouble: one before the failure and undone by it, one behind it. */
  private static final List<Integer> TROUBLES = List.of(250, 350);

  private static final int TROUBLE_LASTS = 6;

  /** Samples of the story, corrections included: in each trouble one sample was wrong. */
  private static final List<Moment> STORY =
      IntStream.range(0, 400)
          .boxed()
          .flatMap(
              minute ->
                  TROUBLES.contains(minute - 3)
                      ? Stream.of(Moment.of(minute), new Moment(minute - 1, (minute - 1) % 7))
                      : Stream.of(Moment.of(minute)))
          .toList();

  private record Moment(int minute, int value) {

    static Moment of(int minute) {
      boolean inTrouble =
          TROUBLES.stream().anyMatch(t -> minute >= t && minute < t + TROUBLE_LASTS);
      return new Moment(minute, inTrouble ? 1000 : minute % 7);
    }
  }

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
  void resultsAppearOnceOverAFailureOfTheJob() throws Exception {
    Settings settings = kafka.settings("once", JSON);
    Topics.createMissing(settings);
    Outcome expected = uninterrupted(settings);
    FailOnceSink deadLetters = new FailOnceSink();
    StreamExecutionEnvironment env = TestKafka.environment(settings, "exponential-delay");
    StreamingTopology.build(
        env,
        StreamingSources.ofMetrics(
            MetricTopic.all(settings).stream()
                .map(t -> new MetricSource(t.name(), KafkaMetricSource.create(settings, t)))
                .toList()),
        new StreamingSinks(
            KafkaResults.anomalies(settings),
            KafkaResults.alerts(settings),
            KafkaResults.audits(settings),
            deadLetters,
            KafkaResults.scores(settings)),
        settings);
    JobClient job = env.executeAsync();
    try {
      kafka.sendAll(moments(0, 200));
      kafka.committed("once-scores", ScoredPoint.class, points -> points.size() >= 200);
      List<ProducerRecord<byte[], byte[]>> rest = new ArrayList<>(moments(200, 300));
      rest.add(TestKafka.record("once-metrics", "poison".getBytes(UTF_8)));
      rest.addAll(moments(300, STORY.size()));
      kafka.sendAll(rest);
      kafka.committed("once-scores", ScoredPoint.class, points -> points.size() >= STORY.size());
      kafka.send("once-metrics", json("end", 0, 0));

      List<ScoredPoint> scores =
          kafka.committed(
              "once-scores",
              ScoredPoint.class,
              points -> points.stream().anyMatch(point -> point.getSeries().equals("end")));
      assertThat(deadLetters.hasFailed()).isTrue();
      assertThat(scores)
          .filteredOn(point -> point.getSeries().equals("once"))
          .extracting(ScoredPoint::getTimestamp)
          .containsExactlyElementsOf(STORY.stream().map(m -> time(m.minute())).toList());
      assertThat(scores).hasSize(STORY.size() + 1);
      assertFindingsAre(expected);
    } finally {
      job.cancel().get();
    }
  }

  /** What a job that never fails finds in the story. */
  private static Outcome uninterrupted(Settings settings) throws Exception {
    Outcome outcome = new Outcome();
    StreamExecutionEnvironment env = TestKafka.environment(settings, "none");
    env.setParallelism(1);
    StreamingTopology.build(
        env,
        StreamingSources.ofMetrics(
            List.of(
                new MetricSource(
                    "metrics",
                    ScriptedSource.of(STORY.size(), KafkaStreamingIT::sampleOfTheStory)))),
        outcome.sinks(),
        settings);
    env.execute();
    return outcome;
  }

  private static MetricRecord sampleOfTheStory(long number) {
    Moment moment = STORY.get((int) number);
    return new Sample(
        Series.of(Labels.of("__name__", "once")), time(moment.minute()), moment.value());
  }

  /** Whatever was undone by the failure, or came behind it: nothing is missing, nothing twice. */
  private static void assertFindingsAre(Outcome expected) {
    assertThat(committed("once-anomalies", Anomaly.class, expected.anomalies()))
        .containsExactlyInAnyOrderElementsOf(expected.anomalies());
    assertThat(committed("once-alerts", Alert.class, expected.alerts()))
        .containsExactlyInAnyOrderElementsOf(expected.alerts());
    assertThat(committed("once-audit", Audit.class, expected.audits()))
        .containsExactlyInAnyOrderElementsOf(expected.audits());
    assertThat(expected.anomalies().stream().map(json -> read(json, Anomaly.class)))
        .filteredOn(anomaly -> anomaly.getStatus() == AnomalyStatus.RETRACTED)
        .extracting(Anomaly::getTimestamp)
        .containsExactlyInAnyOrder(time(252), time(352));
    assertThat(expected.alerts().stream().map(json -> read(json, Alert.class)))
        .filteredOn(alert -> alert.getStatus() == AlertStatus.FIRING)
        .extracting(Alert::getStartsAt)
        .contains(time(250));
  }

  private static <T extends SpecificRecord> List<String> committed(
      String topic, Class<T> type, List<String> expected) {
    return kafka.committed(topic, type, all -> all.size() >= expected.size()).stream()
        .map(result -> new String(ResultJson.write(result), UTF_8))
        .toList();
  }

  private static <T extends SpecificRecord> T read(String json, Class<T> type) {
    return ResultJson.read(json.getBytes(UTF_8), type);
  }

  @Test
  void poisonNeitherStopsTheJobNorLosesAGoodSample() throws Exception {
    Settings settings = kafka.settings("poison", JSON);
    Topics.createMissing(settings);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    List<Poison> poisons = new ArrayList<>();
    List<Long> good = new ArrayList<>();
    Random random = new Random(42);
    for (int n = 0; n < 10_000; n++) {
      if (n % 5 == 0) {
        good.add(time(good.size()));
        records.add(TestKafka.record("poison-metrics", json("good", good.size() - 1, 1)));
        poisons.add(Poison.NONE);
      } else {
        Poison poison = Poison.of(n, random);
        records.add(poison.record("poison-metrics"));
        poisons.add(poison);
      }
    }
    List<String> origins = kafka.sendAll(records);
    List<String> expected = new ArrayList<>();
    int readable = good.size();
    for (int n = 0; n < records.size(); n++) {
      Poison.Outcome outcome = poisons.get(n).outcome();
      readable += outcome.samples();
      for (DeadLetterReason reason : outcome.reasons()) {
        expected.add(reason + " " + origins.get(n));
      }
    }
    expected.add(DeadLetterReason.MALFORMED + " " + kafka.send("poison-otlp", new byte[] {1}));
    kafka.send("poison-metrics", json("end", 0, 0));
    int samples = readable + 1;

    StreamExecutionEnvironment env = // the first failure would be the end of the job
        TestKafka.environment(settings, "none");
    StreamingJob.build(env, settings);
    JobClient job = env.executeAsync();
    try {
      List<ScoredPoint> scores =
          kafka.committed(
              "poison-scores",
              ScoredPoint.class,
              points -> points.stream().anyMatch(point -> point.getSeries().equals("end")));
      assertThat(scores)
          .filteredOn(point -> point.getSeries().equals("good"))
          .extracting(ScoredPoint::getTimestamp)
          .containsExactlyElementsOf(good);
      // one point a sample read, whatever was done with it
      assertThat(scores).hasSize(samples);

      long late = scores.stream().filter(p -> p.getOutcome() == ScoreOutcome.LATE).count();
      List<DeadLetter> letters =
          kafka.committed(
              "poison-dead-letters", DeadLetter.class, all -> all.size() >= expected.size() + late);
      assertThat(letters)
          .filteredOn(letter -> letter.getReason() != DeadLetterReason.LATE)
          .extracting(letter -> letter.getReason() + " " + letter.getOrigin())
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(letters).hasSize((int) (expected.size() + late));
    } finally {
      job.cancel().get();
    }
  }

  private static List<ProducerRecord<byte[], byte[]>> moments(int from, int to) {
    return STORY.subList(from, to).stream()
        .map(m -> TestKafka.record("once-metrics", json("once", m.minute(), m.value())))
        .toList();
  }

  private static long time(int minute) {
    return BEGINNING + minute * 60_000L;
  }

  static byte[] json(String metric, int minute, int value) {
    return "{\"series\":[{\"labels\":{\"__name__\":\"%s\"},\"samples\":[[%d,%d]]}]}"
        .formatted(metric, time(minute), value)
        .getBytes(UTF_8);
  }
}
