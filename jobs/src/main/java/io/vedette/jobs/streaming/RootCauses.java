package io.vedette.jobs.streaming;

import io.vedette.functions.rootcause.RankRootCause;
import io.vedette.functions.rootcause.RankRootCauseStates;
import io.vedette.functions.rootcause.RankingOptions;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.result.Incident;
import io.vedette.schema.rootcause.RankingInput;
import io.vedette.schema.rootcause.ServiceWork;
import io.vedette.serializers.VedetteTypes;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** What may have caused the incidents of a stream. */
final class RootCauses {

  private RootCauses() {}

  /**
   * The same records in the same order, each with its ranked causes; and again when more is known.
   *
   * @param work what services did, as spans and metrics tell
   * @param topology edges, as the grouping is told them
   */
  static SingleOutputStreamOperator<Incident> rank(
      DataStream<Incident> incidents,
      List<DataStream<ServiceWork>> work,
      DataStream<GroupingControl> topology,
      RankingOptions options) {
    DataStream<RankingInput> inputs =
        OperatorIds.identify(
            incidents.map(RootCauses::of, VedetteTypes.RANKING_INPUT), OperatorIds.ADAPT_INCIDENTS);
    if (!work.isEmpty()) {
      inputs =
          inputs.union(
              OperatorIds.identify(
                  StreamingTopology.union(work).map(RootCauses::of, VedetteTypes.RANKING_INPUT),
                  OperatorIds.ADAPT_SERVICE_WORK));
    }
    return OperatorIds.identify(
        inputs
            .keyBy(RankingInput::getEnvironment, Types.STRING)
            .connect(topology.broadcast(RankRootCauseStates.topology()))
            .process(new RankRootCause(options), VedetteTypes.INCIDENT),
        OperatorIds.RANK_ROOT_CAUSE);
  }

  private static RankingInput of(Incident incident) {
    return RankingInput.newBuilder()
        .setEnvironment(incident.getEnvironment())
        .setIncident(incident)
        .build();
  }

  private static RankingInput of(ServiceWork work) {
    return RankingInput.newBuilder().setEnvironment(work.getEnvironment()).setWork(work).build();
  }
}
