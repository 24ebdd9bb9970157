package io.vedette.cli.tail;

import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.settings.Setting;
import io.vedette.settings.SharedSettings;
import java.util.Locale;
import java.util.function.BiFunction;

/** What can be listened to. */
public enum ResultKind {
  /** Firing and resolved. */
  ALERTS(
      SharedSettings.ALERTS_TOPIC,
      (line, json) -> line.alert(ResultJson.read(json, Alert.class))),
  /** Samples out of their band. */
  ANOMALIES(
      SharedSettings.ANOMALIES_TOPIC,
      (line, json) -> line.anomaly(ResultJson.read(json, Anomaly.class))),
  /** Input that was refused. */
  DEAD_LETTERS(
      SharedSettings.DEAD_LETTERS_TOPIC,
      (line, json) -> line.deadLetter(ResultJson.read(json, DeadLetter.class))),
  /** Every sample, when scores.publish is on. */
  SCORES(
      SharedSettings.SCORES_TOPIC,
      (line, json) -> line.score(ResultJson.read(json, ScoredPoint.class)));

  private final Setting<String> topic;
  private final BiFunction<ResultLine, byte[], String> print;

  ResultKind(Setting<String> topic, BiFunction<ResultLine, byte[], String> print) {
    this.topic = topic;
    this.print = print;
  }

  /** The setting that names its topic. */
  public Setting<String> topic() {
    return topic;
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
    return print.apply(line, json);
  }
}
