package io.vedette.kafka;

import io.vedette.formats.RecordDecoder;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.JobMetric;
import io.vedette.schema.Rejected;
import java.time.Clock;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads alerts, changes or events of one Kafka record.
 *
 * @param <T> what the source emits
 * @param <D> what the decoders find
 */
abstract class InputDeserializer<T, D> extends BodyDeserializer<T> {

  private static final long serialVersionUID = 1L;

  private final BodyLimits limits;

  /** Within limits, counted so. */
  InputDeserializer(BodyLimits limits, JobMetric read, JobMetric rejected, Clock clock) {
    super(
        limits.maxBodyBytes(),
        limits.maxUnpackedBytes(),
        limits.payloadBytes(),
        read,
        rejected,
        clock);
    this.limits = limits;
  }

  /**
   * The decoder of a record, by its headers.
   *
   * @throws UnreadableBodyException when they name none
   */
  abstract RecordDecoder<D> decoder(ConsumerRecord<byte[], byte[]> record)
      throws UnreadableBodyException;

  /** A record as one of what the source emits. */
  abstract T taken(D record);

  /** A rejection as one of what the source emits. */
  abstract T rejection(Rejected rejected);

  /** Event time, milliseconds since the epoch. */
  abstract long time(D record);

  @Override
  final TakenRecords<T, D> read(
      ConsumerRecord<byte[], byte[]> record, long now, Collector<T> collector) {
    return new TakenRecords<>(
        collector,
        this::rejection,
        this::taken,
        this::time,
        received(record, now),
        limits.maxAhead().toMillis());
  }

  @Override
  @SuppressWarnings("unchecked") // what read() made
  final void decode(ConsumerRecord<byte[], byte[]> record, byte[] body, FoundRecords<T> found)
      throws UnreadableBodyException {
    TakenRecords<T, D> taken = (TakenRecords<T, D>) found;
    decoder(record).decode(body, 0, body.length, taken.received(), taken);
  }
}
