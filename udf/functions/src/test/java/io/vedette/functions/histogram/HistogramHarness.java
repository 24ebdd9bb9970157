package io.vedette.functions.histogram;

import io.vedette.schema.BucketSample;
import io.vedette.schema.JobMetric;
import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.Series;
import io.vedette.schema.result.DeadLetter;
import io.vedette.serializers.VedetteTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** A {@link DeriveHistogramQuantiles} in Flink's operator harness, event time turned by hand. */
final class HistogramHarness implements AutoCloseable {

  private final KeyedOneInputStreamOperatorTestHarness<Long, BucketSample, ScoringInput> harness;
  private final InterceptingOperatorMetricGroup metrics;
  private final Set<Long> announced;
  private final Map<Long, Labels> names = new HashMap<>();

  private HistogramHarness(
      KeyedOneInputStreamOperatorTestHarness<Long, BucketSample, ScoringInput> harness,
      InterceptingOperatorMetricGroup metrics,
      Set<Long> announced) {
    this.harness = harness;
    this.metrics = metrics;
    this.announced = announced;
  }

  static HistogramHarness start(HistogramOptions options) throws Exception {
    return start(options, null, new HashSet<>());
  }

  /** Goes on from a snapshot of this; what was announced is not announced again. */
  HistogramHarness restored(HistogramOptions options) throws Exception {
    return start(options, snapshot(), announced);
  }

  static HistogramHarness start(
      HistogramOptions options, @Nullable OperatorSubtaskState snapshot, Set<Long> announced)
      throws Exception {
    InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
    MockEnvironment environment =
        new MockEnvironmentBuilder()
            .setMaxParallelism(128)
            .setMetricGroup(
                new InterceptingTaskMetricGroup() {
                  @Override
                  public InternalOperatorMetricGroup getOrAddOperator(OperatorID id, String name) {
                    return metrics;
                  }
                })
            .build();
    KeyedOneInputStreamOperatorTestHarness<Long, BucketSample, ScoringInput> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new DeriveHistogramQuantiles(options)),
            BucketSample::histogram,
            Types.LONG,
            environment);
    harness.setup(
        VedetteTypes.SCORING_INPUT.createSerializer(
            harness.getExecutionConfig().getSerializerConfig()));
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
    return new HistogramHarness(harness, metrics, announced);
  }

  /** A bucket of a service's histogram; its labels come with its first sample. */
  void bucket(String service, String le, long at, double count) throws Exception {
    bucket(service, le, at, count, MetricKind.UNKNOWN);
  }

  void bucket(String service, String le, long at, double count, MetricKind kind) throws Exception {
    Labels labels = labels(service, le);
    Series series = announced.add(labels.hash()) ? new Series(labels, kind) : null;
    Sample sample = new Sample();
    sample.set(labels.hash(), at, count, series);
    harness.processElement(new BucketSample(BucketSample.histogramOf(labels), sample), at);
  }

  static Labels labels(String service, String le) {
    return Labels.of("__name__", "latency_seconds_bucket", "le", le, "service", service);
  }

  /** A scrape: counts of the bounds 0.1, 1 and +Inf. */
  void scrape(String service, long at, double fast, double most, double all) throws Exception {
    bucket(service, "0.1", at, fast);
    bucket(service, "1", at, most);
    bucket(service, "+Inf", at, all);
  }

  void eventTime(long time) throws Exception {
    harness.processWatermark(time);
  }

  /** Everything derived since the last call, as {@code selector value @time}. */
  List<String> derived() {
    List<String> lines = new ArrayList<>();
    Queue<Object> output = harness.getOutput();
    for (Object each : output) {
      if (each instanceof StreamRecord<?> record && record.getValue() instanceof Sample sample) {
        Series series = sample.series();
        if (series != null) {
          names.put(sample.seriesHash(), series.labels());
        }
        String value = sample.isStaleMarker() ? "stale" : Double.toString(sample.value());
        lines.add(
            (series == null ? "" : "announced " + series.kind() + " ")
                + names.get(sample.seriesHash())
                + " "
                + value
                + " @"
                + sample.timestamp());
        if (record.getTimestamp() != sample.timestamp()) {
          throw new AssertionError("event time " + record.getTimestamp() + " of " + sample);
        }
      }
    }
    output.clear();
    return lines;
  }

  List<DeadLetter> letters() {
    Queue<StreamRecord<DeadLetter>> letters =
        harness.getSideOutput(DeriveHistogramQuantiles.DEAD_LETTERS);
    return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
  }

  int timers() {
    return harness.numEventTimeTimers();
  }

  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  void retentionPasses(long milliseconds) throws Exception {
    harness.setStateTtlProcessingTime(milliseconds);
  }

  long count(JobMetric metric) {
    if (metrics.get(metric.id()) instanceof Counter counter) {
      return counter.getCount();
    }
    throw new AssertionError(metric.id() + " is not registered");
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
