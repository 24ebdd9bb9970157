package io.vedette.algorithms.incident;

import io.vedette.schema.incident.AskingIncident;
import io.vedette.schema.incident.IncidentMessage;
import io.vedette.schema.incident.RecentChange;
import io.vedette.schema.incident.ServiceChangesRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service: what was changed of late, and which incidents want to know. A change that comes after
 * an incident asked is told to it as well.
 */
public final class ServiceActor {

  /** Incidents told of a change that comes late. */
  private static final int ASKING = 50;

  static final Comparator<RecentChange> NEWEST_FIRST =
      Comparator.comparingLong(RecentChange::getAt).reversed().thenComparing(RecentChange::getId);

  private final int most;
  private final long before;

  /** With these parameters. */
  public ServiceActor(IncidentParameters parameters) {
    most = parameters.changesShown();
    before = parameters.changesBefore().toMillis();
  }

  /** Names the actor of a service. */
  public static String key(String environment, String service) {
    return environment + '/' + service;
  }

  /**
   * Takes a message.
   *
   * @param known what was kept of it; null when nothing was
   * @return what is to be kept
   */
  public ServiceChangesRecord receive(
      IncidentMessage message, @Nullable ServiceChangesRecord known, Outbox out) {
    ServiceChangesRecord service =
        known == null ? new ServiceChangesRecord(List.of(), List.of()) : known;
    switch (message.getKind()) {
      case SERVICE_CHANGED -> message.getChanges().forEach(one -> changed(service, one, out));
      case CHANGES_ASKED -> asked(service, message, out);
      default -> throw new IllegalArgumentException("not for a service: " + message.getKind());
    }
    return service;
  }

  private void changed(ServiceChangesRecord service, RecentChange change, Outbox out) {
    service.setChanges(with(service.getChanges(), List.of(change), most));
    for (AskingIncident asking : service.getAsking()) {
      if (isEvidence(change, asking.getStartsAt())) {
        out.toIncident(asking.getIncident(), Messages.changesFound("", List.of(change)));
      }
    }
  }

  private void asked(ServiceChangesRecord service, IncidentMessage message, Outbox out) {
    List<AskingIncident> asking = new ArrayList<>(service.getAsking());
    asking.removeIf(one -> one.getIncident().equals(message.getIncident()));
    asking.add(new AskingIncident(message.getIncident(), message.getAt()));
    service.setAsking(
        new ArrayList<>(asking.subList(Math.max(0, asking.size() - ASKING), asking.size())));
    List<RecentChange> evidence =
        service.getChanges().stream().filter(one -> isEvidence(one, message.getAt())).toList();
    if (!evidence.isEmpty()) {
      out.toIncident(message.getIncident(), Messages.changesFound("", evidence));
    }
  }

  /** Shortly before the incident began, or after. */
  private boolean isEvidence(RecentChange change, long startsAt) {
    return change.getAt() >= startsAt - before && change.getAt() <= startsAt + before;
  }

  /** Both, newest first, each id once, the newest so many. */
  static List<RecentChange> with(List<RecentChange> some, List<RecentChange> others, int most) {
    List<RecentChange> all = new ArrayList<>(some);
    for (RecentChange other : others) {
      all.removeIf(one -> one.getId().equals(other.getId()));
      all.add(other);
    }
    all.sort(NEWEST_FIRST);
    return new ArrayList<>(all.subList(0, Math.min(most, all.size())));
  }
}
