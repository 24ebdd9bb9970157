package io.vedette.kafka;

import io.vedette.schema.AlertRecord;
import io.vedette.schema.ChangeRecord;
import io.vedette.schema.EventInput;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.time.Clock;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * The sources of other tools' alerts, of changes and of events. They never fail for what is in a
 * record: what cannot be read comes out as a {@link io.vedette.schema.Rejected}. Each starts at the
 * offsets of its state, else at those the group committed, else at the earliest.
 */
public final class KafkaInputSource {

  private KafkaInputSource() {}

  /** Alerts of other tools. */
  public static KafkaSource<AlertRecord> alerts(Settings settings) {
    return source(
        settings,
        SharedSettings.ALERTS_IN_TOPIC,
        "alerts-in",
        new AlertBodyDeserializer(BodyLimits.of(settings), Clock.systemUTC()));
  }

  /** Deployments and other changes. */
  public static KafkaSource<ChangeRecord> changes(Settings settings) {
    return source(
        settings,
        SharedSettings.CHANGES_TOPIC,
        "changes",
        new ChangeBodyDeserializer(BodyLimits.of(settings), Clock.systemUTC()));
  }

  /** Events of Kubernetes. */
  public static KafkaSource<EventInput> events(Settings settings) {
    return source(
        settings,
        SharedSettings.EVENTS_TOPIC,
        "events",
        new EventBodyDeserializer(BodyLimits.of(settings), Clock.systemUTC()));
  }

  private static <T> KafkaSource<T> source(
      Settings settings, Setting<String> topic, String name, BodyDeserializer<T> deserializer) {
    return KafkaSource.<T>builder()
        .setProperties(KafkaMetricSource.properties(settings))
        .setTopics(settings.get(topic))
        .setGroupId(settings.get(KafkaSettings.GROUP_ID))
        .setClientIdPrefix(settings.get(KafkaSettings.GROUP_ID) + "-" + name)
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .setDeserializer(deserializer)
        .build();
  }
}
