package io.vedette.functions.incident;

import io.vedette.schema.result.Audit;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.Incident;
import java.util.List;
import org.apache.flink.statefun.flink.core.message.RoutableMessage;
import org.apache.flink.statefun.flink.core.message.RoutableMessageBuilder;
import org.apache.flink.statefun.sdk.Address;
import org.apache.flink.statefun.sdk.FunctionType;
import org.apache.flink.statefun.sdk.io.EgressIdentifier;

/** The names StateFun knows functions and their results by. In savepoints: never changed. */
public final class IncidentFunctions {

  /** An incident. */
  public static final FunctionType INCIDENT = new FunctionType("vedette", "incident");

  /** An alert. */
  public static final FunctionType ALERT = new FunctionType("vedette", "alert");

  /** A service. */
  public static final FunctionType SERVICE = new FunctionType("vedette", "service");

  /** Records of incidents. */
  public static final EgressIdentifier<Incident> INCIDENTS =
      new EgressIdentifier<>("vedette", "incidents", Incident.class);

  /** What was done. */
  public static final EgressIdentifier<Audit> AUDITS =
      new EgressIdentifier<>("vedette", "audits", Audit.class);

  /** Commands that could not be applied. */
  public static final EgressIdentifier<DeadLetter> DEAD_LETTERS =
      new EgressIdentifier<>("vedette", "dead-letters", DeadLetter.class);

  /** All results. */
  public static final List<EgressIdentifier<?>> RESULTS = List.of(INCIDENTS, AUDITS, DEAD_LETTERS);

  private IncidentFunctions() {}

  static Address address(Addressee to, String key) {
    return new Address(
        switch (to) {
          case INCIDENT -> INCIDENT;
          case ALERT -> ALERT;
          case SERVICE -> SERVICE;
        },
        key);
  }

  /** A letter as StateFun takes it. */
  public static RoutableMessage route(IncidentLetter letter) {
    return RoutableMessageBuilder.builder()
        .withTargetAddress(address(letter.to(), letter.key()))
        .withMessageBody(letter.message())
        .build();
  }
}
