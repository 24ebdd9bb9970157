package io.vedette.algorithms.incident;

import io.vedette.schema.JobMetric;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.IncidentMemberRecord;
import io.vedette.schema.incident.IncidentMessage;
import io.vedette.schema.incident.IncidentMessageKind;
import io.vedette.schema.incident.IncidentStateRecord;
import io.vedette.schema.incident.RecentChange;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import java.util.List;
import java.util.Objects;

/**
 * An incident: takes alerts, people's commands and time, and says what it is after each change.
 *
 * <p>Guarantees: no alert joins a resolved incident, it begins one that continues it; revisions
 * have no gap; a command is applied once; each status change is told at once and in the audit,
 * changes by alerts are gathered for {@link IncidentParameters#tellEvery}. A merged incident passes
 * on what still comes for it.
 *
 * <p>Costs a look at one alert with each message, and at all of them with each record told.
 */
public final class IncidentActor {

  /** Incidents a message is passed on by, at most. */
  static final int HOPS = 16;

  private final IncidentParameters parameters;
  private final IncidentCommands commands;

  /** With these parameters. */
  public IncidentActor(IncidentParameters parameters) {
    this.parameters = parameters;
    this.commands = new IncidentCommands();
  }

  /**
   * Takes a message.
   *
   * @param id of the incident
   * @param now milliseconds since the epoch
   */
  public void receive(
      String id, IncidentMessage message, IncidentMemory memory, Outbox out, long now) {
    IncidentStateRecord life = memory.life();
    if (life == null) {
      if (message.getKind() == IncidentMessageKind.DROP_RECORD) {
        ForgottenIncidents.tell(id, message.getEnvironment(), now, out);
        return;
      }
      if (!begins(message.getKind())) {
        notKnown(id, message, out);
        return;
      }
      life = IncidentStateRecord.newBuilder().setEnvironment(message.getEnvironment()).build();
      Turn first = new Turn(id, life, memory, out, now, parameters);
      first.checkAt(now + parameters.retention().toMillis());
    }
    Turn turn = new Turn(id, life, memory, out, now, parameters);
    switch (message.getKind()) {
      case JOINED -> joined(turn, message);
      case CHANGED -> changed(turn, message);
      case LEFT -> left(turn, message);
      case MERGED -> IncidentMerges.clusterMerged(turn, message);
      case TAKE_OVER -> takeOver(turn, message);
      case TAKEN_OVER -> IncidentMerges.takenOver(turn, message);
      case MERGE_ASKED -> IncidentMerges.asked(turn, message);
      case MERGE_ANSWERED -> IncidentMerges.answered(turn, message);
      case COMMANDED -> commands.commanded(turn, message);
      case CHANGES_FOUND -> changesFound(turn, message);
      case TELL -> told(turn, message.getAt());
      case CHECK -> checked(turn, message.getAt());
      case WAKE -> woken(turn, message.getAt());
      case FORGET -> {
        if (Objects.equals(life.getForgetAt(), message.getAt())) {
          turn.dropRecordLater();
          memory.forget();
          return;
        }
      }
      case DROP_RECORD -> {
        return; // one of its id lives again, and is forgotten anew
      }
      default -> throw new IllegalArgumentException("not for an incident: " + message.getKind());
    }
    if (!isEmpty(turn)) {
      memory.keep(life);
    } else {
      memory.forget();
    }
  }

  private static boolean begins(IncidentMessageKind kind) {
    return kind == IncidentMessageKind.JOINED
        || kind == IncidentMessageKind.TAKE_OVER
        || kind == IncidentMessageKind.MERGED;
  }

  /** Looked through for the last time before it ever opened. */
  private static boolean isEmpty(Turn turn) {
    return !turn.isOpened() && turn.life.getKept() == 0 && turn.life.getCheckAt() == null;
  }

  private static void notKnown(String id, IncidentMessage message, Outbox out) {
    String reason = "there is no incident " + id;
    if (message.getKind() == IncidentMessageKind.COMMANDED) {
      IncidentCommands.refuse(id, Objects.requireNonNull(message.getCommand()), reason, out);
    } else if (message.getKind() == IncidentMessageKind.MERGE_ASKED) {
      out.toIncident(
          message.getIncident(),
          Messages.mergeAnswered(
              message.getEnvironment(), id, Objects.requireNonNull(message.getCommand()), reason));
    }
  }

  private static void joined(Turn turn, IncidentMessage message) {
    IncidentAlert alert = Objects.requireNonNull(message.getAlert());
    if (turn.isResolved() && turn.memory.member(alert.getId()) != null) {
      turn.put(alert, false);
      return;
    }
    if (passedOn(turn, message)) {
      return;
    }
    turn.put(alert, false);
    continues(turn, message);
    if (message.getHops() > 0) {
      turn.out.toAlert(
          AlertActor.key(turn.life.getEnvironment(), alert.getId()),
          Messages.placed(turn.life.getEnvironment(), turn.id, message.getIncident(), false));
    }
    if (message.getHops() > 1) {
      // the next one comes straight here
      turn.out.toIncident(
          message.getIncident(), Messages.takenOver(turn.life.getEnvironment(), turn.id));
    }
    turn.tellSoon();
  }

  private static void changed(Turn turn, IncidentMessage message) {
    IncidentAlert alert = Objects.requireNonNull(message.getAlert());
    IncidentMemberRecord known = turn.memory.member(alert.getId());
    if (known == null) {
      if (turn.isMerged() || turn.isResolved()) {
        follow(turn, message);
      } else if (BlastRadius.isFiring(alert)) {
        // one that was resolved, no longer kept, and fires after all: counted before
        turn.put(alert, false);
        turn.life.setAlertCount(turn.life.getAlertCount() - 1);
        turn.tellSoon();
      }
      return;
    }
    boolean isNew = !saysTheSame(known.getAlert(), alert);
    turn.put(alert, false);
    if (isNew && !turn.isResolved()) {
      turn.tellSoon();
    }
  }

  /**
   * Whether nothing is different but the words and what was measured: an alert that goes on firing
   * is said again with the values of then. They are kept for the next record.
   */
  private static boolean saysTheSame(IncidentAlert before, IncidentAlert now) {
    return IncidentAlert.newBuilder(now)
        .setSummary(before.getSummary())
        .setValue(before.getValue())
        .setExpected(before.getExpected())
        .setLower(before.getLower())
        .setUpper(before.getUpper())
        .build()
        .equals(before);
  }

  private static void left(Turn turn, IncidentMessage message) {
    IncidentAlert alert = Objects.requireNonNull(message.getAlert());
    if (!turn.take(alert.getId())) {
      if (turn.isMerged() || turn.isResolved()) {
        follow(turn, message);
      }
      return;
    }
    turn.out.count(JobMetric.INCIDENT_ALERTS_MOVED);
    turn.audit(
        AuditKind.INCIDENT_ALERTS_MOVED,
        alert.getStartsAt(),
        Turn.OPERATOR,
        alert.getId(),
        turn.id,
        message.getOther(),
        "alert " + alert.getId() + " belongs to " + message.getOther() + " after all");
    if (!turn.isResolved()) {
      turn.tellSoon();
    }
  }

  private static void takeOver(Turn turn, IncidentMessage message) {
    if (turn.id.equals(message.getIncident())) {
      IncidentMerges.cameBack(turn, message);
      return;
    }
    if (passedOn(turn, message)) {
      return;
    }
    message.getMembers().forEach(alert -> turn.put(alert, message.getByPerson()));
    turn.life.setAlertCount(turn.life.getAlertCount() + message.getCount());
    continues(turn, message);
    if (IncidentMerges.SPLIT.equals(message.getOrigin()) && turn.life.getSplitFrom() == null) {
      turn.life.setSplitFrom(message.getIncident());
    }
    for (IncidentAlert alert : message.getMembers()) {
      turn.out.toAlert(
          AlertActor.key(turn.life.getEnvironment(), alert.getId()),
          Messages.placed(turn.life.getEnvironment(), turn.id, null, message.getByPerson()));
    }
    if (message.getHops() > 0) {
      turn.out.toIncident(
          message.getIncident(), Messages.takenOver(turn.life.getEnvironment(), turn.id));
    }
    if (message.getByPerson()) {
      IncidentWatch.lookThrough(turn, true);
    } else {
      turn.tellSoon();
    }
  }

  private static void continues(Turn turn, IncidentMessage message) {
    if (IncidentMerges.CONTINUES.equals(message.getOrigin()) && !turn.isOpened()) {
      turn.life.setContinues(message.getOther());
    }
  }

  /**
   * Passes on what is for the one it lives on in or, resolved, for the one that continues it.
   * Whether it did; not when it was passed on too often, which only a circle could cause.
   */
  private static boolean passedOn(Turn turn, IncidentMessage message) {
    if (!turn.isMerged() && !turn.isResolved()) {
      return false;
    }
    if (message.getHops() >= HOPS) {
      IncidentMerges.standsAgain(turn);
      return false;
    }
    if (turn.isResolved() && turn.life.getSuccessor() == null) {
      int n = turn.life.getSuccessors() + 1;
      turn.life.setSuccessors(n);
      turn.life.setSuccessor(IncidentIds.successor(turn.id, n));
      turn.out.count(JobMetric.INCIDENTS_CONTINUED);
    }
    if (turn.isResolved() && !IncidentMerges.SPLIT.equals(message.getOrigin())) {
      message.setOrigin(IncidentMerges.CONTINUES);
      message.setOther(turn.id);
    }
    follow(turn, message);
    return true;
  }

  /** To where its alerts are now, if anywhere else. */
  static void follow(Turn turn, IncidentMessage message) {
    String to = turn.isMerged() ? turn.life.getMergedInto() : turn.life.getSuccessor();
    turn.forgetNoSooner();
    if (to != null && message.getHops() < HOPS) {
      message.setHops(message.getHops() + 1);
      if (message.getEnvironment().isEmpty()) {
        message.setEnvironment(turn.life.getEnvironment());
      }
      turn.out.toIncident(to, message);
    }
  }

  private static void changesFound(Turn turn, IncidentMessage message) {
    List<RecentChange> before = turn.life.getChanges();
    List<RecentChange> after =
        ServiceActor.with(before, message.getChanges(), turn.parameters.changesShown());
    if (!after.equals(before)) {
      turn.life.setChanges(after);
      if (!turn.isResolved() && !turn.isMerged()) {
        turn.tellSoon();
      }
    }
  }

  private static void told(Turn turn, long due) {
    if (Objects.equals(turn.life.getTellAt(), due)) {
      turn.life.setTellAt(null);
      if (!turn.isResolved() && !turn.isMerged()) {
        IncidentWatch.lookThrough(turn, true);
      }
    }
  }

  private static void checked(Turn turn, long due) {
    if (Objects.equals(turn.life.getCheckAt(), due)) {
      turn.life.setCheckAt(null);
      if (!turn.isResolved() && !turn.isMerged()) {
        IncidentWatch.lookThrough(turn, false);
      }
    }
  }

  private static void woken(Turn turn, long due) {
    if (turn.life.getStatus() == IncidentStatus.SNOOZED
        && Objects.equals(turn.life.getSnoozedUntil(), due)) {
      IncidentLife.wake(turn.life);
      IncidentWatch.status(
          turn, IncidentStatus.SNOOZED, IncidentChangeKind.UNSNOOZED, due, "its snooze is over");
    }
  }
}
