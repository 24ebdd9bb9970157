package io.vedette.bench.demo;

import io.vedette.demo.ShopGraph;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.RankedCause;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What became of a trial.
 *
 * @param trial the fault
 * @param isOneIncident whether there is exactly one incident in all of the shop's time, the history
 *     included, and it began with the fault
 * @param isCauseFirst whether the first cause of the incident that began with the fault is the
 *     fault's service, and where one instance has the fault, that one
 * @param story every incident, in words
 */
record Verdict(FaultTrial trial, boolean isOneIncident, boolean isCauseFirst, String story) {

  /** A fault that shows later than this is missed. */
  private static final Duration SEEN_WITHIN = Duration.ofMinutes(3);

  private static final int TOLD = 4;

  static Verdict of(FaultTrial trial, List<Incident> all) {
    List<Incident> incidents =
        all.stream().filter(incident -> incident.getStatus() != IncidentStatus.MERGED).toList();
    long begin = trial.fault().begin().toEpochMilli();
    List<Incident> ofFault =
        incidents.stream().filter(incident -> beganWith(incident, begin)).toList();
    return new Verdict(
        trial,
        incidents.size() == 1 && ofFault.size() == 1,
        !ofFault.isEmpty() && isCauseFirst(trial, ofFault.get(0)),
        incidents.stream()
            .map(incident -> story(incident, begin))
            .collect(Collectors.joining(" | ")));
  }

  boolean isPassed() {
    return isOneIncident && isCauseFirst;
  }

  private static boolean beganWith(Incident incident, long begin) {
    return incident.getStartsAt() >= begin
        && incident.getStartsAt() <= begin + SEEN_WITHIN.toMillis();
  }

  private static boolean isCauseFirst(FaultTrial trial, Incident incident) {
    List<RankedCause> causes = causes(incident);
    if (causes.isEmpty()) {
      return false;
    }
    String entity = causes.get(0).getEntity();
    boolean isService = trial.service().equals(entity);
    boolean isOfService = isService || trial.service().equals(causes.get(0).getService());
    if (trial.instance().isEmpty()) {
      return isOfService;
    }
    boolean isOnly = ShopGraph.standard().service(trial.service()).instances() == 1;
    return trial.instance().equals(entity) || (isOnly && isService);
  }

  private static List<RankedCause> causes(Incident incident) {
    List<RankedCause> causes = incident.getCauses();
    return causes == null ? List.of() : causes;
  }

  private static String story(Incident incident, long begin) {
    return String.format(
        Locale.ROOT,
        "%+d s %s, %d alerts %s, causes %s",
        (incident.getStartsAt() - begin) / 1_000,
        incident.getStatus(),
        incident.getAlerts().size(),
        incident.getAlerts().stream().limit(TOLD).map(Verdict::story).toList(),
        causes(incident).stream()
            .limit(TOLD)
            .map(
                cause -> String.format(Locale.ROOT, "%s %.1f", cause.getEntity(), cause.getScore()))
            .toList());
  }

  private static String story(IncidentAlert alert) {
    String entity = alert.getEntity() == null ? alert.getService() : alert.getEntity();
    return entity + ' ' + alert.getName();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-4s %s on %s: %s",
        isPassed() ? "ok" : "MISS",
        trial.environment(),
        trial.service(),
        story);
  }
}
