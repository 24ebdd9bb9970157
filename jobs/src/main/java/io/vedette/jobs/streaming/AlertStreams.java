package io.vedette.jobs.streaming;

import io.vedette.functions.correlate.AlertForms;
import io.vedette.functions.correlate.GroupAlerts;
import io.vedette.functions.correlate.GroupingOptions;
import io.vedette.jobs.config.StreamingSettings;
import io.vedette.schema.AlertRecord;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertCluster;
import io.vedette.serializers.VedetteTypes;
import io.vedette.settings.Settings;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
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
    WatermarkStrategy<AlertRecord> watermarks =
        WatermarkStrategy.<AlertRecord>forBoundedOutOfOrderness(
                settings.get(StreamingSettings.OUT_OF_ORDERNESS))
            .withIdleness(settings.get(StreamingSettings.IDLENESS));
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

  /** Groups alerts by environment. */
  static SingleOutputStreamOperator<AlertCluster> group(
      DataStream<IncomingAlert> alerts, GroupingOptions options) {
    return OperatorIds.identify(
        alerts
            .keyBy(IncomingAlert::getEnvironment, Types.STRING)
            .process(new GroupAlerts(options), VedetteTypes.ALERT_CLUSTER),
        OperatorIds.GROUP_ALERTS);
  }
}
