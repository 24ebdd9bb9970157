package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.RecentChange;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.Incident;
import io.vedette.store.AuditQuery;
import io.vedette.store.PageRequest;
import io.vedette.store.ResultStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happened in an incident, in order. */
final class Timeline {

  /** Lines of the audit of one incident; those beyond, the oldest, are left out. */
  private static final int MAX_LINES = 1_000;

  private Timeline() {}

  /** Its alerts and changes as the incident has them, and what the audit says of it. */
  static List<ObjectNode> of(Incident incident, ResultStore store) {
    List<ObjectNode> entries = new ArrayList<>();
    entries.add(entry(incident.getOpenedAt(), "OPENED", "The incident was opened."));
    for (IncidentAlert alert : incident.getAlerts()) {
      addAlert(entries, alert);
    }
    for (RecentChange change : incident.getChanges()) {
      ObjectNode entry = entry(change.getAt(), "CHANGE", textOf(change));
      put(entry, "service", change.getService());
      put(entry, "by", change.getAuthor());
      put(entry, "ref", change.getId());
      entries.add(entry);
    }
    AuditQuery itsLines = new AuditQuery(null, incident.getId(), null, null, null);
    for (Audit line : store.audit(itsLines, PageRequest.first(MAX_LINES)).items()) {
      ObjectNode entry = entry(line.getTimestamp(), "ACTION", line.getMessage());
      put(entry, "by", line.getAuthor());
      put(entry, "ref", line.getCause());
      entries.add(entry);
    }
    entries.sort(Comparator.comparingLong(entry -> entry.path("at").longValue()));
    return entries;
  }

  private static void addAlert(List<ObjectNode> entries, IncidentAlert alert) {
    String text = Objects.requireNonNullElse(alert.getSummary(), alert.getName());
    entries.add(of(alert, entry(alert.getStartsAt(), "ALERT_FIRING", text)));
    Long endsAt = alert.getEndsAt();
    if (endsAt != null) {
      entries.add(of(alert, entry(endsAt, "ALERT_RESOLVED", alert.getName() + " is over.")));
    }
  }

  private static ObjectNode of(IncidentAlert alert, ObjectNode entry) {
    put(entry, "service", alert.getService());
    put(entry, "ref", alert.getId());
    return entry.put("severity", alert.getSeverity().name());
  }

  private static String textOf(RecentChange change) {
    String summary = change.getSummary();
    if (summary != null) {
      return summary;
    }
    String version = change.getVersion();
    return change.getKind()
        + " of "
        + change.getService()
        + (version == null ? "" : " to " + version);
  }

  private static ObjectNode entry(long at, String kind, String text) {
    return ApiAnswer.object().put("at", at).put("kind", kind).put("text", text);
  }

  private static void put(ObjectNode entry, String name, @Nullable String value) {
    if (value != null) {
      entry.put(name, value);
    }
  }
}
