package io.vedette.settings;

import java.nio.file.Path;
import java.util.List;

/** Settings the gateway and the jobs must agree on. */
public final class SharedSettings {

  /** Where Kafka is. */
  public static final Setting<String> KAFKA_BOOTSTRAP_SERVERS =
      Setting.ofString(
          "kafka.bootstrap-servers", "127.0.0.1:9092", "Kafka brokers, host:port, by commas.");

  /** Extra client properties, for TLS and SASL. */
  public static final Setting<Path> KAFKA_CLIENT_PROPERTIES =
      Setting.ofOptionalPath(
          "kafka.client-properties",
          "Properties file handed to every Kafka client: security.protocol, SASL, TLS, tuning. A key"
              + " that a setting says (bootstrap.servers, group.id, ...) or that delivery rests on"
              + " (acks, isolation.level, ...) is refused. Kept out of logs.");

  /** Remote-write and JSON bodies. */
  public static final Setting<String> METRICS_TOPIC =
      Setting.ofString(
          "topics.metrics",
          "vedette.metrics",
          "Metric bodies as they came, keyed by source; the header vedette-format says which format.");

  /** OTLP metrics, from the gateway or straight from a Collector. */
  public static final Setting<String> OTLP_METRICS_TOPIC =
      Setting.ofString(
          "topics.otlp-metrics",
          "otlp_metrics",
          "OTLP metrics, otlp_proto or otlp_json, from the gateway or from the Collector's kafka"
              + " exporter.");

  /** Log bodies. */
  public static final Setting<String> LOGS_TOPIC =
      Setting.ofString(
          "topics.logs",
          "vedette.logs",
          "Log bodies as they came, from the gateway or from Fluent Bit's kafka output; the header"
              + " vedette-format says which format, without it they are JSON objects.");

  /** OTLP logs, from the gateway or straight from a Collector. */
  public static final Setting<String> OTLP_LOGS_TOPIC =
      Setting.ofString(
          "topics.otlp-logs",
          "otlp_logs",
          "OTLP logs, otlp_proto or otlp_json, from the gateway or from the Collector's kafka"
              + " exporter.");

  /** Spans, from the gateway or straight from a Collector or Jaeger. */
  public static final Setting<String> OTLP_SPANS_TOPIC =
      Setting.ofString(
          "topics.otlp-spans",
          "otlp_spans",
          "Spans, from the gateway, or from the Collector's kafka exporter (otlp_proto, otlp_json) or"
              + " another writer of a format named by sources.spans-format.");

  /** Who calls whom. */
  public static final Setting<String> TOPOLOGY_TOPIC =
      Setting.ofString(
          "topics.topology",
          "vedette.topology",
          "Who called whom in the last interval, as traces tell, keyed by caller and callee;"
              + " compacted.");

  /** What became of log templates. */
  public static final Setting<String> LOG_TEMPLATES_TOPIC =
      Setting.ofString(
          "topics.log-templates",
          "vedette.log-templates",
          "Log templates that are new, more general or retired, keyed by service and id;"
              + " compacted.");

  /** Alerts of other tools. */
  public static final Setting<String> ALERTS_IN_TOPIC =
      Setting.ofString(
          "topics.alerts-in",
          "vedette.alerts.in",
          "Bodies of other tools' alerts as they came; the header vedette-format says which format,"
              + " without it they are told by sight.");

  /** Changes. */
  public static final Setting<String> CHANGES_TOPIC =
      Setting.ofString(
          "topics.changes",
          "vedette.changes",
          "Bodies of deployments and other changes as they came; without the header"
              + " vedette-mapping in our own words.");

  /** Events of Kubernetes. */
  public static final Setting<String> EVENTS_TOPIC =
      Setting.ofString(
          "topics.events",
          "vedette.events",
          "Events of Kubernetes as they came, from the gateway or from an exporter.");

  /** What people say. */
  public static final Setting<String> COMMANDS_TOPIC =
      Setting.ofString(
          "topics.commands",
          "vedette.commands",
          "What people say of series and do with incidents, keyed by series or incident.");

  /** Rules. */
  public static final Setting<String> RULES_TOPIC =
      Setting.ofString(
          "topics.rules",
          "vedette.rules",
          "Detector settings of the series that match, keyed by the rule's id; silences, maintenance"
              + " windows, inhibitions and rules of flapping, keyed by kind/id; compacted.");

  /** Anomalies. */
  public static final Setting<String> ANOMALIES_TOPIC =
      Setting.ofString("topics.anomalies", "vedette.anomalies", "Anomalies, keyed by series.");

  /** Alerts. */
  public static final Setting<String> ALERTS_TOPIC =
      Setting.ofString("topics.alerts", "vedette.alerts", "Alerts, keyed by fingerprint.");

  /** Incidents. */
  public static final Setting<String> INCIDENTS_TOPIC =
      Setting.ofString(
          "topics.incidents",
          "vedette.incidents",
          "Incidents as they are after each change, keyed by id; compacted.");

  /** What became of alerts. */
  public static final Setting<String> ALERT_STATES_TOPIC =
      Setting.ofString(
          "topics.alert-states",
          "vedette.alert-states",
          "What became of each alert before grouping: passed on, or held back by which rules; keyed by"
              + " fingerprint, compacted.");

  /** Audit. */
  public static final Setting<String> AUDIT_TOPIC =
      Setting.ofString(
          "topics.audit",
          "vedette.audit",
          "What changed how series are judged, or what was said of them, keyed by series.");

  /** Scored points. */
  public static final Setting<String> SCORES_TOPIC =
      Setting.ofString(
          "topics.scores", "vedette.scores", "Every scored point, when scores.publish is on.");

  /** Trained models. */
  public static final Setting<String> MODELS_TOPIC =
      Setting.ofString(
          "topics.models",
          "vedette.models",
          "Trained models and their figures, keyed by series; compacted.");

  /** Dead letters. */
  public static final Setting<String> DEAD_LETTERS_TOPIC =
      Setting.ofString(
          "topics.dead-letters", "vedette.dead-letters", "Input that was not processed, and why.");

  /** Size of the largest body, packed. */
  public static final Setting<Long> MAX_BODY_BYTES =
      Setting.ofBytes("limits.body-bytes", 4 << 20, "Largest request or Kafka value taken.")
          .between(1L << 10, 64L << 20);

  /** Size of the largest body, unpacked. */
  public static final Setting<Long> MAX_UNPACKED_BYTES =
      Setting.ofBytes(
              "limits.unpacked-body-bytes", 32 << 20, "Largest body taken after decompression.")
          .between(1L << 10, 1L << 30);

  /** Labels a series. */
  public static final Setting<Integer> MAX_LABELS =
      Setting.ofInt("limits.labels-per-series", 64, "Most labels of a series, its name included.")
          .between(1, 1024);

  /** Length of a label name. */
  public static final Setting<Integer> MAX_LABEL_NAME_BYTES =
      Setting.ofInt("limits.label-name-bytes", 1024, "Longest label name, bytes of UTF-8.")
          .between(1, 65_535);

  /** Length of a label value. */
  public static final Setting<Integer> MAX_LABEL_VALUE_BYTES =
      Setting.ofInt("limits.label-value-bytes", 2048, "Longest label value, bytes of UTF-8.")
          .between(1, 65_535);

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          KAFKA_BOOTSTRAP_SERVERS,
          KAFKA_CLIENT_PROPERTIES,
          METRICS_TOPIC,
          OTLP_METRICS_TOPIC,
          LOGS_TOPIC,
          OTLP_LOGS_TOPIC,
          OTLP_SPANS_TOPIC,
          TOPOLOGY_TOPIC,
          LOG_TEMPLATES_TOPIC,
          ALERTS_IN_TOPIC,
          CHANGES_TOPIC,
          EVENTS_TOPIC,
          COMMANDS_TOPIC,
          RULES_TOPIC,
          ANOMALIES_TOPIC,
          ALERTS_TOPIC,
          INCIDENTS_TOPIC,
          ALERT_STATES_TOPIC,
          AUDIT_TOPIC,
          SCORES_TOPIC,
          MODELS_TOPIC,
          DEAD_LETTERS_TOPIC,
          MAX_BODY_BYTES,
          MAX_UNPACKED_BYTES,
          MAX_LABELS,
          MAX_LABEL_NAME_BYTES,
          MAX_LABEL_VALUE_BYTES);

  private SharedSettings() {}
}
