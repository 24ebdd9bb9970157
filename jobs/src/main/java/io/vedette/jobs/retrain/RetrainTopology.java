package io.vedette.jobs.retrain;

import io.vedette.functions.histogram.DeriveHistogramQuantiles;
import io.vedette.functions.train.TrainModel;
import io.vedette.jobs.streaming.MetricSource;
import io.vedette.jobs.streaming.OperatorIds;
import io.vedette.schema.BucketSample;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Sample;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.result.DeadLetter;
import io.vedette.serializers.VedetteTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The retrain graph: history is read, quantiles are derived of its histograms as the streaming
 * graph does, all is sorted by series and time, every series trained, and its model written.
 *
 * <p>Where there is history of alerts, names are trained on it beside: {@link NamesTopology}.
 *
 * <p>Sorting is Flink's, on disk where memory does not hold it; so the job takes any number of
 * series with the memory of one series a task.
 */
public final class RetrainTopology {

  private final StreamExecutionEnvironment env;
  private final RetrainOptions options;

  private RetrainTopology(StreamExecutionEnvironment env, RetrainOptions options) {
    this.env = env;
    this.options = options;
  }

  /** Builds the graph in the environment, for batch execution; nothing is run. */
  public static void build(
      StreamExecutionEnvironment env,
      RetrainSources sources,
      RetrainSinks sinks,
      RetrainOptions options) {
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    new RetrainTopology(env, options).build(sources, sinks);
  }

  private void build(RetrainSources sources, RetrainSinks sinks) {
    List<DataStream<DeadLetter>> letters = new ArrayList<>();
    if (!sources.history().isEmpty()) {
      trainSeries(sources, sinks, letters);
    }
    NamesHistory names = sources.names();
    if (names != null) {
      NamesTopology trained = NamesTopology.build(env, names, options.names());
      letters.addAll(trained.deadLetters());
      write(trained.models(), sinks.names(), RetrainOperatorIds.WRITE_NAMES_MODELS);
    }
    if (!letters.isEmpty()) {
      writeDeadLetters(union(letters), sinks.deadLetters());
    }
  }

  private void trainSeries(
      RetrainSources sources, RetrainSinks sinks, List<DataStream<DeadLetter>> letters) {
    List<DataStream<Sample>> history = new ArrayList<>();
    List<DataStream<BucketSample>> buckets = new ArrayList<>();
    for (MetricSource source : sources.history()) {
      SingleOutputStreamOperator<Sample> samples = split(readHistory(source), source.name());
      letters.add(samples.getSideOutput(SplitHistory.DEAD_LETTERS));
      buckets.add(samples.getSideOutput(SplitHistory.BUCKETS));
      history.add(giveTime(samples, source.name()));
    }
    SingleOutputStreamOperator<ScoringInput> quantiles = deriveQuantiles(union(buckets));
    letters.add(quantiles.getSideOutput(DeriveHistogramQuantiles.DEAD_LETTERS));
    history.add(giveTime(splitQuantiles(quantiles), RetrainOperatorIds.QUANTILES));
    write(
        trainModel(union(history), readModels(sources)),
        sinks.models(),
        RetrainOperatorIds.WRITE_MODELS);
  }

  private SingleOutputStreamOperator<MetricRecord> readHistory(MetricSource source) {
    String id = RetrainOperatorIds.READ + source.name();
    return OperatorIds.identify(
        env.fromSource(
            source.source(), WatermarkStrategy.noWatermarks(), id, VedetteTypes.METRIC_RECORD),
        id);
  }

  private SingleOutputStreamOperator<Sample> split(
      DataStream<MetricRecord> records, String source) {
    return OperatorIds.identify(
        records.process(new SplitHistory(options.scoreBuckets()), VedetteTypes.SAMPLE),
        RetrainOperatorIds.SPLIT + source);
  }

  /** The time that samples of a series are sorted by; a source's own may be Kafka's. */
  private static SingleOutputStreamOperator<Sample> giveTime(
      DataStream<Sample> samples, String source) {
    return OperatorIds.identify(
        samples.assignTimestampsAndWatermarks(
            WatermarkStrategy.<Sample>noWatermarks()
                .withTimestampAssigner((sample, before) -> sample.timestamp())),
        RetrainOperatorIds.TIME + source);
  }

  /** Sorted by histogram and time, scrapes are whole when the next one begins: no timer is due. */
  private SingleOutputStreamOperator<ScoringInput> deriveQuantiles(
      DataStream<BucketSample> buckets) {
    SingleOutputStreamOperator<BucketSample> timed =
        OperatorIds.identify(
            buckets.assignTimestampsAndWatermarks(
                WatermarkStrategy.<BucketSample>noWatermarks()
                    .withTimestampAssigner((bucket, before) -> bucket.sample().timestamp())),
            RetrainOperatorIds.TIME + RetrainOperatorIds.BUCKETS);
    return OperatorIds.identify(
        timed
            .keyBy(BucketSample::histogram, Types.LONG)
            .process(
                new DeriveHistogramQuantiles(options.histograms()), VedetteTypes.SCORING_INPUT),
        RetrainOperatorIds.DERIVE_QUANTILES);
  }

  private static SingleOutputStreamOperator<Sample> splitQuantiles(
      DataStream<ScoringInput> quantiles) {
    return OperatorIds.identify(
        quantiles.process(new SplitQuantiles(), VedetteTypes.SAMPLE),
        RetrainOperatorIds.SPLIT + RetrainOperatorIds.QUANTILES);
  }

  private SingleOutputStreamOperator<ModelRecord> readModels(RetrainSources sources) {
    return OperatorIds.identify(
        env.fromSource(
            sources.models(),
            WatermarkStrategy.noWatermarks(),
            RetrainOperatorIds.READ_MODELS,
            VedetteTypes.MODEL_RECORD),
        RetrainOperatorIds.READ_MODELS);
  }

  private SingleOutputStreamOperator<ModelRecord> trainModel(
      DataStream<Sample> history, DataStream<ModelRecord> models) {
    return OperatorIds.identify(
        history
            .keyBy(Sample::seriesHash, Types.LONG)
            .connect(models.keyBy(RetrainTopology::seriesHash, Types.LONG))
            .process(new TrainModel(options.training()), VedetteTypes.MODEL_RECORD),
        RetrainOperatorIds.TRAIN_MODEL);
  }

  private static long seriesHash(ModelRecord model) {
    return SeriesHash.ofHex(model.getSeriesId());
  }

  /** With as many tasks as the trainer, so that a model is written as soon as it is trained. */
  private static <T> void write(DataStream<T> results, Sink<T> sink, String id) {
    OperatorIds.identify(results.sinkTo(sink), id);
  }

  /** Few, and a file of them takes one writer. */
  private static void writeDeadLetters(
      DataStream<DeadLetter> letters, @Nullable Sink<DeadLetter> sink) {
    if (sink != null) {
      OperatorIds.identify(letters.sinkTo(sink), RetrainOperatorIds.WRITE_DEAD_LETTERS)
          .setParallelism(1);
    }
  }

  static <T> DataStream<T> union(List<DataStream<T>> streams) {
    DataStream<T> union = streams.get(0);
    for (DataStream<T> stream : streams.subList(1, streams.size())) {
      union = union.union(stream);
    }
    return union;
  }
}
