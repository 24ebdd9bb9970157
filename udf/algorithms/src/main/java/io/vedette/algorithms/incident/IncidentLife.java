package io.vedette.algorithms.incident;

import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.incident.IncidentStateRecord;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which status follows which.
 *
 * <pre>
 *               ACKNOWLEDGE             SNOOZE               RESOLVE, or quiet
 *   OPEN ---------------------&gt; ACKNOWLEDGED ---&gt; SNOOZED -------------------&gt; RESOLVED --REOPEN--&gt; OPEN
 *    ^ &lt;----UNACKNOWLEDGE------+    ^               |
 *    +------------------------------+---UNSNOOZE, time over, worse
 *   OPEN, ACKNOWLEDGED, SNOOZED --MERGE--&gt; MERGED
 * </pre>
 *
 * <p>A command that would change nothing is refused, and says why. Nothing here knows of alerts.
 */
final class IncidentLife {

  private IncidentLife() {}

  /** Whether it is neither over nor part of another. */
  static boolean isLive(IncidentStateRecord life) {
    IncidentStatus status = life.getStatus();
    return status == IncidentStatus.OPEN
        || status == IncidentStatus.ACKNOWLEDGED
        || status == IncidentStatus.SNOOZED;
  }

  /**
   * Applies a command that concerns this incident alone.
   *
   * @param at when it was said
   * @param severity of the incident now
   * @param services of the incident with alerts that fire
   */
  static Decision apply(
      IncidentStateRecord life,
      IncidentCommand command,
      long at,
      long now,
      IncidentParameters parameters,
      Severity severity,
      int services) {
    return switch (command.getKind()) {
      case ACKNOWLEDGE -> acknowledge(life, command, at);
      case UNACKNOWLEDGE -> unacknowledge(life, command);
      case SNOOZE -> snooze(life, command, now, parameters, severity, services);
      case UNSNOOZE -> unsnooze(life, command);
      case RESOLVE -> resolve(life, command, at);
      case REOPEN -> reopen(life, command);
      case COMMENT ->
          command.getComment().isEmpty()
              ? Decision.refused("a comment without words")
              : Decision.applied(
                  IncidentChangeKind.UPDATED,
                  Texts.with(
                      "commented by " + Texts.by(command.getAuthor()), command.getComment()));
      case MERGE, SPLIT -> throw new IllegalArgumentException("concerns another incident too");
    };
  }

  private static Decision acknowledge(IncidentStateRecord life, IncidentCommand command, long at) {
    if (!isLive(life)) {
      return refusedSince(life);
    }
    if (life.getStatus() == IncidentStatus.ACKNOWLEDGED
        && command.getAuthor().equals(life.getAcknowledgedBy())) {
      return Decision.refused(
          "it is acknowledged by " + Texts.by(command.getAuthor()) + " already");
    }
    life.setStatus(IncidentStatus.ACKNOWLEDGED);
    life.setAcknowledgedAt(at);
    life.setAcknowledgedBy(command.getAuthor());
    awake(life);
    return Decision.applied(
        IncidentChangeKind.ACKNOWLEDGED,
        Texts.with("acknowledged by " + Texts.by(command.getAuthor()), command.getComment()));
  }

  private static Decision unacknowledge(IncidentStateRecord life, IncidentCommand command) {
    if (!isLive(life)) {
      return refusedSince(life);
    }
    if (life.getAcknowledgedAt() == null) {
      return Decision.refused("nobody has acknowledged it");
    }
    life.setAcknowledgedAt(null);
    life.setAcknowledgedBy(null);
    if (life.getStatus() == IncidentStatus.ACKNOWLEDGED) {
      life.setStatus(IncidentStatus.OPEN);
    }
    return Decision.applied(
        IncidentChangeKind.UNACKNOWLEDGED,
        Texts.with("given back by " + Texts.by(command.getAuthor()), command.getComment()));
  }

  private static Decision snooze(
      IncidentStateRecord life,
      IncidentCommand command,
      long now,
      IncidentParameters parameters,
      Severity severity,
      int services) {
    Long until = command.getUntil();
    if (until == null) {
      return Decision.refused("SNOOZE needs a time until which");
    }
    if (!isLive(life)) {
      return refusedSince(life);
    }
    if (until <= now) {
      return Decision.refused("the time to snooze until, " + Texts.time(until) + ", is over");
    }
    if (until - now > parameters.longestSnooze().toMillis()) {
      return Decision.refused(
          "it may be snoozed for "
              + parameters.longestSnooze()
              + " at most, not until "
              + Texts.time(until));
    }
    life.setStatus(IncidentStatus.SNOOZED);
    life.setSnoozedUntil(until);
    life.setSnoozedSeverity(severity);
    life.setSnoozedServices(services);
    return Decision.applied(
        IncidentChangeKind.SNOOZED,
        Texts.with(
            "snoozed until " + Texts.time(until) + " by " + Texts.by(command.getAuthor()),
            command.getComment()));
  }

  private static Decision unsnooze(IncidentStateRecord life, IncidentCommand command) {
    if (life.getStatus() != IncidentStatus.SNOOZED) {
      return isLive(life) ? Decision.refused("it is not snoozed") : refusedSince(life);
    }
    wake(life);
    return Decision.applied(
        IncidentChangeKind.UNSNOOZED,
        Texts.with("woken by " + Texts.by(command.getAuthor()), command.getComment()));
  }

  private static Decision resolve(IncidentStateRecord life, IncidentCommand command, long at) {
    if (!isLive(life)) {
      return refusedSince(life);
    }
    resolve(life, at, command.getAuthor(), command.getComment());
    return Decision.applied(
        IncidentChangeKind.RESOLVED,
        Texts.with("resolved by " + Texts.by(command.getAuthor()), command.getComment()));
  }

  private static Decision reopen(IncidentStateRecord life, IncidentCommand command) {
    if (life.getStatus() != IncidentStatus.RESOLVED) {
      return isLive(life) ? Decision.refused("it is not resolved") : refusedSince(life);
    }
    life.setStatus(IncidentStatus.OPEN);
    life.setResolvedAt(null);
    life.setResolvedBy(null);
    life.setResolution(null);
    life.setAcknowledgedAt(null);
    life.setAcknowledgedBy(null);
    life.setSuccessor(null);
    life.setForgetAt(null);
    life.setQuietSince(null);
    return Decision.applied(
        IncidentChangeKind.REOPENED,
        Texts.with("reopened by " + Texts.by(command.getAuthor()), command.getComment()));
  }

  /** Why a command for a live incident is refused. */
  static Decision refusedSince(IncidentStateRecord life) {
    return Decision.refused(
        life.getStatus() == IncidentStatus.MERGED
            ? "it lives on in " + life.getMergedInto()
            : "it is resolved");
  }

  /** It is over. */
  static void resolve(
      IncidentStateRecord life, long at, String author, @Nullable String resolution) {
    life.setStatus(IncidentStatus.RESOLVED);
    life.setResolvedAt(at);
    life.setResolvedBy(author);
    life.setResolution(resolution == null || resolution.isEmpty() ? null : resolution);
    awake(life);
  }

  /** A snooze is over: it is what it was before. */
  static void wake(IncidentStateRecord life) {
    life.setStatus(
        life.getAcknowledgedAt() == null ? IncidentStatus.OPEN : IncidentStatus.ACKNOWLEDGED);
    awake(life);
  }

  /** It lives on in another. */
  static void merge(IncidentStateRecord life, String into) {
    life.setStatus(IncidentStatus.MERGED);
    life.setMergedInto(into);
    awake(life);
  }

  private static void awake(IncidentStateRecord life) {
    life.setSnoozedUntil(null);
    life.setSnoozedSeverity(null);
    life.setSnoozedServices(0);
  }

  /** Why a snoozed incident should not sleep on; null when nothing is worse. */
  static @Nullable String worse(IncidentStateRecord life, Severity severity, int services) {
    if (life.getStatus() != IncidentStatus.SNOOZED) {
      return null;
    }
    Severity then = Objects.requireNonNullElse(life.getSnoozedSeverity(), Severity.INFO);
    if (severity.compareTo(then) > 0) {
      return "it became worse while snoozed: " + severity + " after " + then;
    }
    int before = Math.max(1, life.getSnoozedServices());
    return services >= 2 * before
        ? "it became worse while snoozed: " + services + " services after " + before
        : null;
  }

  /** Whether a command was applied before; it is known from now on. */
  static boolean isKnown(IncidentStateRecord life, String command, int remembered) {
    if (life.getCommands().contains(command)) {
      return true;
    }
    List<String> commands = new ArrayList<>(life.getCommands());
    commands.add(command);
    life.setCommands(
        commands.size() <= remembered
            ? commands
            : new ArrayList<>(commands.subList(commands.size() - remembered, commands.size())));
    return false;
  }
}
