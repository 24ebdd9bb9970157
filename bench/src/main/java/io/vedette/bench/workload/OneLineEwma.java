package io.vedette.bench.workload;

import io.vedette.jobs.streaming.MetricSource;
import io.vedette.jobs.streaming.MetricStreams;
import io.vedette.kafka.KafkaMetricSource;
import io.vedette.kafka.KafkaResults;
import io.vedette.kafka.MetricTopic;
import io.vedette.schema.JobMetric;
import io.vedette.schema.Sample;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Direction;
import io.vedette.schema.result.Severity;
import io.vedette.serializers.VedetteTypes;
import io.vedette.settings.Settings;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The least a scorer can do, in the scorer's place: one number of state a series, no labels, no
 * retention. What the same graph does with it is what the sources, the shuffle and the state
 * backend leave to a scorer.
 */
final class OneLineEwma extends KeyedProcessFunction<Long, ScoringInput, Anomaly> {

  private static final long serialVersionUID = 1L;
  private static final double ALPHA = 0.1;

  /** Never met by {@link Bodies}: writing results is not what is compared. */
  private static final double FAR = 1e6;

  private transient ValueState<Double> mean;
  private transient Counter scored;

  /** Builds the graph: the job's sources and sinks, and this between them. */
  static void build(StreamExecutionEnvironment env, Settings settings) {
    List<MetricSource> sources =
        MetricTopic.all(settings).stream()
            .map(each -> new MetricSource(each.name(), KafkaMetricSource.create(settings, each)))
            .toList();
    List<SingleOutputStreamOperator<ScoringInput>> read =
        MetricStreams.read(env, sources, settings);
    DataStream<ScoringInput> samples = read.get(0);
    for (DataStream<ScoringInput> more : read.subList(1, read.size())) {
      samples = samples.union(more);
    }
    samples
        .keyBy(ScoringInput::seriesHash, Types.LONG)
        .process(new OneLineEwma(), VedetteTypes.ANOMALY)
        .sinkTo(KafkaResults.anomalies(settings));
  }

  @Override
  public void open(OpenContext context) {
    mean = getRuntimeContext().getState(new ValueStateDescriptor<>("mean", Types.DOUBLE));
    scored = getRuntimeContext().getMetricGroup().counter(JobMetric.SAMPLES_SCORED.id());
  }

  @Override
  public void processElement(ScoringInput input, Context context, Collector<Anomaly> anomalies)
      throws Exception {
    Sample sample = (Sample) input;
    Double before = mean.value();
    double x = sample.value();
    double m = before == null ? x : before;
    mean.update(m + ALPHA * (x - m));
    scored.inc();
    if (Math.abs(x - m) > FAR) {
      anomalies.collect(anomaly(sample, m));
    }
  }

  private static Anomaly anomaly(Sample sample, double expected) {
    String id = SeriesHash.toHex(sample.seriesHash());
    return Anomaly.newBuilder()
        .setId(id + "-" + sample.timestamp())
        .setSeriesId(id)
        .setMetric(id)
        .setService(null)
        .setLabels(Map.of())
        .setTimestamp(sample.timestamp())
        .setValue(sample.value())
        .setExpected(expected)
        .setLower(expected - FAR)
        .setUpper(expected + FAR)
        .setScore(1)
        .setDirection(sample.value() > expected ? Direction.ABOVE : Direction.BELOW)
        .setSeverity(Severity.CRITICAL)
        .setDetector("one-line-ewma")
        .setModelVersion("online")
        .build();
  }
}
