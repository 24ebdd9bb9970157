package io.vedette.schema.labels;

import io.vedette.schema.result.Severity;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words of other tools that mean one of our severities. */
public final class SeverityWords {

  private static final int LONGEST = 32;

  private SeverityWords() {}

  /**
   * The severity a word means, in any case: Alertmanager's customs, syslog, PagerDuty, Opsgenie,
   * Datadog (P1 to P5), Zabbix, Sentry, Kubernetes.
   *
   * @return null for a word that means none
   */
  public static @Nullable Severity of(@Nullable String word) {
    if (word == null || word.length() > LONGEST) {
      return null;
    }
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "info",
          "informational",
          "information",
          "notice",
          "debug",
          "low",
          "none",
          "normal",
          "ok",
          "p4",
          "p5",
          "sev4",
          "sev5",
          "sev-4",
          "sev-5" ->
          Severity.INFO;
      case "warning",
          "warn",
          "minor",
          "medium",
          "moderate",
          "average",
          "ticket",
          "p3",
          "sev3",
          "sev-3" ->
          Severity.WARNING;
      case "critical",
          "crit",
          "error",
          "err",
          "major",
          "high",
          "page",
          "urgent",
          "fatal",
          "alert",
          "emergency",
          "emerg",
          "disaster",
          "p1",
          "p2",
          "sev0",
          "sev1",
          "sev2",
          "sev-0",
          "sev-1",
          "sev-2" ->
          Severity.CRITICAL;
      default -> null;
    };
  }
}
