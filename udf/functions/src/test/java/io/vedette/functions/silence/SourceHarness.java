package io.vedette.functions.silence;

import io.vedette.schema.JobMetric;
import io.vedette.schema.Labels;
import io.vedette.schema.result.Alert;
import io.vedette.schema.silence.SeriesPresence;
import io.vedette.schema.silence.SeriesTransition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/**
 * A {@link FindSilence} in Flink's operator harness, with a clock and event time turned by hand.
 */
final class SourceHarness implements AutoCloseable {

  private final KeyedOneInputStreamOperatorTestHarness<Long, SeriesTransition, Alert> harness;
  private final InterceptingOperatorMetricGroup metrics;
  private final Map<String, SeriesPresence> presences;

  private SourceHarness(
      KeyedOneInputStreamOperatorTestHarness<Long, SeriesTransition, Alert> harness,
      InterceptingOperatorMetricGroup metrics,
      Map<String, SeriesPresence> presences) {
    this.harness = harness;
    this.metrics = metrics;
    this.presences = presences;
  }

  static SourceHarness start(SilenceOptions options, long clock) throws Exception {
    return start(options, clock, null, new HashMap<>());
  }

  /** Goes on from a snapshot of another, at another time. */
  SourceHarness restoredAt(SilenceOptions options, long clock) throws Exception {
    return start(options, clock, snapshot(), presences);
  }

  static SourceHarness start(
      SilenceOptions options,
      long clock,
      @Nullable OperatorSubtaskState snapshot,
      Map<String, SeriesPresence> presences)
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
    KeyedOneInputStreamOperatorTestHarness<Long, SeriesTransition, Alert> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new FindSilence(options)),
            SeriesTransition::getSource,
            Types.LONG,
            environment);
    harness.setProcessingTime(clock);
    harness.setStateTtlProcessingTime(clock);
    harness.setup();
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
    return new SourceHarness(harness, metrics, presences);
  }

  /** A series of a target changes. */
  void become(String instance, String metric, SeriesPresence after, long at) throws Exception {
    become(instance, metric, after, at, 0, null);
  }

  void become(
      String instance,
      String metric,
      SeriesPresence after,
      long at,
      long lag,
      @Nullable Boolean scraped)
      throws Exception {
    Labels source = Labels.of("instance", instance, "job", "node");
    Labels series = Labels.of("__name__", metric, "instance", instance, "job", "node");
    SeriesPresence before = presences.getOrDefault(instance + metric, SeriesPresence.UNKNOWN);
    presences.put(instance + metric, after);
    Map<String, String> all = new HashMap<>(series.withoutMetric());
    all.put(Labels.METRIC_NAME, metric);
    harness.processElement(
        SeriesTransition.newBuilder()
            .setSource(source.hash())
            .setSourceLabels(source.withoutMetric())
            .setService("node")
            .setSeries(series.hash())
            .setLabels(all)
            .setBefore(before)
            .setAfter(after)
            .setAt(at)
            .setLag(lag)
            .setScraped(scraped)
            .build(),
        at);
  }

  /** {@code up} of a target changes its value. */
  void scraped(String instance, boolean scraped, long at) throws Exception {
    SeriesPresence up = presences.getOrDefault(instance + "up", SeriesPresence.UNKNOWN);
    become(instance, "up", up, at, 0, scraped);
  }

  void eventTime(long time) throws Exception {
    harness.processWatermark(time);
  }

  void clock(long time) throws Exception {
    harness.setProcessingTime(time);
  }

  /** Name, status and startsAt of every alert so far. */
  List<String> said() {
    return alerts().stream()
        .map(a -> a.getStatus() + " " + a.getName() + " " + a.getMetric() + "@" + a.getStartsAt())
        .toList();
  }

  List<Alert> alerts() {
    return harness.extractOutputValues();
  }

  int eventTimers() {
    return harness.numEventTimeTimers();
  }

  int clockTimers() {
    return harness.numProcessingTimeTimers();
  }

  int sources() {
    return harness.numKeyedStateEntries();
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
