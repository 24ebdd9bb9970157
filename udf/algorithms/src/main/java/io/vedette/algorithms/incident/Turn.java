package io.vedette.algorithms.incident;

import io.vedette.schema.JobMetric;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.IncidentMemberRecord;
import io.vedette.schema.incident.IncidentMessageKind;
import io.vedette.schema.incident.IncidentStateRecord;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One message of one incident being worked on: its state, the time, and what is said of it. */
final class Turn {

  /** Who does what nobody said. */
  static final String OPERATOR = "vedette";

  /** Resolved alerts that make room at once: one in so many of those kept. */
  private static final int DROPPED_AT_ONCE = 20;

  private static final Comparator<IncidentAlert> ENDED_FIRST =
      Comparator.comparingLong(Turn::endOf).thenComparing(IncidentAlert::getId);

  final String id;
  final IncidentStateRecord life;
  final IncidentMemory memory;
  final Outbox out;
  final long now;
  final IncidentParameters parameters;

  Turn(
      String id,
      IncidentStateRecord life,
      IncidentMemory memory,
      Outbox out,
      long now,
      IncidentParameters parameters) {
    this.id = id;
    this.life = life;
    this.memory = memory;
    this.out = out;
    this.now = now;
    this.parameters = parameters;
  }

  boolean isOpened() {
    return life.getStatus() != null;
  }

  boolean isResolved() {
    return life.getStatus() == IncidentStatus.RESOLVED;
  }

  boolean isMerged() {
    return life.getStatus() == IncidentStatus.MERGED;
  }

  /**
   * An alert is in it, or is in it as it is now. Beyond {@link IncidentParameters#alertsKept} costs
   * a walk over its alerts once in so many as are then dropped, and none while all of them fire.
   */
  void put(IncidentAlert alert, boolean byPerson) {
    IncidentMemberRecord known = memory.member(alert.getId());
    if (known == null) {
      life.setAlertCount(life.getAlertCount() + 1);
      if (life.getKept() >= parameters.alertsKept() && !dropResolved()) {
        out.count(JobMetric.INCIDENT_ALERTS_NOT_KEPT);
        return;
      }
      life.setKept(life.getKept() + 1);
    }
    keep(new IncidentMemberRecord(alert, now, byPerson || (known != null && known.getByPerson())));
    life.setStartsAt(
        life.getStartsAt() == 0
            ? alert.getStartsAt()
            : Math.min(life.getStartsAt(), alert.getStartsAt()));
    life.setLastAlertAt(Math.max(life.getLastAlertAt(), alert.getStartsAt()));
  }

  /** Keeps one of its alerts, as it is now. */
  void keep(IncidentMemberRecord member) {
    memory.keep(member);
    if (!BlastRadius.isFiring(member.getAlert())) {
      life.setAllFire(false);
    }
  }

  /**
   * Makes room: the resolved ones that ended first go, a few at once so that not each one costs.
   */
  private boolean dropResolved() {
    if (life.getAllFire()) {
      return false;
    }
    List<IncidentAlert> resolved = new ArrayList<>();
    for (IncidentMemberRecord member : memory.members()) {
      IncidentAlert alert = member.getAlert();
      if (!BlastRadius.isFiring(alert)) {
        resolved.add(alert);
      }
    }
    resolved.sort(ENDED_FIRST);
    int dropped = Math.min(resolved.size(), Math.max(1, parameters.alertsKept() / DROPPED_AT_ONCE));
    for (IncidentAlert alert : resolved.subList(0, dropped)) {
      memory.drop(alert.getId());
    }
    life.setKept(life.getKept() - dropped);
    life.setAllFire(resolved.size() == dropped);
    return dropped > 0;
  }

  private static long endOf(IncidentAlert alert) {
    Long endsAt = alert.getEndsAt();
    return endsAt == null ? alert.getStartsAt() : endsAt;
  }

  /** Takes an alert out. */
  boolean take(String alert) {
    if (memory.member(alert) == null) {
      return false;
    }
    memory.drop(alert);
    life.setKept(life.getKept() - 1);
    life.setAlertCount(life.getAlertCount() - 1);
    return true;
  }

  /**
   * What changed is told soon, together with what else changes until then. Each incident has its
   * own beat, so that those of a storm do not speak all at once.
   */
  void tellSoon() {
    if (life.getTellAt() == null) {
      long every = parameters.tellEvery().toMillis();
      long due = now + every - Math.floorMod(now - id.hashCode(), every);
      life.setTellAt(due);
      out.later(Messages.later(IncidentMessageKind.TELL, life.getEnvironment(), due));
    }
  }

  /** Looks through its alerts at a time, or before. */
  void checkAt(long due) {
    Long pending = life.getCheckAt();
    if (pending == null || due < pending) {
      life.setCheckAt(due);
      out.later(Messages.later(IncidentMessageKind.CHECK, life.getEnvironment(), due));
    }
  }

  /** It is over, and forgotten some day. */
  void forgetLater() {
    long due = now + parameters.retention().toMillis();
    life.setForgetAt(due);
    out.later(Messages.later(IncidentMessageKind.FORGET, life.getEnvironment(), due));
  }

  /** It is forgotten now; what was told of it is dropped some day. */
  void dropRecordLater() {
    long kept = parameters.recordsKept().minus(parameters.retention()).toMillis();
    if (isOpened() && !parameters.recordsKept().isZero()) {
      out.later(Messages.later(IncidentMessageKind.DROP_RECORD, life.getEnvironment(), now + kept));
    }
  }

  /** What still comes for it keeps it in mind: its alerts go where those before them went. */
  void forgetNoSooner() {
    Long due = life.getForgetAt();
    if (due != null && due - now < parameters.retention().toMillis() / 2) {
      forgetLater();
    }
  }

  /** Says what it is now; what was to be told soon is told herewith. */
  void tell(IncidentChangeKind change, long at, String by, String reason, BlastRadius radius) {
    life.setTellAt(null);
    if (!radius.isEmpty()) {
      life.setSeverity(radius.severity(life.getSeverity()));
      life.setTitle(radius.title(life.getAlertCount()));
    }
    life.setRevision(life.getRevision() + 1);
    out.tell(
        Incident.newBuilder()
            .setId(id)
            .setRevision(life.getRevision())
            .setEnvironment(life.getEnvironment())
            .setStatus(Objects.requireNonNull(life.getStatus()))
            .setChange(change)
            .setChangedAt(at)
            .setChangedBy(by)
            .setReason(reason)
            .setTitle(life.getTitle())
            .setSeverity(radius.severity(life.getSeverity()))
            .setStartsAt(life.getStartsAt())
            .setOpenedAt(life.getOpenedAt())
            .setLastAlertAt(life.getLastAlertAt())
            .setAcknowledgedAt(life.getAcknowledgedAt())
            .setAcknowledgedBy(life.getAcknowledgedBy())
            .setSnoozedUntil(life.getSnoozedUntil())
            .setResolvedAt(life.getResolvedAt())
            .setResolvedBy(life.getResolvedBy())
            .setResolution(life.getResolution())
            .setMergedInto(life.getMergedInto())
            .setSplitFrom(life.getSplitFrom())
            .setContinues(life.getContinues())
            .setAlertCount(life.getAlertCount())
            .setFiringCount(radius.firing())
            .setAlerts(radius.alerts(parameters.alertsShown()))
            .setServices(radius.services(parameters.servicesShown()))
            .setChanges(life.getChanges())
            .build());
    out.count(JobMetric.INCIDENTS_TOLD);
  }

  /** A line of the audit. */
  void audit(
      AuditKind kind,
      long at,
      String author,
      String cause,
      String before,
      String after,
      String message) {
    out.audit(
        Audit.newBuilder()
            .setKind(kind)
            .setIncidentId(id)
            .setTimestamp(at)
            .setAuthor(author)
            .setCause(cause)
            .setBefore(before)
            .setAfter(after)
            .setMessage(message)
            .build());
  }

  /** Its status as a word. */
  static String word(@Nullable IncidentStatus status) {
    return status == null ? "" : status.name();
  }
}
