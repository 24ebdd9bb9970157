package io.vedette.cli.tail;

import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertState;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.settings.Setting;
import io.vedette.settings.SharedSettings;
import java.util.Locale;

/** What can be listened to. */
public enum ResultKind {
  /** Firing and resolved. */
  ALERTS,
  /** Passed on, or held back by which rules. */
  ALERT_STATES,
  /** Samples out of their band. */
  ANOMALIES,
  /** What changed how series are judged. */
  AUDIT,
  /** Incidents after each change. */
  INCIDENTS,
  /** Input that was refused. */
  DEAD_LETTERS,
  /** Every sample, when scores.publish is on. */
  SCORES;

  /** The setting that names its topic. */
  public Setting<String> topic() {
    return switch (this) {
      case ALERTS -> SharedSettings.ALERTS_TOPIC;
      case ALERT_STATES -> SharedSettings.ALERT_STATES_TOPIC;
      case ANOMALIES -> SharedSettings.ANOMALIES_TOPIC;
      case AUDIT -> SharedSettings.AUDIT_TOPIC;
      case INCIDENTS -> SharedSettings.INCIDENTS_TOPIC;
      case DEAD_LETTERS -> SharedSettings.DEAD_LETTERS_TOPIC;
      case SCORES -> SharedSettings.SCORES_TOPIC;
    };
  }

  /** As one writes it on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * One record as a line.
   *
   * @throws IllegalArgumentException when the bytes are not such a record
   */
  String print(byte[] json, ResultLine line) {
    return switch (this) {
      case ALERTS -> line.alert(ResultJson.read(json, Alert.class));
      case ALERT_STATES -> line.alertState(ResultJson.read(json, AlertState.class));
      case ANOMALIES -> line.anomaly(ResultJson.read(json, Anomaly.class));
      case AUDIT -> line.audit(ResultJson.read(json, Audit.class));
      case INCIDENTS -> line.incident(ResultJson.read(json, Incident.class));
      case DEAD_LETTERS -> line.deadLetter(ResultJson.read(json, DeadLetter.class));
      case SCORES -> line.score(ResultJson.read(json, ScoredPoint.class));
    };
  }
}
