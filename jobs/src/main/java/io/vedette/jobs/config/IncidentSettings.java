package io.vedette.jobs.config;

import io.vedette.algorithms.incident.IncidentParameters;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import java.time.Duration;
import java.util.List;

/** Settings of how incidents live. */
public final class IncidentSettings {

  private static final IncidentParameters DEFAULTS = IncidentParameters.defaults();

  /** Gathering. */
  public static final Setting<Duration> TELL_EVERY =
      Setting.ofDuration(
              "incidents.tell-every",
              DEFAULTS.tellEvery(),
              "Changes of an incident by its alerts are gathered for so long before they are told; a"
                  + " change of its status is told at once.")
          .between(Duration.ofMillis(10), Duration.ofMinutes(1));

  /** Quiet. */
  public static final Setting<Duration> RESOLVE_AFTER =
      Setting.ofDuration(
              "incidents.resolve-after",
              DEFAULTS.resolveAfter(),
              "An incident is resolved when none of its alerts has fired for so long.")
          .between(Duration.ZERO, Duration.ofDays(1));

  /** Silence. */
  public static final Setting<Duration> SILENT_AFTER =
      Setting.ofDuration(
              "incidents.silent-after",
              DEFAULTS.silentAfter(),
              "An alert of another tool counts as resolved when nothing was heard of it for so long,"
                  + " should nobody (alerts-in.expire-after) have said so; our own say when they"
                  + " are.")
          .between(Duration.ofMinutes(1), Duration.ofDays(30));

  /** Retention. */
  public static final Setting<Duration> RETENTION =
      Setting.ofDuration(
              "incidents.retention",
              DEFAULTS.retention(),
              "How long the job knows an incident after it is over, and an alert after it was last"
                  + " heard of; until then it can be reopened.")
          .between(Duration.ofMinutes(1), Duration.ofDays(90));

  /** Retention of records. */
  public static final Setting<Duration> RECORDS_KEPT =
      Setting.ofDuration(
              "incidents.records-kept",
              Duration.ofDays(90),
              "How long the record of an incident stays on topics.incidents after it is over; then it"
                  + " is taken off by a record without a value. 0s for ever, else at least"
                  + " incidents.retention.")
          .between(Duration.ZERO, Duration.ofDays(3650));

  /** Snooze. */
  public static final Setting<Duration> LONGEST_SNOOZE =
      Setting.ofDuration(
              "incidents.longest-snooze",
              DEFAULTS.longestSnooze(),
              "Longest that an incident may be snoozed.")
          .between(Duration.ofMinutes(1), Duration.ofDays(365));

  /** Changes. */
  public static final Setting<Duration> CHANGES_BEFORE =
      Setting.ofDuration(
              "incidents.changes-before",
              DEFAULTS.changesBefore(),
              "Changes of an incident's services so long before or after its first alert are shown"
                  + " with it.")
          .between(Duration.ZERO, Duration.ofDays(7));

  /** Alerts kept. */
  public static final Setting<Integer> ALERTS_KEPT =
      Setting.ofInt(
              "incidents.alerts-kept",
              DEFAULTS.alertsKept(),
              "Alerts an incident keeps in state, resolved ones up to as many as causes are ranked"
                  + " by (causes.alerts-ranked); the rest is only counted.")
          .between(1, 1_000_000);

  /** Alerts shown. */
  public static final Setting<Integer> ALERTS_SHOWN =
      Setting.ofInt(
              "incidents.alerts-shown",
              DEFAULTS.alertsShown(),
              "Alerts in a record of an incident.")
          .between(1, 1000);

  /** Services shown. */
  public static final Setting<Integer> SERVICES_SHOWN =
      Setting.ofInt(
              "incidents.services-shown",
              DEFAULTS.servicesShown(),
              "Services in a record of an incident.")
          .between(1, 1000);

  /** Changes shown. */
  public static final Setting<Integer> CHANGES_SHOWN =
      Setting.ofInt(
              "incidents.changes-shown",
              DEFAULTS.changesShown(),
              "Changes in a record of an incident, and kept of a service.")
          .between(1, 1000);

  /** Commands. */
  public static final Setting<Integer> COMMANDS_REMEMBERED =
      Setting.ofInt(
              "incidents.commands-remembered",
              DEFAULTS.commandsRemembered(),
              "Commands of an incident that are known when they are sent again.")
          .between(1, 10_000);

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          TELL_EVERY,
          RESOLVE_AFTER,
          SILENT_AFTER,
          RETENTION,
          RECORDS_KEPT,
          LONGEST_SNOOZE,
          CHANGES_BEFORE,
          ALERTS_KEPT,
          ALERTS_SHOWN,
          SERVICES_SHOWN,
          CHANGES_SHOWN,
          COMMANDS_REMEMBERED);

  private IncidentSettings() {}

  /** How incidents live. */
  public static IncidentParameters parameters(Settings settings) {
    return new IncidentParameters(
        settings.get(TELL_EVERY),
        settings.get(RESOLVE_AFTER),
        settings.get(SILENT_AFTER),
        settings.get(RETENTION),
        settings.get(RECORDS_KEPT),
        settings.get(LONGEST_SNOOZE),
        settings.get(CHANGES_BEFORE),
        settings.get(ALERTS_KEPT),
        settings.get(ALERTS_SHOWN),
        settings.get(SERVICES_SHOWN),
        settings.get(CHANGES_SHOWN),
        settings.get(COMMANDS_REMEMBERED));
  }
}
