package io.vedette.jobs.streaming;

import io.vedette.functions.ScoreMetric;
import io.vedette.functions.ScoringOptions;
import io.vedette.jobs.config.ScoringSettings;
import io.vedette.schema.Sample;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.DeadLetter;
import io.vedette.serializers.VedetteTypes;
import io.vedette.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The streaming graph: metrics are read, scored by series, and what was found is written. */
public final class StreamingTopology {

  private final StreamExecutionEnvironment env;
  private final Settings settings;
  private final ScoringOptions scoring;

  private StreamingTopology(
      StreamExecutionEnvironment env, Settings settings, ScoringOptions scoring) {
    this.env = env;
    this.settings = settings;
    this.scoring = scoring;
  }

  /**
   * Builds the graph in the environment; nothing is run.
   *
   * @param settings of {@link io.vedette.jobs.config.StreamingSettings}, validated. Scores are
   *     emitted when there is a sink for them, whatever {@code scores.publish} says
   */
  public static void build(
      StreamExecutionEnvironment env,
      StreamingSources sources,
      StreamingSinks sinks,
      Settings settings) {
    ScoringOptions scoring =
        ScoringSettings.options(settings).withEmitScores(sinks.scores() != null);
    new StreamingTopology(env, settings, scoring).build(sources, sinks);
  }

  private void build(StreamingSources sources, StreamingSinks sinks) {
    MetricStreams metrics = MetricStreams.read(env, sources, settings);
    SingleOutputStreamOperator<Anomaly> anomalies = scoreMetric(metrics.samples());

    write(anomalies, sinks.anomalies(), OperatorIds.WRITE_ANOMALIES);
    write(anomalies.getSideOutput(ScoreMetric.ALERTS), sinks.alerts(), OperatorIds.WRITE_ALERTS);
    write(anomalies.getSideOutput(ScoreMetric.SCORES), sinks.scores(), OperatorIds.WRITE_SCORES);
    write(deadLetters(metrics, anomalies), sinks.deadLetters(), OperatorIds.WRITE_DEAD_LETTERS);
  }

  private SingleOutputStreamOperator<Anomaly> scoreMetric(DataStream<Sample> samples) {
    return OperatorIds.identify(
        samples
            .keyBy(Sample::seriesHash, Types.LONG)
            .process(new ScoreMetric(scoring), VedetteTypes.ANOMALY),
        OperatorIds.SCORE_METRIC);
  }

  private static DataStream<DeadLetter> deadLetters(
      MetricStreams metrics, SingleOutputStreamOperator<Anomaly> scored) {
    List<DataStream<DeadLetter>> letters = new ArrayList<>(metrics.deadLetters());
    letters.add(scored.getSideOutput(ScoreMetric.DEAD_LETTERS));
    return MetricStreams.union(letters);
  }

  private static <T> void write(DataStream<T> results, @Nullable Sink<T> sink, String id) {
    if (sink != null) {
      OperatorIds.identify(results.sinkTo(sink), id);
    }
  }
}
