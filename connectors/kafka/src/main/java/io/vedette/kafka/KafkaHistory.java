package io.vedette.kafka;

import io.vedette.schema.AlertRecord;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.CallEdge;
import io.vedette.serializers.VedetteTypes;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.time.Clock;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;

/**
 * What the topics of alerts and of calls hold now, as bounded sources. They read as no group and
 * commit nothing, so the streaming job's offsets stay what they are.
 */
public final class KafkaHistory {

  private KafkaHistory() {}

  /**
   * Alerts of other tools; what cannot be read comes out as a {@link io.vedette.schema.Rejected}.
   *
   * @param since earliest time of a Kafka record, milliseconds since the epoch
   */
  public static KafkaSource<AlertRecord> alertsIn(Settings settings, long since) {
    return source(
        settings,
        SharedSettings.ALERTS_IN_TOPIC,
        "alerts-in",
        OffsetsInitializer.timestamp(since),
        new AlertBodyDeserializer(BodyLimits.of(settings), Clock.systemUTC()));
  }

  /**
   * Alerts of our own.
   *
   * @param since earliest time of a Kafka record, milliseconds since the epoch
   */
  public static KafkaSource<Alert> alerts(Settings settings, long since) {
    return source(
        settings,
        SharedSettings.ALERTS_TOPIC,
        "alerts",
        OffsetsInitializer.timestamp(since),
        new ResultDeserializer<>(Alert.class, VedetteTypes.ALERT));
  }

  /** Who called whom, whenever that was. */
  public static KafkaSource<CallEdge> callEdges(Settings settings) {
    return source(
        settings,
        SharedSettings.TOPOLOGY_TOPIC,
        "topology",
        OffsetsInitializer.earliest(),
        new ResultDeserializer<>(CallEdge.class, VedetteTypes.CALL_EDGE));
  }

  private static <T> KafkaSource<T> source(
      Settings settings,
      Setting<String> topic,
      String name,
      OffsetsInitializer from,
      KafkaRecordDeserializationSchema<T> deserializer) {
    Properties properties = KafkaMetricSource.boundedProperties(settings);
    properties.setProperty("isolation.level", "read_committed");
    return KafkaSource.<T>builder()
        .setProperties(properties)
        .setTopics(settings.get(topic))
        .setClientIdPrefix(settings.get(KafkaSettings.GROUP_ID) + "-history-" + name)
        .setStartingOffsets(from)
        .setBounded(OffsetsInitializer.latest())
        .setDeserializer(deserializer)
        .build();
  }
}
