package io.vedette.functions.logs;

import io.vedette.schema.JobMetric;
import io.vedette.schema.Labels;
import io.vedette.schema.LogLevel;
import io.vedette.schema.LogLine;
import io.vedette.schema.Sample;
import io.vedette.schema.ScoringInput;
import io.vedette.schema.Series;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.LogTemplate;
import io.vedette.serializers.VedetteTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
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
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** A {@link MineLogTemplate} in Flink's operator harness, with event time turned by hand. */
final class MinerHarness implements AutoCloseable {

  private final KeyedOneInputStreamOperatorTestHarness<String, LogLine, ScoringInput> harness;
  private final InterceptingOperatorMetricGroup metrics;
  private final Map<Long, Series> announced = new HashMap<>();

  private MinerHarness(
      KeyedOneInputStreamOperatorTestHarness<String, LogLine, ScoringInput> harness,
      InterceptingOperatorMetricGroup metrics) {
    this.harness = harness;
    this.metrics = metrics;
  }

  static MinerHarness start(MineOptions options) throws Exception {
    return start(options, null);
  }

  static MinerHarness start(MineOptions options, @Nullable OperatorSubtaskState snapshot)
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
    KeyedOneInputStreamOperatorTestHarness<String, LogLine, ScoringInput> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new MineLogTemplate(options)),
            LogLine::service,
            Types.STRING,
            environment);
    harness.setup(VedetteTypes.SCORING_INPUT.createSerializer(new SerializerConfigImpl()));
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
    return new MinerHarness(harness, metrics);
  }

  void line(String service, long at, String body) throws Exception {
    line(service, at, LogLevel.UNKNOWN, body);
  }

  void line(String service, long at, LogLevel level, String body) throws Exception {
    harness.processElement(new LogLine(service, at, level, body, 1), at);
  }

  void eventTime(long time) throws Exception {
    harness.processWatermark(time);
  }

  void clock(long time) throws Exception {
    harness.setStateTtlProcessingTime(time);
    harness.setProcessingTime(time);
  }

  /** Services something is kept of, counted by state. */
  int entries() {
    return harness.numKeyedStateEntries();
  }

  /** Samples since the last call: label template_id, time and value. */
  List<String> counts() {
    List<String> counts = new ArrayList<>();
    for (Object output : harness.getOutput()) {
      if (output instanceof StreamRecord<?> record && record.getValue() instanceof Sample sample) {
        Series series = sample.series();
        if (series != null) {
          announced.put(sample.seriesHash(), series);
        }
        Labels labels = Objects.requireNonNull(announced.get(sample.seriesHash())).labels();
        String value = sample.isStaleMarker() ? "end" : String.valueOf((long) sample.value());
        counts.add(
            labels.get("service")
                + " "
                + labels.get("template_id")
                + " @"
                + sample.timestamp()
                + " "
                + value);
      }
    }
    harness.getOutput().clear();
    return counts;
  }

  /** Counts since the last call, without what they are of. */
  List<String> plainCounts() {
    return counts().stream().map(count -> count.substring(count.indexOf('@'))).toList();
  }

  /** Name, status and startsAt of every alert so far. */
  List<String> said() {
    return alerts().stream()
        .map(
            a ->
                a.getStatus()
                    + " "
                    + a.getName()
                    + " "
                    + a.getLabels().get("template")
                    + "@"
                    + a.getStartsAt())
        .toList();
  }

  List<Alert> alerts() {
    return side(MineLogTemplate.ALERTS);
  }

  List<LogTemplate> templates() {
    return side(MineLogTemplate.TEMPLATES);
  }

  <T> List<T> side(OutputTag<T> tag) {
    var output = harness.getSideOutput(tag);
    return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
  }

  int eventTimers() {
    return harness.numEventTimeTimers();
  }

  int stateEntries() {
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
