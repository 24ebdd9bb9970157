package io.vedette.algorithms.noise;

import io.vedette.schema.Labels;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.Severity;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What matchers see of an alert: its labels, and its fields where no label has their name: {@code
 * alertname}, {@code service}, {@code environment}, {@code severity} (in lower case), {@code
 * entity}, {@code host}, {@code caller}, {@code kind}, {@code type}, {@code sender}.
 */
public final class MatchedLabels {

  private MatchedLabels() {}

  /** The labels of an alert. */
  public static Labels of(IncomingAlert alert) {
    Map<String, String> labels = new HashMap<>(alert.getLabels());
    put(labels, "alertname", alert.getName());
    put(labels, "service", alert.getService());
    put(labels, "environment", alert.getEnvironment());
    Severity severity = alert.getSeverity();
    put(labels, "severity", severity == null ? null : severity.name().toLowerCase(Locale.ROOT));
    put(labels, "entity", alert.getEntity());
    put(labels, "host", alert.getHost());
    put(labels, "caller", alert.getCaller());
    put(labels, "kind", alert.getKind());
    put(labels, "type", alert.getType());
    put(labels, "sender", alert.getSender());
    return Labels.of(labels);
  }

  private static void put(Map<String, String> labels, String name, @Nullable String value) {
    if (value != null) {
      labels.putIfAbsent(name, value);
    }
  }
}
