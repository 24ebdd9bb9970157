package io.vedette.jobs.streaming;

import io.vedette.jobs.config.HistogramSettings;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.ScoringInput;
import io.vedette.serializers.VedetteTypes;
import io.vedette.settings.Settings;
import java.time.Clock;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The beginning of the graph: the samples of every source, with its dead letters beside them. */
public final class MetricStreams {

  private MetricStreams() {}

  /**
   * Reads the sources, one stream each.
   *
   * @param settings of {@link io.vedette.jobs.config.StreamingSettings}, validated
   */
  public static List<SingleOutputStreamOperator<ScoringInput>> read(
      StreamExecutionEnvironment env, List<MetricSource> sources, Settings settings) {
    return sources.stream()
        .map(source -> splitRejected(read(env, source, settings), source.name(), settings))
        .toList();
  }

  private static SingleOutputStreamOperator<MetricRecord> read(
      StreamExecutionEnvironment env, MetricSource source, Settings settings) {
    String id = OperatorIds.READ + source.name();
    return OperatorIds.identify(
        env.fromSource(
            source.source(),
            SampleWatermarks.strategy(source.source(), settings, Clock.systemUTC()),
            id,
            VedetteTypes.METRIC_RECORD),
        id);
  }

  /** One splitter a source, so that it is chained to it: no sample is serialized in between. */
  private static SingleOutputStreamOperator<ScoringInput> splitRejected(
      DataStream<MetricRecord> records, String source, Settings settings) {
    return OperatorIds.identify(
        records.process(
            new SplitRejected(settings.get(HistogramSettings.SCORE_BUCKETS)),
            VedetteTypes.SCORING_INPUT),
        OperatorIds.SPLIT + source);
  }
}
