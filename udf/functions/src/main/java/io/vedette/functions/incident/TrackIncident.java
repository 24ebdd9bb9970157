package io.vedette.functions.incident;

import io.vedette.algorithms.incident.IncidentParameters;
import java.time.Clock;
import java.util.Map;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.statefun.flink.core.StatefulFunctionsConfig;
import org.apache.flink.statefun.flink.core.message.MessageFactoryType;
import org.apache.flink.statefun.flink.core.message.RoutableMessage;
import org.apache.flink.statefun.flink.datastream.StatefulFunctionDataStreamBuilder;
import org.apache.flink.statefun.flink.datastream.StatefulFunctionEgressStreams;
import org.apache.flink.statefun.sdk.io.EgressIdentifier;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Incidents on StateFun: puts the functions into a graph.
 *
 * <pre>
 *   letters --route--&gt; unite --&gt; track-incident --&gt; results
 *                        ^            |
 *                        +--- return -+     messages between functions; delayed ones wait in state
 * </pre>
 *
 * <p>The loop does not end: for live streams only.
 */
public final class TrackIncident {

  /** Operators of StateFun by the uids it gives them, and ours. In savepoints: never changed. */
  private static final Map<String, String> IDS =
      Map.of(
          "feedback_union_uid1", "unite-incident-messages",
          "functions_uid1", "track-incident",
          "feedback_uid1", "return-incident-messages");

  private static final String ROUTE = "route-incident-letters";

  private TrackIncident() {}

  /** Adds the functions to a graph. Once a graph, since state is found by name. */
  public static StatefulFunctionEgressStreams build(
      StreamExecutionEnvironment env,
      DataStream<IncidentLetter> letters,
      IncidentParameters parameters) {
    DataStream<RoutableMessage> routed =
        letters
            // StateFun sets the type it wants; this one is never asked for a serializer
            .map(IncidentFunctions::route, new GenericTypeInfo<>(RoutableMessage.class))
            .uid(ROUTE)
            .name(ROUTE);
    StatefulFunctionDataStreamBuilder builder =
        StatefulFunctionDataStreamBuilder.builder("vedette-incidents")
            .withDataStreamAsIngress(routed)
            .withFunctionProvider(
                IncidentFunctions.INCIDENT,
                type -> new IncidentFunction(parameters, Clock.systemUTC()))
            .withFunctionProvider(
                IncidentFunctions.ALERT, type -> new AlertFunction(parameters, Clock.systemUTC()))
            .withFunctionProvider(
                IncidentFunctions.SERVICE,
                type -> new ServiceFunction(parameters, Clock.systemUTC()))
            .withConfiguration(configuration(env));
    for (EgressIdentifier<?> result : IncidentFunctions.RESULTS) {
      builder.withEgressId(result);
    }
    StatefulFunctionEgressStreams results = builder.build(env);
    nameOperators(env);
    return results;
  }

  private static StatefulFunctionsConfig configuration(StreamExecutionEnvironment env) {
    StatefulFunctionsConfig configuration = StatefulFunctionsConfig.fromEnvironment(env);
    configuration.setFactoryType(MessageFactoryType.WITH_CUSTOM_PAYLOADS);
    configuration.setCustomPayloadSerializerClassName(IncidentPayloads.class.getName());
    return configuration;
  }

  private static void nameOperators(StreamExecutionEnvironment env) {
    for (Transformation<?> operator : env.getTransformations()) {
      String uid = operator.getUid();
      String id = uid == null ? null : IDS.get(uid);
      if (id != null) {
        operator.setUid(id);
        operator.setName(id);
      }
    }
  }
}
