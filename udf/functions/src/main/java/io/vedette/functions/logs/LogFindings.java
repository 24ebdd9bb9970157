package io.vedette.functions.logs;

import io.vedette.algorithms.logs.BurstRule;
import io.vedette.functions.AlertIdentity;
import io.vedette.schema.Labels;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Severity;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Turns what is known of a template into the alerts that say it. */
final class LogFindings {

  private static final String NEW_TEMPLATE = "NewLogTemplate";
  private static final String BURST = "LogBurst";
  private static final String DETECTOR = "logs";
  private static final String ONLINE = "online";

  private final BurstRule burst;
  private final Duration interval;

  LogFindings(BurstRule burst, Duration interval) {
    this.burst = burst;
    this.interval = interval;
  }

  Alert isNew(String service, MinedTemplate template, String text, long now) {
    return alert(NEW_TEMPLATE, AlertStatus.FIRING, service, template, template.firstSeen, now)
        .setLabels(labels(service, template, text))
        .setSummary(who(service) + " logs what it never did: " + text)
        .build();
  }

  Alert isKnown(String service, MinedTemplate template, String text, long now) {
    return alert(NEW_TEMPLATE, AlertStatus.RESOLVED, service, template, template.firstSeen, now)
        .setLabels(labels(service, template, text))
        .setSummary(who(service) + " has logged it for a while: " + text)
        .build();
  }

  Alert bursts(String service, MinedTemplate template, String text, long now) {
    return alert(BURST, AlertStatus.FIRING, service, template, template.burstSince, now)
        .setLabels(labels(service, template, text))
        .setValue((double) template.now)
        .setExpected(template.usual)
        .setLower(Double.NEGATIVE_INFINITY)
        .setUpper(burst.threshold(template.usual))
        .setSummary(
            "%s logs %d times in %d s what it logs %.1f times usually: %s"
                .formatted(who(service), template.now, interval.toSeconds(), template.usual, text))
        .build();
  }

  Alert burstIsOver(String service, MinedTemplate template, String text, long now) {
    return alert(BURST, AlertStatus.RESOLVED, service, template, template.burstSince, now)
        .setLabels(labels(service, template, text))
        .setSummary(who(service) + " no longer logs more often than usual: " + text)
        .build();
  }

  private static Map<String, String> labels(String service, MinedTemplate template, String text) {
    Map<String, String> labels = new HashMap<>();
    if (!service.isEmpty()) {
      labels.put(LogSeries.SERVICE, service);
    }
    labels.put(LogSeries.TEMPLATE_ID, SeriesHash.toHex(template.id));
    labels.put("template", text);
    labels.put("level", template.level.name());
    if (!template.samples.isEmpty()) {
      labels.put("sample", template.samples.get(template.samples.size() - 1));
    }
    return labels;
  }

  private static Alert.Builder alert(
      String name,
      AlertStatus status,
      String service,
      MinedTemplate template,
      long startsAt,
      long now) {
    Labels series = LogSeries.labels(service, template.id);
    String fingerprint = AlertIdentity.fingerprint(series.hash(), name);
    long updatedAt = Math.max(startsAt, now);
    return Alert.newBuilder()
        .setId(AlertIdentity.id(fingerprint, startsAt))
        .setFingerprint(fingerprint)
        .setStatus(status)
        .setName(name)
        .setSeriesId(SeriesHash.toHex(series.hash()))
        .setMetric(LogSeries.METRIC)
        .setService(service.isEmpty() ? null : service)
        .setSeverity(template.isGrave() ? Severity.WARNING : Severity.INFO)
        .setStartsAt(startsAt)
        .setUpdatedAt(updatedAt)
        .setEndsAt(status == AlertStatus.RESOLVED ? updatedAt : null)
        .setValue(Double.NaN)
        .setExpected(Double.NaN)
        .setLower(Double.NaN)
        .setUpper(Double.NaN)
        .setScore(status == AlertStatus.FIRING ? 1 : 0)
        .setPeakScore(1)
        .setDetector(DETECTOR)
        .setModelVersion(ONLINE);
  }

  private static String who(String service) {
    return service.isEmpty() ? "a service without a name" : service;
  }
}
