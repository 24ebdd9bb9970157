package io.vedette.functions;

import io.vedette.functions.silence.SilenceOptions;
import io.vedette.schema.JobMetric;
import io.vedette.schema.RuleChange;
import io.vedette.schema.Sample;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.Series;
import io.vedette.schema.SeriesControl;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.schema.silence.SeriesTransition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.functions.KeySelector;
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
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** A {@link ScoreMetric} in Flink's operator harness, with its outputs, state and counters. */
final class ScorerHarness implements AutoCloseable {

  static final int MAX_PARALLELISM = 128;

  /** Processing time of every harness at its start, so that a stored retention means something. */
  static final long NOW = 1_700_000_000_000L;

  private final Operator harness;
  private final InterceptingOperatorMetricGroup metrics;
  private final ScoringOptions options;

  private ScorerHarness(
      Operator harness, InterceptingOperatorMetricGroup metrics, ScoringOptions options) {
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

  /** One that watches for silence, from the beginning or from a snapshot. */
  static ScorerHarness watching(
      ScoringOptions options, SilenceOptions silence, @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    return start(
        new ScoreMetric(options, LateOptions.defaults(), silence),
        options,
        new HashMapStateBackend(),
        snapshot,
        1,
        0);
  }

  static ScorerHarness start(
      ScoringOptions options,
      StateBackend backend,
      @Nullable OperatorSubtaskState snapshot,
      int parallelism,
      int subtask)
      throws Exception {
    return start(new ScoreMetric(options), options, backend, snapshot, parallelism, subtask);
  }

  private static ScorerHarness start(
      ScoreMetric function,
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
    Operator harness = new Operator(function, environment);
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
    harness.push(new StreamRecord<>(sample, sample.timestamp()));
  }

  /** A sample that was received long after its time. */
  void pushLagging(Series series, long timestamp, double value, long eventTime) throws Exception {
    harness.push(new StreamRecord<>(new Sample(series, timestamp, value), eventTime));
  }

  /** Event time moves on. */
  void eventTime(long time) throws Exception {
    harness.scorer().processWatermark(new Watermark(time));
  }

  /** What is to be done with a series; like all that comes from a control topic without a time. */
  void push(SeriesControl control) throws Exception {
    harness.push(new StreamRecord<>(control));
  }

  /** A rule that is new, changed or removed. */
  void push(RuleChange change) throws Exception {
    harness.scorer().processElement2(new StreamRecord<>(change));
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

  List<Audit> audits() {
    return side(ScoreMetric.AUDITS);
  }

  List<ScoredPoint> scores() {
    return side(ScoreMetric.SCORES);
  }

  /** What sources were told, as {@code PRESENT -> OVERDUE}. */
  List<String> transitions() {
    return side(ScoreMetric.TRANSITIONS).stream()
        .map(change -> change.getBefore() + " -> " + change.getAfter())
        .toList();
  }

  SeriesTransition lastTransition() {
    List<SeriesTransition> all = side(ScoreMetric.TRANSITIONS);
    return all.get(all.size() - 1);
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

  @Nullable FeedbackLog feedbackOf(Series series) throws Exception {
    return stateOf(series, ScoreMetricStates.feedback(options.feedback().retention())).value();
  }

  @Nullable SeriesModels modelsOf(Series series) throws Exception {
    return stateOf(series, ScoreMetricStates.model(options.models().maxAge())).value();
  }

  /** As the State Processor API would: by the public descriptors. */
  private <T> ValueState<T> stateOf(Series series, ValueStateDescriptor<T> descriptor)
      throws Exception {
    harness.scorer().setCurrentKey(series.labels().hash());
    return harness
        .scorer()
        .<Long>getKeyedStateBackend()
        .getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }

  int stateEntries() {
    if (harness.scorer().getKeyedStateBackend() instanceof HeapKeyedStateBackend<?> heap) {
      return heap.numKeyValueStateEntries();
    }
    throw new AssertionError("entries are counted on the heap only");
  }

  int timers() {
    return harness.numEventTimeTimers() + harness.numProcessingTimeTimers();
  }

  /** Time passes, and with it checkpoints are taken. */
  void setProcessingTime(long now) throws Exception {
    snapshot();
    harness.setStateTtlProcessingTime(now);
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, NOW);
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  /** Flink has no harness of this operator that takes an environment, and so counters. */
  private static final class Operator extends AbstractStreamOperatorTestHarness<Anomaly> {

    private final CoBroadcastWithKeyedOperator<Long, ScoringInput, RuleChange, Anomaly> scorer;

    Operator(ScoreMetric function, MockEnvironment environment) throws Exception {
      this(
          new CoBroadcastWithKeyedOperator<>(function, List.of(ScoreMetricStates.rules())),
          environment);
    }

    private Operator(
        CoBroadcastWithKeyedOperator<Long, ScoringInput, RuleChange, Anomaly> scorer,
        MockEnvironment environment)
        throws Exception {
      super(scorer, environment);
      this.scorer = scorer;
      KeySelector<ScoringInput, Long> bySeries = ScoringInput::seriesHash;
      config.setStatePartitioner(0, bySeries);
      config.setStateKeySerializer(LongSerializer.INSTANCE);
      config.serializeAllConfigs();
    }

    CoBroadcastWithKeyedOperator<Long, ScoringInput, RuleChange, Anomaly> scorer() {
      return scorer;
    }

    void push(StreamRecord<ScoringInput> input) throws Exception {
      scorer.setKeyContextElement1(input);
      scorer.processElement1(input);
    }
  }
}
