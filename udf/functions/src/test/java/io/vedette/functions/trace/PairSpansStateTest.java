package io.vedette.functions.trace;

import static io.vedette.functions.trace.TraceHarness.BEGINNING;
import static io.vedette.functions.trace.TraceHarness.span;
import static io.vedette.schema.SpanKind.CLIENT;
import static io.vedette.schema.SpanKind.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.algorithms.trace.TraceSpans;
import io.vedette.schema.CallFact;
import io.vedette.schema.SpanFact;
import io.vedette.schema.TracedSpan;
import io.vedette.schema.WorkFact;
import io.vedette.serializers.VedetteTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Open traces live through a stop, on other subtasks and other backends; no call counts twice. */
class PairSpansStateTest {

  private static final int MAX_PARALLELISM = 128;
  private static final int TRACES = 60;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void threeSubtasksGoOnWhereOneStopped(boolean rocksDb) throws Exception {
    List<TracedSpan> spans = spans();
    List<String> uninterrupted;
    try (Pairing one = new Pairing(rocksDb, null, 1, 0)) {
      one.addAll(spans);
      uninterrupted = one.end();
    }
    assertThat(uninterrupted).filteredOn(fact -> fact.startsWith("call")).hasSize(2 * TRACES);

    // the stop is in the middle of every trace: some spans told, some waiting, some to come
    List<String> told = new ArrayList<>();
    OperatorSubtaskState state;
    try (Pairing before = new Pairing(rocksDb, null, 1, 0)) {
      before.addAll(spans.subList(0, spans.size() / 2));
      before.eventTime(11_000);
      state = before.snapshot();
      told.addAll(before.told());
    }
    assertThat(told).isNotEmpty();
    for (int subtask = 0; subtask < 3; subtask++) {
      OperatorSubtaskState part =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              state, MAX_PARALLELISM, 1, 3, subtask);
      try (Pairing after = new Pairing(rocksDb, part, 3, subtask)) {
        int own = subtask;
        // bodies since the stop are read again, and some before it: at least once
        after.addAll(
            spans.subList(spans.size() / 3, spans.size()).stream()
                .filter(span -> subtaskOf(span) == own)
                .toList());
        told.addAll(after.end());
      }
    }
    assertThat(told)
        .filteredOn(fact -> !fact.startsWith("own"))
        .containsExactlyInAnyOrderElementsOf(
            uninterrupted.stream().filter(fact -> !fact.startsWith("own")).toList());
    // what a callee took is known only when its span came before its caller's was told of
    assertThat(told).filteredOn(fact -> fact.startsWith("own")).hasSize(5 * TRACES);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFloodOfOneTraceIsCountedAndKeptWithinItsLimit(boolean rocksDb) throws Exception {
    int flood = 5_000;
    try (Pairing pairing = new Pairing(rocksDb, null, 1, 0)) {
      for (int id = 1; id <= flood; id++) {
        // each names the one after it: a chain, and in the end a circle
        pairing.add(span(id, id % flood + 1, "web" + id % 2, SERVER, 0, 100, null));
      }
      pairing.eventTime(11_000);
      List<String> told = pairing.told();
      assertThat(told).filteredOn(fact -> fact.startsWith("work")).hasSize(flood);
      // of the hundred that are known each but the last finds its parent
      assertThat(told).filteredOn(fact -> fact.startsWith("call")).hasSize(99);
      assertThat(pairing.spansInState()).isEqualTo(100);
      assertThat(pairing.end()).isEmpty();
      assertThat(pairing.spansInState()).isZero();
    }
  }

  /** A web that calls a cart that calls a shop, in any order. */
  private static List<TracedSpan> spans() {
    List<TracedSpan> spans = new ArrayList<>();
    for (int trace = 1; trace <= TRACES; trace++) {
      long at = trace * 20L;
      spans.add(span(trace, 1, 0, "web", "op", SERVER, at, at + 900, null));
      spans.add(span(trace, 2, 1, "web", "call", CLIENT, at + 5, at + 800, null));
      spans.add(span(trace, 3, 2, "cart", "op", SERVER, at + 10, at + 700, null));
      spans.add(span(trace, 4, 3, "cart", "call", CLIENT, at + 15, at + 600, null));
      spans.add(span(trace, 5, 4, "shop", "op", SERVER, at + 20, at + 30, null));
    }
    Collections.shuffle(spans, new Random(3));
    return spans;
  }

  private static int subtaskOf(TracedSpan span) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(span.traceKey(), MAX_PARALLELISM, 3);
  }

  private static final class Pairing implements AutoCloseable {

    private final KeyedProcessOperator<Long, TracedSpan, SpanFact> operator =
        new KeyedProcessOperator<>(new PairSpans(TraceHarness.options()));
    private final KeyedOneInputStreamOperatorTestHarness<Long, TracedSpan, SpanFact> harness;

    Pairing(boolean rocksDb, @Nullable OperatorSubtaskState state, int parallelism, int subtask)
        throws Exception {
      harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              operator, TracedSpan::traceKey, Types.LONG, MAX_PARALLELISM, parallelism, subtask);
      StateBackend backend =
          rocksDb ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
      harness.setStateBackend(backend);
      harness.setup(VedetteTypes.SPAN_FACT.createSerializer(new SerializerConfigImpl()));
      if (state != null) {
        harness.initializeState(state);
      }
      harness.open();
    }

    void addAll(List<TracedSpan> spans) throws Exception {
      for (TracedSpan span : spans) {
        add(span);
      }
    }

    void add(TracedSpan span) throws Exception {
      harness.processElement(span, span.endMillis());
    }

    void eventTime(long time) throws Exception {
      harness.processWatermark(BEGINNING + time);
    }

    OperatorSubtaskState snapshot() throws Exception {
      return harness.snapshot(1, 1);
    }

    /** What it told since the last call. */
    List<String> told() {
      List<String> told = new ArrayList<>();
      for (SpanFact fact : harness.extractOutputValues()) {
        String kind =
            fact instanceof CallFact ? "call " : fact instanceof WorkFact ? "own " : "work ";
        told.add(kind + fact);
      }
      harness.getOutput().clear();
      return told;
    }

    List<String> end() throws Exception {
      eventTime(100_000);
      assertThat(harness.numEventTimeTimers()).isZero();
      return told();
    }

    /** Spans of trace 1 that are known. */
    int spansInState() throws Exception {
      operator.setCurrentKey(TracedSpan.traceKey(0, 1));
      TraceSpans trace =
          operator
              .getKeyedStateBackend()
              .getPartitionedState(
                  VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, TraceStates.trace())
              .value();
      return trace == null ? 0 : trace.size();
    }

    @Override
    public void close() throws Exception {
      harness.close();
    }
  }
}
