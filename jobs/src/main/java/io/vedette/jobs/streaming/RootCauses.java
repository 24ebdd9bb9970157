package io.vedette.jobs.streaming;

import io.vedette.functions.rootcause.RankRootCause;
import io.vedette.functions.rootcause.RankRootCauseStates;
import io.vedette.functions.rootcause.RankingOptions;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.result.Incident;
import io.vedette.serializers.VedetteTypes;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** What may have caused the incidents of a stream. */
final class RootCauses {

  private RootCauses() {}

  /**
   * The same records in the same order, each with its ranked causes.
   *
   * @param topology edges, as the grouping is told them
   */
  static SingleOutputStreamOperator<Incident> rank(
      DataStream<Incident> incidents,
      DataStream<GroupingControl> topology,
      RankingOptions options) {
    return OperatorIds.identify(
        incidents
            .keyBy(Incident::getEnvironment, Types.STRING)
            .connect(topology.broadcast(RankRootCauseStates.topology()))
            .process(new RankRootCause(options), VedetteTypes.INCIDENT),
        OperatorIds.RANK_ROOT_CAUSE);
  }
}
