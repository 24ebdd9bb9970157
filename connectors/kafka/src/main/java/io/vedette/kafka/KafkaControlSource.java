package io.vedette.kafka;

import io.vedette.formats.control.CommandDecoder;
import io.vedette.formats.control.ControlDecoder;
import io.vedette.formats.control.ModelDecoder;
import io.vedette.formats.control.RulesDecoder;
import io.vedette.schema.ControlRecord;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/**
 * The sources of what people and other jobs say to the scorer. They never fail for what is in a
 * record: what cannot be read comes out as a {@link io.vedette.schema.Rejected}.
 *
 * <p>Without state they begin at the earliest record, whatever the group committed: models and
 * rules are what is in their topics, and what people said of a series outlives the loss of its
 * state. A command that is read again is applied once, see {@code SeriesOpinions}.
 */
public final class KafkaControlSource {

  private KafkaControlSource() {}

  /** Feedback of people on series, and what they do with incidents. */
  public static KafkaSource<ControlRecord> commands(Settings settings) {
    return source(
        settings,
        SharedSettings.COMMANDS_TOPIC,
        "commands",
        new CommandDecoder(),
        maxBytes(settings));
  }

  /** Rules of the detector and of noise, for all that match. */
  public static KafkaSource<ControlRecord> rules(Settings settings) {
    return source(
        settings, SharedSettings.RULES_TOPIC, "rules", new RulesDecoder(), maxBytes(settings));
  }

  /** Trained models of series. */
  public static KafkaSource<ControlRecord> models(Settings settings) {
    return source(
        settings,
        SharedSettings.MODELS_TOPIC,
        "models",
        new ModelDecoder(),
        KafkaResults.MAX_RESULT_BYTES);
  }

  private static int maxBytes(Settings settings) {
    return Math.toIntExact(settings.get(KafkaSettings.MAX_CONTROL_BYTES));
  }

  private static KafkaSource<ControlRecord> source(
      Settings settings, Setting<String> topic, String name, ControlDecoder decoder, int maxBytes) {
    String group = settings.get(KafkaSettings.GROUP_ID);
    return KafkaSource.<ControlRecord>builder()
        .setProperties(properties(settings))
        .setTopics(settings.get(topic))
        .setGroupId(group)
        .setClientIdPrefix(group + "-" + name)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(
            new ControlDeserializer(
                decoder,
                maxBytes,
                Math.toIntExact(settings.get(KafkaSettings.DEAD_LETTER_PAYLOAD))))
        .build();
  }

  private static Properties properties(Settings settings) {
    Properties properties = new Properties();
    properties.setProperty(
        "partition.discovery.interval.ms",
        Long.toString(settings.get(KafkaSettings.PARTITION_DISCOVERY).toMillis()));
    properties.setProperty("isolation.level", "read_committed");
    properties.putAll(KafkaClients.properties(settings));
    return properties;
  }
}
