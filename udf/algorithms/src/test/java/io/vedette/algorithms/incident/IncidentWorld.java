package io.vedette.algorithms.incident;

import io.vedette.schema.JobMetric;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.control.IncidentCommandKind;
import io.vedette.schema.incident.AlertPlaceRecord;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.IncidentMemberRecord;
import io.vedette.schema.incident.IncidentMessage;
import io.vedette.schema.incident.IncidentStateRecord;
import io.vedette.schema.incident.RecentChange;
import io.vedette.schema.incident.ServiceChangesRecord;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.Severity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All actors in one map each, their messages in one queue, and a clock turned by hand. */
final class IncidentWorld {

  static final String PROD = "prod";

  private final IncidentActor incidents;
  private final AlertActor alerts;
  private final ServiceActor services;

  private final Map<String, Memory> incidentStates = new TreeMap<>();
  private final Map<String, AlertPlaceRecord> alertStates = new HashMap<>();
  private final Map<String, ServiceChangesRecord> serviceStates = new HashMap<>();

  private final Queue<Runnable> mail = new ArrayDeque<>();
  private final PriorityQueue<Due> later =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingInt(Due::order));
  private int dues;

  final List<Incident> told = new ArrayList<>();
  final List<Audit> audits = new ArrayList<>();
  final List<String> refusals = new ArrayList<>();
  final Map<JobMetric, Integer> counts = new EnumMap<>(JobMetric.class);
  long now;

  private record Due(long at, int order, String incident, IncidentMessage message) {}

  IncidentWorld(IncidentParameters parameters, long now) {
    this.now = now;
    incidents = new IncidentActor(parameters);
    alerts = new AlertActor(parameters);
    services = new ServiceActor(parameters);
  }

  // what comes from outside

  void fires(String id, String service, Severity severity) {
    seen(alert(id, service, severity, AlertStatus.FIRING, now));
  }

  void resolves(String id, String service) {
    seen(alert(id, service, Severity.WARNING, AlertStatus.RESOLVED, now));
  }

  void seen(IncidentAlert alert) {
    toAlert(AlertActor.key(PROD, alert.getId()), Messages.seen(PROD, alert));
    work();
  }

  void assigns(String alert, String cluster) {
    toAlert(AlertActor.key(PROD, alert), Messages.assigned(PROD, cluster));
    work();
  }

  void merges(String cluster, String into) {
    toIncident(cluster, Messages.merged(PROD, into, now));
    work();
  }

  void says(IncidentCommand command) {
    toIncident(command.getIncidentId(), Messages.commanded(command));
    work();
  }

  void changes(String id, String service, long at) {
    RecentChange change = new RecentChange(id, service, "deployment", at, "v2", "ann", null);
    toService(ServiceActor.key(PROD, service), Messages.serviceChanged(PROD, change));
    work();
  }

  /** A command as a person gives it now. */
  IncidentCommand.Builder command(String id, IncidentCommandKind kind, String incident) {
    return IncidentCommand.newBuilder()
        .setId(id)
        .setKind(kind)
        .setIncidentId(incident)
        .setTimestamp(now)
        .setAuthor("ann");
  }

  void says(String id, IncidentCommandKind kind, String incident) {
    says(command(id, kind, incident).build());
  }

  static IncidentAlert alert(
      String id, String service, Severity severity, AlertStatus status, long at) {
    return IncidentAlert.newBuilder()
        .setId(id)
        .setFingerprint("00000000000000aa")
        .setStatus(status)
        .setName("errors of " + id)
        .setService(service)
        .setSeverity(severity)
        .setStartsAt(at)
        .setEndsAt(status == AlertStatus.RESOLVED ? at : null)
        .setSender("alertmanager")
        .build();
  }

  /** Time passes; what waited comes when it is due. */
  void passes(long millis) {
    long until = now + millis;
    while (!later.isEmpty() && later.peek().at() <= until) {
      Due due = later.poll();
      now = Math.max(now, due.at());
      toIncident(due.incident(), due.message());
      work();
    }
    now = until;
  }

  @Nullable String placeOf(String alert) {
    AlertPlaceRecord place = alertStates.get(AlertActor.key(PROD, alert));
    return place == null ? null : place.getIncident();
  }

  boolean isForgotten(String incident) {
    Memory memory = incidentStates.get(incident);
    return memory == null || memory.isEmpty();
  }

  int membersOf(String incident) {
    Memory memory = incidentStates.get(incident);
    return memory == null ? 0 : memory.members.size();
  }

  int waiting() {
    return later.size();
  }

  // what is to be seen

  Incident last(String incident) {
    return told.stream()
        .filter(one -> one.getId().equals(incident))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError("nothing told of " + incident));
  }

  List<Incident> allOf(String incident) {
    return told.stream().filter(one -> one.getId().equals(incident)).toList();
  }

  List<String> ids() {
    return told.stream().map(Incident::getId).distinct().toList();
  }

  // the post

  private void work() {
    for (Runnable letter = mail.poll(); letter != null; letter = mail.poll()) {
      letter.run();
    }
  }

  private void toIncident(String id, IncidentMessage message) {
    mail.add(
        () ->
            incidents.receive(
                id,
                message,
                incidentStates.computeIfAbsent(id, key -> new Memory()),
                new Out(id),
                now));
  }

  private void toAlert(String key, IncidentMessage message) {
    mail.add(
        () ->
            alertStates.put(key, alerts.receive(message, alertStates.get(key), new Out(key), now)));
  }

  private void toService(String key, IncidentMessage message) {
    mail.add(
        () ->
            serviceStates.put(
                key, services.receive(message, serviceStates.get(key), new Out(key))));
  }

  private final class Out implements Outbox {

    private final String sender;

    Out(String sender) {
      this.sender = sender;
    }

    @Override
    public void toIncident(String incident, IncidentMessage message) {
      IncidentWorld.this.toIncident(incident, message);
    }

    @Override
    public void toAlert(String alert, IncidentMessage message) {
      IncidentWorld.this.toAlert(alert, message);
    }

    @Override
    public void toService(String service, IncidentMessage message) {
      IncidentWorld.this.toService(service, message);
    }

    @Override
    public void later(IncidentMessage message) {
      later.add(new Due(message.getAt(), dues++, sender, message));
    }

    @Override
    public void tell(Incident incident) {
      told.add(incident);
    }

    @Override
    public void audit(Audit audit) {
      audits.add(audit);
    }

    @Override
    public void refuse(IncidentCommand command, String reason) {
      refusals.add(command.getId() + ": " + reason);
    }

    @Override
    public void count(JobMetric metric) {
      counts.merge(metric, 1, Integer::sum);
    }
  }

  /** What is kept of an incident, in maps. */
  static final class Memory implements IncidentMemory {

    private @Nullable IncidentStateRecord life;
    private final Map<String, IncidentMemberRecord> members = new HashMap<>();

    boolean isEmpty() {
      return life == null && members.isEmpty();
    }

    @Override
    public @Nullable IncidentStateRecord life() {
      return life;
    }

    @Override
    public void keep(IncidentStateRecord value) {
      life = value;
    }

    @Override
    public @Nullable IncidentMemberRecord member(String alert) {
      return members.get(alert);
    }

    @Override
    public void keep(IncidentMemberRecord member) {
      members.put(member.getAlert().getId(), member);
    }

    @Override
    public void drop(String alert) {
      members.remove(alert);
    }

    @Override
    public Collection<IncidentMemberRecord> members() {
      return members.values();
    }

    @Override
    public void dropMembers() {
      members.clear();
    }

    @Override
    public void forget() {
      life = null;
      members.clear();
    }
  }
}
