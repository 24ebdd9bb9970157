package io.vedette.algorithms.incident;

import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.IncidentMessage;
import io.vedette.schema.incident.IncidentMessageKind;
import io.vedette.schema.incident.RecentChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every message, by what it says. */
public final class Messages {

  private Messages() {}

  /** To an alert: it fires, or is resolved. */
  public static IncidentMessage seen(String environment, IncidentAlert alert) {
    return of(IncidentMessageKind.SEEN, environment).setAlert(alert).build();
  }

  /** To an alert: it was grouped into a cluster. */
  public static IncidentMessage assigned(String environment, String cluster) {
    return of(IncidentMessageKind.ASSIGNED, environment).setIncident(cluster).build();
  }

  /** To an incident: its cluster became part of another. */
  public static IncidentMessage merged(String environment, String into, long at) {
    return of(IncidentMessageKind.MERGED, environment).setOther(into).setAt(at).build();
  }

  /** To an incident: what a person said. */
  public static IncidentMessage commanded(IncidentCommand command) {
    return of(IncidentMessageKind.COMMANDED, "")
        .setCommand(command)
        .setAt(command.getTimestamp())
        .setByPerson(true)
        .build();
  }

  /** To a service: it was changed. */
  public static IncidentMessage serviceChanged(String environment, RecentChange change) {
    return of(IncidentMessageKind.SERVICE_CHANGED, environment)
        .setChanges(List.of(change))
        .setAt(change.getAt())
        .build();
  }

  static IncidentMessage placed(
      String environment, String incident, @Nullable String cluster, boolean byPerson) {
    return of(IncidentMessageKind.PLACED, environment)
        .setIncident(incident)
        .setOther(cluster)
        .setByPerson(byPerson)
        .build();
  }

  /** An alert joins the incident of its cluster. */
  static IncidentMessage joined(String environment, IncidentAlert alert, String cluster) {
    return of(IncidentMessageKind.JOINED, environment).setAlert(alert).setIncident(cluster).build();
  }

  static IncidentMessage changed(String environment, IncidentAlert alert) {
    return of(IncidentMessageKind.CHANGED, environment).setAlert(alert).build();
  }

  static IncidentMessage left(String environment, IncidentAlert alert, String to) {
    return of(IncidentMessageKind.LEFT, environment).setAlert(alert).setOther(to).build();
  }

  static IncidentMessage mergeAsked(String environment, String from, IncidentCommand command) {
    return of(IncidentMessageKind.MERGE_ASKED, environment)
        .setIncident(from)
        .setCommand(command)
        .setByPerson(true)
        .build();
  }

  static IncidentMessage mergeAnswered(
      String environment, String into, IncidentCommand command, @Nullable String refusal) {
    return of(IncidentMessageKind.MERGE_ANSWERED, environment)
        .setIncident(into)
        .setCommand(command)
        .setRefusal(refusal)
        .setByPerson(true)
        .build();
  }

  static IncidentMessage takenOver(String environment, String by) {
    return of(IncidentMessageKind.TAKEN_OVER, environment).setIncident(by).build();
  }

  static IncidentMessage changesAsked(String environment, String incident, long startsAt) {
    return of(IncidentMessageKind.CHANGES_ASKED, environment)
        .setIncident(incident)
        .setAt(startsAt)
        .build();
  }

  static IncidentMessage changesFound(String environment, List<RecentChange> changes) {
    return of(IncidentMessageKind.CHANGES_FOUND, environment).setChanges(changes).build();
  }

  static IncidentMessage later(IncidentMessageKind kind, String environment, long due) {
    return of(kind, environment).setAt(due).build();
  }

  static IncidentMessage.Builder of(IncidentMessageKind kind, String environment) {
    return IncidentMessage.newBuilder().setKind(kind).setEnvironment(environment);
  }
}
