package io.vedette.algorithms.incident;

import io.vedette.schema.JobMetric;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.Severity;
import java.util.List;

/** Says that of an incident nothing is kept any more: what was told of it may go. */
final class ForgottenIncidents {

  private ForgottenIncidents() {}

  /** Of the incident nothing is known but this. */
  static void tell(String id, String environment, long at, Outbox out) {
    out.tell(
        Incident.newBuilder()
            .setId(id)
            .setRevision(0)
            .setEnvironment(environment)
            .setStatus(IncidentStatus.RESOLVED)
            .setChange(IncidentChangeKind.FORGOTTEN)
            .setChangedAt(at)
            .setChangedBy(Turn.OPERATOR)
            .setReason("it was over for longer than incidents.records-kept")
            .setTitle("")
            .setSeverity(Severity.INFO)
            .setStartsAt(0)
            .setOpenedAt(0)
            .setLastAlertAt(0)
            .setAlertCount(0)
            .setFiringCount(0)
            .setAlerts(List.of())
            .setServices(List.of())
            .build());
    out.count(JobMetric.INCIDENT_RECORDS_DROPPED);
  }
}
