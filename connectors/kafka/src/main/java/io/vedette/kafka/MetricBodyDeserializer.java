package io.vedette.kafka;

import io.vedette.formats.metrics.Gzip;
import io.vedette.formats.metrics.MetricDecoder;
import io.vedette.formats.metrics.MetricDecoders;
import io.vedette.formats.metrics.MetricFormat;
import io.vedette.formats.metrics.MetricFormats;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.JobMetric;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.serializers.VedetteTypes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads the samples of one Kafka record, whatever its format.
 *
 * <p>Guarantee: any record ends in samples, rejections or both, never in an exception; a rejection
 * a record and reason, with the number of samples it stands for. The sample handed to the collector
 * is one instance, filled anew each time.
 *
 * <pre>
 *   value -&gt; no longer than the limit? -&gt; format (header, else the topic's) -&gt; gzip (header)
 *         -&gt; decoder -&gt; time in (0, received + limit]? -&gt; labels due? -&gt; sample
 * </pre>
 */
public final class MetricBodyDeserializer
    implements KafkaRecordDeserializationSchema<MetricRecord> {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 64;

  private final MetricBodyOptions options;
  private final Clock clock;

  private transient Map<MetricFormat, MetricDecoder> decoders;
  private transient BodyReader reader;
  private transient Counter bodiesRead;
  private transient Counter bodiesRejected;
  private transient Counter samplesRead;
  private transient Counter samplesRejected;
  private transient Counter seriesAnnounced;

  /**
   * By the options.
   *
   * @param clock processing time, which says when labels are due again; must be serializable
   */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public MetricBodyDeserializer(MetricBodyOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
  }

  @Override
  public void open(InitializationContext context) {
    decoders = new EnumMap<>(MetricFormat.class);
    int intervalMinutes = Math.toIntExact(options.announcementInterval().toMinutes());
    reader =
        new BodyReader(
            new AnnouncementCache(options.announcementCacheSize(), intervalMinutes),
            options.maxAhead().toMillis());
    MetricGroup metrics = context.getMetricGroup();
    bodiesRead = metrics.counter(JobMetric.BODIES_READ.id());
    bodiesRejected = metrics.counter(JobMetric.BODIES_REJECTED.id());
    samplesRead = metrics.counter(JobMetric.SAMPLES_READ.id());
    samplesRejected = metrics.counter(JobMetric.SAMPLES_REJECTED.id());
    seriesAnnounced = metrics.counter(JobMetric.SERIES_ANNOUNCED.id());
  }

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> record, Collector<MetricRecord> collector) {
    long now = clock.millis();
    reader.begin(collector, received(record, now), now);
    try {
      decode(record);
    } catch (UnreadableBodyException unreadable) {
      reader.rejected(unreadable.reason(), String.valueOf(unreadable.getMessage()), 1);
    } catch (RuntimeException any) {
      if (reader.isInsideCollector()) {
        // not the body's fault: an operator chained to the source failed, and the job must know
        throw any;
      }
      reader.rejected(DeadLetterReason.MALFORMED, "the decoder failed: " + any, 1);
    }
    boolean rejected = reader.hasRejections();
    reader.tellRejections(new LetterWriter(record, options.payloadBytes()));
    bodiesRead.inc();
    if (rejected) {
      bodiesRejected.inc();
    }
    samplesRead.inc(reader.emitted());
    samplesRejected.inc(reader.refusedSamples());
    seriesAnnounced.inc(reader.announced());
  }

  /** By Kafka, or by a producer whose clock may be wrong: nothing was received later than now. */
  static long received(ConsumerRecord<byte[], byte[]> record, long now) {
    return record.timestamp() > 0 ? Math.min(record.timestamp(), now) : now;
  }

  private void decode(ConsumerRecord<byte[], byte[]> record) throws UnreadableBodyException {
    byte[] value = value(record, options.maxBodyBytes());
    MetricFormat named = namedFormat(record);
    byte[] body = unpacked(record, value, options.maxUnpackedBytes());
    MetricFormat format = named == null ? MetricFormats.sniff(body) : named;
    decoder(format).decode(body, 0, body.length, reader);
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

  /** Made when the first body of its format comes: most topics hold one format. */
  private MetricDecoder decoder(MetricFormat format) {
    return decoders.computeIfAbsent(
        format,
        missing ->
            MetricDecoders.create(missing, options.decoderLimits(), options.labelCacheSize()));
  }

  /** By the header, else the topic's own; null for OTLP in either form. */
  private @Nullable MetricFormat namedFormat(ConsumerRecord<byte[], byte[]> record)
      throws UnreadableBodyException {
    String word = header(record, MetricFormat.HEADER);
    if (word == null) {
      return options.format();
    }
    return MetricFormat.of(word).orElseThrow(() -> unknownFormat(word));
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

  @Override
  public TypeInformation<MetricRecord> getProducedType() {
    return VedetteTypes.METRIC_RECORD;
  }
}
