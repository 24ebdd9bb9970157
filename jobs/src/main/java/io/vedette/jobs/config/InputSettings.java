package io.vedette.jobs.config;

import io.vedette.functions.inputs.CountOptions;
import io.vedette.functions.inputs.ExpiryOptions;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import java.time.Duration;
import java.util.List;

/** Settings of other tools' alerts and of events. */
public final class InputSettings {

  private static final ExpiryOptions EXPIRY = ExpiryOptions.defaults();
  private static final CountOptions COUNTING = CountOptions.defaults();

  /** Expiry. */
  public static final Setting<Duration> EXPIRE_AFTER =
      Setting.ofDuration(
              "alerts-in.expire-after",
              EXPIRY.expireAfter(),
              "How long an alert of another tool fires that is not sent again and does not say when"
                  + " it expires (as Prometheus does); then it is resolved here.")
          .between(Duration.ofMinutes(1), Duration.ofDays(365));

  /** Grace after a start. */
  public static final Setting<Duration> EXPIRY_GRACE =
      Setting.ofDuration(
              "alerts-in.expiry-grace",
              EXPIRY.grace(),
              "No alert expires sooner than this after a start of the job: what was sent meanwhile"
                  + " is still to be read.")
          .between(Duration.ZERO, Duration.ofHours(1));

  /** Memory. */
  public static final Setting<Duration> ALERT_RETENTION =
      Setting.ofDuration(
              "alerts-in.retention",
              EXPIRY.retention(),
              "How long the last firing of an alert is remembered, so that what is sent of it late"
                  + " is told from a new one.")
          .between(Duration.ofMinutes(2), Duration.ofDays(366));

  /** Interval of counts. */
  public static final Setting<Duration> INTERVAL =
      Setting.ofDuration(
              "events.interval",
              COUNTING.interval(),
              "Events are counted by workload, reason and interval; each count is a sample of"
                  + " kubernetes_events.")
          .between(Duration.ofSeconds(1), Duration.ofHours(1));

  /** Grace of late events. */
  public static final Setting<Duration> GRACE =
      Setting.ofDuration(
              "events.grace",
              COUNTING.grace(),
              "How much later than its time an event may come and still count in its interval; one"
                  + " that is later counts in the open one.")
          .between(Duration.ZERO, Duration.ofHours(1));

  /** How long zeros are counted. */
  public static final Setting<Duration> QUIET =
      Setting.ofDuration(
              "events.quiet",
              COUNTING.quiet(),
              "How long after the last event zeros are counted; then the series ends.")
          .between(Duration.ZERO, Duration.ofDays(30));

  /** Memory of counts. */
  public static final Setting<Duration> EVENT_RETENTION =
      Setting.ofDuration(
              "events.retention",
              COUNTING.retention(),
              "A count that nothing is heard of for so long is forgotten, by the clock.")
          .between(Duration.ofMinutes(1), Duration.ofDays(365));

  /** Reasons. */
  public static final Setting<List<String>> EVENT_ALERTS =
      Setting.ofList(
          "events.alerts",
          List.of(
              "BackOff",
              "Evicted",
              "FailedAttachVolume",
              "FailedCreate",
              "FailedMount",
              "FailedScheduling",
              "NodeNotReady",
              "OOMKilling",
              "SystemOOM"),
          "Reasons of events that are alerts by themselves, whatever is usual; all are counted.");

  /** How long they fire. */
  public static final Setting<Duration> ALERT_FOR =
      Setting.ofDuration(
              "events.alert-for",
              Duration.ofMinutes(10),
              "How long the alert of an event fires after it happened last.")
          .between(Duration.ofMinutes(1), Duration.ofDays(1));

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          EXPIRE_AFTER,
          EXPIRY_GRACE,
          ALERT_RETENTION,
          INTERVAL,
          GRACE,
          QUIET,
          EVENT_RETENTION,
          EVENT_ALERTS,
          ALERT_FOR);

  private InputSettings() {}

  /** When alerts expire. */
  public static ExpiryOptions expiry(Settings settings) {
    return new ExpiryOptions(
        settings.get(EXPIRE_AFTER), settings.get(EXPIRY_GRACE), settings.get(ALERT_RETENTION));
  }

  /** How events are counted. */
  public static CountOptions counting(Settings settings) {
    return new CountOptions(
        settings.get(INTERVAL),
        settings.get(GRACE),
        settings.get(QUIET),
        settings.get(EVENT_RETENTION));
  }
}
