package io.vedette.kafka;

import io.vedette.formats.metrics.MetricFormat;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Writes the dead letters of one Kafka record. */
final class LetterWriter {

  private static final int MAX_SOURCE = 256;
  private static final int MAX_MESSAGE = 1000;

  private final ConsumerRecord<byte[], byte[]> record;
  private final int payloadBytes;

  LetterWriter(ConsumerRecord<byte[], byte[]> record, int payloadBytes) {
    this.record = record;
    this.payloadBytes = payloadBytes;
  }

  DeadLetter write(DeadLetterReason reason, String message, int count) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    byte[] payload = Arrays.copyOf(value, Math.min(value.length, payloadBytes));
    return DeadLetter.newBuilder()
        .setReason(reason)
        .setMessage(cut(message, MAX_MESSAGE))
        .setOrigin(record.topic() + "/" + record.partition() + "/" + record.offset())
        .setSource(source())
        .setTimestamp(Math.max(0, record.timestamp()))
        .setCount(count)
        .setPayload(ByteBuffer.wrap(payload))
        .setPayloadSize(value.length)
        .build();
  }

  /** The header, else the key, which is the source's name too. */
  private @Nullable String source() {
    String source = MetricBodyDeserializer.header(record, MetricFormat.SOURCE_HEADER);
    if (source == null && record.key() != null) {
      source = new String(record.key(), StandardCharsets.UTF_8);
    }
    return source == null ? null : cut(source, MAX_SOURCE);
  }

  /** What a sender wrote must not make a letter larger than Kafka takes. */
  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "...";
  }
}
