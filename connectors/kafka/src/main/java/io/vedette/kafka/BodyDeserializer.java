package io.vedette.kafka;

import io.vedette.formats.metrics.Gzip;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.JobMetric;
import io.vedette.schema.result.DeadLetterReason;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is in the body of one Kafka record, whatever its format.
 *
 * <p>Guarantee: any record ends in what its source emits, rejections or both, never in an exception
 * that is not the fault of an operator behind the source; a rejection a record and reason, with the
 * number of things it stands for.
 *
 * <pre>
 *   value -&gt; no longer than the limit? -&gt; gzip (header) -&gt; decoder by the format (header, else the topic's)
 * </pre>
 *
 * @param <T> what the source emits
 */
abstract class BodyDeserializer<T> implements KafkaRecordDeserializationSchema<T> {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 64;

  private final int maxBodyBytes;
  private final int maxUnpackedBytes;
  private final int payloadBytes;
  private final JobMetric read;
  private final JobMetric rejected;
  private final Clock clock;

  private transient Counter bodiesRead;
  private transient Counter bodiesRejected;
  private transient Counter recordsRead;
  private transient Counter recordsRejected;

  /**
   * With limits and counters.
   *
   * @param maxBodyBytes largest Kafka value taken
   * @param maxUnpackedBytes largest body taken after decompression
   * @param payloadBytes most bytes of a body a dead letter holds
   * @param read counts what is sent on
   * @param rejected counts what is refused
   * @param clock processing time; must be serializable
   */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  BodyDeserializer(
      int maxBodyBytes,
      int maxUnpackedBytes,
      int payloadBytes,
      JobMetric read,
      JobMetric rejected,
      Clock clock) {
    this.maxBodyBytes = maxBodyBytes;
    this.maxUnpackedBytes = maxUnpackedBytes;
    this.payloadBytes = payloadBytes;
    this.read = read;
    this.rejected = rejected;
    this.clock = clock;
  }

  @Override
  public void open(InitializationContext context) {
    MetricGroup metrics = context.getMetricGroup();
    bodiesRead = metrics.counter(JobMetric.BODIES_READ.id());
    bodiesRejected = metrics.counter(JobMetric.BODIES_REJECTED.id());
    recordsRead = metrics.counter(read.id());
    recordsRejected = metrics.counter(rejected.id());
  }

  /** Begins a record. */
  abstract FoundRecords<T> read(
      ConsumerRecord<byte[], byte[]> record, long now, Collector<T> collector);

  /**
   * Decodes its body.
   *
   * @throws UnreadableBodyException when it, or its rest, cannot be read
   */
  abstract void decode(ConsumerRecord<byte[], byte[]> record, byte[] body, FoundRecords<T> found)
      throws UnreadableBodyException;

  /** The record is over. */
  void ended(FoundRecords<T> found) {}

  @Override
  public final void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> collector) {
    FoundRecords<T> found = read(record, clock.millis(), collector);
    try {
      byte[] value = value(record, maxBodyBytes);
      decode(record, unpacked(record, value, maxUnpackedBytes), found);
    } catch (UnreadableBodyException unreadable) {
      found.rejected(unreadable.reason(), String.valueOf(unreadable.getMessage()), 1);
    } catch (RuntimeException any) {
      if (found.isInsideCollector()) {
        // not the body's fault: an operator chained to the source failed, and the job must know
        throw any;
      }
      found.rejected(DeadLetterReason.MALFORMED, "the decoder failed: " + any, 1);
    }
    bodiesRead.inc();
    if (found.hasRejections()) {
      bodiesRejected.inc();
    }
    found.tellRejections(new LetterWriter(record, payloadBytes));
    recordsRead.inc(found.emitted());
    recordsRejected.inc(found.refused());
    ended(found);
  }

  /** By Kafka, or by a producer whose clock may be wrong: nothing was received later than now. */
  static long received(ConsumerRecord<byte[], byte[]> record, long now) {
    return record.timestamp() > 0 ? Math.min(record.timestamp(), now) : now;
  }

  /** The value of a record, which must have one within the limit. */
  static byte[] value(ConsumerRecord<byte[], byte[]> record, int maxBytes)
      throws UnreadableBodyException {
    byte[] value = record.value();
    if (value == null) {
      throw new UnreadableBodyException(
          DeadLetterReason.MALFORMED, "the record has no value (a tombstone)");
    }
    if (value.length > maxBytes) {
      throw new UnreadableBodyException(
          DeadLetterReason.TOO_LARGE,
          "the body has " + value.length + " bytes, more than " + maxBytes);
    }
    return value;
  }

  static UnreadableBodyException unknownFormat(String word) {
    return new UnreadableBodyException(
        DeadLetterReason.UNSUPPORTED,
        "header " + MetricFormat.HEADER + " names no format: '" + cut(word) + "'");
  }

  /** The body as its format has it, by the header with its encoding. */
  static byte[] unpacked(ConsumerRecord<byte[], byte[]> record, byte[] value, int maxUnpackedBytes)
      throws UnreadableBodyException {
    String encoding = header(record, MetricFormat.ENCODING_HEADER);
    if (encoding == null || encoding.isEmpty()) {
      return value;
    }
    return switch (encoding) {
      case "gzip" -> Gzip.unpack(value, 0, value.length, maxUnpackedBytes);
      // snappy belongs to the formats that have it and is undone by their decoders
      case "identity", "snappy" -> value;
      default ->
          throw new UnreadableBodyException(
              DeadLetterReason.UNSUPPORTED,
              "header "
                  + MetricFormat.ENCODING_HEADER
                  + " is '"
                  + cut(encoding)
                  + "', not gzip, identity or snappy");
    };
  }

  static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
