package io.vedette.kafka;

import io.vedette.schema.SpanRecord;
import io.vedette.settings.Settings;
import java.time.Clock;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * The source of one topic of spans. It never fails for what is in a record: what cannot be read
 * comes out as a {@link io.vedette.schema.Rejected}.
 */
public final class KafkaSpanSource {

  private KafkaSpanSource() {}

  /**
   * A source that starts at the offsets of its state, else at those the group committed, else at
   * the earliest.
   */
  public static KafkaSource<SpanRecord> create(Settings settings, SpanTopic topic) {
    return KafkaSource.<SpanRecord>builder()
        .setProperties(KafkaMetricSource.properties(settings))
        .setTopics(topic.topic())
        .setGroupId(settings.get(KafkaSettings.GROUP_ID))
        .setClientIdPrefix(settings.get(KafkaSettings.GROUP_ID) + "-" + topic.name())
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .setDeserializer(
            new SpanBodyDeserializer(
                SpanBodyOptions.of(settings, topic.format()), Clock.systemUTC()))
        .build();
  }
}
