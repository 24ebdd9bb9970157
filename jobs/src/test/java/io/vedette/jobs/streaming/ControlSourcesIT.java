package io.vedette.jobs.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.jobs.launch.StreamingJob;
import io.vedette.jobs.testing.Outcome;
import io.vedette.jobs.testing.ScriptedSource;
import io.vedette.jobs.testing.Story;
import io.vedette.jobs.testing.WatermarkSink;
import io.vedette.schema.ControlRecord;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.RuleChange;
import io.vedette.schema.Sample;
import io.vedette.schema.result.Anomaly;
import io.vedette.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources of controls in the whole graph, on a cluster in this JVM. */
@Timeout(120)
class ControlSourcesIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final long LAST = Story.BEGINNING + 999 * 60_000L;

  private static final Settings SETTINGS =
      Settings.of(
          Map.of(
              "checkpoints.interval", "200ms",
              "event-time.out-of-orderness", "10s"));

  static Stream<Arguments> controls() {
    ScriptedSource<ControlRecord> silent =
        ScriptedSource.of(2, ControlSourcesIT::rule).as(Boundedness.CONTINUOUS_UNBOUNDED);
    silent.holdAt(0);
    ScriptedSource<ControlRecord> saidOne =
        ScriptedSource.of(2, ControlSourcesIT::rule).as(Boundedness.CONTINUOUS_UNBOUNDED);
    saidOne.holdAt(1);
    return Stream.of(
        Arguments.of("silent", silent),
        Arguments.of("one rule, then silent", saidOne),
        Arguments.of("ended", ScriptedSource.of(2, ControlSourcesIT::rule)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("controls")
  void eventTimeOfTheScorerIsThatOfTheSamples(String what, ScriptedSource<ControlRecord> source)
      throws Exception {
    // recorded, so that event time is what the samples say; held, so that nothing ends it
    ScriptedSource<MetricRecord> samples = ScriptedSource.of(1001, ControlSourcesIT::sample);
    samples.holdAt(1000);
    WatermarkSink<Anomaly> anomalies = new WatermarkSink<>(LAST - 10_001);
    Outcome outcome = new Outcome();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(StreamingJob.configuration(SETTINGS));
    env.setParallelism(1);
    StreamingTopology.build(
        env,
        StreamingSources.of(
            List.of(new MetricSource("metrics", samples)),
            List.of(
                new ControlSource("rules", source, false),
                new ControlSource("models", source, true))),
        outcome.sinks(anomalies),
        SETTINGS);
    JobClient job = env.executeAsync();
    assertThat(anomalies.reached().get(60, TimeUnit.SECONDS)).isEqualTo(LAST - 10_001);
    job.cancel().get(60, TimeUnit.SECONDS);
  }

  private static ControlRecord rule(long number) {
    return new RuleChange("removed " + number, null);
  }

  private static MetricRecord sample(long number) {
    return new Sample(number % 7, Story.BEGINNING + number * 60_000L, 1);
  }
}
