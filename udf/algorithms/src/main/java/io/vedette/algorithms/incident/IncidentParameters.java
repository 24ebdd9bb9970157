package io.vedette.algorithms.incident;

import java.io.Serializable;
import java.time.Duration;

/**
 * How incidents live.
 *
 * @param tellEvery changes by alerts are gathered for so long before they are told
 * @param resolveAfter an incident is over when none of its alerts has fired for so long
 * @param silentAfter an alert of another tool that nothing was heard of for so long is over; our
 *     own say when they are
 * @param retention how long an incident is known after it is over, and an alert after it was last
 *     heard of
 * @param recordsKept how long what was told of an incident is kept after it is over, at least the
 *     retention; zero for ever
 * @param longestSnooze furthest that a snooze may reach
 * @param changesBefore changes of its services so long before its first alert are evidence
 * @param alertsKept alerts an incident keeps; of more, resolved ones go first, and of those at most
 *     as many as are shown are kept anyway
 * @param alertsShown alerts in a record of an incident
 * @param servicesShown services in a record of an incident
 * @param changesShown changes in a record of an incident, and kept of a service
 * @param commandsRemembered commands of an incident that are known when they come again
 */
public record IncidentParameters(
    Duration tellEvery,
    Duration resolveAfter,
    Duration silentAfter,
    Duration retention,
    Duration recordsKept,
    Duration longestSnooze,
    Duration changesBefore,
    int alertsKept,
    int alertsShown,
    int servicesShown,
    int changesShown,
    int commandsRemembered)
    implements Serializable {

  private static final IncidentParameters DEFAULTS =
      new IncidentParameters(
          Duration.ofMillis(500),
          Duration.ofMinutes(5),
          Duration.ofDays(2),
          Duration.ofDays(7),
          Duration.ZERO,
          Duration.ofDays(30),
          Duration.ofMinutes(30),
          20_000,
          100,
          50,
          20,
          100);

  /** Checks each and how they stand to each other. */
  public IncidentParameters {
    requirePositive("tellEvery", tellEvery);
    if (resolveAfter.isNegative()) {
      throw new IllegalArgumentException("resolveAfter must not be negative, is " + resolveAfter);
    }
    requirePositive("silentAfter", silentAfter);
    requirePositive("retention", retention);
    requirePositive("longestSnooze", longestSnooze);
    if (changesBefore.isNegative()) {
      throw new IllegalArgumentException("changesBefore must not be negative, is " + changesBefore);
    }
    if (retention.compareTo(silentAfter) < 0) {
      throw new IllegalArgumentException(
          "retention ("
              + retention
              + ") must be at least silentAfter ("
              + silentAfter
              + "), else an alert is forgotten while it fires");
    }
    if (!recordsKept.isZero() && recordsKept.compareTo(retention) < 0) {
      throw new IllegalArgumentException(
          "recordsKept ("
              + recordsKept
              + ") must be zero or at least the retention ("
              + retention
              + "), else an incident has no record that may be reopened");
    }
    requireAtLeastOne("alertsShown", alertsShown);
    requireAtLeastOne("servicesShown", servicesShown);
    requireAtLeastOne("changesShown", changesShown);
    requireAtLeastOne("commandsRemembered", commandsRemembered);
    if (alertsKept < alertsShown) {
      throw new IllegalArgumentException(
          "alertsKept (" + alertsKept + ") must be at least alertsShown (" + alertsShown + ")");
    }
  }

  /** With records that are kept for ever. */
  public IncidentParameters(
      Duration tellEvery,
      Duration resolveAfter,
      Duration silentAfter,
      Duration retention,
      Duration longestSnooze,
      Duration changesBefore,
      int alertsKept,
      int alertsShown,
      int servicesShown,
      int changesShown,
      int commandsRemembered) {
    this(
        tellEvery,
        resolveAfter,
        silentAfter,
        retention,
        Duration.ZERO,
        longestSnooze,
        changesBefore,
        alertsKept,
        alertsShown,
        servicesShown,
        changesShown,
        commandsRemembered);
  }

  /** Told twice a second, over after five quiet minutes, known for a week. */
  public static IncidentParameters defaults() {
    return DEFAULTS;
  }

  /** These, with so many alerts in a record. */
  public IncidentParameters withAlertsShown(int value) {
    return new IncidentParameters(
        tellEvery,
        resolveAfter,
        silentAfter,
        retention,
        recordsKept,
        longestSnooze,
        changesBefore,
        alertsKept,
        value,
        servicesShown,
        changesShown,
        commandsRemembered);
  }

  /** These, with records kept for so long after an incident is over; zero for ever. */
  public IncidentParameters withRecordsKept(Duration value) {
    return new IncidentParameters(
        tellEvery,
        resolveAfter,
        silentAfter,
        retention,
        value,
        longestSnooze,
        changesBefore,
        alertsKept,
        alertsShown,
        servicesShown,
        changesShown,
        commandsRemembered);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException(name + " must be at least 1 ms, is " + value);
    }
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, is " + value);
    }
  }
}
