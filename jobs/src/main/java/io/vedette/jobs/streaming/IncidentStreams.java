package io.vedette.jobs.streaming;

import io.vedette.algorithms.incident.IncidentParameters;
import io.vedette.functions.incident.AddressLetters;
import io.vedette.functions.incident.IncidentFunctions;
import io.vedette.functions.incident.IncidentLetter;
import io.vedette.functions.incident.IncidentLetterSerializer;
import io.vedette.functions.incident.TrackIncident;
import io.vedette.functions.incident.TrackIncidentInOrder;
import io.vedette.schema.alert.ChangeEvent;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.result.AlertCluster;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.Incident;
import io.vedette.serializers.VedetteTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.statefun.flink.datastream.StatefulFunctionEgressStreams;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Alerts, what they are grouped into, and what people say, as incidents.
 *
 * @param incidents each change of an incident
 * @param audits who did what
 * @param deadLetters commands that could not be applied
 */
record IncidentStreams(
    DataStream<Incident> incidents, DataStream<Audit> audits, DataStream<DeadLetter> deadLetters) {

  /**
   * Adds the tracking of incidents to a graph.
   *
   * @param alerts all that were grouped, and their resolutions
   * @param clusters what they were grouped into
   * @param commands what people say; null for none
   * @param changes of services; null for none
   * @param isLive whether the input goes on for ever; recorded input is taken in order, without
   *     commands
   */
  static IncidentStreams build(
      StreamExecutionEnvironment env,
      DataStream<IncomingAlert> alerts,
      DataStream<AlertCluster> clusters,
      @Nullable DataStream<IncidentCommand> commands,
      @Nullable DataStream<ChangeEvent> changes,
      IncidentParameters parameters,
      boolean isLive) {
    List<DataStream<IncidentLetter>> letters = new ArrayList<>();
    letters.add(address(alerts, AddressLetters::alert, OperatorIds.ADDRESS_ALERTS));
    letters.add(address(clusters, AddressLetters::cluster, OperatorIds.ADDRESS_CLUSTERS));
    if (changes != null) {
      letters.add(address(changes, AddressLetters::change, OperatorIds.ADDRESS_CHANGES));
    }
    if (!isLive) {
      // what a recording told stays, however long it is
      return inOrder(StreamingTopology.union(letters), parameters.withRecordsKept(Duration.ZERO));
    }
    if (commands != null) {
      letters.add(address(commands, AddressLetters::command, OperatorIds.ADDRESS_COMMANDS));
    }
    StatefulFunctionEgressStreams results =
        TrackIncident.build(env, StreamingTopology.union(letters), parameters);
    return new IncidentStreams(
        results.getDataStreamForEgressId(IncidentFunctions.INCIDENTS),
        results.getDataStreamForEgressId(IncidentFunctions.AUDITS),
        results.getDataStreamForEgressId(IncidentFunctions.DEAD_LETTERS));
  }

  /** These, with what else is told of alerts and incidents. */
  IncidentStreams with(DataStream<Audit> furtherAudits, DataStream<DeadLetter> furtherLetters) {
    return new IncidentStreams(
        incidents, audits.union(furtherAudits), deadLetters.union(furtherLetters));
  }

  private static <T> SingleOutputStreamOperator<IncidentLetter> address(
      DataStream<T> records, FlatMapFunction<T, IncidentLetter> letters, String id) {
    return OperatorIds.identify(records.flatMap(letters, IncidentLetterSerializer.TYPE), id);
  }

  private static IncidentStreams inOrder(
      DataStream<IncidentLetter> letters, IncidentParameters parameters) {
    SingleOutputStreamOperator<Incident> incidents =
        OperatorIds.identify(
            letters
                .keyBy(IncidentLetter::environment, Types.STRING)
                .process(new TrackIncidentInOrder(parameters), VedetteTypes.INCIDENT),
            OperatorIds.TRACK_INCIDENT);
    return new IncidentStreams(
        incidents,
        incidents.getSideOutput(TrackIncidentInOrder.AUDITS),
        incidents.getSideOutput(TrackIncidentInOrder.DEAD_LETTERS));
  }
}
