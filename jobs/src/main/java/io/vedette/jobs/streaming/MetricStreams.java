package io.vedette.jobs.streaming;

import io.vedette.schema.MetricRecord;
import io.vedette.schema.Sample;
import io.vedette.schema.result.DeadLetter;
import io.vedette.serializers.VedetteTypes;
import io.vedette.settings.Settings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The beginning of the graph: metrics of every source, as samples and dead letters. */
public final class MetricStreams {

  private final List<SingleOutputStreamOperator<Sample>> samples;

  private MetricStreams(List<SingleOutputStreamOperator<Sample>> samples) {
    this.samples = samples;
  }

  /**
   * Reads the sources.
   *
   * @param settings of {@link io.vedette.jobs.config.StreamingSettings}, validated
   */
  public static MetricStreams read(
      StreamExecutionEnvironment env, StreamingSources sources, Settings settings) {
    List<SingleOutputStreamOperator<Sample>> samples = new ArrayList<>();
    for (MetricSource source : sources.metrics()) {
      samples.add(splitRejected(readMetrics(env, source, settings), source.name()));
    }
    return new MetricStreams(samples);
  }

  /** Samples of all sources. */
  public DataStream<Sample> samples() {
    return union(samples);
  }

  /** What of each source could not become samples. */
  List<DataStream<DeadLetter>> deadLetters() {
    List<DataStream<DeadLetter>> letters = new ArrayList<>();
    samples.forEach(source -> letters.add(source.getSideOutput(SplitRejected.DEAD_LETTERS)));
    return letters;
  }

  static <T> DataStream<T> union(List<? extends DataStream<T>> streams) {
    DataStream<T> union = streams.get(0);
    for (DataStream<T> stream : streams.subList(1, streams.size())) {
      union = union.union(stream);
    }
    return union;
  }

  private static SingleOutputStreamOperator<MetricRecord> readMetrics(
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
  private static SingleOutputStreamOperator<Sample> splitRejected(
      DataStream<MetricRecord> records, String source) {
    return OperatorIds.identify(
        records.process(new SplitRejected(), VedetteTypes.SAMPLE), OperatorIds.SPLIT + source);
  }
}
