package io.vedette.functions.incident;

import io.vedette.algorithms.correlate.EntityNames;
import io.vedette.schema.alert.ChangeEvent;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.RecentChange;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Severity;
import org.jspecify.annotations.Nullable;

/** What an incident keeps of an alert and of a change: texts cut to what people read. */
final class IncidentAlerts {

  private static final int NAME = 200;
  private static final int SENTENCE = 500;

  private IncidentAlerts() {}

  static IncidentAlert of(IncomingAlert alert) {
    Severity severity = alert.getSeverity();
    boolean isOver = alert.getStatus() == AlertStatus.RESOLVED;
    return IncidentAlert.newBuilder()
        .setId(alert.getId())
        .setFingerprint(alert.getFingerprint())
        .setStatus(alert.getStatus())
        .setName(cut(alert.getName(), NAME))
        .setService(cutOrNull(service(alert), NAME))
        .setEntity(cutOrNull(alert.getEntity(), NAME))
        .setHost(cutOrNull(alert.getHost(), NAME))
        .setKind(cutOrNull(alert.getKind(), NAME))
        .setSeverity(severity == null ? Severity.WARNING : severity)
        .setStartsAt(alert.getTs())
        .setEndsAt(isOver ? alert.getTs() : null)
        .setSummary(cutOrNull(alert.getSummary(), SENTENCE))
        .setSender(cutOrNull(alert.getSender(), NAME))
        .setCaller(cutOrNull(alert.getCaller(), NAME))
        .setDirection(cutOrNull(alert.getDirection(), NAME))
        .setType(cutOrNull(alert.getType(), NAME))
        .setValue(alert.getValue())
        .setExpected(alert.getExpected())
        .setLower(alert.getLower())
        .setUpper(alert.getUpper())
        .build();
  }

  /** As the sender says, else as the name of the instance does. */
  private static @Nullable String service(IncomingAlert alert) {
    String entity = alert.getEntity();
    return alert.getService() != null || entity == null
        ? alert.getService()
        : EntityNames.service(entity);
  }

  static RecentChange of(ChangeEvent change) {
    return RecentChange.newBuilder()
        .setId(change.getId())
        .setService(cut(change.getService(), NAME))
        .setKind(cut(change.getKind(), NAME))
        .setAt(change.getTs())
        .setVersion(cutOrNull(change.getVersion(), NAME))
        .setAuthor(cutOrNull(change.getAuthor(), NAME))
        .setSummary(cutOrNull(change.getSummary(), SENTENCE))
        .build();
  }

  private static @Nullable String cutOrNull(@Nullable String text, int most) {
    return text == null ? null : cut(text, most);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
