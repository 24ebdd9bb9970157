package io.vedette.kafka;

import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertState;
import io.vedette.schema.result.AlertStateKind;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.LogTemplate;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/**
 * The sinks of results: JSON by {@link io.vedette.schema.json.ResultJson}, keyed so that all that
 * is said of one thing stays in one partition, in order.
 */
public final class KafkaResults {

  /**
   * Largest result, bytes of JSON. A larger one would fail the job again and again, so the settings
   * must rule it out: what makes a result large is labels and the payload of a dead letter.
   */
  public static final int MAX_RESULT_BYTES = 16 << 20;

  private KafkaResults() {}

  /** Anomalies, keyed by series. */
  public static KafkaSink<Anomaly> anomalies(Settings settings) {
    return sink(settings, SharedSettings.ANOMALIES_TOPIC, "anomalies", Anomaly::getSeriesId);
  }

  /** Alerts, keyed by fingerprint. */
  public static KafkaSink<Alert> alerts(Settings settings) {
    return sink(settings, SharedSettings.ALERTS_TOPIC, "alerts", Alert::getFingerprint);
  }

  /**
   * Incidents, keyed by id, with a guarantee of their own: a change of status is to be seen at
   * once, and a record that repeats says the same, since the newest of an id counts; of one
   * forgotten no value.
   */
  public static KafkaSink<Incident> incidents(Settings settings) {
    return sink(
        settings.with(KafkaSettings.GUARANTEE, settings.text(KafkaSettings.INCIDENT_GUARANTEE)),
        "incidents",
        incidentSerializer(settings.get(SharedSettings.INCIDENTS_TOPIC)));
  }

  static ResultSerializer<Incident> incidentSerializer(String topic) {
    return new ResultSerializer<>(
        topic, Incident::getId, incident -> incident.getChange() == IncidentChangeKind.FORGOTTEN);
  }

  /** What changed how series are judged, keyed by series, else by incident, else by cause. */
  public static KafkaSink<Audit> audits(Settings settings) {
    return sink(settings, SharedSettings.AUDIT_TOPIC, "audit", KafkaResults::subject);
  }

  private static String subject(Audit audit) {
    String series = audit.getSeriesId();
    String incident = audit.getIncidentId();
    return series != null ? series : incident != null ? incident : audit.getCause();
  }

  /** Dead letters, keyed by origin. */
  public static KafkaSink<DeadLetter> deadLetters(Settings settings) {
    return sink(settings, SharedSettings.DEAD_LETTERS_TOPIC, "dead-letters", DeadLetter::getOrigin);
  }

  /** Dead letters of a job without checkpoints: at least once, whatever the results' guarantee. */
  public static KafkaSink<DeadLetter> deadLettersAtLeastOnce(Settings settings) {
    return deadLetters(settings.with(KafkaSettings.GUARANTEE, "at-least-once"));
  }

  /** Scored points, keyed by series. */
  public static KafkaSink<ScoredPoint> scores(Settings settings) {
    return sink(settings, SharedSettings.SCORES_TOPIC, "scores", ScoredPoint::getSeriesId);
  }

  /** What became of log templates, keyed by service and id. */
  public static KafkaSink<LogTemplate> logTemplates(Settings settings) {
    return sink(
        settings,
        SharedSettings.LOG_TEMPLATES_TOPIC,
        "log-templates",
        template -> template.getService() + "/" + template.getId());
  }

  /** What became of alerts before grouping, keyed by fingerprint; of one forgotten no value. */
  public static KafkaSink<AlertState> alertStates(Settings settings) {
    return sink(
        settings,
        "alert-states",
        new ResultSerializer<>(
            settings.get(SharedSettings.ALERT_STATES_TOPIC),
            AlertState::getFingerprint,
            state -> state.getState() == AlertStateKind.FORGOTTEN));
  }

  /** Who called whom, keyed by environment, caller and callee. */
  public static KafkaSink<CallEdge> callEdges(Settings settings) {
    return sink(
        settings,
        SharedSettings.TOPOLOGY_TOPIC,
        "topology",
        edge ->
            edge.getEnvironment()
                + "/"
                + edge.getCallerKind()
                + "/"
                + edge.getCaller()
                + "/"
                + edge.getCalleeKind()
                + "/"
                + edge.getCallee());
  }

  private static <T extends SpecificRecord> KafkaSink<T> sink(
      Settings settings, Setting<String> topic, String name, ResultKey<T> key) {
    return sink(settings, name, new ResultSerializer<>(settings.get(topic), key));
  }

  private static <T extends SpecificRecord> KafkaSink<T> sink(
      Settings settings, String name, ResultSerializer<T> serializer) {
    return KafkaSink.<T>builder()
        .setKafkaProducerConfig(properties(settings))
        // read from the properties too, but the builder wants to be told
        .setBootstrapServers(KafkaClients.properties(settings).getProperty("bootstrap.servers"))
        .setRecordSerializer(serializer)
        .setDeliveryGuarantee(
            switch (settings.get(KafkaSettings.GUARANTEE)) {
              case EXACTLY_ONCE -> DeliveryGuarantee.EXACTLY_ONCE;
              case AT_LEAST_ONCE -> DeliveryGuarantee.AT_LEAST_ONCE;
            })
        .setTransactionalIdPrefix(settings.get(KafkaSettings.TRANSACTIONAL_ID_PREFIX) + "-" + name)
        .build();
  }

  static Properties properties(Settings settings) {
    Properties properties = new Properties();
    properties.setProperty("linger.ms", "20");
    properties.setProperty("max.request.size", Integer.toString(MAX_RESULT_BYTES));
    properties.setProperty("compression.type", "lz4");
    properties.setProperty(
        "transaction.timeout.ms",
        Long.toString(settings.get(KafkaSettings.TRANSACTION_TIMEOUT).toMillis()));
    properties.putAll(KafkaClients.properties(settings));
    return properties;
  }
}
