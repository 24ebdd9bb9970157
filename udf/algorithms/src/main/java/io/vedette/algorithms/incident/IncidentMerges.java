package io.vedette.algorithms.incident;

import io.vedette.schema.JobMetric;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.IncidentMemberRecord;
import io.vedette.schema.incident.IncidentMessage;
import io.vedette.schema.incident.IncidentMessageKind;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Alerts that go from one incident to another.
 *
 * <pre>
 *   a person:  COMMANDED --&gt; from --MERGE_ASKED--&gt; into --MERGE_ANSWERED--&gt; from --TAKE_OVER--&gt; into
 *   a cluster: MERGED -----&gt; from --TAKE_OVER--&gt; into, there or not
 * </pre>
 *
 * <p>A person is asked for, since the other may not exist or be over; a cluster is never wrong. Two
 * that merge into each other get their own alerts back, and both stand again.
 */
final class IncidentMerges {

  /** Origin of alerts whose incident is resolved. */
  static final String CONTINUES = "continues";

  /** Origin of alerts that were split off. */
  static final String SPLIT = "split";

  private static final String MERGE = "merge";

  /** Alerts in one message. */
  private static final int PART = 500;

  private IncidentMerges() {}

  /** Its cluster became part of another. */
  static void clusterMerged(Turn turn, IncidentMessage message) {
    String into = message.getOther();
    if (into.equals(turn.id) || into.equals(turn.life.getMergedInto())) {
      return;
    }
    if (turn.isMerged()) {
      return; // its alerts are elsewhere already, by a person
    }
    if (turn.isResolved()) {
      if (turn.life.getSuccessor() != null && !into.equals(turn.life.getSuccessor())) {
        IncidentActor.follow(turn, message);
      }
      turn.life.setSuccessor(into);
      return;
    }
    handOver(
        turn,
        into,
        message.getAt(),
        Turn.OPERATOR,
        turn.id,
        "its alerts are connected with those of " + into,
        false);
  }

  /** All of its alerts go to another, in which it lives on. */
  private static void handOver(
      Turn turn, String into, long at, String by, String cause, String reason, boolean byPerson) {
    IncidentStatus before = turn.life.getStatus();
    BlastRadius radius = BlastRadius.of(turn.memory.members());
    List<IncidentAlert> alerts = new ArrayList<>();
    for (IncidentMemberRecord member : turn.memory.members()) {
      alerts.add(member.getAlert());
    }
    alerts.sort(BlastRadius.AS_THEY_CAME_IN);
    IncidentLife.merge(turn.life, into);
    send(turn, into, alerts, turn.life.getAlertCount() - alerts.size(), MERGE, byPerson);
    turn.memory.dropMembers();
    turn.life.setKept(0);
    turn.life.setTellAt(null);
    if (before != null) {
      turn.tell(IncidentChangeKind.MERGED, at, by, reason, radius);
      turn.audit(
          AuditKind.INCIDENT_CHANGED,
          at,
          by,
          cause,
          Turn.word(before),
          IncidentStatus.MERGED.name(),
          turn.life.getTitle() + ": " + reason);
      turn.out.count(JobMetric.INCIDENTS_MERGED);
    }
    turn.forgetLater();
  }

  private static void send(
      Turn turn,
      String to,
      List<IncidentAlert> alerts,
      int notKept,
      String origin,
      boolean byPerson) {
    int count = notKept;
    for (int from = 0; from == 0 || from < alerts.size(); from += PART) {
      List<IncidentAlert> part =
          new ArrayList<>(alerts.subList(from, Math.min(from + PART, alerts.size())));
      turn.out.toIncident(
          to,
          Messages.of(IncidentMessageKind.TAKE_OVER, turn.life.getEnvironment())
              .setIncident(turn.id)
              .setMembers(part)
              .setCount(count)
              .setOrigin(origin)
              .setByPerson(byPerson)
              .build());
      count = 0;
    }
  }

  /** Who took its alerts over, where that is not whom they were sent to. */
  static void takenOver(Turn turn, IncidentMessage message) {
    String by = message.getIncident();
    if (turn.isMerged() && !by.equals(turn.life.getMergedInto())) {
      turn.life.setMergedInto(by);
      turn.tell(
          IncidentChangeKind.MERGED,
          turn.now,
          Turn.OPERATOR,
          "it lives on in " + by,
          BlastRadius.of(turn.memory.members()));
    } else if (turn.isResolved() && turn.life.getSuccessor() != null) {
      turn.life.setSuccessor(by);
    }
  }

  /** Its own alerts, sent round in a circle: it stands again. */
  static void cameBack(Turn turn, IncidentMessage message) {
    if (turn.isMerged()) {
      standsAgain(turn);
    }
    // what left was counted on the way out
    turn.life.setAlertCount(turn.life.getAlertCount() - message.getMembers().size());
    message.getMembers().forEach(alert -> turn.put(alert, message.getByPerson()));
    turn.tellSoon();
  }

  /** Takes back that it is part of another. */
  static void standsAgain(Turn turn) {
    IncidentStatus before = turn.life.getStatus();
    turn.life.setMergedInto(null);
    turn.life.setForgetAt(null);
    turn.life.setResolvedAt(null);
    turn.life.setResolvedBy(null);
    IncidentLife.wake(turn.life);
    IncidentWatch.status(
        turn,
        before,
        IncidentChangeKind.REOPENED,
        turn.now,
        "incidents were merged into each other");
  }

  /** Another asks whether its alerts may come. */
  static void asked(Turn turn, IncidentMessage message) {
    IncidentCommand command = Objects.requireNonNull(message.getCommand());
    if (turn.isMerged() && message.getHops() < IncidentActor.HOPS) {
      IncidentActor.follow(turn, message);
      return;
    }
    String refusal = null;
    if (turn.id.equals(message.getIncident())) {
      refusal = "it would be merged into itself";
    } else if (!IncidentLife.isLive(turn.life)) {
      refusal = "incident " + turn.id + " is not open";
    } else if (!turn.life.getEnvironment().equals(message.getEnvironment())) {
      refusal = "incident " + turn.id + " is of another environment, " + turn.life.getEnvironment();
    }
    turn.out.toIncident(
        message.getIncident(),
        Messages.mergeAnswered(turn.life.getEnvironment(), turn.id, command, refusal));
  }

  /** The other has answered. */
  static void answered(Turn turn, IncidentMessage message) {
    IncidentCommand command = Objects.requireNonNull(message.getCommand());
    String refusal = message.getRefusal();
    if (refusal == null && !IncidentLife.isLive(turn.life)) {
      refusal = IncidentLife.refusedSince(turn.life).reason();
    }
    if (refusal != null) {
      IncidentCommands.refuse(turn.id, command, refusal, turn.out);
      return;
    }
    turn.out.count(JobMetric.INCIDENT_COMMANDS_APPLIED);
    handOver(
        turn,
        message.getIncident(),
        Math.min(command.getTimestamp(), turn.now),
        command.getAuthor(),
        command.getId(),
        Texts.with(
            "merged into " + message.getIncident() + " by " + Texts.by(command.getAuthor()),
            command.getComment()),
        true);
  }

  /** Some of its alerts become an incident of their own. */
  static Decision split(Turn turn, IncidentCommand command) {
    if (!IncidentLife.isLive(turn.life)) {
      return IncidentLife.refusedSince(turn.life);
    }
    List<IncidentAlert> alerts = new ArrayList<>();
    for (String id : command.getAlerts()) {
      IncidentMemberRecord member = turn.memory.member(id);
      if (member != null && !alerts.contains(member.getAlert())) {
        alerts.add(member.getAlert());
      }
    }
    if (alerts.isEmpty()) {
      return Decision.refused("none of these alerts is in it");
    }
    if (alerts.size() == turn.life.getKept()) {
      return Decision.refused("nothing would be left of it: these are all its alerts");
    }
    String other = IncidentIds.split(turn.id, command.getId());
    alerts.forEach(alert -> turn.take(alert.getId()));
    send(turn, other, alerts, 0, SPLIT, true);
    return Decision.applied(
        IncidentChangeKind.SPLIT,
        Texts.with(
            alerts.size()
                + (alerts.size() == 1 ? " alert" : " alerts")
                + " split off into "
                + other
                + " by "
                + Texts.by(command.getAuthor()),
            command.getComment()));
  }
}
