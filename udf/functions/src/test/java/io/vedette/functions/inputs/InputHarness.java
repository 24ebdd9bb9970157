package io.vedette.functions.inputs;

import io.vedette.schema.JobMetric;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
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
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** A function of inputs in Flink's operator harness, with clock and event time turned by hand. */
final class InputHarness<K, I, O> implements AutoCloseable {

  private final KeyedOneInputStreamOperatorTestHarness<K, I, O> harness;
  private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();

  /**
   * Started, from a snapshot or without.
   *
   * @param now of the clock
   */
  InputHarness(
      KeyedProcessFunction<K, I, O> function,
      KeySelector<I, K> key,
      TypeInformation<K> keyType,
      TypeInformation<O> outType,
      long now,
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
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(function), key, keyType, environment);
    harness.setProcessingTime(now);
    harness.setStateTtlProcessingTime(now);
    harness.setup(outType.createSerializer(new SerializerConfigImpl()));
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
  }

  /** Received now. */
  void push(I input) throws Exception {
    harness.processElement(input, harness.getProcessingTime());
  }

  void clock(long time) throws Exception {
    harness.setStateTtlProcessingTime(time);
    harness.setProcessingTime(time);
  }

  void eventTime(long time) throws Exception {
    harness.processWatermark(time);
  }

  int clockTimers() {
    return harness.numProcessingTimeTimers();
  }

  int eventTimers() {
    return harness.numEventTimeTimers();
  }

  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  /** What was emitted since the last call. */
  List<O> said() {
    List<O> said = new ArrayList<>(harness.extractOutputValues());
    harness.getOutput().clear();
    return said;
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
