package io.vedette.functions.trace;

import io.vedette.algorithms.trace.TraceBounds;
import io.vedette.schema.JobMetric;
import io.vedette.schema.Labels;
import io.vedette.schema.NodeKind;
import io.vedette.schema.Sample;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.Series;
import io.vedette.schema.SpanFact;
import io.vedette.schema.SpanKind;
import io.vedette.schema.SpanPeer;
import io.vedette.schema.TracedSpan;
import io.vedette.schema.result.CallEdge;
import io.vedette.serializers.VedetteTypes;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** {@link PairSpans} and behind it {@link DeriveSpanMetrics}, with event time turned by hand. */
final class TraceHarness implements AutoCloseable {

  /** Milliseconds; a whole minute. */
  static final long BEGINNING = 1_700_000_040_000L;

  private static final long MS = 1_000_000;

  private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
  private final KeyedOneInputStreamOperatorTestHarness<Long, TracedSpan, SpanFact> pairing;
  private final KeyedOneInputStreamOperatorTestHarness<String, SpanFact, ScoringInput> deriving;
  private final Map<Long, Series> announced = new HashMap<>();

  private TraceHarness(
      TraceOptions options,
      @Nullable OperatorSubtaskState paired,
      @Nullable OperatorSubtaskState derived)
      throws Exception {
    pairing =
        harness(
            new PairSpans(options),
            TracedSpan::traceKey,
            Types.LONG,
            VedetteTypes.SPAN_FACT,
            paired);
    deriving =
        harness(
            new DeriveSpanMetrics(options),
            DeriveSpanMetrics::keyOf,
            Types.STRING,
            VedetteTypes.SCORING_INPUT,
            derived);
  }

  static TraceOptions options() {
    return options(50, 100);
  }

  /** Ten seconds of waiting, an interval of half a minute, two minutes of zeros. */
  static TraceOptions options(int maxOperations, int maxEdges) {
    return new TraceOptions(
        new TraceBounds(
            Duration.ofSeconds(10), Duration.ofSeconds(20), 100, Duration.ofMinutes(5), 1),
        Duration.ofSeconds(30),
        Duration.ofSeconds(5),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        List.of(0.5),
        2,
        1,
        maxOperations,
        maxEdges,
        false,
        Duration.ofHours(1));
  }

  static TraceHarness start(TraceOptions options) throws Exception {
    return new TraceHarness(options, null, null);
  }

  static TraceHarness restore(
      TraceOptions options, OperatorSubtaskState paired, OperatorSubtaskState derived)
      throws Exception {
    return new TraceHarness(options, paired, derived);
  }

  private <K, I, O> KeyedOneInputStreamOperatorTestHarness<K, I, O> harness(
      KeyedProcessFunction<K, I, O> function,
      KeySelector<I, K> keys,
      TypeInformation<K> keyType,
      TypeInformation<O> outputs,
      @Nullable OperatorSubtaskState snapshot)
      throws Exception {
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
    KeyedOneInputStreamOperatorTestHarness<K, I, O> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(function), keys, keyType, environment);
    harness.setup(outputs.createSerializer(new SerializerConfigImpl()));
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
    return harness;
  }

  /** A span of trace 1; times are milliseconds after the beginning. */
  static TracedSpan span(
      long id,
      long parent,
      String service,
      SpanKind kind,
      long start,
      long end,
      @Nullable SpanPeer peer) {
    return span(1, id, parent, service, "op", kind, start, end, peer);
  }

  static TracedSpan span(
      long trace,
      long id,
      long parent,
      String service,
      String operation,
      SpanKind kind,
      long start,
      long end,
      @Nullable SpanPeer peer) {
    return new TracedSpan(
        "default",
        service,
        "",
        operation,
        kind,
        0,
        trace,
        id,
        parent,
        (BEGINNING + start) * MS,
        (end - start) * MS,
        false,
        0,
        peer,
        List.of());
  }

  static SpanPeer database(String name) {
    return new SpanPeer(NodeKind.DATABASE, name);
  }

  void add(TracedSpan span) throws Exception {
    pairing.processElement(span, span.endMillis());
    drain();
  }

  void eventTime(long time) throws Exception {
    watermark(BEGINNING + time);
  }

  void end() throws Exception {
    watermark(Long.MAX_VALUE);
  }

  private void watermark(long time) throws Exception {
    pairing.processWatermark(time);
    drain();
    deriving.processWatermark(time);
  }

  private void drain() throws Exception {
    List<SpanFact> facts = pairing.extractOutputValues();
    pairing.getOutput().clear();
    for (SpanFact fact : facts) {
      deriving.processElement(fact, fact.end());
    }
  }

  /** Samples since the last call, by series and time after the beginning in seconds. */
  Map<String, String> samples() {
    Map<String, String> samples = new TreeMap<>();
    for (Object output : deriving.getOutput()) {
      if (output instanceof StreamRecord<?> record && record.getValue() instanceof Sample sample) {
        Series series = sample.series();
        if (series != null) {
          announced.put(sample.seriesHash(), series);
        }
        Labels labels = Objects.requireNonNull(announced.get(sample.seriesHash())).labels();
        String at = " @" + (sample.timestamp() - BEGINNING) / 1000;
        String before = samples.put(labels + at, value(sample));
        if (before != null) {
          throw new AssertionError("two samples of " + labels + at);
        }
      }
    }
    deriving.getOutput().clear();
    return samples;
  }

  private static String value(Sample sample) {
    if (sample.isStaleMarker()) {
      return "end";
    }
    return Double.isNaN(sample.value())
        ? "NaN"
        : new BigDecimal(sample.value())
            .round(new MathContext(3))
            .stripTrailingZeros()
            .toPlainString();
  }

  List<String> edges() {
    List<String> edges = new ArrayList<>();
    var output = deriving.getSideOutput(DeriveSpanMetrics.EDGES);
    if (output != null) {
      for (StreamRecord<CallEdge> record : output) {
        CallEdge edge = record.getValue();
        edges.add(
            "%s %s -> %s %s %s/%s @%d"
                .formatted(
                    edge.getCallerKind(),
                    edge.getCaller(),
                    edge.getCalleeKind(),
                    edge.getCallee(),
                    edge.getFailed(),
                    edge.getCalls(),
                    (edge.getEnd() - BEGINNING) / 1000));
      }
      output.clear();
    }
    edges.sort(null);
    return edges;
  }

  int timers() {
    return pairing.numEventTimeTimers() + deriving.numEventTimeTimers();
  }

  int traceStates() {
    return pairing.numKeyedStateEntries();
  }

  int serviceStates() {
    return deriving.numKeyedStateEntries();
  }

  void clock(long time) throws Exception {
    deriving.setStateTtlProcessingTime(time);
    deriving.setProcessingTime(time);
  }

  long count(JobMetric metric) {
    if (metrics.get(metric.id()) instanceof Counter counter) {
      return counter.getCount();
    }
    throw new AssertionError(metric.id() + " is not registered");
  }

  OperatorSubtaskState pairingSnapshot() throws Exception {
    return pairing.snapshot(1, 1);
  }

  OperatorSubtaskState derivingSnapshot() throws Exception {
    return deriving.snapshot(1, 1);
  }

  @Override
  public void close() throws Exception {
    pairing.close();
    deriving.close();
  }
}
