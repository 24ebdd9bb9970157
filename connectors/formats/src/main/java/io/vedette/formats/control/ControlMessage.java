package io.vedette.formats.control;

import io.vedette.schema.control.FeedbackCommand;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.json.ResultJson;
import io.vedette.settings.Setting;
import io.vedette.settings.SharedSettings;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a person says to the job, as it is written to Kafka. Guarantee: it was read back by the
 * decoder the job reads it with, so that what the job would refuse is never sent.
 */
public final class ControlMessage {

  private final Setting<String> topic;
  private final String key;
  private final byte @Nullable [] value;

  private ControlMessage(Setting<String> topic, String key, byte @Nullable [] value) {
    this.topic = topic;
    this.key = key;
    this.value = value;
  }

  /**
   * A command for an incident.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static ControlMessage of(IncidentCommand command) {
    byte[] json = ResultJson.write(command);
    new IncidentCommandDecoder().decode(command.getIncidentId(), json);
    return new ControlMessage(SharedSettings.COMMANDS_TOPIC, command.getIncidentId(), json);
  }

  /**
   * Feedback on a series.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static ControlMessage of(FeedbackCommand command) {
    byte[] json = ResultJson.write(command);
    new FeedbackDecoder().decode(command.getSeriesId(), json);
    return new ControlMessage(SharedSettings.COMMANDS_TOPIC, command.getSeriesId(), json);
  }

  /**
   * A rule of noise.
   *
   * @param kind as {@link NoiseRuleDecoder#SILENCE}
   * @param rule null removes what there is of the id
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static ControlMessage ofNoiseRule(String kind, String id, @Nullable SpecificRecord rule) {
    String key = kind + id;
    byte[] json = rule == null ? null : ResultJson.write(rule);
    new NoiseRuleDecoder().decode(key, json);
    return new ControlMessage(SharedSettings.RULES_TOPIC, key, json);
  }

  /** The setting that names its topic. */
  public Setting<String> topic() {
    return topic;
  }

  /** Its key. */
  public String key() {
    return key;
  }

  /** Its value, JSON; null removes what a compacted topic has of the key. */
  public byte @Nullable [] value() {
    return value == null ? null : value.clone();
  }
}
