package io.vedette.functions;

import io.vedette.schema.JobMetric;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.ScoredPoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** A {@link ScoreMetric} in Flink's operator harness, with its outputs, state and counters. */
final class ScorerHarness implements AutoCloseable {

  static final int MAX_PARALLELISM = 128;

  /** Processing time of every harness at its start, so that a stored retention means something. */
  static final long NOW = 1_700_000_000_000L;

  private final KeyedOneInputStreamOperatorTestHarness<Long, Sample, Anomaly> harness;
  private final InterceptingOperatorMetricGroup metrics;
  private final ScoringOptions options;

  private ScorerHarness(
      KeyedOneInputStreamOperatorTestHarness<Long, Sample, Anomaly> harness,
      InterceptingOperatorMetricGroup metrics,
      ScoringOptions options) {
    this.harness = harness;
    this.metrics = metrics;
    this.options = options;
  }

  static ScorerHarness start(ScoringOptions options) throws Exception {
    return start(options, new HashMapStateBackend(), null, 1, 0);
  }

  static ScorerHarness restore(ScoringOptions options, OperatorSubtaskState snapshot)
      throws Exception {
    return start(options, new HashMapStateBackend(), snapshot, 1, 0);
  }

  static ScorerHarness start(
      ScoringOptions options,
      StateBackend backend,
      @Nullable OperatorSubtaskState snapshot,
      int parallelism,
      int subtask)
      throws Exception {
    InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
    MockEnvironment environment =
        new MockEnvironmentBuilder()
            .setMaxParallelism(MAX_PARALLELISM)
            .setParallelism(parallelism)
            .setSubtaskIndex(subtask)
            .setMetricGroup(taskOf(metrics))
            .build();
    KeyedOneInputStreamOperatorTestHarness<Long, Sample, Anomaly> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new ScoreMetric(options)),
            Sample::seriesHash,
            Types.LONG,
            environment);
    Configuration withoutKryo = new Configuration();
    withoutKryo.set(PipelineOptions.GENERIC_TYPES, false);
    harness.getExecutionConfig().configure(withoutKryo, ScorerHarness.class.getClassLoader());
    harness.setStateBackend(backend);
    harness.setStateTtlProcessingTime(NOW);
    harness.setup();
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
    return new ScorerHarness(harness, metrics, options);
  }

  private static InterceptingTaskMetricGroup taskOf(InterceptingOperatorMetricGroup metrics) {
    return new InterceptingTaskMetricGroup() {
      @Override
      public InternalOperatorMetricGroup getOrAddOperator(OperatorID id, String name) {
        return metrics;
      }
    };
  }

  /** One sample that announces its series. */
  void push(Series series, long timestamp, double value) throws Exception {
    push(new Sample(series, timestamp, value));
  }

  void push(Sample sample) throws Exception {
    harness.processElement(sample, sample.timestamp());
  }

  void pushAll(Collection<Sample> samples) throws Exception {
    for (Sample sample : samples) {
      push(sample);
    }
  }

  List<Anomaly> anomalies() {
    return harness.extractOutputValues();
  }

  List<Alert> alerts() {
    return side(ScoreMetric.ALERTS);
  }

  List<ScoredPoint> scores() {
    return side(ScoreMetric.SCORES);
  }

  List<DeadLetter> deadLetters() {
    return side(ScoreMetric.DEAD_LETTERS);
  }

  private <T> List<T> side(OutputTag<T> tag) {
    List<T> values = new ArrayList<>();
    Iterable<StreamRecord<T>> records = harness.getSideOutput(tag);
    if (records != null) {
      records.forEach(record -> values.add(record.getValue()));
    }
    return values;
  }

  long count(JobMetric metric) {
    if (metrics.get(metric.id()) instanceof Counter counter) {
      return counter.getCount();
    }
    throw new AssertionError(metric.id() + " is not registered");
  }

  @Nullable ScoreState scoreOf(Series series) throws Exception {
    return stateOf(series, ScoreMetricStates.score(options.seriesRetention())).value();
  }

  @Nullable KnownSeries nameOf(Series series) throws Exception {
    return stateOf(series, ScoreMetricStates.series(options.seriesRetention())).value();
  }

  /** As the State Processor API would: by the public descriptors. */
  private <T> ValueState<T> stateOf(Series series, ValueStateDescriptor<T> descriptor)
      throws Exception {
    harness.getOperator().setCurrentKey(series.labels().hash());
    return harness
        .getOperator()
        .<Long>getKeyedStateBackend()
        .getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }

  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  int timers() {
    return harness.numEventTimeTimers() + harness.numProcessingTimeTimers();
  }

  void setProcessingTime(long now) {
    harness.setStateTtlProcessingTime(now);
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, NOW);
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
