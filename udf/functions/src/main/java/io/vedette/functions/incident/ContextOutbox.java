package io.vedette.functions.incident;

import io.vedette.algorithms.incident.Outbox;
import io.vedette.schema.JobMetric;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.incident.IncidentMessage;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.Incident;
import java.time.Duration;
import org.apache.flink.statefun.sdk.Context;

/** Sends by StateFun. */
final class ContextOutbox implements Outbox {

  private final Context context;
  private final long now;

  ContextOutbox(Context context, long now) {
    this.context = context;
    this.now = now;
  }

  @Override
  public void toIncident(String incident, IncidentMessage message) {
    context.send(IncidentFunctions.INCIDENT, incident, message);
  }

  @Override
  public void toAlert(String alert, IncidentMessage message) {
    context.send(IncidentFunctions.ALERT, alert, message);
  }

  @Override
  public void toService(String service, IncidentMessage message) {
    context.send(IncidentFunctions.SERVICE, service, message);
  }

  @Override
  public void later(IncidentMessage message) {
    context.sendAfter(
        Duration.ofMillis(Math.max(0, message.getAt() - now)), context.self(), message);
  }

  @Override
  public void tell(Incident incident) {
    context.send(IncidentFunctions.INCIDENTS, incident);
  }

  @Override
  public void audit(Audit audit) {
    context.send(IncidentFunctions.AUDITS, audit);
  }

  @Override
  public void refuse(IncidentCommand command, String reason) {
    context.send(IncidentFunctions.DEAD_LETTERS, RefusedCommands.letter(command, reason));
  }

  @Override
  public void count(JobMetric metric) {
    context.metrics().counter(metric.id()).inc();
  }
}
