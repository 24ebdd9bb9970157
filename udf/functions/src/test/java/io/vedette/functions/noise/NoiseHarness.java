package io.vedette.functions.noise;

import io.vedette.schema.NoiseRuleChange;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.control.FlappingRule;
import io.vedette.schema.control.InhibitionRule;
import io.vedette.schema.control.NoiseRule;
import io.vedette.schema.control.Silence;
import io.vedette.schema.result.AlertState;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** An {@link ApplyNoiseRules} in Flink's operator harness, with a clock turned by hand. */
final class NoiseHarness implements AutoCloseable {

  static final long BEGINNING = 1_700_000_000_000L;
  static final long SECOND = 1000;
  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;

  private final KeyedBroadcastOperatorTestHarness<
          String, IncomingAlert, NoiseRuleChange, IncomingAlert>
      harness;
  private int statesSeen;

  private NoiseHarness(
      KeyedBroadcastOperatorTestHarness<String, IncomingAlert, NoiseRuleChange, IncomingAlert>
          harness) {
    this.harness = harness;
  }

  static NoiseHarness live() throws Exception {
    return start(NoiseOptions.defaults(), new HashMapStateBackend(), null);
  }

  static NoiseHarness restored(OperatorSubtaskState snapshot) throws Exception {
    return start(NoiseOptions.defaults(), new HashMapStateBackend(), snapshot);
  }

  static NoiseHarness start(
      NoiseOptions options, StateBackend backend, @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    KeyedBroadcastOperatorTestHarness<String, IncomingAlert, NoiseRuleChange, IncomingAlert>
        harness =
            new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                    new ApplyNoiseRules(options), List.of(ApplyNoiseRulesStates.rules())),
                IncomingAlert::getEnvironment,
                Types.STRING,
                128,
                1,
                0);
    Configuration withoutKryo = new Configuration();
    withoutKryo.set(PipelineOptions.GENERIC_TYPES, false);
    harness.getExecutionConfig().configure(withoutKryo, NoiseHarness.class.getClassLoader());
    harness.setStateBackend(backend);
    harness.setup();
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
    harness.setProcessingTime(BEGINNING);
    return new NoiseHarness(harness);
  }

  void clock(long time) throws Exception {
    harness.setProcessingTime(time);
  }

  void eventTime(long time) throws Exception {
    harness.processWatermark(new Watermark(time));
    harness.processBroadcastWatermark(new Watermark(time));
  }

  void push(IncomingAlert alert) throws Exception {
    harness.processElement(new StreamRecord<>(alert, alert.getTs()));
  }

  void fires(String name, long ts, String... labels) throws Exception {
    push(alert("prod", name, name + '-' + ts, ts, AlertStatus.FIRING, labels));
  }

  void resolves(String name, long startedAt, long ts, String... labels) throws Exception {
    push(alert("prod", name, name + '-' + startedAt, ts, AlertStatus.RESOLVED, labels));
  }

  void rule(String key, @Nullable NoiseRule rule) throws Exception {
    harness.processBroadcastElement(new StreamRecord<>(new NoiseRuleChange(key, rule)));
  }

  int timers() {
    return harness.numEventTimeTimers() + harness.numProcessingTimeTimers();
  }

  int stateEntries() {
    AbstractStreamOperator<IncomingAlert> operator = harness.getOperator();
    if (operator.getKeyedStateBackend() instanceof HeapKeyedStateBackend<?> heap) {
      return heap.numKeyValueStateEntries();
    }
    throw new AssertionError("entries are counted on the heap only");
  }

  /** Since this was asked last: {@code +id} for a firing, {@code -id} for a resolution. */
  List<String> passed() {
    List<String> passed =
        harness.extractOutputValues().stream()
            .map(alert -> (alert.getStatus() == AlertStatus.FIRING ? "+" : "-") + alert.getId())
            .toList();
    harness.getOutput().clear();
    return passed;
  }

  /** Since this was asked last: name, state and rules. */
  List<String> told() {
    List<AlertState> all = states();
    List<String> told =
        all.subList(statesSeen, all.size()).stream()
            .map(
                state ->
                    state.getAlert().getName() + ' ' + state.getState() + ' ' + state.getRules())
            .toList();
    statesSeen = all.size();
    return told;
  }

  List<AlertState> states() {
    return side(ApplyNoiseRules.STATES);
  }

  List<Audit> audits() {
    return side(ApplyNoiseRules.AUDITS);
  }

  private <T> List<T> side(OutputTag<T> tag) {
    List<T> values = new ArrayList<>();
    Iterable<StreamRecord<T>> records = harness.getSideOutput(tag);
    if (records != null) {
      records.forEach(record -> values.add(record.getValue()));
    }
    return values;
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  static IncomingAlert alert(
      String environment, String name, String id, long ts, AlertStatus status, String... labels) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      map.put(labels[i], labels[i + 1]);
    }
    return IncomingAlert.newBuilder()
        .setId(id)
        .setFingerprint(environment + '/' + name)
        .setTs(ts)
        .setStatus(status)
        .setEnvironment(environment)
        .setName(name)
        .setSeverity(Severity.WARNING)
        .setLabels(map)
        .build();
  }

  static NoiseRule silence(long from, long to, String... matchers) {
    return NoiseRule.newBuilder()
        .setSilence(
            Silence.newBuilder()
                .setMatchers(List.of(matchers))
                .setStartsAt(from)
                .setEndsAt(to)
                .setAuthor("ann")
                .setComment("move")
                .build())
        .build();
  }

  static NoiseRule inhibition(String source, String target) {
    return NoiseRule.newBuilder()
        .setInhibition(
            InhibitionRule.newBuilder()
                .setSource(List.of(source))
                .setTarget(List.of(target))
                .setAuthor("bob")
                .build())
        .build();
  }

  static NoiseRule flapping(int transitions, String matcher) {
    return NoiseRule.newBuilder()
        .setFlapping(
            FlappingRule.newBuilder()
                .setMatchers(List.of(matcher))
                .setTransitions(transitions)
                .build())
        .build();
  }
}
