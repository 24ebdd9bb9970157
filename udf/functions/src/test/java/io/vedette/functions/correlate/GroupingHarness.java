package io.vedette.functions.correlate;

import io.vedette.schema.alert.ClusterMember;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.result.AlertCluster;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/**
 * A {@link GroupAlerts} in Flink's operator harness, with a clock and event time turned by hand.
 */
final class GroupingHarness implements AutoCloseable {

  private final KeyedTwoInputStreamOperatorTestHarness<
          String, IncomingAlert, GroupingControl, AlertCluster>
      harness;

  private GroupingHarness(
      KeyedTwoInputStreamOperatorTestHarness<String, IncomingAlert, GroupingControl, AlertCluster>
          harness) {
    this.harness = harness;
  }

  static GroupingHarness start(GroupingOptions options, @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    KeyedTwoInputStreamOperatorTestHarness<String, IncomingAlert, GroupingControl, AlertCluster>
        harness =
            new KeyedTwoInputStreamOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                    new GroupAlerts(options),
                    List.of(GroupAlertsStates.topology(), GroupAlertsStates.names())),
                IncomingAlert::getEnvironment,
                null,
                Types.STRING,
                128,
                1,
                0);
    harness.setup();
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
    return new GroupingHarness(harness);
  }

  void push(IncomingAlert alert) throws Exception {
    harness.processElement1(alert, alert.getTs());
  }

  void tell(GroupingControl control) throws Exception {
    harness.processElement2(control, 0);
  }

  void eventTime(long time) throws Exception {
    harness.processBothWatermarks(new Watermark(time));
  }

  void clock(long time) throws Exception {
    harness.setProcessingTime(time);
  }

  int eventTimers() {
    return harness.numEventTimeTimers();
  }

  List<AlertCluster> said() {
    List<AlertCluster> said = new ArrayList<>(harness.extractOutputValues());
    harness.getOutput().clear();
    return said;
  }

  /** Since it was last asked. */
  List<Audit> audits() {
    return drain(harness.getSideOutput(GroupAlerts.AUDITS));
  }

  /** Since it was last asked. */
  List<DeadLetter> deadLetters() {
    return drain(harness.getSideOutput(GroupAlerts.DEAD_LETTERS));
  }

  private static <T> List<T> drain(@Nullable ConcurrentLinkedQueue<StreamRecord<T>> records) {
    List<T> drained = new ArrayList<>();
    while (records != null && !records.isEmpty()) {
      drained.add(records.remove().getValue());
    }
    return drained;
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  /** The cluster each alert is in, by records in their order. */
  static Map<String, String> clusters(List<AlertCluster> said) {
    Map<String, String> clusters = new TreeMap<>();
    for (AlertCluster change : said) {
      for (ClusterMember member : change.getJoined()) {
        clusters.put(member.getAlertId(), change.getId());
      }
      if (change.getMergedInto() != null) {
        clusters.replaceAll((alert, at) -> at.equals(change.getId()) ? change.getMergedInto() : at);
      }
    }
    return clusters;
  }

  static IncomingAlert alert(
      String environment, String id, long time, String service, String name) {
    return IncomingAlert.newBuilder()
        .setId(id)
        .setFingerprint("00000000000000aa")
        .setTs(time)
        .setStatus(AlertStatus.FIRING)
        .setEnvironment(environment)
        .setService(service)
        .setName(name)
        .build();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
