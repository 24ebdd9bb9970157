package io.vedette.algorithms.incident;

import io.vedette.schema.JobMetric;
import io.vedette.schema.incident.AffectedService;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.IncidentMemberRecord;
import io.vedette.schema.incident.IncidentStateRecord;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an incident's alerts make of it, looked at all together: it opens, is different, worse, or
 * over. Costs one walk over its alerts, see {@link BlastRadius}.
 */
final class IncidentWatch {

  private IncidentWatch() {}

  /** Opens it, or finds that it is over, worse, or merely different. */
  static void lookThrough(Turn turn, boolean isDifferent) {
    long nextSilence = expireSilent(turn);
    boolean changed = isDifferent || nextSilence < 0;
    BlastRadius radius = BlastRadius.of(turn.memory.members());
    if (!turn.isOpened()) {
      if (radius.isEmpty()) {
        return;
      }
      open(turn, radius);
    } else if (radius.isEmpty()) {
      resolve(turn, turn.now, "all its alerts belong to other incidents", radius);
      return;
    } else {
      String worse =
          IncidentLife.worse(
              turn.life, radius.severity(turn.life.getSeverity()), radius.servicesFiring());
      if (worse != null) {
        IncidentLife.wake(turn.life);
        tellStatus(
            turn, IncidentStatus.SNOOZED, IncidentChangeKind.UNSNOOZED, turn.now, worse, radius);
      } else if (changed) {
        turn.tell(
            IncidentChangeKind.UPDATED,
            Math.max(turn.life.getLastAlertAt(), turn.life.getOpenedAt()),
            Turn.OPERATOR,
            "its alerts changed",
            radius);
      }
    }
    askForChanges(turn, radius);
    dropResolved(turn, radius);
    if (radius.firing() == 0) {
      quiet(turn, radius);
    } else {
      turn.life.setQuietSince(null);
    }
    if (IncidentLife.isLive(turn.life) && Math.abs(nextSilence) != Long.MAX_VALUE) {
      turn.checkAt(Math.abs(nextSilence));
    }
  }

  private static void open(Turn turn, BlastRadius radius) {
    IncidentStateRecord life = turn.life;
    life.setStatus(IncidentStatus.OPEN);
    life.setOpenedAt(turn.now);
    turn.out.count(JobMetric.INCIDENTS_OPENED);
    boolean isSplit = life.getSplitFrom() != null;
    String reason =
        isSplit
            ? "split from " + life.getSplitFrom()
            : life.getContinues() != null
                ? "alerts of " + life.getContinues() + " came again after it was resolved"
                : radius.size() == 1 ? "an alert fired" : radius.size() + " alerts belong together";
    tellStatus(
        turn,
        null,
        isSplit ? IncidentChangeKind.SPLIT : IncidentChangeKind.OPENED,
        turn.now,
        reason,
        radius);
  }

  private static void quiet(Turn turn, BlastRadius radius) {
    Long since = turn.life.getQuietSince();
    if (since == null) {
      since = turn.now;
      turn.life.setQuietSince(since);
    }
    long due = since + turn.parameters.resolveAfter().toMillis();
    if (turn.now >= due) {
      resolve(turn, turn.now, "all its alerts are resolved", radius);
    } else {
      turn.checkAt(due);
    }
  }

  private static void resolve(Turn turn, long at, String reason, BlastRadius radius) {
    IncidentStatus before = turn.life.getStatus();
    IncidentLife.resolve(turn.life, at, Turn.OPERATOR, null);
    turn.out.count(JobMetric.INCIDENTS_RESOLVED);
    tellStatus(turn, before, IncidentChangeKind.RESOLVED, at, reason, radius);
    turn.forgetLater();
  }

  /** A change of status by nobody, told. */
  static void status(
      Turn turn,
      @Nullable IncidentStatus before,
      IncidentChangeKind change,
      long at,
      String reason) {
    tellStatus(turn, before, change, at, reason, BlastRadius.of(turn.memory.members()));
  }

  private static void tellStatus(
      Turn turn,
      @Nullable IncidentStatus before,
      IncidentChangeKind change,
      long at,
      String reason,
      BlastRadius radius) {
    turn.tell(change, at, Turn.OPERATOR, reason, radius);
    turn.audit(
        AuditKind.INCIDENT_CHANGED,
        at,
        Turn.OPERATOR,
        turn.id,
        Turn.word(before),
        Turn.word(turn.life.getStatus()),
        turn.life.getTitle() + ": " + reason);
  }

  /**
   * What is resolved and is not shown even when nothing fires is only counted: an incident may go
   * on for days.
   */
  private static void dropResolved(Turn turn, BlastRadius radius) {
    for (IncidentAlert alert : radius.resolvedBeyond(turn.parameters.alertsShown())) {
      turn.memory.drop(alert.getId());
      turn.life.setKept(turn.life.getKept() - 1);
    }
  }

  private static void askForChanges(Turn turn, BlastRadius radius) {
    List<String> asked = turn.life.getAskedServices();
    for (AffectedService service : radius.services(turn.parameters.servicesShown())) {
      String name = service.getService();
      if (asked.size() < turn.parameters.servicesShown() && !asked.contains(name)) {
        asked = new ArrayList<>(asked);
        asked.add(name);
        turn.out.toService(
            ServiceActor.key(turn.life.getEnvironment(), name),
            Messages.changesAsked(turn.life.getEnvironment(), turn.id, turn.life.getStartsAt()));
      }
    }
    turn.life.setAskedServices(asked);
  }

  /**
   * Alerts of other tools that nothing was heard of for long are over. Returns when the next one
   * is, negative when any was now; the largest long for never.
   */
  private static long expireSilent(Turn turn) {
    long silent = turn.parameters.silentAfter().toMillis();
    long next = Long.MAX_VALUE;
    List<IncidentMemberRecord> over = new ArrayList<>();
    for (IncidentMemberRecord member : turn.memory.members()) {
      IncidentAlert alert = member.getAlert();
      if (BlastRadius.isFiring(alert) && !Turn.OPERATOR.equals(alert.getSender())) {
        long due = member.getSeenAt() + silent;
        if (due <= turn.now) {
          over.add(member);
        } else {
          next = Math.min(next, due);
        }
      }
    }
    for (IncidentMemberRecord member : over) {
      IncidentAlert alert =
          IncidentAlert.newBuilder(member.getAlert())
              .setStatus(AlertStatus.RESOLVED)
              .setEndsAt(Math.max(member.getSeenAt(), member.getAlert().getStartsAt()))
              .build();
      turn.keep(new IncidentMemberRecord(alert, member.getSeenAt(), member.getByPerson()));
    }
    return over.isEmpty() ? next : -next;
  }
}
