package io.vedette.jobs.retrain;

import io.vedette.functions.correlate.AlertForms;
import io.vedette.functions.train.TrainNames;
import io.vedette.functions.train.TrainNamesOptions;
import io.vedette.jobs.streaming.AlertSource;
import io.vedette.jobs.streaming.InputSource;
import io.vedette.jobs.streaming.OperatorIds;
import io.vedette.jobs.streaming.TopologySource;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.correlate.TopologyEdge;
import io.vedette.schema.correlate.TopologyEdgeKind;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.DeadLetter;
import io.vedette.serializers.VedetteTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The part of the retrain graph that trains names: past alerts by environment and time, beside them
 * who calls whom and the models there are.
 *
 * <pre>
 *   alerts-in, alert-files --split--+
 *   alerts (our own) -------adapt---+--(by environment, in time)--&gt; train-names --&gt; names-models
 *   topology, topology-file --------+--(to all)-----------------------/
 *   names-models -------------------+
 * </pre>
 *
 * @param models what was trained
 * @param deadLetters alerts that could not be read
 */
record NamesTopology(
    SingleOutputStreamOperator<NamesModelRecord> models, List<DataStream<DeadLetter>> deadLetters) {

  /** Adds the part to a graph. */
  static NamesTopology build(
      StreamExecutionEnvironment env, NamesHistory history, TrainNamesOptions options) {
    List<DataStream<IncomingAlert>> alerts = new ArrayList<>();
    List<DataStream<DeadLetter>> letters = new ArrayList<>();
    for (AlertSource source : history.alerts()) {
      SingleOutputStreamOperator<IncomingAlert> read =
          OperatorIds.identify(
              read(env, source.source(), source.name(), VedetteTypes.ALERT_RECORD)
                  .process(new SplitAlertHistory(), VedetteTypes.INCOMING_ALERT),
              RetrainOperatorIds.SPLIT + source.name());
      letters.add(read.getSideOutput(SplitHistory.DEAD_LETTERS));
      alerts.add(giveTime(read, source.name()));
    }
    for (InputSource<Alert> source : history.ownAlerts()) {
      alerts.add(
          giveTime(
              OperatorIds.identify(
                  read(env, source.source(), source.name(), VedetteTypes.ALERT)
                      .map(AlertForms::ofSeries, VedetteTypes.INCOMING_ALERT),
                  OperatorIds.ADAPT_ALERTS),
              source.name()));
    }
    SingleOutputStreamOperator<NamesModelRecord> models =
        OperatorIds.identify(
            RetrainTopology.union(alerts)
                .keyBy(IncomingAlert::getEnvironment, Types.STRING)
                .connect(
                    RetrainTopology.union(told(env, history)).broadcast(TrainNames.descriptor()))
                .process(new TrainNames(options), VedetteTypes.NAMES_MODEL_RECORD),
            RetrainOperatorIds.TRAIN_NAMES);
    return new NamesTopology(models, letters);
  }

  /** What all tasks are told: calls, and the models there are. */
  private static List<DataStream<GroupingControl>> told(
      StreamExecutionEnvironment env, NamesHistory history) {
    List<DataStream<GroupingControl>> told = new ArrayList<>();
    for (TopologySource source : history.topologies()) {
      told.add(
          OperatorIds.identify(
              read(env, source.source(), source.name(), VedetteTypes.TOPOLOGY_EDGE)
                  .map(
                      (TopologyEdge edge) -> GroupingControl.newBuilder().setEdge(edge).build(),
                      VedetteTypes.GROUPING_CONTROL),
              OperatorIds.ADAPT_TOPOLOGY));
    }
    for (InputSource<CallEdge> source : history.calls()) {
      told.add(
          OperatorIds.identify(
              read(env, source.source(), source.name(), VedetteTypes.CALL_EDGE)
                  .map(NamesTopology::ofCall, VedetteTypes.GROUPING_CONTROL),
              OperatorIds.ADAPT_CALL_EDGES));
    }
    told.add(
        OperatorIds.identify(
            read(env, history.models(), "names-models", VedetteTypes.NAMES_MODEL_RECORD)
                .map(
                    (NamesModelRecord model) ->
                        GroupingControl.newBuilder()
                            .setEnvironment(model.getEnvironment())
                            .setNames(model)
                            .build(),
                    VedetteTypes.GROUPING_CONTROL),
            RetrainOperatorIds.ADAPT_NAMES));
    return told;
  }

  private static GroupingControl ofCall(CallEdge call) {
    return GroupingControl.newBuilder()
        .setEnvironment(call.getEnvironment())
        .setEdge(new TopologyEdge(call.getCaller(), call.getCallee(), TopologyEdgeKind.CALL))
        .build();
  }

  private static <T> SingleOutputStreamOperator<T> read(
      StreamExecutionEnvironment env,
      Source<T, ?, ?> source,
      String name,
      TypeInformation<T> type) {
    String id = RetrainOperatorIds.READ + name;
    return OperatorIds.identify(
        env.fromSource(source, WatermarkStrategy.noWatermarks(), id, type), id);
  }

  /** The time that alerts of an environment are sorted by; a source's own may be Kafka's. */
  private static SingleOutputStreamOperator<IncomingAlert> giveTime(
      DataStream<IncomingAlert> alerts, String source) {
    return OperatorIds.identify(
        alerts.assignTimestampsAndWatermarks(
            WatermarkStrategy.<IncomingAlert>noWatermarks()
                .withTimestampAssigner((alert, before) -> alert.getTs())),
        RetrainOperatorIds.TIME + source);
  }
}
