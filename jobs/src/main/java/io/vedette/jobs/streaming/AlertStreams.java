package io.vedette.jobs.streaming;

import io.vedette.functions.correlate.AlertForms;
import io.vedette.functions.correlate.GroupAlerts;
import io.vedette.functions.correlate.GroupAlertsStates;
import io.vedette.functions.correlate.GroupingOptions;
import io.vedette.jobs.config.StreamingSettings;
import io.vedette.schema.AlertRecord;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.correlate.TopologyEdge;
import io.vedette.schema.correlate.TopologyEdgeKind;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertCluster;
import io.vedette.schema.result.CallEdge;
import io.vedette.serializers.VedetteTypes;
import io.vedette.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Alerts of other tools and our own, and what they are grouped into. */
final class AlertStreams {

  private AlertStreams() {}

  /** Reads the sources, one stream each; dead letters beside them. */
  static List<SingleOutputStreamOperator<IncomingAlert>> read(
      StreamExecutionEnvironment env, List<AlertSource> sources, Settings settings) {
    return sources.stream().map(source -> read(env, source, settings)).toList();
  }

  private static SingleOutputStreamOperator<IncomingAlert> read(
      StreamExecutionEnvironment env, AlertSource source, Settings settings) {
    String id = OperatorIds.READ + source.name();
    // of a live source event time is when a body was received, which no sender's clock may push on
    boolean isLive = source.source().getBoundedness() != Boundedness.BOUNDED;
    WatermarkStrategy<AlertRecord> watermarks =
        WatermarkStrategy.<AlertRecord>forBoundedOutOfOrderness(
                settings.get(StreamingSettings.OUT_OF_ORDERNESS))
            .withIdleness(settings.get(StreamingSettings.IDLENESS))
            .withTimestampAssigner(
                (alert, time) -> isLive ? Math.min(time, System.currentTimeMillis()) : time);
    SingleOutputStreamOperator<AlertRecord> records =
        OperatorIds.identify(
            env.fromSource(source.source(), watermarks, id, VedetteTypes.ALERT_RECORD), id);
    return OperatorIds.identify(
        records.process(new SplitAlerts(), VedetteTypes.INCOMING_ALERT),
        OperatorIds.SPLIT + source.name());
  }

  /** Alerts of series, as those of other tools are. */
  static SingleOutputStreamOperator<IncomingAlert> ofSeries(DataStream<Alert> alerts) {
    return OperatorIds.identify(
        alerts.map(AlertForms::ofSeries, VedetteTypes.INCOMING_ALERT), OperatorIds.ADAPT_ALERTS);
  }

  /** Reads topologies; one that ends is read to its end before event time goes on. */
  static List<SingleOutputStreamOperator<TopologyEdge>> readTopologies(
      StreamExecutionEnvironment env, List<TopologySource> sources) {
    return sources.stream().map(source -> readTopology(env, source)).toList();
  }

  private static SingleOutputStreamOperator<TopologyEdge> readTopology(
      StreamExecutionEnvironment env, TopologySource source) {
    String id = OperatorIds.READ + source.name();
    WatermarkStrategy<TopologyEdge> watermarks =
        source.source().getBoundedness() == Boundedness.BOUNDED
            ? WatermarkStrategy.noWatermarks()
            : AlwaysIdle.strategy();
    return OperatorIds.identify(
        env.fromSource(source.source(), watermarks, id, VedetteTypes.TOPOLOGY_EDGE), id);
  }

  /**
   * What the grouping is told beside the alerts. Where there is nothing to tell it, alerts keep its
   * input open with nothing.
   */
  static DataStream<GroupingControl> controls(
      List<SingleOutputStreamOperator<TopologyEdge>> topologies,
      List<DataStream<CallEdge>> calls,
      List<SingleOutputStreamOperator<IncomingAlert>> alerts) {
    List<DataStream<GroupingControl>> controls = new ArrayList<>();
    if (!topologies.isEmpty()) {
      controls.add(
          OperatorIds.identify(
              StreamingTopology.union(topologies)
                  .map(
                      edge -> GroupingControl.newBuilder().setEdge(edge).build(),
                      VedetteTypes.GROUPING_CONTROL),
              OperatorIds.ADAPT_TOPOLOGY));
    }
    if (!calls.isEmpty()) {
      controls.add(
          OperatorIds.identify(
              StreamingTopology.union(calls)
                  .map(AlertStreams::ofCall, VedetteTypes.GROUPING_CONTROL),
              OperatorIds.ADAPT_CALL_EDGES));
    }
    return StreamingTopology.union(
        controls.isEmpty()
            ? alerts.stream().map(source -> source.getSideOutput(SplitAlerts.CONTROLS)).toList()
            : controls);
  }

  private static GroupingControl ofCall(CallEdge call) {
    return GroupingControl.newBuilder()
        .setEnvironment(call.getEnvironment())
        .setEdge(new TopologyEdge(call.getCaller(), call.getCallee(), TopologyEdgeKind.CALL))
        .setSeenAt(call.getEnd())
        .build();
  }

  /**
   * Groups alerts by environment.
   *
   * @param controls edges of the topology and models of names
   */
  static SingleOutputStreamOperator<AlertCluster> group(
      DataStream<IncomingAlert> alerts,
      DataStream<GroupingControl> controls,
      GroupingOptions options) {
    return OperatorIds.identify(
        alerts
            .keyBy(IncomingAlert::getEnvironment, Types.STRING)
            .connect(controls.broadcast(GroupAlertsStates.topology(), GroupAlertsStates.names()))
            .process(new GroupAlerts(options), VedetteTypes.ALERT_CLUSTER),
        OperatorIds.GROUP_ALERTS);
  }
}
