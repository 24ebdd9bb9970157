package io.vedette.algorithms.incident;

import io.vedette.schema.JobMetric;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.control.IncidentCommandKind;
import io.vedette.schema.incident.IncidentMessage;
import io.vedette.schema.incident.IncidentMessageKind;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import java.util.Objects;

/**
 * What people say to an incident. Each command is applied once, whoever sends it again; what cannot
 * be applied is a dead letter and a line of the audit, with the reason.
 */
final class IncidentCommands {

  void commanded(Turn turn, IncidentMessage message) {
    IncidentCommand command = Objects.requireNonNull(message.getCommand());
    if (!turn.isOpened()) {
      refuse(turn.id, command, "there is no incident " + turn.id, turn.out);
      return;
    }
    if (turn.life.getCommands().contains(command.getId())) {
      turn.out.count(JobMetric.INCIDENT_COMMANDS_REPEATED);
      return; // applied before it was merged into another
    }
    if (turn.isMerged()
        && isPassedOn(command.getKind())
        && message.getHops() < IncidentActor.HOPS) {
      IncidentActor.follow(turn, message);
      return;
    }
    if (IncidentLife.isKnown(turn.life, command.getId(), turn.parameters.commandsRemembered())) {
      turn.out.count(JobMetric.INCIDENT_COMMANDS_REPEATED);
      return;
    }
    if (command.getKind() == IncidentCommandKind.MERGE) {
      merge(turn, command);
    } else {
      apply(turn, command);
    }
  }

  /** Commands for what the incident became part of; people answer to what they saw last. */
  private static boolean isPassedOn(IncidentCommandKind kind) {
    return kind != IncidentCommandKind.MERGE && kind != IncidentCommandKind.REOPEN;
  }

  private static void merge(Turn turn, IncidentCommand command) {
    String into = command.getInto();
    if (!IncidentLife.isLive(turn.life)) {
      refuse(turn.id, command, IncidentLife.refusedSince(turn.life).reason(), turn.out);
    } else if (into == null || into.equals(turn.id)) {
      refuse(turn.id, command, "MERGE needs another incident to merge into", turn.out);
    } else {
      turn.out.toIncident(into, Messages.mergeAsked(turn.life.getEnvironment(), turn.id, command));
    }
  }

  private static void apply(Turn turn, IncidentCommand command) {
    IncidentStatus before = turn.life.getStatus();
    long at = Math.min(command.getTimestamp(), turn.now);
    BlastRadius radius = BlastRadius.of(turn.memory.members());
    Decision decision =
        command.getKind() == IncidentCommandKind.SPLIT
            ? IncidentMerges.split(turn, command)
            : IncidentLife.apply(
                turn.life,
                command,
                at,
                turn.now,
                turn.parameters,
                radius.severity(turn.life.getSeverity()),
                radius.servicesFiring());
    IncidentChangeKind change = decision.change();
    if (change == null) {
      refuse(turn.id, command, decision.reason(), turn.out);
      return;
    }
    Long until = turn.life.getSnoozedUntil();
    if (change == IncidentChangeKind.SNOOZED && until != null) {
      turn.out.later(Messages.later(IncidentMessageKind.WAKE, turn.life.getEnvironment(), until));
    }
    if (change == IncidentChangeKind.RESOLVED) {
      turn.out.count(JobMetric.INCIDENTS_RESOLVED);
      turn.forgetLater();
    }
    if (change == IncidentChangeKind.REOPENED) {
      turn.checkAt(turn.now + turn.parameters.resolveAfter().toMillis());
    }
    turn.out.count(JobMetric.INCIDENT_COMMANDS_APPLIED);
    turn.tell(
        change,
        at,
        command.getAuthor(),
        decision.reason(),
        change == IncidentChangeKind.SPLIT ? BlastRadius.of(turn.memory.members()) : radius);
    turn.audit(
        AuditKind.INCIDENT_CHANGED,
        at,
        command.getAuthor(),
        command.getId(),
        Turn.word(before),
        Turn.word(turn.life.getStatus()),
        turn.life.getTitle() + ": " + decision.reason());
  }

  /** A command that cannot be applied: says so to whoever listens. */
  static void refuse(String incident, IncidentCommand command, String reason, Outbox out) {
    out.count(JobMetric.INCIDENT_COMMANDS_REFUSED);
    out.refuse(command, reason);
    out.audit(
        Audit.newBuilder()
            .setKind(AuditKind.INCIDENT_COMMAND_REFUSED)
            .setIncidentId(incident)
            .setTimestamp(command.getTimestamp())
            .setAuthor(command.getAuthor())
            .setCause(command.getId())
            .setBefore("")
            .setAfter("")
            .setMessage(command.getKind() + " of " + incident + " was refused: " + reason)
            .build());
  }
}
