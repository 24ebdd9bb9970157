package io.vedette.algorithms.incident;

import io.vedette.schema.JobMetric;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.incident.IncidentMessage;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.Incident;

/** Where an actor sends what it has to say. Messages to one actor arrive in the order sent. */
public interface Outbox {

  /** To an incident, by its id. */
  void toIncident(String incident, IncidentMessage message);

  /** To an alert, by {@link AlertActor#key}. */
  void toAlert(String alert, IncidentMessage message);

  /** To a service, by {@link ServiceActor#key}. */
  void toService(String service, IncidentMessage message);

  /** To the sender itself, when its time ({@link IncidentMessage#getAt}) has come. */
  void later(IncidentMessage message);

  /** A record of an incident, for everybody. */
  void tell(Incident incident);

  /** What was done, for the audit. */
  void audit(Audit audit);

  /** A command that could not be applied, for the dead letters. */
  void refuse(IncidentCommand command, String reason);

  /** Counts one. */
  void count(JobMetric metric);
}
